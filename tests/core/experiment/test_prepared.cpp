// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/prepared.h"
#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

#include <fstream>

using namespace hysteron;

namespace {
Specification trap()
{
    return findPreset("fig1a-rank1")->specification;
}
} // namespace

/// A checked specification with its data.
class TestPrepared : public QObject
{
    Q_OBJECT
private slots:
    void brokenRulesAreTold()
    {
        Specification s = trap();
        s.training.beta = -1.0;
        s.task.samples = 0;
        QCOMPARE(prepare(s).errors(), s.validate());
        QCOMPARE(prepare(s).errors().size(), 2u);
    }

    void holdsSpecificationDataAndShape()
    {
        Specification s = findPreset("fig1b")->specification;
        const auto prepared = prepare(s).value();
        QVERIFY(prepared->specification() == s);
        QCOMPARE(prepared->task().inputs(), s.task.inputs);
        QCOMPARE(prepared->shape().inputs, s.task.inputs);
        QCOMPARE(prepared->shape().width, s.network.width);
        QCOMPARE(prepared->shape().depth, s.network.depth);
    }

    void anotherSeedSharesTheData()
    {
        const auto prepared = prepare(trap()).value();
        const auto other = prepared->withSeed(7);
        QCOMPARE(other->specification().seed, 7u);
        QCOMPARE(&other->task(), &prepared->task());
        Specification s = trap();
        s.seed = 7;
        QCOMPARE(Simulation::create(other).value()->fingerprint(),
                 Simulation::create(prepare(s).value()).value()->fingerprint());
    }

    void anotherSpecificationOfTheSameTaskSharesTheData()
    {
        const auto prepared = prepare(trap()).value();
        Specification s = trap();
        s.noise.temperature = 1e-3;
        QCOMPARE(&prepare(s, {}, prepared.get()).value()->task(), &prepared->task());
        s.training.beta = 11.0;
        QCOMPARE(prepare(s, {}, prepared.get()).errors().size(), 1u); // checked all the same
        s = trap();
        s.task.seed = 2;
        QVERIFY(&prepare(s, {}, prepared.get()).value()->task() != &prepared->task());
    }

    void theFileIsReadOnceForAllRuns()
    {
        QTemporaryDir directory;
        const std::string path = directory.filePath("data.csv").toStdString();
        {
            std::ofstream file(path);
            file << "a,b,y,z\n";
            for (int i = 0; i < 40; ++i)
                file << i % 5 << ',' << i % 7 << ',' << i % 5 + 0.1 * (i % 3) << ',' << i % 7 - 0.1 * (i % 2) << '\n';
        }
        Specification s = trap();
        s.task.csv = path;
        s.task.sampling = Sampling::Raw;
        s.task.csvInputs = {"a", "b"};
        s.task.csvOutputs = {"y", "z"};
        s.task.whiten = true;
        s.training.batch = 8;
        s.protocol.kind = ProtocolKind::Random;
        const auto prepared = prepare(s);
        QVERIFY2(prepared.ok(), prepared.ok() ? "" : prepared.errors().front().message().c_str());
        QVERIFY(QFile::remove(QString::fromStdString(path)));
        QVERIFY(Simulation::create(*prepared).ok());
        QVERIFY(Simulation::create((*prepared)->withSeed(3)).ok());
        QCOMPARE(prepare(s).errors().front().field, std::string("task.csv"));
    }

    void aStopIsHeard()
    {
        std::stop_source source;
        source.request_stop();
        QVERIFY(!prepare(trap(), source.get_token()).ok());
    }
};

HYSTERON_TEST(TestPrepared)
#include "test_prepared.moc"
