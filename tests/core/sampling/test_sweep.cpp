// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "core/sampling/sweep.h"
#include "core/theory/mode_landscape.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

#include <chrono>
#include <thread>

using namespace hysteron;
using namespace hysteron::sampling;

namespace {

/// The paper's network and task (L = 3, w = 10, eta = 0.9, 0.8, eta_lr = 0.08) by gradient descent.
Specification descent(Sampling sampling = Sampling::MomentMatched)
{
    Specification specification = findPreset("fig3")->specification;
    specification.task.sampling = sampling;
    return specification;
}

Specification langevin(double temperature)
{
    Specification specification = descent();
    specification.noise.kind = NoiseKind::Langevin;
    specification.noise.temperature = temperature;
    return specification;
}

std::unique_ptr<Sweep> sweepOf(const Specification& specification, const SweepOptions& options)
{
    auto result = Sweep::create(prepare(withoutProtocol(specification)).value(), options);
    if (!result)
        qFatal("%s", result.errors().front().message().c_str());
    return std::move(result).value();
}

std::unique_ptr<Sweep> swept(const Specification& specification, const SweepOptions& options)
{
    auto sweep = sweepOf(specification, options);
    sweep->advance(sweep->totalEpochs());
    return sweep;
}

constexpr SweepOptions kPaper = {.from = 0.30, .to = 0.45, .step = 0.01, .dwell = 200};

} // namespace

class TestSweep : public QObject
{
    Q_OBJECT
private slots:
    void gradientDescentForgetsAtTheFoldsAndNeverReturns_data()
    {
        QTest::addColumn<int>("sampling");
        QTest::newRow("population") << int(Sampling::Population);
        QTest::newRow("moment matched") << int(Sampling::MomentMatched);
    }
    void gradientDescentForgetsAtTheFoldsAndNeverReturns()
    {
        QFETCH(int, sampling);
        SweepOptions options = kPaper;
        options.replicas = 9;
        const auto sweep = swept(descent(Sampling(sampling)), options);
        QVERIFY(sweep->finished());
        QCOMPARE(sweep->records().size(), 9U);
        for (const SweepRecord& record : sweep->records()) {
            const std::vector<SweepJump> expected = {{SweepDirection::Up, 0.36, 2, 1},
                                                     {SweepDirection::Up, 0.42, 1, 0}};
            QVERIFY(jumpsOf(record) == expected);
            QCOMPARE(record.up.size(), 16U);
            QCOMPARE(record.down.size(), 16U);
            for (std::size_t i = 0; i < 16; ++i) {
                const SweepPoint &up = record.up[i], &down = record.down[i];
                QVERIFY(up.beta == (30 + static_cast<int>(i)) / 100.0);
                QVERIFY(down.beta == (45 - static_cast<int>(i)) / 100.0);
                QCOMPARE(down.rank, 0);
                QVERIFY(down.singularValues[0] < 1e-6);
                for (std::size_t mode = 0; mode < 2; ++mode) {
                    // Within 0.001 of a fold the state is still on its way after 200 epochs.
                    const auto learnt = theory::ModeLandscape(mode == 0 ? 0.9 : 0.8, 3).minimum(up.beta);
                    const double tolerance = up.beta == 0.35 || up.beta == 0.41 ? 1e-3 : 1e-7;
                    QVERIFY(std::abs(up.singularValues[mode] - learnt.value_or(0.0)) < tolerance);
                }
            }
        }
    }

    void tooShortADwellFallsLate()
    {
        const auto slow = swept(descent(), {.from = 0.30, .to = 0.45, .step = 0.01, .dwell = 50});
        QVERIFY(jumpsOf(slow->records()[0]).front().beta == 0.36);
        const auto fast = swept(descent(), {.from = 0.30, .to = 0.45, .step = 0.01, .dwell = 20});
        QVERIFY(jumpsOf(fast->records()[0]).front().beta == 0.37);
    }

    void theErrorsAreThoseOfThePlateaus()
    {
        // 0.32 is the third value: rank 2 on the way up, rank 0 on the way down.
        const auto sweep = swept(descent(Sampling::Population), kPaper);
        const SweepPoint &up = sweep->records()[0].up[2], &down = sweep->records()[0].down[13];
        QVERIFY(std::abs(up.testMse - 0.46129) < 1e-5);
        QVERIFY(up.trainMse == up.testMse);
        QVERIFY(std::abs(down.testMse - 1.0) < 1e-6);
    }

    void theAreaIsThatBetweenTheBranches()
    {
        // Fine steps and slow: the area comes near the integral of lambda_** over beta from 0.30 to the folds.
        const auto sweep =
            swept(descent(Sampling::Population), {.from = 0.30, .to = 0.45, .step = 0.001, .dwell = 100});
        double expected = 0.0;
        for (const double eta : {0.9, 0.8}) {
            const theory::ModeLandscape mode(eta, 3);
            const int parts = 100'000;
            const double width = (mode.criticalBeta() - 0.30) / parts;
            for (int i = 0; i < parts; ++i)
                expected += width * *mode.minimum(0.30 + (i + 0.5) * width);
        }
        // Each mode falls up to two steps late, from some 0.25.
        const double area = loopArea(sweep->records()[0]).value();
        QVERIFY2(std::abs(area - expected) < 1.5e-3, qPrintable(QString::number(area - expected)));
    }

    void aReplicaIsTheRunWithTheseLiveChanges_data()
    {
        QTest::addColumn<int>("noise");
        QTest::addColumn<int>("activation");
        QTest::addColumn<int>("replica"); // 0 where the temperature is read off its gradients
        QTest::newRow("descent") << int(NoiseKind::None) << int(Activation::Linear) << 1;
        QTest::newRow("minibatch") << int(NoiseKind::Minibatch) << int(Activation::Linear) << 1;
        QTest::newRow("langevin") << int(NoiseKind::Langevin) << int(Activation::Linear) << 0;
        QTest::newRow("tanh") << int(NoiseKind::MinibatchLangevin) << int(Activation::Tanh) << 0;
    }
    void aReplicaIsTheRunWithTheseLiveChanges()
    {
        QFETCH(int, noise);
        QFETCH(int, activation);
        QFETCH(int, replica);
        Specification specification = descent();
        specification.noise.kind = NoiseKind(noise);
        specification.noise.reading = TemperatureReading::TracePerWeight; // measured when the noise sets in
        specification.network.activation = Activation(activation);
        const SweepOptions options = {.from = 0.34, .to = 0.40, .step = 0.03, .dwell = 20, .replicas = 3};
        const auto sweep = swept(specification, options);

        Specification run = specification;
        run.seed += static_cast<std::uint64_t>(replica);
        run.protocol = {.kind = ProtocolKind::Random, .rank = 0, .anneal = {}, .initStd = {}};
        run.noise.kind = NoiseKind::None;
        run.training.beta = 0.0;
        run.training.epochs = 100'000;
        const auto simulation = simulate(run).value();
        simulation->advance(sweep->totalEpochs() - 6 * 20);
        ControlChange start;
        start.noise = specification.noise;
        const SweepRecord& record = sweep->records()[static_cast<std::size_t>(replica)];
        QCOMPARE(record.seed, run.seed);
        std::vector<SweepPoint> way = record.up;
        way.insert(way.end(), record.down.begin(), record.down.end());
        QCOMPARE(way.size(), 6U);
        for (const SweepPoint& point : way) {
            ControlChange change = start;
            start = {};
            change.beta = point.beta;
            QVERIFY(simulation->apply(change).empty());
            simulation->advance(20);
            const auto snapshot = simulation->snapshot();
            QVERIFY(snapshot->singularValues == point.singularValues);
            QVERIFY(snapshot->trainMse == point.trainMse);
            QVERIFY(snapshot->testMse == point.testMse);
        }
        QVERIFY(simulation->snapshot()->parameters == sweep->parameters());
    }

    void threadsCutsAndNeighboursChangeNothing()
    {
        const Specification specification = langevin(1e-3);
        SweepOptions options = {.from = 0.30, .to = 0.40, .step = 0.02, .dwell = 30, .replicas = 21};
        const auto one = swept(specification, options);
        for (const int threads : {2, 5}) {
            options.threads = threads;
            const auto sweep = sweepOf(specification, options);
            for (const std::int64_t epochs : {1, 7, 300, 1, 1'000'000})
                sweep->advance(epochs);
            QVERIFY(sweep->finished());
            QVERIFY(sweep->records() == one->records());
            QCOMPARE(sweep->fingerprint(), one->fingerprint());
        }
        Specification last = specification;
        last.seed += 20;
        options.replicas = 1;
        QVERIFY(swept(last, options)->records()[0] == one->records()[20]);
        QVERIFY(one->records()[20].up != one->records()[19].up);
    }

    void aStopIsHeardAndTheSweepGoesOn()
    {
        SweepOptions options = kPaper;
        options.replicas = 40;
        options.threads = 2;
        options.dwell = 20'000;
        const auto stopped = sweepOf(langevin(1e-3), options);
        std::stop_source source;
        std::jthread later([&source] {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            source.request_stop();
        });
        stopped->advance(stopped->totalEpochs(), source.get_token());
        QVERIFY(!stopped->finished());
        const std::int64_t there = stopped->epoch();
        stopped->advance(1000, source.get_token());
        QCOMPARE(stopped->epoch(), there);
        stopped->advance(300);
        const auto whole = sweepOf(langevin(1e-3), options);
        whole->advance(there + 300);
        QCOMPARE(stopped->fingerprint(), whole->fingerprint());
    }

    void divergenceIsAnOutcome()
    {
        Specification specification = descent();
        specification.training.learningRate = 5.0;
        const auto early = swept(specification, kPaper);
        QVERIFY(early->finished());
        QVERIFY(early->records()[0].up.empty());
        specification.protocol.kind = ProtocolKind::Random;
        specification.training.beta = 0.0;
        const auto run = simulate(specification).value();
        run->advance(100'000);
        QCOMPARE(early->records()[0].divergedEpoch.value(), run->snapshot()->divergence.value().epoch);
        QVERIFY(!loopArea(early->records()[0]));

        // Noise too strong for the step: it survives the training and breaks later.
        const auto late = swept(langevin(10.0), kPaper);
        QVERIFY(late->finished());
        QVERIFY(*late->records()[0].divergedEpoch > late->totalEpochs() - 2 * 16 * 200);
        QVERIFY(late->records()[0].up.size() < 16);
    }

    void badInputIsNamed()
    {
        const auto refused = [](const Specification& specification, const SweepOptions& options) {
            const auto prepared = prepare(withoutProtocol(specification));
            if (!prepared)
                return prepared.errors().front().message();
            const auto result = Sweep::create(*prepared, options);
            return result.ok() ? std::string() : result.errors().front().message();
        };
        QVERIFY(refused(descent(), {.from = 0.5, .to = 0.1}).starts_with("to: 0.1: must be above 0.5"));
        QCOMPARE(refused(descent(), {.dwell = 0}), std::string("dwell: 0: must be an integer from 1 to 100000000"));
        QCOMPARE(refused(descent(), {.replicas = 0}), std::string("replicas: 0: must be an integer from 1 to 100000"));
        QCOMPARE(refused(descent(), {.threads = 257}), std::string("threads: 257: must be an integer from 1 to 256"));
        QVERIFY(
            refused(descent(), {.step = 1e-4, .replicas = 100'000}).starts_with("replicas: 100000: replicas times"));
        Specification wide = descent();
        wide.task.inputs = 9;
        QVERIFY(refused(wide, {}).starts_with("task.inputs: 9: sweeps need at most 8"));
        Specification wrong = descent();
        wrong.training.learningRate = -1.0;
        QVERIFY(refused(wrong, {}).starts_with("training.learning_rate: -1"));
        Specification trap = descent(); // of which depth 2 has none; a sweep does not ask
        trap.protocol = {};
        trap.network.depth = 2;
        QVERIFY(refused(trap, {}).empty());
    }
};

HYSTERON_TEST(TestSweep)
#include "test_sweep.moc"
