// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/loss.h"
#include "core/model/order_parameters.h"
#include "core/model/sample_pass.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

namespace {

Dataset randomData(int inputs, int outputs, int samples, std::uint64_t seed)
{
    RandomStream random(seed, StreamId::TrainingData);
    Dataset data{Eigen::MatrixXd(inputs, samples), Eigen::MatrixXd(outputs, samples)};
    random.fillNormal({data.inputs.data(), static_cast<std::size_t>(data.inputs.size())});
    random.fillNormal({data.outputs.data(), static_cast<std::size_t>(data.outputs.size())});
    return data;
}

Network randomNetwork(const NetworkShape& shape, std::uint64_t seed)
{
    Network network(shape);
    RandomStream random(seed, StreamId::InitialWeights);
    network.initialise(1.0 / std::sqrt(shape.width), random);
    return network;
}

Eigen::VectorXd dataGradient(const Network& network, const Moments& moments)
{
    Eigen::VectorXd gradient;
    GradientWorkspace(network.shape()).dataGradient(network, moments, gradient);
    return gradient;
}

} // namespace

class TestGradient : public QObject
{
    Q_OBJECT
private slots:
    void lossIsTheMeanOverSamples()
    {
        const Network network = randomNetwork({5, 2, 10, 3}, 3);
        const Dataset data = randomData(5, 2, 40, 4);
        const Eigen::MatrixXd errors = data.outputs - network.endToEnd() * data.inputs;
        const double meanSquare = errors.squaredNorm() / 40.0;
        const double beta = 0.32;
        QVERIFY(std::abs(meanSquaredError(network.endToEnd(), data.moments()) - meanSquare / 2.0) < 1e-13);
        QVERIFY(std::abs(loss(network, data.moments(), beta) -
                         (0.5 * meanSquare + 0.5 * beta * network.weights().squaredNorm())) < 1e-13);
    }

    void centralDifferences_data()
    {
        QTest::addColumn<int>("inputs");
        QTest::addColumn<int>("outputs");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("depth");
        QTest::newRow("paper") << 2 << 2 << 10 << 3;
        QTest::newRow("D=170") << 5 << 2 << 10 << 3;
        QTest::newRow("more outputs") << 2 << 5 << 7 << 4;
        QTest::newRow("width 1") << 2 << 2 << 1 << 3;
        QTest::newRow("smallest") << 1 << 1 << 1 << 2;
        QTest::newRow("depth 2") << 3 << 2 << 6 << 2;
        QTest::newRow("depth 12") << 2 << 3 << 5 << 12;
        QTest::newRow("bottleneck") << 8 << 8 << 2 << 3;
        QTest::newRow("wide") << 2 << 2 << 64 << 2;
    }
    void centralDifferences()
    {
        QFETCH(int, inputs);
        QFETCH(int, outputs);
        QFETCH(int, width);
        QFETCH(int, depth);
        Network network = randomNetwork({inputs, outputs, width, depth}, 11);
        const Moments moments = randomData(inputs, outputs, 30, 12).moments();
        const Eigen::VectorXd gradient = dataGradient(network, moments);
        QCOMPARE(gradient.size(), network.weights().size());

        // Error of central differences: h^2/6 times a third derivative of order 10, and rounding 1e-16/h.
        constexpr double kStep = 1e-5;
        constexpr double kTolerance = 1e-8;
        for (Eigen::Index i = 0; i < gradient.size(); ++i) {
            const double weight = network.weights()(i);
            network.weights()(i) = weight + kStep;
            const double above = loss(network, moments, 0.0);
            network.weights()(i) = weight - kStep;
            const double below = loss(network, moments, 0.0);
            network.weights()(i) = weight;
            const double expected = (above - below) / (2.0 * kStep);
            QVERIFY2(std::abs(gradient(i) - expected) < kTolerance * (1.0 + std::abs(expected)),
                     qPrintable(QString("weight %1: %2 instead of %3").arg(i).arg(gradient(i)).arg(expected)));
        }
        QVERIFY(gradient.norm() > 1e-6); // the comparison was about something
    }

    void centralDifferencesOfHiddenUnits_data()
    {
        QTest::addColumn<NetworkShape>("shape");
        for (const Activation activation :
             {Activation::Linear, Activation::Tanh, Activation::Sigmoid, Activation::Relu}) {
            for (const NetworkShape& shape : {NetworkShape{2, 2, 10, 3, activation},
                                              {5, 2, 4, 2, activation},
                                              {1, 1, 1, 2, activation},
                                              {3, 4, 6, 5, activation}})
                QTest::addRow("activation %d, w %d, L %d", int(activation), shape.width, shape.depth) << shape;
        }
    }
    void centralDifferencesOfHiddenUnits()
    {
        QFETCH(NetworkShape, shape);
        Network network = randomNetwork(shape, 11);
        const Dataset data = randomData(shape.inputs, shape.outputs, 9, 12);
        SamplePass pass(shape);
        pass.run(network, data.inputs, data.outputs);
        Eigen::VectorXd gradient;
        pass.meanGradient(gradient);
        const auto lossAt = [&](Eigen::Index i, double weight) {
            const double before = std::exchange(network.weights()(i), weight);
            const double result = 0.5 * (network.outputs(data.inputs) - data.outputs).squaredNorm() / 9.0;
            network.weights()(i) = before;
            return result;
        };
        constexpr double kStep = 1e-5;
        for (Eigen::Index i = 0; i < gradient.size(); ++i) {
            const double weight = network.weights()(i);
            const double expected = (lossAt(i, weight + kStep) - lossAt(i, weight - kStep)) / (2.0 * kStep);
            QVERIFY2(std::abs(gradient(i) - expected) < 1e-8 * (1.0 + std::abs(expected)),
                     qPrintable(QString("weight %1: %2 instead of %3").arg(i).arg(gradient(i)).arg(expected)));
        }
        QVERIFY(gradient.norm() > 1e-6);
    }

    void samplesAndMomentsGiveTheSameGradient()
    {
        const Network network = randomNetwork({5, 2, 10, 3}, 3);
        const Dataset data = randomData(5, 2, 30, 1);
        SamplePass pass(network.shape());
        pass.run(network, data.inputs, data.outputs);
        Eigen::VectorXd gradient;
        pass.meanGradient(gradient);
        QVERIFY((gradient - dataGradient(network, data.moments())).norm() < 1e-13);
    }

    void aWorkspaceRemembersNothing()
    {
        const NetworkShape shape{5, 2, 10, 3};
        const Moments moments = randomData(5, 2, 30, 1).moments();
        const Moments others = randomData(5, 2, 30, 2).moments();
        const Network network = randomNetwork(shape, 5);
        const Eigen::VectorXd fresh = dataGradient(network, moments);
        GradientWorkspace workspace(shape);
        Eigen::VectorXd gradient;
        workspace.dataGradient(randomNetwork(shape, 6), others, gradient);
        workspace.dataGradient(network, moments, gradient);
        QVERIFY(gradient == fresh);
    }

    void batchesAverageToTheWholeSet()
    {
        const Network network = randomNetwork({2, 2, 10, 3}, 5);
        const Dataset data = randomData(2, 2, 24, 8);
        Eigen::VectorXd mean = Eigen::VectorXd::Zero(network.weights().size());
        for (int k = 0; k < 6; ++k) {
            const Dataset batch{data.inputs.middleCols(4 * k, 4), data.outputs.middleCols(4 * k, 4)};
            mean += dataGradient(network, batch.moments()) / 6.0;
        }
        QVERIFY((mean - dataGradient(network, data.moments())).norm() < 1e-13);
    }

    void balancedStationaryPointsHaveNoForce_data()
    {
        QTest::addColumn<int>("depth");
        for (const int depth : {2, 3, 4, 5, 8, 12})
            QTest::addRow("depth %d", depth) << depth;
    }
    void balancedStationaryPointsHaveNoForce()
    {
        QFETCH(int, depth);
        const Moments moments = populationMoments({});
        const theory::ModeLandscape strong(0.9, depth), weak(0.8, depth);
        const double beta = 0.5 * weak.criticalBeta();
        std::vector<std::vector<double>> states = {
            {}, {*strong.minimum(beta)}, {*strong.minimum(beta), *weak.minimum(beta)}};
        if (depth > 2)
            states.push_back({*strong.minimum(beta), *weak.saddle(beta)});
        for (const std::vector<double>& lambda : states) {
            const Network network = balancedNetwork({2, 2, 10, depth}, lambda);
            const Eigen::VectorXd force = dataGradient(network, moments) + beta * network.weights();
            QVERIFY2(force.norm() < 1e-13, qPrintable(QString::number(force.norm())));
        }
    }
};

HYSTERON_TEST(TestGradient)
#include "test_gradient.moc"
