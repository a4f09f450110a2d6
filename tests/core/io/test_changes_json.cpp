// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/io/changes_json.h"
#include "tests/support/test.h"

using namespace hysteron;
using Json = nlohmann::ordered_json;

namespace {

std::vector<LoggedChange> someChanges()
{
    std::vector<LoggedChange> log(3);
    log[0].epoch = 0;
    log[0].change.beta = 0.1;
    log[1].epoch = 17;
    log[1].change.learningRate = 0.3;
    log[1].change.batch = 32;
    log[1].change.batching = Batching::Replacement;
    log[2].epoch = 500;
    log[2].change.noise = NoiseOptions{NoiseKind::MinibatchLangevin, 2e-3, 1.0, TemperatureReading::Constant};
    return log;
}

} // namespace

class TestChangesJson : public QObject
{
    Q_OBJECT
    const Specification m_started = findPreset("fig1a-rank1")->specification;

private slots:
    void comeBackFromTheirText()
    {
        const Json json = Json::parse(toJson(someChanges()).dump());
        QCOMPARE(json[0].size(), std::size_t{2}); // the epoch and what it sets
        const auto changes = changesFromJson(json, m_started);
        QVERIFY(changes.ok());
        QVERIFY(*changes == someChanges());
    }

    void badOnesAreNamed_data()
    {
        QTest::addColumn<QByteArray>("changes");
        QTest::addColumn<QByteArray>("reason");
        QTest::newRow("no list") << QByteArray("3") << QByteArray("must be a list");
        QTest::newRow("no object") << QByteArray("[3]") << QByteArray("with an epoch");
        QTest::newRow("no epoch") << QByteArray(R"([{"beta": 0.1}])") << QByteArray("with an epoch");
        QTest::newRow("half an epoch") << QByteArray(R"([{"epoch": 0.5}])") << QByteArray("with an epoch");
        QTest::newRow("no such key") << QByteArray(R"([{"epoch": 1, "width": 3}])") << QByteArray("changes.width: 3");
        QTest::newRow("a word") << QByteArray(R"([{"epoch": 1, "beta": "low"}])")
                                << QByteArray("changes, epoch 1: training.beta: low");
        QTest::newRow("out of range") << QByteArray(R"([{"epoch": 9, "batch": 0}])")
                                      << QByteArray("changes, epoch 9: training.batch: 0");
    }
    void badOnesAreNamed()
    {
        QFETCH(QByteArray, changes);
        QFETCH(QByteArray, reason);
        const auto read = changesFromJson(Json::parse(changes.toStdString()), m_started);
        QVERIFY(!read.ok());
        const std::string told = read.errors().front().message();
        QVERIFY2(told.find(reason.toStdString()) != std::string::npos, told.c_str());
    }
};

HYSTERON_TEST(TestChangesJson)
#include "test_changes_json.moc"
