// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/loss.h"
#include "core/model/order_parameters.h"
#include "core/theory/mode_landscape.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

namespace {

constexpr double kBeta = 0.32;
constexpr int kRandom = -1; ///< instead of a rank: random weights

Network paperState(int rank)
{
    std::vector<double> lambda;
    for (const double eta : {0.9, 0.8})
        if (static_cast<int>(lambda.size()) < rank)
            lambda.push_back(*theory::ModeLandscape(eta, 3).minimum(kBeta));
    return balancedNetwork({2, 2, 10, 3}, lambda);
}

Network randomNetwork(const NetworkShape& shape)
{
    Network network(shape);
    RandomStream random(21, StreamId::InitialWeights);
    network.initialise(1.0 / std::sqrt(shape.width), random);
    return network;
}

/// |g_s|^2 of every sample and the mean gradient, sample by sample through the gradient itself.
struct PerSample {
    Eigen::VectorXd squaredNorms;
    Eigen::VectorXd mean;

    [[nodiscard]] double trace() const { return squaredNorms.mean() - mean.squaredNorm(); }
};

PerSample perSampleGradients(const Network& network, const Dataset& data)
{
    GradientWorkspace workspace(network.shape());
    PerSample result{Eigen::VectorXd(data.size()), Eigen::VectorXd::Zero(network.weights().size())};
    Eigen::VectorXd gradient;
    for (int s = 0; s < data.size(); ++s) {
        const Dataset one{data.inputs.col(s), data.outputs.col(s)};
        workspace.dataGradient(network, one.moments(), gradient);
        result.squaredNorms(s) = gradient.squaredNorm();
        result.mean += gradient / data.size();
    }
    return result;
}

TaskOptions fiveInputs(int samples)
{
    TaskOptions options;
    options.inputs = 5;
    options.samples = samples;
    return options;
}

} // namespace

class TestGradientNoise : public QObject
{
    Q_OBJECT
private slots:
    void aMissingModeFeelsNoNoise()
    {
        const Task task = makeTask(TaskOptions{}).value();
        const auto noiseAt = [&](double first, double second) {
            return gradientVarianceAlongMode(balancedNetwork({2, 2, 10, 3}, {first, second}), task, 1);
        };
        QVERIFY2(noiseAt(0.51, 0.0) < 1e-25, qPrintable(QString::number(noiseAt(0.51, 0.0))));
        QVERIFY(noiseAt(0.51, 0.34) > 1e-3);
        // Learnt, it is the variance of the loss's slope along the balanced direction, by differences.
        constexpr double kStep = 1e-5;
        const auto losses = [&](double amplitude) {
            Network network = balancedNetwork({2, 2, 10, 3}, {0.51, 0.0});
            for (int l = 0; l < 3; ++l)
                network.layer(l)(1, 1) = amplitude;
            return Eigen::ArrayXd(
                0.5 *
                (network.outputs(task.train.inputs) - task.train.outputs).colwise().squaredNorm().transpose().array());
        };
        const double a = std::cbrt(0.34);
        const Eigen::ArrayXd slopes = (losses(a + kStep) - losses(a - kStep)) / (2.0 * kStep * std::sqrt(3.0));
        const double expected = (slopes - slopes.mean()).square().mean();
        // The training set's own singular vectors are turned a little against those of the network.
        QVERIFY2(std::abs(noiseAt(0.51, 0.34) / expected - 1.0) < 0.2, qPrintable(QString::number(expected)));
    }

    void tracesOfThePaperStates()
    {
        // 30-digit arithmetic on the diagonal states: E[e_i^2 x_j^2] = v_i + 2 delta_ij c_i^2 with
        // v_i = lambda_i^2 - 2 lambda_i eta_i + 1 and c_i = lambda_i - eta_i.
        const Moments population = populationMoments({});
        QVERIFY(std::abs(gradientCovarianceTrace(paperState(1), population) - 1.13929640379140033) < 1e-13);
        QVERIFY(std::abs(gradientCovarianceTrace(paperState(2), population) - 2.03450164447171462) < 1e-13);
        QCOMPARE(gradientCovarianceTrace(paperState(0), population), 0.0);
        QCOMPARE(gradientCovarianceTrace(paperState(0), makeTask({})->train), 0.0);
    }

    void samplesAgreeWithTheirOwnGradients()
    {
        const Dataset data = makeTask(fiveInputs(60))->train;
        for (const NetworkShape& shape :
             {NetworkShape{5, 2, 10, 3}, NetworkShape{5, 2, 1, 2}, NetworkShape{5, 2, 4, 6}}) {
            const Network network = randomNetwork(shape);
            const double expected = perSampleGradients(network, data).trace();
            QVERIFY(std::abs(gradientCovarianceTrace(network, data) - expected) < 1e-12 * expected);
        }
    }

    void closedFormIsTheLimitOfManySamples_data()
    {
        QTest::addColumn<int>("inputs");
        QTest::addColumn<int>("rank");
        QTest::newRow("rank-1 minimum") << 2 << 1;
        QTest::newRow("rank-2 minimum") << 2 << 2;
        QTest::newRow("random weights") << 5 << kRandom;
    }
    void closedFormIsTheLimitOfManySamples()
    {
        QFETCH(int, inputs);
        QFETCH(int, rank);
        constexpr int kSamples = 40000;
        TaskOptions options = fiveInputs(kSamples);
        options.inputs = inputs;
        const Network network = rank == kRandom ? randomNetwork({inputs, 2, 10, 3}) : paperState(rank);
        const Dataset data = makeTask(options)->train;
        const PerSample samples = perSampleGradients(network, data);
        const double spread = (samples.squaredNorms.array() - samples.squaredNorms.mean()).matrix().norm();
        const double standardError = spread / kSamples; // of the mean of |g|^2; the squared mean adds O(1/N)
        const double closed = gradientCovarianceTrace(network, populationMoments(options));
        const double measured = gradientCovarianceTrace(network, data);
        QVERIFY2(std::abs(measured - closed) < 4.0 * standardError + closed / kSamples,
                 qPrintable(QString("%1 +- %2 and %3").arg(measured).arg(standardError).arg(closed)));
        QVERIFY(standardError < 0.02 * closed);
    }

    void noSamplesNoNoise() { QCOMPARE(gradientCovarianceTrace(paperState(2), Dataset{}), 0.0); }
};

HYSTERON_TEST(TestGradientNoise)
#include "test_gradient_noise.moc"
