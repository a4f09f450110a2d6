// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

class TestNetwork : public QObject
{
    Q_OBJECT
private slots:
    void weightCountsOfThePaper()
    {
        // D = 140 for two inputs; the paper's 170 needs five.
        QCOMPARE((NetworkShape{2, 2, 10, 3}).weightCount(), 140);
        QCOMPARE((NetworkShape{5, 2, 10, 3}).weightCount(), 170);
        QCOMPARE((NetworkShape{1, 1, 1, 2}).weightCount(), 2);
        QCOMPARE((NetworkShape{3, 4, 7, 12}).weightCount(), 3 * 7 + 10 * 49 + 7 * 4);
    }

    void layersShareTheWeightVector()
    {
        Network network({3, 2, 4, 3});
        network.weights().setLinSpaced(0.0, network.shape().weightCount() - 1.0);
        int first = 0;
        for (int l = 0; l < 3; ++l) {
            const auto layer = network.layer(l);
            QCOMPARE(layer.rows(), Eigen::Index(network.shape().rows(l)));
            QCOMPARE(layer.cols(), Eigen::Index(network.shape().cols(l)));
            QCOMPARE(layer(0, 0), double(first));
            QCOMPARE(layer(1, 0), first + 1.0); // column-major
            first += static_cast<int>(layer.size());
        }
        QCOMPARE(first, network.shape().weightCount());
        network.layer(1)(2, 3) = -7.0;
        QCOMPARE(network.weights()(12 + 3 * 4 + 2), -7.0);
    }

    void endToEndIsTheProductFromTheOutput()
    {
        Network network({3, 2, 4, 3});
        RandomStream random(1, StreamId::InitialWeights);
        network.initialise(0.7, random);
        const Eigen::MatrixXd first = network.layer(0), second = network.layer(1), third = network.layer(2);
        QVERIFY((network.endToEnd() - third * (second * first)).norm() < 1e-14);
        QCOMPARE(network.endToEnd().rows(), Eigen::Index(2));
        QCOMPARE(network.endToEnd().cols(), Eigen::Index(3));
    }

    void initialWeightsHaveTheStandardDeviation()
    {
        Network network({64, 64, 64, 12});
        RandomStream random(7, StreamId::InitialWeights);
        network.initialise(0.316, random);
        const double count = network.shape().weightCount(); // 49152
        // 4 sigma of the mean and of the variance of that many normals.
        QVERIFY(std::abs(network.weights().mean()) < 4.0 * 0.316 / std::sqrt(count));
        const double variance = network.weights().squaredNorm() / count;
        QVERIFY(std::abs(variance / (0.316 * 0.316) - 1.0) < 4.0 * std::sqrt(2.0 / count));
    }

    void sameStreamSameWeights()
    {
        const auto weights = [](std::uint64_t seed) {
            Network network({2, 2, 10, 3});
            RandomStream random(seed, StreamId::InitialWeights);
            network.initialise(0.3, random);
            return network.weights();
        };
        QVERIFY(weights(42) == weights(42));
        QVERIFY(weights(42) != weights(43));
    }
};

HYSTERON_TEST(TestNetwork)
#include "test_network.moc"
