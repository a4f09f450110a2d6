// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/gradient_spectrum.h"
#include "core/model/loss.h"
#include "core/model/order_parameters.h"
#include "core/theory/mode_landscape.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

namespace {

constexpr double kBeta = 0.32;

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

Dataset samplesFor(const NetworkShape& shape, int samples, Sampling sampling = Sampling::Raw)
{
    TaskOptions options;
    options.inputs = shape.inputs;
    options.outputs = shape.outputs;
    options.samples = samples;
    options.sampling = sampling;
    return makeTask(options)->train;
}

/// Loss of one sample, 1/2 |f(x) - y|^2.
double lossOf(const Network& network, const Dataset& data, int sample)
{
    return 0.5 * (network.outputs(data.inputs.col(sample)) - data.outputs.col(sample)).squaredNorm();
}

/// All D eigenvalues, descending, of the plain D x D covariance of gradients that are differences of the loss.
Eigen::VectorXd plainSpectrum(Network network, const Dataset& data)
{
    constexpr double kStep = 1e-5;
    Eigen::MatrixXd gradients(network.weights().size(), data.size());
    for (Eigen::Index i = 0; i < gradients.rows(); ++i) {
        const double weight = network.weights()[i];
        for (int s = 0; s < data.size(); ++s) {
            network.weights()[i] = weight + kStep;
            const double ahead = lossOf(network, data, s);
            network.weights()[i] = weight - kStep;
            gradients(i, s) = (ahead - lossOf(network, data, s)) / (2.0 * kStep);
        }
        network.weights()[i] = weight;
    }
    gradients.colwise() -= gradients.rowwise().mean().eval();
    const Eigen::MatrixXd covariance = gradients * gradients.transpose() / data.size();
    return Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(covariance).eigenvalues().reverse();
}

} // namespace

class TestGradientSpectrum : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithThePlainCovariance_data()
    {
        QTest::addColumn<int>("inputs");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("activation");
        const int linear = static_cast<int>(Activation::Linear), tanh = static_cast<int>(Activation::Tanh);
        QTest::newRow("linear, by products") << 3 << 6 << 3 << 300 << linear;
        QTest::newRow("linear, few samples") << 5 << 6 << 3 << 7 << linear;
        QTest::newRow("linear, one unit") << 3 << 1 << 2 << 40 << linear;
        QTest::newRow("tanh, by weights") << 3 << 4 << 3 << 300 << tanh;
        QTest::newRow("tanh, by samples") << 3 << 6 << 3 << 20 << tanh;
    }
    void agreesWithThePlainCovariance()
    {
        QFETCH(int, inputs);
        QFETCH(int, width);
        QFETCH(int, depth);
        QFETCH(int, samples);
        QFETCH(int, activation);
        const NetworkShape shape{inputs, 2, width, depth, static_cast<Activation>(activation)};
        const Network network = randomNetwork(shape);
        const Dataset data = samplesFor(shape, samples);
        const GradientSpectrum spectrum = gradientSpectrum(network, data);
        const Eigen::VectorXd plain = plainSpectrum(network, data);
        QVERIFY(static_cast<Eigen::Index>(spectrum.eigenvalues.size()) <= plain.size());
        for (Eigen::Index i = 0; i < plain.size(); ++i) {
            const auto k = static_cast<std::size_t>(i);
            const double value = k < spectrum.eigenvalues.size() ? spectrum.eigenvalues[k] : 0.0;
            QVERIFY2(std::abs(value - plain[i]) < 1e-7 * plain[0],
                     qPrintable(QString("%1: %2 and %3").arg(i).arg(value).arg(plain[i])));
        }
        const double trace = gradientCovarianceTrace(network, data);
        QVERIFY2(std::abs(spectrum.trace() - trace) < 1e-12 * trace, qPrintable(QString::number(spectrum.trace())));
        QVERIFY(spectrum.participation() >= 1.0 && spectrum.participation() <= static_cast<double>(plain.size()));
    }

    void rankZeroHasNoNoise()
    {
        const GradientSpectrum population = gradientSpectrum(paperState(0), populationMoments({}));
        const GradientSpectrum samples = gradientSpectrum(paperState(0), makeTask({})->train);
        for (const GradientSpectrum& spectrum : {population, samples}) {
            QCOMPARE(spectrum.eigenvalues, std::vector<double>(4, 0.0));
            QCOMPARE(spectrum.participation(), 0.0);
        }
        QVERIFY(gradientSpectrum(paperState(2), Dataset{}).eigenvalues.empty());
    }

    void rankOneOfThePaper()
    {
        // Only e_1 x_1, e_2 x_1 and e_1 x_2 move a weight: three directions, and the fourth, e_2 x_2, is the missing
        // mode. By hand, Cov(e_i x_j, e_k x_m) = E[e_i e_k] delta_jm + E[e_i x_m] E[e_k x_j] with E[e_i^2] = v_i and
        // E[e_i x_i] = c_i, times the squared length of what they move, 3 a^4 for (1, 1) and a^4 for the two others,
        // a = lambda^(1/3). These two are correlated: their covariance is c_1 c_2.
        const double lambda = *theory::ModeLandscape(0.9, 3).minimum(kBeta), a4 = std::pow(lambda, 4.0 / 3.0);
        const double v = lambda * lambda - 2.0 * lambda * 0.9 + 1.0, c = lambda - 0.9;
        const double middle = 0.5 * (1.0 + v), apart = std::hypot(0.5 * (1.0 - v), c * 0.8);
        const std::vector<double> expected = {3.0 * a4 * (v + c * c), a4 * (middle + apart), a4 * (middle - apart),
                                              0.0};
        const GradientSpectrum population = gradientSpectrum(paperState(1), populationMoments({}));
        for (std::size_t i = 0; i < 4; ++i)
            QVERIFY2(std::abs(population.eigenvalues[i] - expected[i]) < 1e-14,
                     qPrintable(QString::number(population.eigenvalues[i], 'g', 17)));
        QVERIFY(std::abs(population.trace() - 1.13929640379140033) < 1e-13);

        constexpr int kSamples = 200'000;
        TaskOptions options;
        options.samples = kSamples;
        options.sampling = Sampling::MomentMatched;
        const Task task = makeTask(options).value();
        const GradientSpectrum samples = gradientSpectrum(paperState(1), task.train);
        // The trace is a mean of |g|^2 whose standard deviation is some 3 times its mean.
        QVERIFY2(std::abs(samples.trace() / population.trace() - 1.0) < 4.0 * 3.0 / std::sqrt(1.0 * kSamples),
                 qPrintable(QString::number(samples.trace())));
        QVERIFY(samples.eigenvalues[3] < 1e-14);
        QVERIFY(gradientVarianceAlongMode(paperState(1), task, 1) < 1e-25);
    }

    void closedFormIsTheLimitOfManySamples()
    {
        constexpr int kSamples = 100'000;
        const NetworkShape shape{3, 2, 6, 3};
        TaskOptions options;
        options.inputs = 3;
        const Network network = randomNetwork(shape);
        const GradientSpectrum closed = gradientSpectrum(network, populationMoments(options));
        const GradientSpectrum measured = gradientSpectrum(network, samplesFor(shape, kSamples));
        for (std::size_t i = 0; i < closed.eigenvalues.size(); ++i)
            QVERIFY2(std::abs(measured.eigenvalues[i] - closed.eigenvalues[i]) < 0.03 * closed.eigenvalues[0],
                     qPrintable(QString("%1 and %2").arg(measured.eigenvalues[i]).arg(closed.eigenvalues[i])));
    }

    void alongAModeWhereverTheHiddenUnitsPoint()
    {
        // The noise along mode 2 at rank 2 is L a^(2L-2) (v + c^2), and turning the hidden units changes nothing.
        TaskOptions options;
        options.sampling = Sampling::Population;
        const Task population = makeTask(options).value();
        const double lambda = *theory::ModeLandscape(0.8, 3).minimum(kBeta);
        const double v = lambda * lambda - 2.0 * lambda * 0.8 + 1.0, c = lambda - 0.8;
        const double expected = 3.0 * std::pow(lambda, 4.0 / 3.0) * (v + c * c);
        Network network = paperState(2);
        QVERIFY(std::abs(gradientVarianceAlongMode(network, population, 1) - expected) < 1e-14);
        QCOMPARE(gradientVarianceAlongMode(paperState(0), population, 0), 0.0);
        QVERIFY(gradientVarianceAlongMode(paperState(1), population, 1) < 1e-25);

        RandomStream random(3, StreamId::InitialWeights);
        const Task samples = makeTask({}).value();
        const double before = gradientVarianceAlongMode(network, samples, 1);
        for (int h : {0, 1, 0, 1, 0, 1, 0, 1, 0, 1}) {
            Eigen::MatrixXd any(10, 10);
            random.fillNormal({any.data(), 100});
            const Eigen::MatrixXd turn = Eigen::HouseholderQR<Eigen::MatrixXd>(any).householderQ();
            network.layer(h) = (turn * network.layer(h)).eval();
            network.layer(h + 1) = (network.layer(h + 1) * turn.transpose()).eval();
            QVERIFY(std::abs(gradientVarianceAlongMode(network, population, 1) - expected) < 1e-13);
            QVERIFY(std::abs(gradientVarianceAlongMode(network, samples, 1) - before) < 1e-12);
        }
    }
};

HYSTERON_TEST(TestGradientSpectrum)
#include "test_gradient_spectrum.moc"
