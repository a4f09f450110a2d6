// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dynamics/dynamics.h"
#include "core/model/order_parameters.h"
#include "tests/support/test.h"

#include <cmath>
#include <limits>
#include <stdexcept>

using namespace hysteron;
using theory::ModeLandscape;

namespace {

const NetworkShape kShape{2, 2, 10, 3};

Task makeData(Sampling sampling, int samples = 512)
{
    TaskOptions options;
    options.sampling = sampling;
    options.samples = samples;
    return *makeTask(options);
}

StepParameters quiet(double beta, double learningRate)
{
    StepParameters parameters;
    parameters.beta = beta;
    parameters.learningRate = learningRate;
    parameters.noise = NoiseKind::None;
    return parameters;
}

Network randomNetwork(const NetworkShape& shape = kShape)
{
    Network network(shape);
    RandomStream random(9, StreamId::InitialWeights);
    network.initialise(1.0 / std::sqrt(shape.width), random);
    return network;
}

Eigen::VectorXd gradientOf(const Network& network, const Moments& moments, double beta)
{
    Eigen::VectorXd gradient;
    GradientWorkspace(network.shape()).dataGradient(network, moments, gradient);
    return gradient + beta * network.weights();
}

/// The state after `epochs` epochs from `start`.
Network advanced(const Task& task, Network start, const StepParameters& parameters, int epochs)
{
    const auto dynamics = makeReferenceDynamics(task, start.shape(), 42);
    for (int epoch = 0; epoch < epochs; ++epoch)
        dynamics->advanceEpoch(start, static_cast<std::uint64_t>(epoch), parameters);
    return start;
}

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

} // namespace

/// Noise off, and what holds for every noise.
class TestReferenceDynamics : public QObject
{
    Q_OBJECT
private slots:
    void anEpochIsTheWholeBatchesThatFit()
    {
        QCOMPARE(stepsPerEpoch(512, 64), 8);
        QCOMPARE(stepsPerEpoch(512, 100), 5);
        QCOMPARE(stepsPerEpoch(512, 1), 512);
        QCOMPARE(stepsPerEpoch(25, 64), 1); // Fig. 1(b)
        QCOMPARE(stepsPerEpoch(0, 64), 8);  // population
        const Task task = makeData(Sampling::Raw);
        Network network = randomNetwork();
        const EpochResult result = makeReferenceDynamics(task, kShape, 1)->advanceEpoch(network, 0, quiet(0.3, 0.08));
        QCOMPARE(result.steps, 8);
        QCOMPARE(result.outcome, StepOutcome::Ok);
    }

    void aStepIsTheFormula()
    {
        const Task task = makeData(Sampling::Raw);
        const Network start = randomNetwork();
        StepParameters parameters = quiet(0.32, 0.08);
        parameters.batch = 512; // one step
        const Eigen::VectorXd expected = start.weights() - 0.08 * gradientOf(start, task.trainMoments, 0.32);
        QVERIFY((advanced(task, start, parameters, 1).weights() - expected).norm() < 1e-14);
    }

    void depthTwoFollowsTheLogisticCurve()
    {
        // Balanced modes of depth 2: d lambda/dt = 2 lambda (eta - beta - lambda). Euler steps are off by O(eta_lr):
        // half the step, half the error.
        const Task task = makeData(Sampling::Population);
        const double beta = 0.25;
        const double time = 6.0;
        const auto exact = [&](double eta, double first) {
            const double k = eta - beta;
            return k / (1.0 + (k / first - 1.0) * std::exp(-2.0 * k * time));
        };
        const auto errors = [&](double learningRate) {
            StepParameters parameters = quiet(beta, learningRate);
            parameters.batch = 512;
            const Network end = advanced(task, balancedNetwork({2, 2, 10, 2}, {0.02, 0.01}), parameters,
                                         static_cast<int>(std::lround(time / learningRate)));
            const Eigen::MatrixXd map = end.endToEnd();
            return Eigen::Vector2d(map(0, 0) - exact(0.9, 0.02), map(1, 1) - exact(0.8, 0.01));
        };
        const Eigen::Vector2d coarse = errors(2e-3);
        const Eigen::Vector2d fine = errors(1e-3);
        for (int i = 0; i < 2; ++i) {
            QVERIFY2(std::abs(coarse(i)) < 3e-3, qPrintable(QString::number(coarse(i))));
            QVERIFY2(std::abs(coarse(i) / fine(i) - 2.0) < 0.02, qPrintable(QString::number(coarse(i) / fine(i))));
        }
    }

    void theSaddlePartsTheLearntFromTheForgotten_data()
    {
        QTest::addColumn<int>("depth");
        for (const int depth : {3, 4, 6})
            QTest::addRow("depth %d", depth) << depth;
    }
    void theSaddlePartsTheLearntFromTheForgotten()
    {
        QFETCH(int, depth);
        const Task task = makeData(Sampling::Population);
        const ModeLandscape strong(0.9, depth), weak(0.8, depth);
        const double beta = 0.9 * weak.criticalBeta();
        const NetworkShape shape{2, 2, 10, depth};
        const auto end = [&](double second) {
            const Network network = advanced(task, balancedNetwork(shape, {0.95, second}), quiet(beta, 0.05), 2000);
            return orderParameters(network, task).singularValues;
        };
        const std::vector<double> above = end(1.01 * *weak.saddle(beta));
        const std::vector<double> below = end(0.99 * *weak.saddle(beta));
        const std::vector<double> far = end(0.85);
        for (const auto& values : {above, below, far})
            QVERIFY(std::abs(values[0] - *strong.minimum(beta)) < 1e-10);
        QVERIFY(std::abs(above[1] - *weak.minimum(beta)) < 1e-10);
        QVERIFY(std::abs(far[1] - *weak.minimum(beta)) < 1e-10);
        QVERIFY(below[1] < 1e-10);
    }

    void momentMatchedDataMoveLikeThePopulation()
    {
        const Network start = randomNetwork();
        const StepParameters parameters = quiet(0.1, 0.08);
        const Task population = makeData(Sampling::Population);
        const Task matched = makeData(Sampling::MomentMatched);
        QVERIFY((advanced(population, start, parameters, 100).weights() -
                 advanced(matched, start, parameters, 100).weights())
                    .norm() < 1e-11);
    }

    void withoutDecayItFindsTheLeastSquaresFit()
    {
        const Task task = makeData(Sampling::Raw);
        const Network end = advanced(task, randomNetwork(), quiet(0.0, 0.1), 500);
        const Eigen::MatrixXd fit = task.trainMoments.yx * task.trainMoments.xx.inverse();
        QVERIFY((end.endToEnd() - fit).norm() < 1e-10);
    }

    void shuffledBatchesSumToTheFullGradient()
    {
        // For a vanishing step size the 8 batches of an epoch act at one place: their gradients add up to 8 full ones.
        const Task task = makeData(Sampling::Raw);
        const Network start = randomNetwork();
        StepParameters parameters = quiet(0.32, 1e-7);
        parameters.noise = NoiseKind::Minibatch;
        const Eigen::VectorXd moved = (start.weights() - advanced(task, start, parameters, 1).weights()) / 1e-7;
        const Eigen::VectorXd expected = 8.0 * gradientOf(start, task.trainMoments, 0.32);
        QVERIFY2((moved - expected).norm() < 1e-5 * expected.norm(),
                 qPrintable(QString::number((moved - expected).norm() / expected.norm())));
        parameters.batching = Batching::Replacement;
        const Eigen::VectorXd other = (start.weights() - advanced(task, start, parameters, 1).weights()) / 1e-7;
        QVERIFY((other - expected).norm() > 1e-3 * expected.norm());
    }

    void aBatchOfAllSamplesIsTheWholeSet()
    {
        const Task task = makeData(Sampling::Raw, 25);
        const Network start = randomNetwork();
        const Eigen::VectorXd expected = advanced(task, start, quiet(0.1, 0.1), 1).weights();
        StepParameters parameters = quiet(0.1, 0.1);
        parameters.noise = NoiseKind::Minibatch;
        for (const int batch : {25, 64}) {
            parameters.batch = batch;
            for (const Batching batching : {Batching::Shuffled, Batching::Full}) {
                parameters.batching = batching;
                QVERIFY(advanced(task, start, parameters, 1).weights() == expected);
            }
        }
        parameters.batching = Batching::Replacement; // N draws with replacement are not the whole set
        parameters.batch = 25;
        QVERIFY(advanced(task, start, parameters, 1).weights() != expected);
        parameters.batch = 26;
        QVERIFY(advanced(task, start, parameters, 1).weights() == expected);
    }

    void anEpochIsAPureFunction_data()
    {
        QTest::addColumn<NoiseKind>("noise");
        QTest::addColumn<Batching>("batching");
        QTest::newRow("shuffled") << NoiseKind::Minibatch << Batching::Shuffled;
        QTest::newRow("replacement") << NoiseKind::Minibatch << Batching::Replacement;
        QTest::newRow("langevin") << NoiseKind::Langevin << Batching::Shuffled;
        QTest::newRow("both") << NoiseKind::MinibatchLangevin << Batching::Shuffled;
    }
    void anEpochIsAPureFunction()
    {
        QFETCH(NoiseKind, noise);
        QFETCH(Batching, batching);
        const Task task = makeData(Sampling::Raw);
        StepParameters parameters = quiet(0.2, 0.08);
        parameters.noise = noise;
        parameters.batching = batching;
        parameters.temperature = 1e-3;
        const auto used = makeReferenceDynamics(task, kShape, 42);
        Network state = randomNetwork();
        for (std::uint64_t epoch = 0; epoch < 5; ++epoch)
            used->advanceEpoch(state, epoch, parameters);
        const Network saved = state;
        used->advanceEpoch(state, 5, parameters);

        const auto alone = [&](std::uint64_t seed, std::uint32_t replica, std::uint64_t epoch) {
            Network network = saved;
            makeReferenceDynamics(task, kShape, seed, replica)->advanceEpoch(network, epoch, parameters);
            return network.weights();
        };
        QVERIFY(alone(42, 0, 5) == state.weights());
        QVERIFY(alone(42, 0, 6) != state.weights());
        QVERIFY(alone(43, 0, 5) != state.weights());
        QVERIFY(alone(42, 1, 5) != state.weights());
    }

    void withoutNoiseSeedAndEpochDoNotMatter()
    {
        const Task task = makeData(Sampling::Raw);
        Network first = randomNetwork(), second = randomNetwork();
        makeReferenceDynamics(task, kShape, 1)->advanceEpoch(first, 0, quiet(0.2, 0.08));
        makeReferenceDynamics(task, kShape, 2, 3)->advanceEpoch(second, 9, quiet(0.2, 0.08));
        QVERIFY(first.weights() == second.weights());
    }

    void divergenceNamesTheStepThatBroke()
    {
        const Task task = makeData(Sampling::Raw);
        const auto dynamics = makeReferenceDynamics(task, kShape, 42);
        StepParameters parameters = quiet(0.32, 5.0);
        parameters.batch = 1; // 512 steps
        Network network = randomNetwork();
        const EpochResult result = dynamics->advanceEpoch(network, 0, parameters);
        QCOMPARE(result.outcome, StepOutcome::Diverged);

        Network byHand = randomNetwork();
        int step = 0;
        do {
            byHand.weights() -= 5.0 * gradientOf(byHand, task.trainMoments, 0.32);
            ++step;
        } while (byHand.weights().cwiseAbs().maxCoeff() <= kDivergenceLimit && step < 512);
        QCOMPARE(result.steps, step);
    }

    void theLimitIsForEachWeight_data()
    {
        QTest::addColumn<double>("weight");
        QTest::addColumn<StepOutcome>("outcome");
        QTest::newRow("large norm") << 100.0 << StepOutcome::Ok;
        QTest::newRow("beyond") << 1001.0 << StepOutcome::Diverged;
        QTest::newRow("negative") << -1001.0 << StepOutcome::Diverged;
        QTest::newRow("NaN") << kNan << StepOutcome::Diverged;
        QTest::newRow("infinite") << kInfinity << StepOutcome::Diverged;
    }
    void theLimitIsForEachWeight()
    {
        QFETCH(double, weight);
        QFETCH(StepOutcome, outcome);
        const Task task = makeData(Sampling::Population);
        Network network({2, 2, 64, 2});
        network.layer(0).setConstant(100.0); // 128 of them: their norm is 1131
        network.layer(0)(63, 1) = weight;
        const EpochResult result =
            makeReferenceDynamics(task, network.shape(), 1)->advanceEpoch(network, 0, quiet(0.0, 1e-12));
        QCOMPARE(result.outcome, outcome);
        QCOMPARE(result.steps, outcome == StepOutcome::Ok ? 8 : 1);
    }

    void aPopulationHasNoBatches()
    {
        const Task task = makeData(Sampling::Population);
        Network network = randomNetwork();
        StepParameters parameters = quiet(0.3, 0.08);
        const auto dynamics = makeReferenceDynamics(task, kShape, 1);
        for (const NoiseKind noise : {NoiseKind::Minibatch, NoiseKind::MinibatchLangevin}) {
            parameters.noise = noise;
            QVERIFY_EXCEPTION_THROWN(dynamics->advanceEpoch(network, 0, parameters), std::logic_error);
        }
        parameters.noise = NoiseKind::Langevin;
        QCOMPARE(dynamics->advanceEpoch(network, 0, parameters).outcome, StepOutcome::Ok);
    }
};

HYSTERON_TEST(TestReferenceDynamics)
#include "test_reference_dynamics.moc"
