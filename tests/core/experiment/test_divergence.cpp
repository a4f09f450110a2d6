// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/experiment/run_summary.h"
#include "core/experiment/stability.h"
#include "core/model/order_parameters.h"
#include "core/theory/mode_landscape.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

namespace {
Specification rankOne()
{
    return findPreset("fig1a-rank1")->specification;
}

std::unique_ptr<Simulation> made(const Specification& specification)
{
    Result<std::unique_ptr<Simulation>> result = simulate(specification);
    if (!result)
        qFatal("%s", result.errors().front().message().c_str());
    return std::move(result).value();
}

ControlChange rateChange(double rate)
{
    ControlChange change;
    change.learningRate = rate;
    return change;
}

/// A run with one step per epoch that breaks some epochs after somebody raised the learning rate at epoch 1000: it
/// looks good for a while, is bad for a while, and then the weights are beyond all limits.
Specification oneStepPerEpoch()
{
    Specification s = rankOne();
    s.training.batch = s.task.samples;
    return s;
}

std::unique_ptr<Simulation> brokenByHand(double rate = 1.6)
{
    auto simulation = made(oneStepPerEpoch());
    simulation->advance(1000);
    if (!simulation->apply(rateChange(rate)).empty())
        qFatal("the change was refused");
    simulation->advance(1000);
    return simulation;
}

void checkFinite(const Snapshot& snapshot)
{
    QVERIFY(std::isfinite(snapshot.loss));
    QVERIFY(std::isfinite(snapshot.trainMse));
    QVERIFY(std::isfinite(snapshot.gradientTrace));
    for (const History& curve : snapshot.curves->singularValues)
        QVERIFY(std::isfinite(curve.highest()));
}
} // namespace

class TestDivergence : public QObject
{
    Q_OBJECT
private slots:
    void curvatureOfTheTrivialStateIsBeta()
    {
        TaskOptions options;
        options.sampling = Sampling::Population;
        const Task task = makeTask(options).value();
        const Network zero({2, 2, 10, 3});
        QVERIFY(std::abs(largestCurvature(zero, task, 0.32) - 0.32) < 1e-9);
    }

    void curvatureOfALearntModeIsKnown()
    {
        // One mode, lambda = a^L at beta = 0: the stiffest direction moves all layers together, L a^(2L-2).
        TaskOptions options;
        options.eta = {0.9};
        options.sampling = Sampling::Population;
        const Task task = makeTask(options).value();
        for (const int depth : {2, 3, 5}) {
            const Network learnt = balancedNetwork({2, 2, 10, depth}, {0.9});
            const double expected = depth * std::pow(0.9, (2.0 * depth - 2.0) / depth);
            QVERIFY(std::abs(largestCurvature(learnt, task, 0.0) / expected - 1.0) < 0.01);
        }
    }

    void largeRatesAreStoppedAndExplained_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("batch");
        QTest::addColumn<int>("kind");
        for (const NoiseKind kind :
             {NoiseKind::Minibatch, NoiseKind::Langevin, NoiseKind::MinibatchLangevin, NoiseKind::None})
            QTest::addRow("eta_lr 10, noise %d", int(kind)) << 10.0 << 64 << int(kind);
        for (const NoiseKind kind : {NoiseKind::Minibatch, NoiseKind::Langevin, NoiseKind::MinibatchLangevin})
            QTest::addRow("eta_lr 5, noise %d", int(kind)) << 5.0 << 64 << int(kind);
        QTest::addRow("B 1") << 7.0 << 1 << static_cast<int>(NoiseKind::Minibatch);
    }

    void largeRatesAreStoppedAndExplained()
    {
        QFETCH(double, rate);
        QFETCH(int, batch);
        QFETCH(int, kind);
        Specification s = rankOne();
        s.training.learningRate = rate;
        s.training.batch = batch;
        s.noise.kind = static_cast<NoiseKind>(kind);
        auto simulation = made(s);
        QCOMPARE(simulation->state(), RunState::Paused); // the trap itself is not made at this rate
        simulation->advance(100);
        QCOMPARE(simulation->state(), RunState::Diverged);
        const auto snapshot = simulation->snapshot();
        QVERIFY(snapshot->divergence.has_value());
        QCOMPARE(snapshot->divergence->epoch, snapshot->epoch + 1);
        QVERIFY(snapshot->divergence->step > snapshot->steps);
        QVERIFY(snapshot->divergence->step <= snapshot->steps + 512 / batch);
        QCOMPARE(snapshot->divergence->learningRate, rate);
        // Half of it is often above the limit as well.
        const double suggested = snapshot->divergence->suggestedLearningRate;
        QVERIFY(suggested > 0.0 && suggested <= rate / 2);
        QCOMPARE(snapshot->divergence->suggestsHalf(), suggested == rate / 2);
        QVERIFY(english(snapshot->divergence->cause).find("above the stability limit 2/curvature") !=
                std::string::npos);
        checkFinite(*snapshot);
        QVERIFY(snapshot->curves->trainMse.size() >= 1); // the curves stay
        QCOMPARE(summarise(*simulation).outcome, std::string("diverged"));
        QCOMPARE(simulation->advance(10), 0);
    }

    void smallRatesAndSmallBatchesAreFine()
    {
        Specification s = rankOne();
        s.training.learningRate = 1e-3;
        s.training.epochs = 200;
        auto slow = made(s);
        QCOMPARE(slow->advance(200), 200);
        QCOMPARE(slow->snapshot()->rank, 1);
        s.training.learningRate = 0.01;
        s.training.batch = 1;
        s.training.epochs = 20;
        s.noise.kind = NoiseKind::Minibatch;
        auto single = made(s);
        QCOMPARE(single->advance(20), 20);
        QCOMPARE(single->steps(), 20 * 512);
        QVERIFY(single->snapshot()->rank >= 1);
    }

    void whatIsSuggestedIsHalfOrBelowTheLimit()
    {
        TaskOptions options;
        options.eta = {0.9};
        options.sampling = Sampling::Population;
        const Task task = makeTask(options).value();
        const Network learnt = balancedNetwork({2, 2, 10, 3}, {0.9});
        const double limit = 2.0 / largestCurvature(learnt, task, 0.0);
        const auto suggested = [&](double rate) {
            StepParameters parameters;
            parameters.learningRate = rate;
            parameters.beta = 0.0;
            return explainDivergence(parameters, learnt, task).smallerRate;
        };
        QCOMPARE(suggested(1.5 * limit), 0.75 * limit);
        for (const double times : {2.0, 3.0, 30.0}) { // half would break again
            const double rate = suggested(times * limit);
            QVERIFY2(rate <= 0.9 * limit && rate > 0.8 * limit, qPrintable(QString::number(rate / limit)));
            QCOMPARE(QString::number(rate, 'g', 2).toDouble(), rate);
        }
    }

    void recoveringLowersTheRateUntilItHolds()
    {
        Specification s = rankOne();
        s.training.learningRate = 10.0;
        s.training.epochs = 300;
        auto simulation = made(s);
        int recoveries = 0;
        while (simulation->state() != RunState::Finished && recoveries < 10) {
            simulation->advance(300);
            if (simulation->state() == RunState::Diverged) {
                const Divergence broken = *simulation->snapshot()->divergence;
                QVERIFY(broken.suggestedLearningRate <= broken.learningRate / 2);
                simulation->recover();
                ++recoveries;
                QCOMPARE(simulation->snapshot()->specification.training.learningRate, broken.suggestedLearningRate);
            }
        }
        QCOMPARE(simulation->state(), RunState::Finished);
        // Langevin noise at these rates is hot, but the limit 2/curvature of about 0.7 is what counts. By halves alone
        // it took four.
        QVERIFY2(recoveries >= 1 && recoveries <= 3, qPrintable(QString::number(recoveries)));
        checkFinite(*simulation->snapshot());
    }

    void recoverGoesBackToTheLastGoodState_data()
    {
        QTest::addColumn<double>("rate");
        QTest::addColumn<bool>("goodAfterTheChange");
        QTest::newRow("slowly broken") << 1.6 << true;
        QTest::newRow("broken at once") << 4.0 << false;
    }

    void recoverGoesBackToTheLastGoodState()
    {
        QFETCH(double, rate);
        QFETCH(bool, goodAfterTheChange);
        auto simulation = brokenByHand(rate);
        QCOMPARE(simulation->state(), RunState::Diverged);
        const auto broken = simulation->snapshot();
        const std::int64_t good = broken->divergence->lastGoodEpoch;
        QCOMPARE(good > 1000, goodAfterTheChange);
        QVERIFY(good < broken->epoch - 16 && good > broken->epoch - 40);
        QVERIFY(broken->curves->trainMse.highest() > 100.0); // the curves show how it broke
        const double suggested = broken->divergence->suggestedLearningRate;

        simulation->recover();
        QCOMPARE(simulation->state(), RunState::Paused);
        const auto recovered = simulation->snapshot();
        QCOMPARE(recovered->epoch, good);
        QCOMPARE(recovered->steps, good); // one step per epoch
        QVERIFY(!recovered->divergence);
        QCOMPARE(recovered->specification.training.learningRate, suggested);
        QCOMPARE(recovered->parameters.learningRate, suggested);
        QVERIFY(recovered->trainMse <= 2.0);
        std::vector<LoggedChange> log;
        if (goodAfterTheChange)
            log.push_back({1000, rateChange(rate)});
        log.push_back({good, rateChange(suggested)});
        QCOMPARE(recovered->changes, log);
        for (const History* curve : {&recovered->curves->trainMse, &recovered->curves->singularValues[1]}) {
            QCOMPARE(curve->buckets().back().lastEpoch, good);
            QVERIFY(curve->highest() <= 2.0);
        }
        QCOMPARE(recovered->curves->trainMse.buckets().back().last, recovered->trainMse);
        QCOMPARE(recovered->trail->back().epoch, good);
        QCOMPARE(recovered->trail->back().singularValues, recovered->singularValues);
        for (const Transition& transition : recovered->transitions)
            QVERIFY(transition.epoch <= good);
    }

    void whatWasSeenWhileBreakingIsForgotten()
    {
        // Breaking, sigma_2 passes its threshold: a transition and an escape that recovery takes back.
        auto simulation = brokenByHand(5.0);
        QVERIFY(!simulation->snapshot()->transitions.empty());
        QVERIFY(simulation->snapshot()->escapeEpoch.has_value());
        simulation->recover();
        QVERIFY(simulation->snapshot()->transitions.empty());
        QVERIFY(!simulation->snapshot()->escapeEpoch);
        QCOMPARE(simulation->snapshot()->rank, 1);
    }

    void theLogReplaysARecoveredRun_data()
    {
        QTest::addColumn<double>("rate");
        for (const double rate : {1.6, 4.0, 10.0})
            QTest::newRow(qPrintable(QString::number(rate))) << rate;
    }

    void theLogReplaysARecoveredRun()
    {
        QFETCH(double, rate);
        auto simulation = brokenByHand(rate);
        int recoveries = 0;
        while (simulation->epoch() < 3000 && recoveries < 10) {
            if (simulation->state() == RunState::Diverged) {
                simulation->recover();
                ++recoveries;
            }
            simulation->advance(3000 - simulation->epoch());
        }
        QCOMPARE(simulation->epoch(), 3000);
        const auto snapshot = simulation->snapshot();
        auto replayed = made(oneStepPerEpoch());
        for (const LoggedChange& logged : snapshot->changes) {
            replayed->advance(logged.epoch - replayed->epoch());
            QCOMPARE(replayed->epoch(), logged.epoch);
            QVERIFY(replayed->apply(logged.change).empty());
        }
        replayed->advance(3000 - replayed->epoch());
        QCOMPARE(replayed->fingerprint(), simulation->fingerprint());
        QCOMPARE(replayed->snapshot()->steps, snapshot->steps);
        QVERIFY(std::abs(replayed->snapshot()->time - snapshot->time) < 1e-9);
        QCOMPARE(replayed->snapshot()->specification, snapshot->specification);
    }

    void temperatureGoesBackWithTheState_data()
    {
        QTest::addColumn<bool>("changedAtTheLastGoodState");
        QTest::newRow("read there") << true;
        QTest::newRow("read before") << false;
    }

    void temperatureGoesBackWithTheState()
    {
        // States are kept at multiples of 16 epochs; the one of epoch 96 is good once epoch 112 is.
        QFETCH(bool, changedAtTheLastGoodState);
        const auto noiseChange = [](NoiseKind kind) {
            ControlChange change;
            change.noise = NoiseOptions{kind, {}, 1.0, TemperatureReading::Trace};
            return change;
        };
        Specification s = oneStepPerEpoch();
        s.training.learningRate = 0.02;
        s.training.beta = 0.1; // the state moves away from the trap's, and its trace with it
        s.noise = *noiseChange(NoiseKind::Langevin).noise;
        auto simulation = made(s);
        simulation->advance(96);
        if (changedAtTheLastGoodState)
            QVERIFY(simulation->apply(noiseChange(NoiseKind::MinibatchLangevin)).empty());
        const double temperature = simulation->snapshot()->parameters.temperature;
        const NoiseKind kind = simulation->snapshot()->parameters.noise;
        simulation->advance(112 - 96);
        // There and back again: T is read anew, although the specification is what it was.
        QVERIFY(simulation->apply(noiseChange(NoiseKind::None)).empty());
        QVERIFY(simulation->apply(noiseChange(kind)).empty());
        QVERIFY(std::abs(simulation->snapshot()->parameters.temperature / temperature - 1.0) > 1e-3);
        QVERIFY(simulation->apply(rateChange(10.0)).empty());
        simulation->advance(10);
        QCOMPARE(simulation->state(), RunState::Diverged);
        QCOMPARE(simulation->snapshot()->divergence->lastGoodEpoch, 96);
        QVERIFY(simulation->apply(rateChange(0.01)).empty());
        QVERIFY(std::abs(simulation->snapshot()->parameters.temperature / (temperature / 2) - 1.0) < 1e-12);
    }

    void longBadTimesAreSkipped()
    {
        auto simulation = made(oneStepPerEpoch());
        simulation->advance(1000);
        ControlChange hot = rateChange(0.003);
        hot.noise = NoiseOptions{NoiseKind::Langevin, 3.0, 1.0, TemperatureReading::Constant};
        QVERIFY(simulation->apply(hot).empty());
        simulation->advance(150);
        const double bad = simulation->snapshot()->trainMse;
        QVERIFY2(bad > 2.0, qPrintable(QString::number(bad)));
        QVERIFY(simulation->apply(rateChange(5.0)).empty());
        simulation->advance(100);
        QCOMPARE(simulation->state(), RunState::Diverged);
        const std::int64_t good = simulation->snapshot()->divergence->lastGoodEpoch;
        QVERIFY2(good > 960 && good < 1100, qPrintable(QString::number(good)));
    }

    void changesBeforeTheBreakAreKept()
    {
        auto simulation = made(rankOne());
        simulation->advance(100);
        ControlChange colder;
        colder.noise = NoiseOptions{NoiseKind::Langevin, 1e-4, 1.0, TemperatureReading::Constant};
        colder.beta = 0.25;
        QVERIFY(simulation->apply(colder).empty());
        simulation->advance(5); // not long enough for a good state with these
        QVERIFY(simulation->apply(rateChange(9.0)).empty());
        simulation->advance(100);
        QCOMPARE(simulation->state(), RunState::Diverged);
        QVERIFY(simulation->snapshot()->divergence->lastGoodEpoch < 100);
        const double suggested = simulation->snapshot()->divergence->suggestedLearningRate;
        simulation->recover();
        const auto snapshot = simulation->snapshot();
        QCOMPARE(snapshot->parameters.beta, 0.25);
        QCOMPARE(snapshot->parameters.temperature, 1e-4);
        QCOMPARE(snapshot->parameters.learningRate, suggested);
        colder.learningRate = suggested;
        QCOMPARE(snapshot->changes, (std::vector<LoggedChange>{{snapshot->epoch, colder}}));
    }

    void onlyASmallerRateBringsItBack()
    {
        auto simulation = brokenByHand();
        ControlChange beta;
        beta.beta = 0.1;
        QCOMPARE(simulation->apply(beta).size(), 1u);
        QCOMPARE(simulation->apply(beta).front().field, std::string("training.learning_rate"));
        QCOMPARE(simulation->apply(rateChange(6.0)).size(), 1u);
        QCOMPARE(simulation->state(), RunState::Diverged);
        beta.learningRate = 0.08;
        QVERIFY(simulation->apply(beta).empty());
        QCOMPARE(simulation->state(), RunState::Paused);
        QCOMPARE(simulation->snapshot()->parameters.beta, 0.1);
        QCOMPARE(simulation->snapshot()->parameters.learningRate, 0.08);
        QCOMPARE(simulation->advance(100), 100);
    }

    void aScheduleGoesOnAfterRecovery()
    {
        Specification s = oneStepPerEpoch();
        s.protocol.kind = ProtocolKind::Schedule;
        s.protocol.anneal = {{0.1, 100}, {0.2, 200}};
        auto simulation = made(s);
        simulation->advance(90);
        QVERIFY(simulation->apply(rateChange(5.0)).empty());
        simulation->advance(100);
        QCOMPARE(simulation->state(), RunState::Diverged);
        QVERIFY(simulation->apply(rateChange(0.05)).empty());
        QCOMPARE(simulation->snapshot()->parameters.beta, 0.1);
        simulation->advance(150 - simulation->epoch());
        QCOMPARE(simulation->snapshot()->parameters.beta, 0.2);

        // A live beta, even the same number, that came after the last good state ends the schedule all the same.
        ControlChange both = rateChange(5.0);
        both.beta = s.training.beta;
        QVERIFY(simulation->apply(both).empty());
        QCOMPARE(simulation->snapshot()->parameters.beta, s.training.beta);
        simulation->advance(50);
        QCOMPARE(simulation->state(), RunState::Diverged);
        QVERIFY(simulation->snapshot()->divergence->lastGoodEpoch < 150);
        QVERIFY(simulation->apply(rateChange(0.05)).empty());
        const auto snapshot = simulation->snapshot();
        QCOMPARE(snapshot->parameters.beta, s.training.beta);
        QCOMPARE(*snapshot->changes.back().change.beta, s.training.beta);
        // And the log says all: a replay of it comes to the same state.
        simulation->advance(300 - simulation->epoch());
        auto replayed = made(s);
        for (const LoggedChange& logged : snapshot->changes) {
            replayed->advance(logged.epoch - replayed->epoch());
            QVERIFY(replayed->apply(logged.change).empty());
        }
        replayed->advance(300 - replayed->epoch());
        QCOMPARE(replayed->fingerprint(), simulation->fingerprint());
    }

    void recoverOfAHealthyRunDoesNothing()
    {
        auto simulation = made(rankOne());
        simulation->advance(10);
        const std::string before = simulation->fingerprint();
        simulation->recover();
        QCOMPARE(simulation->epoch(), 10);
        QCOMPARE(simulation->fingerprint(), before);
        QVERIFY(simulation->snapshot()->changes.empty());
    }
};

HYSTERON_TEST(TestDivergence)
#include "test_divergence.moc"
