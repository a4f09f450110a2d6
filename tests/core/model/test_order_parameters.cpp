// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/order_parameters.h"
#include "core/theory/plateaus.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

namespace {

constexpr double kBeta = 0.32;

Eigen::Matrix2d rotation(double angle)
{
    return Eigen::Rotation2Dd(angle).toRotationMatrix();
}

/// A network of depth 2 whose end-to-end map is `map`.
Network networkOf(const Eigen::MatrixXd& map)
{
    Network network({static_cast<int>(map.cols()), static_cast<int>(map.rows()), static_cast<int>(map.rows()), 2});
    network.layer(0) = map;
    network.layer(1).setIdentity();
    return network;
}

Task populationTask(int inputs, int outputs)
{
    TaskOptions options;
    options.sampling = Sampling::Population;
    options.inputs = inputs;
    options.outputs = outputs;
    return *makeTask(options);
}

} // namespace

class TestOrderParameters : public QObject
{
    Q_OBJECT
private slots:
    void singularValuesOfRotatedMaps()
    {
        const Task task = populationTask(2, 2);
        for (const double second : {0.8, 0.1, 1e-6, 1e-300, 0.0}) {
            const Eigen::Vector2d values(0.9, second);
            for (const double angle : {0.0, 0.3, 2.0, 4.5}) {
                for (const double sign : {1.0, -1.0}) { // with and without a reflection
                    const Eigen::Vector2d signedValues(0.9, sign * second);
                    const Eigen::Matrix2d map = rotation(angle) * signedValues.asDiagonal() * rotation(1.0 - angle);
                    const OrderParameters order = orderParameters(networkOf(map), task);
                    QCOMPARE(order.singularValues.size(), 2u);
                    QVERIFY(std::abs(order.singularValues[0] - values(0)) < 1e-15);
                    QVERIFY(std::abs(order.singularValues[1] - values(1)) < 4e-16);
                }
            }
            // A diagonal map, as in the exact minima, keeps also a tiny value to full relative precision.
            const OrderParameters order = orderParameters(networkOf(values.asDiagonal()), task);
            QVERIFY(std::abs(order.singularValues[1] - second) <= 1e-15 * second);
        }
    }

    void singularValuesOfRectangularMaps()
    {
        Eigen::MatrixXd map = Eigen::MatrixXd::Zero(2, 5);
        map(1, 4) = 0.7;
        map(0, 2) = -0.4;
        const OrderParameters order = orderParameters(networkOf(map), populationTask(5, 2));
        QCOMPARE(order.singularValues.size(), 2u);
        QVERIFY(std::abs(order.singularValues[0] - 0.7) < 1e-15);
        QVERIFY(std::abs(order.singularValues[1] - 0.4) < 1e-15);
    }

    void errorsAreMeansOverSamplesAndOutputs()
    {
        const Task task = *makeTask({});
        Network network({2, 2, 10, 3});
        RandomStream random(3, StreamId::InitialWeights);
        network.initialise(0.5, random);
        const OrderParameters order = orderParameters(network, task);
        const auto expected = [&](const Dataset& data) {
            return (data.outputs - network.endToEnd() * data.inputs).squaredNorm() / (2.0 * data.size());
        };
        QVERIFY(std::abs(order.trainMse - expected(task.train)) < 1e-13);
        QVERIFY(std::abs(order.testMse - expected(task.test)) < 1e-13);
        QVERIFY(std::abs(order.trainMse - order.testMse) > 1e-6);
    }

    void populationErrorsAreThePlateaus()
    {
        const std::vector<double> eta = {0.9, 0.8};
        std::vector<double> lambda;
        for (int rank = 0; rank <= 2; ++rank) {
            if (rank > 0)
                lambda.push_back(*theory::ModeLandscape(eta[rank - 1], 3).minimum(kBeta));
            const OrderParameters order = orderParameters(balancedNetwork({2, 2, 10, 3}, lambda), populationTask(2, 2));
            QVERIFY(std::abs(order.testMse - theory::plateauMse(eta, 3, 2, kBeta, rank)) < 1e-14);
            QCOMPARE(order.trainMse, order.testMse);
        }
    }

    void rankCountsValuesAboveTheirThresholds()
    {
        QCOMPARE(countRank({0.5, 0.2}, {0.3, 0.3}), 1);
        QCOMPARE(countRank({0.5, 0.4}, {0.3, 0.3}), 2);
        QCOMPARE(countRank({0.3, 0.1}, {0.3, 0.3}), 0); // at the threshold is not above it
        QCOMPARE(countRank({0.5, 0.4, 0.3}, {0.1}), 1); // only modes with a threshold count
        QCOMPARE(countRank({}, {}), 0);
    }

    void balancedNetworksAreBalanced()
    {
        const Network network = balancedNetwork({5, 2, 10, 4}, {0.5, 0.2});
        Eigen::MatrixXd expected = Eigen::MatrixXd::Zero(2, 5);
        expected(0, 0) = 0.5;
        expected(1, 1) = 0.2;
        QVERIFY((network.endToEnd() - expected).norm() < 1e-15);
        for (int l = 0; l + 1 < 4; ++l) {
            const Eigen::MatrixXd below = network.layer(l) * network.layer(l).transpose();
            const Eigen::MatrixXd above = network.layer(l + 1).transpose() * network.layer(l + 1);
            QVERIFY((below - above).norm() < 1e-15);
        }
    }

    void theWidthBoundsTheModesOfABalancedNetwork()
    {
        const Eigen::MatrixXd map = balancedNetwork({2, 2, 1, 3}, {0.5, 0.2}).endToEnd();
        QVERIFY(std::abs(map(0, 0) - 0.5) < 1e-15);
        QCOMPARE(map(1, 1), 0.0);
    }
};

HYSTERON_TEST(TestOrderParameters)
#include "test_order_parameters.moc"
