// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fingerprint.h"
#include "core/experiment/presets.h"
#include "core/experiment/run_summary.h"
#include "core/experiment/trap.h"
#include "core/theory/mode_landscape.h"
#include "core/theory/temperature.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>
#include <numeric>

using namespace hysteron;
using theory::ModeLandscape;

namespace {
Specification presetSpecification(const char* name)
{
    return findPreset(name)->specification;
}

std::unique_ptr<Simulation> made(const Specification& specification)
{
    Result<std::unique_ptr<Simulation>> result = simulate(specification);
    if (!result)
        qFatal("%s", result.errors().front().message().c_str());
    return std::move(result).value();
}

/// A small live experiment: Langevin noise, so that every step draws random numbers.
Specification shortRun(std::uint64_t seed = 42)
{
    Specification s = presetSpecification("fig1a-rank1");
    s.training.epochs = 1000;
    s.seed = seed;
    return s;
}

ControlChange betaChange(double beta)
{
    ControlChange change;
    change.beta = beta;
    return change;
}

/// The changes of a lively user, and the epochs at which they come.
std::vector<LoggedChange> livelyChanges()
{
    std::vector<LoggedChange> log(5);
    log[0] = {0, betaChange(0.3)};
    log[1] = {17, betaChange(0.25)};
    log[1].change.learningRate = 0.05;
    log[2].epoch = 300;
    log[2].change.batch = 32;
    log[2].change.batching = Batching::Replacement;
    log[3].epoch = 301;
    log[3].change.noise = NoiseOptions{NoiseKind::MinibatchLangevin, 2e-3, 1.0, TemperatureReading::Constant};
    log[4].epoch = 777;
    log[4].change.noise = NoiseOptions{NoiseKind::Langevin, {}, 1.0, TemperatureReading::TracePerWeight};
    return log;
}

/// Runs to the end in calls of `chunk` epochs, changes in between.
std::unique_ptr<Simulation> runInChunks(const Specification& specification, std::int64_t chunk,
                                        const std::vector<LoggedChange>& log, bool takeSnapshots = false)
{
    auto simulation = made(specification);
    for (const LoggedChange& logged : log) {
        while (simulation->epoch() < logged.epoch)
            simulation->advance(std::min(chunk, logged.epoch - simulation->epoch()));
        if (!simulation->apply(logged.change).empty())
            qFatal("a change of the test was refused");
    }
    while (simulation->state() == RunState::Paused) {
        simulation->advance(chunk);
        if (takeSnapshots)
            (void)simulation->snapshot();
    }
    return simulation;
}

std::int64_t sum(const std::vector<std::int64_t>& counts)
{
    return std::accumulate(counts.begin(), counts.end(), std::int64_t{0});
}
} // namespace

/// Protocols, determinism, live changes and temperatures of one run.
class TestSimulation : public QObject
{
    Q_OBJECT
private slots:
    void trapsHaveTheirRank_data()
    {
        QTest::addColumn<int>("rank");
        QTest::addColumn<bool>("derived");
        for (const int rank : {0, 1, 2})
            for (const bool derived : {false, true})
                QTest::addRow("rank %d %s", rank, derived ? "derived" : "as written") << rank << derived;
    }

    void trapsHaveTheirRank()
    {
        QFETCH(int, rank);
        QFETCH(bool, derived);
        Specification s = presetSpecification("fig1a-rank1");
        s.protocol.rank = rank;
        const double trapBeta = derived ? 0.0 : rank == 0 ? 0.43 : rank == 1 ? 0.361 : 0.0;
        s.protocol.anneal.clear();
        if (!derived)
            s.protocol.anneal = {{0.0, 400}, {trapBeta, 800}};
        for (const std::uint64_t seed : {1, 2, 3}) {
            s.seed = seed;
            const auto snapshot = made(s)->snapshot();
            QCOMPARE(snapshot->epoch, 0);
            QCOMPARE(snapshot->startRank, rank);
            QCOMPARE(snapshot->rank, rank);
            QVERIFY(snapshot->notes.empty());
            const double beta =
                derived && rank < 2
                    ? derivedAnneal({0.9, 0.8}, 3, rank, kTrapLearningRate, kTrapStepsPerEpoch).back().beta
                    : trapBeta;
            for (int mode = 0; mode < 2; ++mode) {
                const double expected = mode < rank ? *ModeLandscape(mode == 0 ? 0.9 : 0.8, 3).minimum(beta) : 0.0;
                QVERIFY2(std::abs(snapshot->singularValues[mode] - expected) < 1e-9,
                         qPrintable(QString::number(snapshot->singularValues[mode] - expected)));
            }
        }
    }

    void derivedAnnealsFitOtherTasks_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("rank");
        for (const int depth : {3, 4, 6})
            for (int rank = 0; rank <= 3; ++rank)
                QTest::addRow("depth %d rank %d", depth, rank) << depth << rank;
    }

    void derivedAnnealsFitOtherTasks()
    {
        QFETCH(int, depth);
        QFETCH(int, rank);
        Specification s;
        s.task.eta = {0.95, 0.6, 0.3};
        s.task.inputs = 5;
        s.task.outputs = 3;
        s.task.sampling = Sampling::Population;
        s.network.depth = depth;
        s.training.beta = 0.02;
        s.protocol.rank = rank;
        const auto snapshot = made(s)->snapshot();
        QVERIFY2(snapshot->notes.empty(), snapshot->notes.empty() ? "" : english(snapshot->notes.front()).c_str());
        QCOMPARE(snapshot->startRank, rank);
        const std::vector<ScheduleLeg> legs =
            derivedAnneal(s.task.eta, depth, rank, kTrapLearningRate, kTrapStepsPerEpoch);
        for (int mode = 0; mode < 3; ++mode) {
            const ModeLandscape landscape(s.task.eta[mode], depth);
            const double beta = legs.back().beta;
            // Kept modes have relaxed to their minimum, the next one is past its fold and gone.
            const double expected = mode < rank ? *landscape.minimum(beta) : 0.0;
            QVERIFY2(std::abs(snapshot->singularValues[mode] - expected) < 1e-8,
                     qPrintable(QString("%1 %2").arg(snapshot->singularValues[mode]).arg(expected)));
            if (rank < 3)
                QCOMPARE(landscape.criticalBeta() > beta, mode < rank);
        }
    }

    void noAnnealTakesForEver()
    {
        for (const ScheduleLeg& leg : derivedAnneal({0.9, 1e-5}, 12, 2, kTrapLearningRate, kTrapStepsPerEpoch))
            QVERIFY(leg.epochs >= 1 && leg.epochs <= 100'000);
    }

    void aUsersTableHasItsOwnTrap()
    {
        // Inputs in large units, so that a step of 0.08 would diverge; two outputs that follow them, one closely.
        QTemporaryDir directory;
        QFile file(directory.filePath("table.csv"));
        QVERIFY(file.open(QIODevice::WriteOnly));
        RandomStream random(3, StreamId::TrainingData);
        file.write("a,b,y,z\n");
        for (int row = 0; row < 400; ++row) {
            const double a = random.normal(), b = random.normal();
            const double y = 0.9 * a + 0.4 * random.normal(), z = 0.5 * b + 0.9 * random.normal();
            file.write(qPrintable(QString("%1,%2,%3,%4\n").arg(8 * a).arg(8 * b).arg(y).arg(z)));
        }
        file.close();
        Specification s;
        s.task.csv = file.fileName().toStdString();
        s.training.learningRate = 0.001;
        s.training.beta = 0.1;
        s.protocol.rank = 0;
        s.protocol.anneal = {{0.0, 50}, {6.0, 200}};
        const auto raw = made(s)->snapshot();
        QCOMPARE(raw->startRank, 0);

        s.task.whiten = true;
        s.protocol.rank = 1;
        s.protocol.anneal.clear();
        const auto white = made(s)->snapshot();
        QCOMPARE(white->eta.size(), 2u);
        QVERIFY(white->eta[0] > 0.8 && white->eta[1] < 0.7);
        QCOMPARE(white->startRank, 1);

        s.protocol.rank = 2;
        s.task.csvOutputs = {"y"};
        s.task.csvInputs = {"a", "b"};
        const auto refused = simulate(s);
        QVERIFY(!refused);
        QCOMPARE(refused.errors().front().field, std::string("protocol.rank"));
    }

    void theTrapDoesNotDependOnRateBatchAndNoise()
    {
        const auto reference = made(shortRun())->fingerprint();
        Specification s = shortRun();
        s.training.learningRate = 5e-4;
        s.training.batch = 512;
        s.noise.kind = NoiseKind::Minibatch;
        QCOMPARE(made(s)->fingerprint(), reference);
    }

    void theTrapFindsItsStepForLargeWeights()
    {
        Specification s = shortRun();
        s.protocol.initStd = 1.5;
        const auto snapshot = made(s)->snapshot();
        QCOMPARE(snapshot->startRank, 1);
        s.protocol.initStd = 10.0;
        const auto refused = simulate(s);
        QVERIFY(!refused);
        QCOMPARE(refused.errors().front().field, std::string("protocol.init_std"));
        QCOMPARE(refused.errors().front().value, std::string("10"));
    }

    void aMissedTrapIsExplained()
    {
        Specification s = shortRun();
        s.protocol.anneal = {{0.0, 400}, {0.3, 200}}; // below both folds: nothing is forgotten
        const auto snapshot = made(s)->snapshot();
        QCOMPARE(snapshot->startRank, 2);
        QCOMPARE(snapshot->notes.size(), 1u);
        QVERIFY(english(snapshot->notes.front()).find("should have rank 1 but has rank 2") != std::string::npos);
        QVERIFY(english(snapshot->notes.front()).find("0.9, 0.8") != std::string::npos);
        QVERIFY(english(snapshot->notes.front()).find("0.411, 0.351") != std::string::npos);
    }

    void theTrapCanBeCancelled()
    {
        std::stop_source stopped;
        stopped.request_stop();
        const auto result = simulate(shortRun(), stopped.get_token());
        QVERIFY(result.ok());
        QCOMPARE(result.value()->epoch(), 0);
        QCOMPARE(result.value()->snapshot()->notes.size(), 0u);
    }

    void badSpecificationsAreRefused()
    {
        Specification s = shortRun();
        s.training.beta = std::numeric_limits<double>::quiet_NaN();
        s.training.learningRate = -1.0;
        const auto result = simulate(s);
        QVERIFY(!result);
        QCOMPARE(result.errors().size(), 2u);
    }

    void schedulesAreTheRun()
    {
        Specification s = shortRun();
        s.noise.kind = NoiseKind::None;
        s.protocol.kind = ProtocolKind::Schedule;
        s.protocol.anneal = {{0.1, 10}, {0.2, 1}, {0.3, 20}};
        s.training.beta = 0.05;
        s.training.epochs = 50;
        auto simulation = made(s);
        QCOMPARE(simulation->snapshot()->parameters.beta, 0.1);
        for (int epoch = 1; epoch <= 50; ++epoch) {
            simulation->advance(1);
            const auto snapshot = simulation->snapshot();
            QCOMPARE(snapshot->parameters.beta, epoch <= 10 ? 0.1 : epoch <= 11 ? 0.2 : epoch <= 31 ? 0.3 : 0.05);
            QCOMPARE(snapshot->specification.training.beta, 0.05);
            QVERIFY(snapshot->changes.empty());
        }
        QCOMPARE(simulation->state(), RunState::Finished);
    }

    void aLiveBetaEndsTheSchedule()
    {
        Specification s = shortRun();
        s.protocol.kind = ProtocolKind::Schedule;
        s.protocol.anneal = {{0.1, 10}, {0.2, 10}};
        auto simulation = made(s);
        simulation->advance(5);
        ControlChange rate;
        rate.learningRate = 0.04;
        QVERIFY(simulation->apply(rate).empty());
        simulation->advance(7);
        QCOMPARE(simulation->snapshot()->parameters.beta, 0.2);          // the learning rate leaves it alone
        QVERIFY(simulation->apply(betaChange(s.training.beta)).empty()); // the same number, and yet a change
        QCOMPARE(simulation->snapshot()->parameters.beta, s.training.beta);
        QCOMPARE(simulation->snapshot()->changes.size(), 2u);
        simulation->advance(1);
        QCOMPARE(simulation->snapshot()->parameters.beta, s.training.beta);
    }

    void chunksChangeNothing()
    {
        const std::string whole = runInChunks(shortRun(), 1000, {})->fingerprint();
        QCOMPARE(runInChunks(shortRun(), 1, {}, true)->fingerprint(), whole);
        QCOMPARE(runInChunks(shortRun(), 7, {})->fingerprint(), whole);
        QVERIFY(runInChunks(shortRun(43), 1000, {})->fingerprint() != whole);
    }

    void theFingerprintIsOfAllWeightsAndTransitions()
    {
        Specification s = presetSpecification("fig1a-random");
        s.noise.kind = NoiseKind::None;
        s.training.epochs = 100;
        auto simulation = made(s);
        simulation->advance(100);
        const auto snapshot = simulation->snapshot();
        QVERIFY(!snapshot->transitions.empty());

        // The same run, put together by hand.
        const Result<Task> task = makeTask(s.task);
        Network network({2, 2, s.network.width, s.network.depth});
        RandomStream random(s.seed, StreamId::InitialWeights);
        network.initialise(1.0 / std::sqrt(s.network.width), random);
        const auto dynamics = makeDynamics(Engine::Fast, *task, network.shape(), s.seed);
        for (std::uint64_t epoch = 0; epoch < 100; ++epoch)
            dynamics->advanceEpoch(network, epoch, snapshot->parameters);
        Fingerprint expected;
        for (const double weight : network.weights())
            expected.add(weight);
        for (const Transition& transition : snapshot->transitions)
            for (const std::int64_t value :
                 {transition.epoch, std::int64_t{transition.from}, std::int64_t{transition.to}})
                expected.add(static_cast<std::uint64_t>(value));
        QCOMPARE(simulation->fingerprint(), expected.hex());
    }

    void theLogReplaysTheRun()
    {
        const auto live = runInChunks(shortRun(), 13, livelyChanges(), true);
        const auto snapshot = live->snapshot();
        QCOMPARE(snapshot->changes, livelyChanges());
        const auto replayed = runInChunks(shortRun(), 1000, snapshot->changes);
        QCOMPARE(replayed->fingerprint(), live->fingerprint());
        QVERIFY(replayed->fingerprint() != runInChunks(shortRun(), 1000, {})->fingerprint());
        QCOMPARE(replayed->snapshot()->steps, snapshot->steps);
        QCOMPARE(replayed->snapshot()->time, snapshot->time);
        QCOMPARE(replayed->snapshot()->parameters, snapshot->parameters);
        // 300 epochs of 8 steps, then B = 32: 16 steps.
        QCOMPARE(snapshot->steps, 300 * 8 + 700 * 16);
        QVERIFY(std::abs(snapshot->time - (17 * 8 * 0.08 + 283 * 8 * 0.05 + 700 * 16 * 0.05)) < 1e-9);
    }

    void aFollowedLogGivesTheSameNumbers()
    {
        Specification s = shortRun();
        const auto live = runInChunks(s, 1000, livelyChanges());
        for (const std::int64_t chunk : {1000, 7, 1}) {
            auto again = made(s);
            QVERIFY(again->follow(live->snapshot()->changes).empty());
            while (again->state() == RunState::Paused)
                again->advance(chunk);
            QCOMPARE(again->fingerprint(), live->fingerprint());
            QCOMPARE(again->snapshot()->changes, live->snapshot()->changes);
            QCOMPARE(again->snapshot()->parameters.temperature, live->snapshot()->parameters.temperature);
            QCOMPARE(again->specification(), live->specification());
        }
    }

    void thereAndBackWithinAnEpochIsFollowed()
    {
        Specification s = shortRun();
        s.noise.reading = TemperatureReading::TracePerWeight;
        auto live = made(s);
        live->advance(400); // another trace than at the start
        ControlChange away, back;
        away.noise = NoiseOptions{NoiseKind::Langevin, 1e-3, 1.0, TemperatureReading::Constant};
        back.noise = s.noise;
        const double before = live->parameters().temperature;
        QVERIFY(live->apply(away).empty());
        QVERIFY(live->apply(back).empty());
        QVERIFY(live->parameters().temperature != before);
        const auto log = live->snapshot()->changes;
        QCOMPARE(log.size(), 1u);
        live->advance(s.training.epochs);
        auto again = made(s);
        QVERIFY(again->follow(log).empty());
        again->advance(s.training.epochs);
        QCOMPARE(again->fingerprint(), live->fingerprint());
    }

    void aRecoveredRunIsFollowed()
    {
        Specification s = shortRun();
        auto live = made(s);
        live->advance(100);
        ControlChange wild = betaChange(0.3);
        wild.learningRate = 5.0;
        QVERIFY(live->apply(wild).empty());
        live->advance(100);
        QCOMPARE(live->state(), RunState::Diverged);
        while (live->state() == RunState::Diverged) {
            live->recover();
            live->advance(s.training.epochs);
        }
        auto again = made(s);
        QVERIFY(again->follow(live->snapshot()->changes).empty());
        again->advance(s.training.epochs);
        QCOMPARE(again->fingerprint(), live->fingerprint());
    }

    void aChangeByHandEndsTheLog()
    {
        auto simulation = made(shortRun());
        QVERIFY(simulation->follow({{10, betaChange(0.2)}, {20, betaChange(0.1)}}).empty());
        simulation->advance(15);
        QCOMPARE(simulation->parameters().beta, 0.2);
        QVERIFY(simulation->apply(betaChange(0.25)).empty());
        simulation->advance(15);
        QCOMPARE(simulation->parameters().beta, 0.25);
    }

    void aBadLogIsNotFollowed()
    {
        auto simulation = made(shortRun());
        simulation->advance(5);
        QCOMPARE(simulation->follow({{4, betaChange(0.2)}}).size(), 1u);
        QCOMPARE(simulation->follow({{10, betaChange(0.2)}, {10, betaChange(0.1)}}).size(), 1u);
        QCOMPARE(simulation->follow({{10, betaChange(-1.0)}}).size(), 1u);
        simulation->advance(20);
        QVERIFY(simulation->snapshot()->changes.empty());
    }

    void changesOfOneEpochAreOneLine()
    {
        auto simulation = made(shortRun());
        simulation->advance(3);
        QVERIFY(simulation->apply(betaChange(0.2)).empty());
        QVERIFY(simulation->apply(betaChange(0.25)).empty());
        QVERIFY(simulation->apply({}).empty());
        QVERIFY(simulation->apply(betaChange(0.25)).empty()); // changes nothing
        QCOMPARE(simulation->snapshot()->changes, (std::vector<LoggedChange>{{3, betaChange(0.25)}}));
        QCOMPARE(simulation->snapshot()->specification.training.beta, 0.25);
    }

    void aBadChangeChangesNothing()
    {
        auto simulation = made(shortRun());
        simulation->advance(3);
        ControlChange bad = betaChange(std::numeric_limits<double>::infinity());
        bad.batch = 0;
        QCOMPARE(simulation->apply(bad).size(), 2u);
        QVERIFY(simulation->snapshot()->changes.empty());
        QCOMPARE(simulation->snapshot()->specification, shortRun());
    }

    void theEndCanBeMoved()
    {
        Specification s = shortRun();
        s.training.epochs = 10;
        auto simulation = made(s);
        QCOMPARE(simulation->advance(100), 10);
        QCOMPARE(simulation->state(), RunState::Finished);
        QCOMPARE(simulation->advance(1), 0);
        simulation->setEndEpoch(1000);
        QCOMPARE(simulation->state(), RunState::Paused);
        QCOMPARE(simulation->advance(10000), 990);
        QCOMPARE(simulation->fingerprint(), runInChunks(shortRun(), 1000, {})->fingerprint());
        simulation->setEndEpoch(3); // what happened stays
        QCOMPARE(simulation->epoch(), 1000);
        QCOMPARE(simulation->state(), RunState::Finished);
    }

    void advanceCanBeCancelled()
    {
        auto simulation = made(shortRun());
        std::stop_source stopped;
        stopped.request_stop();
        QCOMPARE(simulation->advance(100, stopped.get_token()), 0);
        QCOMPARE(summarise(*simulation).outcome, std::string("interrupted"));
    }

    void temperatureReadings()
    {
        Specification s = shortRun();
        const auto snapshotWith = [&](const NoiseOptions& noise) {
            s.noise = noise;
            return made(s)->snapshot();
        };
        const NoiseKind langevin = NoiseKind::Langevin;
        QCOMPARE(snapshotWith({langevin, {}, 1.179, TemperatureReading::Constant})->parameters.temperature,
                 0.08 / (64 * 1.179));
        QCOMPARE(snapshotWith({langevin, 0.0123, 1.179, TemperatureReading::Trace})->parameters.temperature, 0.0123);
        QCOMPARE(snapshotWith({NoiseKind::Minibatch, 0.5, 1.0, {}})->parameters.temperature, 0.0);
        QCOMPARE(snapshotWith({NoiseKind::None, {}, 1.0, {}})->parameters.temperature, 0.0);

        const auto perWeight = snapshotWith({langevin, {}, 1.0, TemperatureReading::TracePerWeight});
        QVERIFY(perWeight->gradientTrace > 0.5 && perWeight->gradientTrace < 2.0);
        QCOMPARE(perWeight->weightCount, 140);
        QCOMPARE(perWeight->parameters.temperature,
                 theory::temperatureFromTracePerWeight(0.08, 64, perWeight->gradientTrace, 140));
        const auto whole = snapshotWith({langevin, {}, 1.0, TemperatureReading::Trace});
        QCOMPARE(whole->parameters.temperature, theory::temperatureFromTrace(0.08, 64, whole->gradientTrace));
    }

    void aBatchBeyondTheSamplesIsTheWholeSet()
    {
        Specification s = shortRun();
        s.task.subsample = 25;
        s.task.sampling = Sampling::Raw;
        s.protocol.anneal.clear();
        QCOMPARE(made(s)->snapshot()->parameters.temperature, 0.08 / (25 * 1.179));
    }

    void temperatureFollowsRateAndBatch()
    {
        auto simulation = made(shortRun());
        ControlChange change;
        change.learningRate = 0.02;
        change.batch = 128;
        QVERIFY(simulation->apply(change).empty());
        QCOMPARE(simulation->snapshot()->parameters.temperature, 0.02 / (128 * 1.179));
    }

    void theTraceIsMeasuredWhenTheNoiseIsChanged()
    {
        Specification s = shortRun();
        s.noise.reading = TemperatureReading::Trace;
        s.training.beta = 0.2;
        auto simulation = made(s);
        const double first = simulation->snapshot()->gradientTrace;
        simulation->advance(200);
        // The state has moved, T has not.
        QVERIFY(std::abs(simulation->snapshot()->gradientTrace - first) > 0.01 * first);
        QCOMPARE(simulation->snapshot()->parameters.temperature, theory::temperatureFromTrace(0.08, 64, first));
        ControlChange change;
        change.noise = s.noise;
        change.noise->kind = NoiseKind::MinibatchLangevin;
        const double now = simulation->snapshot()->gradientTrace;
        QVERIFY(simulation->apply(change).empty());
        QCOMPARE(simulation->snapshot()->parameters.temperature, theory::temperatureFromTrace(0.08, 64, now));
    }

    void populationHasItsOwnTrace()
    {
        Specification s = shortRun();
        s.task.sampling = Sampling::Population;
        s.noise.reading = TemperatureReading::Trace;
        s.protocol.anneal = {{0.0, 400}, {0.361, 800}, {0.32, 400}};
        const auto snapshot = made(s)->snapshot();
        // physics.md: 1.1393 at the rank-1 minimum of beta = 0.32.
        QVERIFY2(std::abs(snapshot->gradientTrace - 1.1393) < 1e-4,
                 qPrintable(QString::number(snapshot->gradientTrace)));
        QCOMPARE(snapshot->parameters.temperature, theory::temperatureFromTrace(0.08, 64, snapshot->gradientTrace));
    }

    void aTraceOfZeroIsExplained()
    {
        Specification s = presetSpecification("fig1a-trivial");
        s.noise.reading = TemperatureReading::TracePerWeight;
        for (const bool derived : {false, true}) {
            if (derived)
                s.protocol.anneal.clear();
            auto simulation = made(s);
            const auto snapshot = simulation->snapshot();
            QVERIFY(snapshot->parameters.temperature < 1e-12);
            QCOMPARE(snapshot->notes.size(), 1u);
            QVERIFY(english(snapshot->notes.front()).find("T is 0") != std::string::npos);
            // The note goes when its reason goes.
            ControlChange change;
            change.noise = NoiseOptions{NoiseKind::Langevin, 1e-3, 1.0, TemperatureReading::Constant};
            QVERIFY(simulation->apply(change).empty());
            QVERIFY(simulation->snapshot()->notes.empty());
        }
    }

    void transitionsAreBounded()
    {
        // A small hot network that learns and forgets all the time.
        Specification s = shortRun();
        s.network.width = 2;
        s.training.batch = 512;
        s.training.beta = 0.35;
        s.training.epochs = 10'000'000;
        s.noise.temperature = 0.05;
        auto simulation = made(s);
        while (simulation->snapshot()->transitions.size() < 10'000 && simulation->epoch() < 2'000'000)
            simulation->advance(10'000);
        const std::vector<Transition> full = simulation->snapshot()->transitions;
        QCOMPARE(full.size(), 10'000u);
        QCOMPARE(simulation->snapshot()->notes.size(), 1u);
        QVERIFY(english(simulation->snapshot()->notes.front()).find("10000") != std::string::npos);
        simulation->advance(10'000);
        QCOMPARE(simulation->snapshot()->transitions, full);
        QCOMPARE(simulation->snapshot()->notes.size(), 1u);
    }

    void curvesVisitsAndTrailCoverTheRun()
    {
        auto simulation = made(shortRun());
        simulation->advance(600);
        auto snapshot = simulation->snapshot();
        QCOMPARE(snapshot->curves->singularValues.size(), 2u);
        for (const History* curve : {&snapshot->curves->singularValues[0], &snapshot->curves->singularValues[1],
                                     &snapshot->curves->trainMse, &snapshot->curves->testMse}) {
            QCOMPARE(curve->buckets().front().firstEpoch, 0);
            QCOMPARE(curve->buckets().back().lastEpoch, 600);
        }
        QCOMPARE(snapshot->curves->trainMse.buckets().back().last, snapshot->trainMse);
        QCOMPARE(snapshot->trail->back().epoch, 600);
        QCOMPARE(snapshot->trail->back().singularValues, snapshot->singularValues);
        QCOMPARE(sum((*snapshot->visits)[0]), 0); // mode 2 is in question all the time
        QCOMPARE(sum((*snapshot->visits)[1]), 600);
        // Nothing moved: nothing is copied.
        QCOMPARE(simulation->snapshot()->curves, snapshot->curves);
        // A change starts the count of visits anew.
        QVERIFY(simulation->apply(betaChange(0.31)).empty());
        simulation->advance(10);
        QCOMPARE(sum((*simulation->snapshot()->visits)[1]), 10);
        QCOMPARE(sum((*snapshot->visits)[1]), 600); // the old snapshot is immutable
        QVERIFY(simulation->snapshot()->curves != snapshot->curves);
    }

    void theLossIsTheOneOfTheory()
    {
        Specification s = shortRun();
        s.protocol.anneal = {{0.0, 400}, {0.361, 800}, {0.32, 800}};
        const auto snapshot = made(s)->snapshot();
        const ModeLandscape first(0.9, 3), second(0.8, 3);
        // U = sum of u_i + (1/2) (tr yy - sum eta_i^2), with tr yy = 2 for the Gaussian task.
        const double expected =
            first.loss(*first.minimum(0.32), 0.32) + second.loss(0.0, 0.32) + 0.5 * (2.0 - 0.9 * 0.9 - 0.8 * 0.8);
        QVERIFY2(std::abs(snapshot->loss - expected) < 1e-9, qPrintable(QString::number(snapshot->loss - expected)));
    }
};

HYSTERON_TEST(TestSimulation)
#include "test_simulation.moc"
