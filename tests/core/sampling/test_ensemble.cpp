// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/sampling/ensemble.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

#include <algorithm>

using namespace hysteron;
using namespace hysteron::sampling;

namespace {

/// Hot enough that many escape within a few hundred epochs.
Specification hotTrap()
{
    Specification specification = findPreset("fig1a-rank1")->specification;
    specification.noise.temperature = 1.2e-3;
    specification.training.epochs = 600;
    return specification;
}

std::unique_ptr<Ensemble> ensembleOf(const Specification& specification, const EnsembleOptions& options)
{
    auto result = Ensemble::create(prepare(specification).value(), options);
    if (!result)
        qFatal("%s", result.errors().front().message().c_str());
    return std::move(result).value();
}

bool same(const Passage& a, const Passage& b)
{
    return a.replica == b.replica && a.epoch == b.epoch && a.outcome == b.outcome;
}

} // namespace

class TestEnsemble : public QObject
{
    Q_OBJECT
private slots:
    void threadsChangeNothing()
    {
        std::string first;
        for (const int threads : {1, 2, 5}) {
            const auto ensemble = ensembleOf(hotTrap(), {.replicas = 100, .threads = threads});
            ensemble->advance(10'000);
            QVERIFY(ensemble->finished());
            const auto escaped = std::ranges::count(ensemble->passages(), PassageOutcome::Escaped, &Passage::outcome);
            QVERIFY2(escaped > 20 && escaped < 90, qPrintable(QString::number(escaped)));
            if (first.empty())
                first = ensemble->fingerprint();
            QCOMPARE(ensemble->fingerprint(), first);
        }
    }

    void aGivenStateIsStartedFrom()
    {
        const auto fromTrap = ensembleOf(hotTrap(), {.replicas = 20});
        const Eigen::VectorXd trap = fromTrap->start().network().weights();
        fromTrap->advance(600);
        // The protocol is not followed: these weights are the trap, and the mode they lack is waited for.
        Specification other = hotTrap();
        other.protocol = {};
        other.protocol.kind = ProtocolKind::Random;
        const auto given = Ensemble::createAt(prepare(other).value(), trap, {.replicas = 20});
        QVERIFY(given);
        QCOMPARE((*given)->start().startRank(), 1);
        QCOMPARE((*given)->start().specification().protocol.rank, 1);
        (*given)->advance(600);
        QCOMPARE((*given)->fingerprint(), fromTrap->fingerprint());

        const auto wrong = Ensemble::createAt(prepare(other).value(), Eigen::VectorXd::Zero(3), {.replicas = 20});
        QVERIFY(!wrong);
        QCOMPARE(wrong.errors().front().message(), std::string("weights: 3: must be 140 numbers for this network"));
        const auto broken =
            Ensemble::createAt(prepare(other).value(), Eigen::VectorXd::Constant(140, 1e4), {.replicas = 20});
        QVERIFY(!broken && broken.errors().front().field == "weights");
    }

    void howTheWaitIsCutChangesNothing()
    {
        const auto whole = ensembleOf(hotTrap(), {.replicas = 20});
        whole->advance(600);
        const auto pieces = ensembleOf(hotTrap(), {.replicas = 20});
        for (const int epochs : {1, 7, 300, 292})
            pieces->advance(epochs);
        QVERIFY(pieces->finished());
        QCOMPARE(pieces->fingerprint(), whole->fingerprint());
        QCOMPARE(pieces->steps(), whole->steps());
    }

    void aReplicaDoesNotKnowHowManyThereAre_data()
    {
        QTest::addColumn<int>("noise");
        QTest::addColumn<int>("precision");
        for (const NoiseKind noise : {NoiseKind::Langevin, NoiseKind::Minibatch, NoiseKind::MinibatchLangevin}) {
            for (const Precision precision : {Precision::F64, Precision::F32})
                QTest::addRow("noise %d precision %d", int(noise), int(precision)) << int(noise) << int(precision);
        }
    }
    void aReplicaDoesNotKnowHowManyThereAre()
    {
        QFETCH(int, noise);
        QFETCH(int, precision);
        Specification specification = hotTrap();
        specification.noise.kind = NoiseKind(noise);
        specification.training.epochs = 300;
        const auto few = ensembleOf(specification, {.replicas = 8, .precision = Precision(precision)});
        const auto many =
            ensembleOf(specification, {.replicas = 1000, .threads = 2, .precision = Precision(precision)});
        few->advance(300);
        many->advance(300);
        for (std::size_t k = 0; k < 8; ++k) {
            QVERIFY(same(few->passages()[k], many->passages()[k]));
            QVERIFY(few->weights(k) == many->weights(k));
        }
        QVERIFY(few->weights(7) != few->weights(6));
    }

    void replicaZeroIsTheRun()
    {
        for (const char* preset : {"fig1a-rank1", "fig1a-random", "hysteresis-loop"}) {
            Specification specification = findPreset(preset)->specification;
            specification.training.epochs = 2000;
            const auto run = simulate(specification);
            const auto ensemble = ensembleOf(specification, {.replicas = 3, .leaveAtEscape = false});
            (*run)->advance(2000);
            ensemble->advance(2000);
            QVERIFY(ensemble->weights(0) == (*run)->network().weights());
            if (const auto escape = (*run)->snapshot()->escapeEpoch)
                QCOMPARE(ensemble->passages()[0].epoch, *escape);
        }
    }

    void seedsAreRunsOfTheirOwn()
    {
        Specification specification = findPreset("fig1a-trivial")->specification;
        specification.training.epochs = 400;
        const std::vector<std::uint64_t> seeds = {42, 43, 44};
        const auto ensemble =
            Ensemble::createFromSeeds(prepare(specification).value(), seeds, {.threads = 2, .leaveAtEscape = false})
                .value();
        ensemble->advance(400);
        for (std::size_t k = 0; k < seeds.size(); ++k) {
            specification.seed = seeds[k];
            const auto run = simulate(specification);
            (*run)->advance(400);
            QVERIFY(ensemble->weights(k) == (*run)->network().weights());
            const auto escape = (*run)->snapshot()->escapeEpoch;
            QCOMPARE(ensemble->passages()[k].outcome == PassageOutcome::Escaped, escape.has_value());
            if (escape)
                QCOMPARE(ensemble->passages()[k].epoch, *escape);
        }
    }

    void whoNeverEscapesIsCensored()
    {
        Specification specification = hotTrap();
        specification.noise.kind = NoiseKind::Minibatch;
        const auto ensemble = ensembleOf(specification, {.replicas = 12, .maxEpochs = 50});
        ensemble->advance(30);
        QCOMPARE(ensemble->waiting(), 12U);
        QVERIFY(!ensemble->finished());
        ensemble->advance(30);
        QVERIFY(ensemble->finished());
        QCOMPARE(ensemble->epoch(), 50);
        for (const Passage& passage : ensemble->passages()) {
            QCOMPARE(passage.outcome, PassageOutcome::Censored);
            QCOMPARE(passage.epoch, 50);
        }
        QCOMPARE(ensemble->steps(), 12 * 50 * 8);
    }

    void divergenceIsAnOutcome()
    {
        Specification specification = hotTrap();
        specification.training.learningRate = 5.0;
        const auto ensemble = ensembleOf(specification, {.replicas = 3});
        ensemble->advance(600);
        for (const Passage& passage : ensemble->passages())
            QCOMPARE(passage.outcome, PassageOutcome::Diverged);
    }

    void testErrorAgreesWithTheSingularValue()
    {
        Specification specification = hotTrap();
        const auto bySigma = ensembleOf(specification, {.replicas = 40});
        specification.escape.observable = EscapeObservable::TestMse;
        const auto byError = ensembleOf(specification, {.replicas = 40});
        bySigma->advance(600);
        byError->advance(600);
        int both = 0;
        double difference = 0.0;
        for (std::size_t k = 0; k < 40; ++k) {
            const Passage &a = bySigma->passages()[k], &b = byError->passages()[k];
            if (a.outcome == PassageOutcome::Escaped && b.outcome == PassageOutcome::Escaped) {
                ++both;
                difference += double(b.epoch - a.epoch);
            }
        }
        QVERIFY(both > 10);
        QVERIFY2(std::abs(difference / both) < 20.0, qPrintable(QString::number(difference / both)));
    }

    void aStopIsHeard()
    {
        const auto ensemble = ensembleOf(findPreset("fig1a-rank1")->specification, {.replicas = 200, .threads = 2});
        std::stop_source source;
        source.request_stop();
        ensemble->advance(1'000'000, source.get_token());
        QCOMPARE(ensemble->epoch(), 0);
        QVERIFY(!ensemble->finished());
    }

    void badOptionsAreNamed()
    {
        const auto refused = [](const Specification& specification, const EnsembleOptions& options) {
            const auto result = Ensemble::create(prepare(specification).value(), options);
            return result.ok() ? std::string() : result.errors().front().message();
        };
        QCOMPARE(refused(hotTrap(), {.replicas = 0}), std::string("replicas: 0: must be an integer from 1 to 1000000"));
        QCOMPARE(refused(hotTrap(), {.threads = 0}), std::string("threads: 0: must be an integer from 1 to 256"));
        Specification wide = hotTrap();
        wide.task.inputs = 9;
        QVERIFY(refused(wide, {}).starts_with("task.inputs: 9: ensembles need at most 8"));
        Specification full = hotTrap();
        full.protocol.rank = 2;
        full.protocol.anneal.clear();
        QVERIFY(refused(full, {}).starts_with("protocol.rank: 2: nothing is left"));
    }
};

HYSTERON_TEST(TestEnsemble)
#include "test_ensemble.moc"
