// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dynamics/dynamics.h"
#include "core/model/order_parameters.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

namespace {

const NetworkShape kShape{2, 2, 10, 3};

Task rawData(int samples)
{
    TaskOptions options;
    options.samples = samples;
    return *makeTask(options);
}

Network randomNetwork()
{
    Network network(kShape);
    RandomStream random(9, StreamId::InitialWeights);
    network.initialise(0.3, random);
    return network;
}

/// Displacements of one step from always the same weights, one column per epoch index.
Eigen::MatrixXd displacements(const Task& task, const Network& start, const StepParameters& parameters, int count)
{
    const auto dynamics = makeReferenceDynamics(task, start.shape(), 42);
    Eigen::MatrixXd moves(start.weights().size(), count);
    for (int epoch = 0; epoch < count; ++epoch) {
        Network network = start;
        dynamics->advanceEpoch(network, static_cast<std::uint64_t>(epoch), parameters);
        moves.col(epoch) = network.weights() - start.weights();
    }
    return moves;
}

} // namespace

/// The two kinds of noise against their laws; every tolerance is 4 standard errors.
class TestLangevin : public QObject
{
    Q_OBJECT
private slots:
    void aStepAddsIndependentNormals()
    {
        const Task task = rawData(512);
        const Network start = randomNetwork();
        StepParameters parameters;
        parameters.batch = 512; // one step
        parameters.noise = NoiseKind::None;
        const Eigen::VectorXd drift = displacements(task, start, parameters, 1).col(0);
        parameters.noise = NoiseKind::Langevin;
        parameters.temperature = 1.1e-3;
        constexpr int kSteps = 4000;
        Eigen::MatrixXd noise = displacements(task, start, parameters, kSteps);
        noise.colwise() -= drift;
        noise /= std::sqrt(2.0 * parameters.learningRate * parameters.temperature);

        const double count = static_cast<double>(noise.size());
        QVERIFY(std::abs(noise.mean()) < 4.0 / std::sqrt(count));
        QVERIFY(std::abs(noise.squaredNorm() / count - 1.0) < 4.0 * std::sqrt(2.0 / count));
        QVERIFY(std::abs(noise.array().pow(4).mean() - 3.0) < 4.0 * std::sqrt(96.0 / count));
        // Neighbouring weights and neighbouring epochs are uncorrelated.
        const auto rows = noise.rows() - 1;
        const double weights = noise.topRows(rows).cwiseProduct(noise.bottomRows(rows)).mean();
        const double epochs = noise.leftCols(kSteps - 1).cwiseProduct(noise.rightCols(kSteps - 1)).mean();
        QVERIFY(std::abs(weights) < 4.0 / std::sqrt(count));
        QVERIFY(std::abs(epochs) < 4.0 / std::sqrt(count));
    }

    void theRankZeroStateHasItsStationaryVariance()
    {
        // At W = 0 and L = 3 the Hessian is beta I, so that each weight is W' = (1 - eta_lr beta) W + sqrt(2 eta_lr T)
        // xi with the variance T/beta / (1 - eta_lr beta/2); at this T the rest of the loss changes it by some 1e-5.
        const Task task = rawData(512);
        StepParameters parameters;
        parameters.noise = NoiseKind::Langevin;
        parameters.beta = 0.5;
        parameters.learningRate = 0.5;
        parameters.temperature = 1e-6;
        const double expected = 1e-6 / 0.5 / (1.0 - 0.125);
        constexpr int kWarmUp = 20;
        constexpr int kEpochs = 2000;
        const auto dynamics = makeReferenceDynamics(task, kShape, 42);
        Network network(kShape);
        double squares = 0.0;
        for (std::uint64_t epoch = 0; epoch < kWarmUp + kEpochs; ++epoch) {
            dynamics->advanceEpoch(network, epoch, parameters);
            if (epoch >= kWarmUp)
                squares += network.weights().squaredNorm();
        }
        const double count = 140.0 * kEpochs;
        // The squares of neighbouring epochs (8 steps) are correlated by rho = 0.75^16.
        const double rho = std::pow(0.75, 16);
        const double relativeError = std::sqrt(2.0 / count * (1.0 + rho) / (1.0 - rho));
        const double ratio = squares / count / expected;
        QVERIFY2(std::abs(ratio - 1.0) < 4.0 * relativeError, qPrintable(QString::number(ratio)));
        QVERIFY(4.0 * relativeError < 0.02);
    }

    void zeroTemperatureIsNoNoise()
    {
        const Task task = rawData(64);
        StepParameters parameters;
        parameters.noise = NoiseKind::None;
        const Eigen::MatrixXd quiet = displacements(task, randomNetwork(), parameters, 2);
        parameters.noise = NoiseKind::Langevin;
        QVERIFY(displacements(task, randomNetwork(), parameters, 2) == quiet);
    }

    void bothNoisesAdd()
    {
        const Task task = rawData(64);
        StepParameters parameters;
        parameters.batch = 40; // one step of 40 out of 64 samples
        parameters.temperature = 1e-3;
        const auto moves = [&](NoiseKind kind) {
            parameters.noise = kind;
            return displacements(task, randomNetwork(), parameters, 3);
        };
        const Eigen::MatrixXd thermal = moves(NoiseKind::Langevin) - moves(NoiseKind::None);
        const Eigen::MatrixXd together = moves(NoiseKind::MinibatchLangevin) - moves(NoiseKind::Minibatch);
        QVERIFY((thermal - together).norm() < 1e-14);
        QVERIFY(thermal.norm() > 0.1);
    }

    void minibatchNoiseHasTheTraceOfTheGradients_data()
    {
        QTest::addColumn<Batching>("batching");
        QTest::addColumn<double>("factor");
        QTest::newRow("replacement") << Batching::Replacement << 1.0;
        QTest::newRow("shuffled") << Batching::Shuffled << (64.0 - 40.0) / 63.0;
    }
    void minibatchNoiseHasTheTraceOfTheGradients()
    {
        QFETCH(Batching, batching);
        QFETCH(double, factor);
        const Task task = rawData(64);
        const Network start = randomNetwork();
        StepParameters parameters;
        parameters.noise = NoiseKind::None;
        parameters.batch = 40; // one step
        const Eigen::VectorXd drift = displacements(task, start, parameters, 1).col(0);
        parameters.noise = NoiseKind::Minibatch;
        parameters.batching = batching;
        constexpr int kSteps = 10000;
        Eigen::MatrixXd noise = displacements(task, start, parameters, kSteps);
        noise.colwise() -= drift;
        noise /= parameters.learningRate;

        const double expected = gradientCovarianceTrace(start, task.train) / 40.0 * factor;
        const Eigen::ArrayXd squares = noise.colwise().squaredNorm().transpose();
        const double standardError = std::sqrt((squares - squares.mean()).square().mean() / kSteps);
        QVERIFY2(std::abs(squares.mean() - expected) < 4.0 * standardError,
                 qPrintable(QString("%1 +- %2 and %3").arg(squares.mean()).arg(standardError).arg(expected)));
        QVERIFY(standardError < 0.02 * expected);
        // The mean displacement is the drift of the full gradient.
        QVERIFY(noise.rowwise().mean().squaredNorm() < 4.0 * expected / kSteps);
    }

    void minibatchesMakeNoNoiseAtRankZero()
    {
        // The absorbing state of mini-batch SGD: every sample's gradient vanishes with the weights.
        const Task task = rawData(512);
        StepParameters parameters;
        QCOMPARE(displacements(task, Network(kShape), parameters, 5).norm(), 0.0);
    }
};

HYSTERON_TEST(TestLangevin)
#include "test_langevin.moc"
