// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/loss.h"
#include "core/model/order_parameters.h"
#include "core/theory/escape_rate.h"
#include "core/theory/mode_landscape.h"
#include "core/theory/paper_rate.h"
#include "tests/support/test.h"

#include <boost/math/constants/constants.hpp>
#include <boost/math/quadrature/gauss.hpp>

#include <cmath>
#include <functional>

using namespace hysteron;
using namespace hysteron::theory;

namespace {

constexpr double kPi = boost::math::double_constants::pi;

LinearProblem paper(double beta = 0.32)
{
    return {.eta = {0.9, 0.8}, .beta = beta};
}

/// Moments of the whitened task.
Moments momentsOf(const LinearProblem& problem)
{
    Moments moments{Eigen::MatrixXd::Identity(problem.inputs, problem.inputs),
                    Eigen::MatrixXd::Zero(problem.outputs, problem.inputs),
                    Eigen::MatrixXd::Identity(problem.outputs, problem.outputs)};
    for (std::size_t k = 0; k < problem.eta.size(); ++k)
        moments.yx(static_cast<Eigen::Index>(k), static_cast<Eigen::Index>(k)) = problem.eta[k];
    return moments;
}

NetworkShape shapeOf(const LinearProblem& problem)
{
    return {problem.inputs, problem.outputs, problem.width, problem.depth};
}

Eigen::VectorXd gradientAt(const LinearProblem& problem, const Network& network)
{
    Eigen::VectorXd gradient;
    GradientWorkspace(network.shape()).dataGradient(network, momentsOf(problem), gradient);
    return gradient + problem.beta * network.weights();
}

/// Place of a number in the vector of all weights.
Eigen::Index placeOf(const Network& network, const WeightIndex& index)
{
    const auto layer = network.layer(index.layer);
    return (layer.data() - network.weights().data()) + index.column * layer.rows() + index.row;
}

/// Weights after rotating the hidden layers of the network by these matrices.
Eigen::VectorXd rotated(const Network& start, const std::vector<Eigen::MatrixXd>& rotations)
{
    Network network = start;
    for (std::size_t h = 0; h < rotations.size(); ++h) {
        const int l = static_cast<int>(h);
        network.layer(l) = (rotations[h] * network.layer(l)).eval();
        network.layer(l + 1) = (network.layer(l + 1) * rotations[h].transpose()).eval();
    }
    return network.weights();
}

/// Volume element of a surface in weight space: sqrt det J^T J.
double element(const std::function<Eigen::VectorXd(const Eigen::VectorXd&)>& surface, const Eigen::VectorXd& at)
{
    constexpr double kStep = 1e-5;
    Eigen::MatrixXd jacobian(surface(at).size(), at.size());
    for (Eigen::Index i = 0; i < at.size(); ++i) {
        Eigen::VectorXd ahead = at, behind = at;
        ahead[i] += kStep;
        behind[i] -= kStep;
        jacobian.col(i) = (surface(ahead) - surface(behind)) / (2.0 * kStep);
    }
    return std::sqrt((jacobian.transpose() * jacobian).determinant());
}

} // namespace

class TestEscapeRate : public QObject
{
    Q_OBJECT
private slots:
    void knownValues()
    {
        const EscapePath path = escapePath(paper(), 1, 2).value();
        QVERIFY2(std::abs(path.logTau(1e-3) - 7.0396) < 1e-3, qPrintable(QString::number(path.logTau(1e-3), 'g', 12)));
        QCOMPARE(path.zeroModesMinimum, 18);
        QCOMPARE(path.zeroModesSaddle, 34);
        QVERIFY(path.negativeEigenvalue < 0.0);
        QCOMPARE(path.spectrumSaddle.size(), 140U);
        QVERIFY(std::abs(path.barrier - 0.028453461731) < 1e-11);
        QVERIFY(std::abs(path.localSlope(1e-3) - (path.barrier - 8e-3)) < 1e-15);

        const EscapePath other = escapePath(paper(0.25), 1, 2).value();
        QVERIFY2(std::abs(other.logTau(5e-4) - 5.6476) < 1e-3,
                 qPrintable(QString::number(other.logTau(5e-4), 'g', 12)));
        const EscapePath back = escapePath(paper(), 2, 1).value();
        QCOMPARE(back.zeroModesMinimum, 34);
        QVERIFY(std::abs(back.barrier - 0.0088289800967) < 1e-12);
    }

    void volumesOfThePaperInClosedForm()
    {
        // V_min = [Vol(S^9) (sqrt2 a1)^9]^2,
        // V_sad = [Vol(S^9) Vol(S^8) (sqrt2 a1)^8 (sqrt2 a2)^8]^2 sqrt((2s)^2 - (2 a1 a2)^2), s = a1^2 + a2^2.
        const EscapePath path = escapePath(paper(), 1, 2).value();
        const double a1 = std::cbrt(*ModeLandscape(0.9, 3).minimum(0.32));
        const double a2 = std::cbrt(*ModeLandscape(0.8, 3).saddle(0.32));
        const double s9 = 2.0 * std::pow(kPi, 5) / std::tgamma(5.0), s8 = 2.0 * std::pow(kPi, 4.5) / std::tgamma(4.5);
        const double s = a1 * a1 + a2 * a2;
        const double low = 2.0 * std::log(s9 * std::pow(std::sqrt(2.0) * a1, 9));
        const double high = 2.0 * std::log(s9 * s8 * std::pow(2.0 * a1 * a2, 8)) +
                            0.5 * std::log(4.0 * s * s - 4.0 * a1 * a1 * a2 * a2);
        QVERIFY(std::abs(path.logVolumeMinimum - low) < 1e-10);
        QVERIFY(std::abs(path.logVolumeSaddle - high) < 1e-10);
    }

    void hessianIsTheDifferenceOfTheGradient_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("inputs");
        QTest::addColumn<int>("outputs");
        QTest::addColumn<int>("rank");
        for (const int depth : {2, 3, 4, 6}) {
            for (const int rank : {0, 1, 2})
                QTest::addRow("L %d rank %d", depth, rank) << depth << 4 << 3 << 2 << rank;
        }
        QTest::newRow("paper") << 3 << 10 << 2 << 2 << 2;
        QTest::newRow("w = 1") << 3 << 1 << 2 << 2 << 1;
        QTest::newRow("w = 2") << 4 << 2 << 2 << 5 << 2;
        QTest::newRow("wide in") << 3 << 3 << 7 << 2 << 2;
        QTest::newRow("L 12") << 12 << 2 << 2 << 2 << 1;
    }
    void hessianIsTheDifferenceOfTheGradient()
    {
        QFETCH(int, depth);
        QFETCH(int, width);
        QFETCH(int, inputs);
        QFETCH(int, outputs);
        QFETCH(int, rank);
        const LinearProblem problem{{0.9, 0.8}, depth, width, inputs, outputs, 0.05};
        std::vector<double> lambda = {0.0, 0.0};
        for (int k = 0; k < rank; ++k)
            lambda[k] = *ModeLandscape(problem.eta[k], depth).minimum(problem.beta);
        const StationaryState state(problem, lambda);
        Network network = balancedNetwork(shapeOf(problem), lambda);
        QVERIFY(gradientAt(problem, network).norm() < 1e-12);

        const auto size = network.weights().size();
        Eigen::MatrixXd analytic = Eigen::MatrixXd::Zero(size, size);
        Eigen::VectorXi seen = Eigen::VectorXi::Zero(size);
        for (int i = 0; i < state.blockCount(); ++i) {
            for (int j = i; j < state.blockCount(); ++j) {
                const auto block = state.block(i, j);
                for (std::size_t s = 0; s < block.weights.size(); ++s) {
                    ++seen[placeOf(network, block.weights[s])];
                    for (std::size_t t = 0; t < block.weights.size(); ++t)
                        analytic(placeOf(network, block.weights[s]), placeOf(network, block.weights[t])) =
                            block.hessian(static_cast<Eigen::Index>(s), static_cast<Eigen::Index>(t));
                }
            }
        }
        QVERIFY(seen.minCoeff() == 1 && seen.maxCoeff() == 1); // every number is in one block
        constexpr double kStep = 1e-4;
        Eigen::MatrixXd measured(size, size);
        for (Eigen::Index k = 0; k < size; ++k) {
            const double weight = network.weights()[k];
            network.weights()[k] = weight + kStep;
            const Eigen::VectorXd ahead = gradientAt(problem, network);
            network.weights()[k] = weight - kStep;
            measured.col(k) = (ahead - gradientAt(problem, network)) / (2.0 * kStep);
            network.weights()[k] = weight;
        }
        const double error = (analytic - measured).cwiseAbs().maxCoeff() / measured.cwiseAbs().maxCoeff();
        QVERIFY2(error < 1e-6, qPrintable(QString::number(error)));
    }

    void flatDirectionsAreTheRotations()
    {
        for (const int width : {1, 2, 3, 5}) {
            for (const int depth : {3, 4, 5}) {
                for (int rank = 0; rank <= std::min(2, width); ++rank) {
                    const LinearProblem problem{{0.9, 0.7}, depth, width, 3, 2, 0.05};
                    std::vector<double> lambda = {0.0, 0.0};
                    for (int k = 0; k < rank; ++k)
                        lambda[k] = *ModeLandscape(problem.eta[k], depth).minimum(problem.beta);
                    const StationaryState state(problem, lambda);
                    int zeros = 0;
                    for (const double value : state.spectrum())
                        zeros += std::abs(value) < 1e-10;
                    QCOMPARE(zeros, state.orbitDimension());
                }
            }
        }
    }

    void volumesByDirectReasoning()
    {
        const auto volume = [](int width, std::vector<double> lambda, int depth = 3) {
            return std::exp(
                StationaryState({{0.9, 0.7}, depth, width, 2, 2, 0.05}, std::move(lambda)).logOrbitVolume());
        };
        const auto close = [](double a, double b) { return std::abs(a / b - 1.0) < 1e-6; };
        const auto start = [](int width, const std::vector<double>& lambda, int depth = 3) {
            return balancedNetwork({2, 2, width, depth}, lambda);
        };
        // w = 1: the signs of L - 1 hidden units, points.
        QVERIFY(close(volume(1, {0.5, 0.0}), 4.0));
        QVERIFY(close(volume(1, {0.5, 0.0}, 5), 16.0));
        QVERIFY(close(volume(1, {0.0, 0.0}), 1.0));

        // w = 2, rank 1: two angles; the surface is integrated.
        const auto turn = [](double angle) { return Eigen::Rotation2Dd(angle).toRotationMatrix(); };
        const auto torus = [&](const Network& network) {
            return [&network, turn](const Eigen::VectorXd& angles) {
                return rotated(network, {turn(angles[0]), turn(angles[1])});
            };
        };
        using Gauss = boost::math::quadrature::gauss<double, 15>;
        const auto area = [&](const Network& network) {
            const auto surface = torus(network);
            return Gauss::integrate(
                [&](double first) {
                    return Gauss::integrate(
                        [&](double second) { return element(surface, Eigen::Vector2d(first, second)); }, 0.0,
                        2.0 * kPi);
                },
                0.0, 2.0 * kPi);
        };
        QVERIFY(close(volume(2, {0.5, 0.0}), area(start(2, {0.5, 0.0}))));
        // w = 2, rank 2: each hidden layer may also be reflected, which gives four such surfaces.
        QVERIFY(close(volume(2, {0.5, 0.3}), 4.0 * area(start(2, {0.5, 0.3}))));

        // w = 3, rank 1: the direction of the learnt unit on a sphere, for each of two hidden layers.
        const Network sphere = start(3, {0.5, 0.0});
        const auto direction = [](double theta, double phi) {
            return (Eigen::AngleAxisd(phi, Eigen::Vector3d::UnitX()) *
                    Eigen::AngleAxisd(theta, Eigen::Vector3d::UnitZ()))
                .toRotationMatrix();
        };
        const auto spheres = [&](const Eigen::VectorXd& v) {
            return rotated(sphere, {direction(v[0], v[1]), direction(v[2], v[3])});
        };
        const double overAngles = Gauss::integrate(
            [&](double first) {
                return Gauss::integrate(
                    [&](double second) {
                        return element(spheres, Eigen::Vector4d(first, 0.3, second, 1.1)) * 4.0 * kPi * kPi;
                    },
                    0.0, kPi);
            },
            0.0, kPi);
        QVERIFY2(close(volume(3, {0.5, 0.0}), overAngles),
                 qPrintable(QString::number(volume(3, {0.5, 0.0}) / overAngles)));

        // w = 3, rank 2: all of SO(3) for each hidden layer, 8 pi^2 in angles; homogeneous, so one element is enough.
        const Network frame = start(3, {0.5, 0.3});
        const auto small = [](double x, double y, double z) {
            Eigen::Vector3d axis(x, y, z);
            const double angle = axis.norm();
            return angle > 0.0 ? Eigen::AngleAxisd(angle, axis / angle).toRotationMatrix()
                               : Eigen::Matrix3d::Identity().eval();
        };
        const auto frames = [&](const Eigen::VectorXd& v) {
            return rotated(frame, {small(v[0], v[1], v[2]), small(v[3], v[4], v[5])});
        };
        const double all = std::pow(8.0 * kPi * kPi, 2) * element(frames, Eigen::VectorXd::Zero(6));
        QVERIFY2(close(volume(3, {0.5, 0.3}), all), qPrintable(QString::number(volume(3, {0.5, 0.3}) / all)));
    }

    void thePaperIsShownAsPrinted()
    {
        const EscapePath path = escapePath(paper(), 1, 2).value();
        const PaperRate rate = paperRate(path, 1e-3);
        QVERIFY(!rate.logTau11);
        QVERIFY(english(rate.aboutEq11).find("34 eigenvalues 0 at the saddle and 18") != std::string::npos);
        const double half = 0.5e-3 * (path.logDeterminantSaddle - path.logDeterminantMinimum);
        QVERIFY(std::abs(rate.effectiveBarrier12 - (path.barrier - half)) < 1e-15);
        QVERIFY(std::abs(rate.effectiveBarrierCorrected - (path.barrier + half)) < 1e-15);
        // One hidden unit everywhere has no rotations: Eq.(11) is a number, but with one factor too many.
        const EscapePath rigid = escapePath({{0.8}, 3, 1, 1, 1, 0.3}, 0, 1).value();
        const double right = rigid.logTau(1e-3) + rigid.logVolumeSaddle; // Eq.(11) knows one of the four saddles
        const PaperRate printed = paperRate(rigid, 1e-3);
        QVERIFY(printed.logTau11);
        QVERIFY(std::abs(*printed.logTau11 - (right + 0.5 * std::log(rigid.spectrumMinimum.front()))) < 1e-10);
    }

    void slopeIsTheDerivative()
    {
        const EscapePath path = escapePath({{0.9, 0.8, 0.5}, 4, 6, 3, 3, 0.05}, 1, 2).value();
        for (const double t : {1e-4, 1e-3}) {
            const double x = 1.0 / t, h = 1e-4 * x;
            const double measured = (path.logTau(1.0 / (x + h)) - path.logTau(1.0 / (x - h))) / (2.0 * h);
            QVERIFY(std::abs(measured / path.localSlope(t) - 1.0) < 1e-6);
        }
        QVERIFY(path.isTrusted(1e-6));
        QVERIFY(!path.isTrusted(1e-2));
    }

    void whatHasNoRateIsRefused_data()
    {
        QTest::addColumn<double>("beta");
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("from");
        QTest::addColumn<int>("to");
        QTest::addColumn<QString>("field");
        QTest::newRow("above the fold") << 0.36 << 3 << 1 << 2 << "beta";
        QTest::newRow("no decay") << 0.0 << 3 << 1 << 2 << "beta";
        QTest::newRow("L 2") << 0.3 << 2 << 1 << 2 << "depth";
        QTest::newRow("full rank") << 0.3 << 3 << 2 << 3 << "to-rank";
        QTest::newRow("two at once") << 0.3 << 3 << 0 << 2 << "to-rank";
    }
    void whatHasNoRateIsRefused()
    {
        QFETCH(double, beta);
        QFETCH(int, depth);
        QFETCH(int, from);
        QFETCH(int, to);
        QFETCH(QString, field);
        LinearProblem problem = paper(beta);
        problem.depth = depth;
        const auto result = escapePath(problem, from, to);
        QVERIFY(!result.ok());
        QCOMPARE(QString::fromStdString(result.errors().front().field), field);
    }

    void equalModesAreRefused()
    {
        LinearProblem problem = paper();
        problem.eta = {0.8, 0.8};
        QVERIFY(!escapePath(problem, 1, 2).ok());
        QVERIFY(!escapePath(problem, 0, 1).ok());
    }

    void firstModeIsLearntFromThePoint()
    {
        const EscapePath path = escapePath(paper(), 0, 1).value();
        QCOMPARE(path.zeroModesMinimum, 0);
        QCOMPARE(path.zeroModesSaddle, 18);
        QVERIFY(path.logTau(1e-3) < escapePath(paper(), 1, 2)->logTau(1e-3)); // it is quicker than the second
    }
};

HYSTERON_TEST(TestEscapeRate)
#include "test_escape_rate.moc"
