// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/product_law.h"
#include "core/theory/scaled_bessel.h"
#include "core/theory/wishart_chain.h"
#include "tests/core/theory/random_networks.h"
#include "tests/support/test.h"

#include <boost/math/special_functions/bessel.hpp>

#include <algorithm>
#include <cmath>
#include <map>

using namespace hysteron::theory;
using hysteron::tests::RandomNetwork;

namespace {

/// Wide enough for everything that unit Gaussian weights do.
double reach(int width)
{
    return std::sqrt(2.0 * width + 40.0);
}

/// Means over the two singular values of P, s > r, under a ProductLaw with t = 1: midpoints in ln sigma.
struct Moments {
    double weight = 0.0;
    double logLarger = 0.0, logSmaller = 0.0, logSmaller2 = 0.0, diffusionLarger = 0.0, diffusionSmaller = 0.0;
    std::map<int, double> bins;           ///< of ln sigma_2, half a unit wide
    std::map<int, double> diffusionInBin; ///< of sigma_2
};

Moments momentsOf(int depth, int width)
{
    const double highest = std::pow(reach(width), depth);
    const ProductLaw law(depth, width, 1.0, {highest, 0.0, highest}, {1.1, 36, 36});
    // Cells uniform in ln sigma, twelve to a bin.
    constexpr double kCell = 1.0 / 24.0, kLowest = -12.0;
    const int cells = static_cast<int>((std::log(highest) - kLowest) / kCell);
    std::vector<double> sigma;
    Eigen::MatrixXd at(cells, 36);
    for (int i = 0; i < cells; ++i) {
        sigma.push_back(std::exp(kLowest + kCell * (i + 0.5)));
        at.row(i) = law.nodes().weightsAt(sigma[i]);
    }
    const Eigen::MatrixXd logDensity = at * law.logDensity() * at.transpose();
    const Eigen::MatrixXd logDiffusion = at * law.logDiffusion() * at.transpose();
    const double top = logDensity.maxCoeff();
    Moments moments;
    for (int i = 0; i < cells; ++i) {
        for (int j = 0; j < i; ++j) {
            const double s = sigma[i], r = sigma[j];
            const double p =
                s * r * (s * s - r * r) * std::exp(logDensity(i, j) - top + law.logCarried(s) + law.logCarried(r));
            const double small = std::exp(logDiffusion(j, i)); // along r, given s
            moments.weight += p;
            moments.logLarger += p * std::log(s);
            moments.logSmaller += p * std::log(r);
            moments.logSmaller2 += p * std::log(r) * std::log(r);
            moments.diffusionLarger += p * std::exp(logDiffusion(i, j));
            moments.diffusionSmaller += p * small;
            const int bin = static_cast<int>(std::floor(2.0 * std::log(r)));
            moments.bins[bin] += p;
            moments.diffusionInBin[bin] += p * small;
        }
    }
    return moments;
}

/// A mean of samples, and how far it may be off.
struct Sampled {
    double sum = 0.0, squares = 0.0;
    int count = 0;

    void add(double x)
    {
        sum += x;
        squares += x * x;
        ++count;
    }
    [[nodiscard]] double mean() const { return sum / count; }
    [[nodiscard]] double error() const { return std::sqrt(std::max(squares / count - mean() * mean(), 0.0) / count); }
};

bool agree(const char* what, double computed, const Sampled& sampled, double slack = 0.0)
{
    const double deviation = std::abs(computed - sampled.mean());
    const bool good = deviation < 4.0 * sampled.error() + slack;
    if (!good)
        qWarning("%s: computed %g, sampled %g +- %g", what, computed, sampled.mean(), sampled.error());
    return good;
}

} // namespace

class TestWishartChain : public QObject
{
    Q_OBJECT
private slots:
    void besselFunctions()
    {
        for (double z = 0.0; z < 600.0; z = 1.07 * z + 0.003) {
            const ScaledBessel scaled = scaledBessel(z);
            const auto exact = [z](int order) { return std::exp(-z) * boost::math::cyl_bessel_i(order, z); };
            QVERIFY2(std::abs(scaled.order0 - exact(0)) < 5e-7 * exact(0), qPrintable(QString::number(z)));
            QVERIFY2(std::abs(scaled.order1 - exact(1)) < 7e-7 * exact(1) + 1e-300, qPrintable(QString::number(z)));
            QVERIFY2(std::abs(scaled.order2 - exact(2)) < 5e-7, qPrintable(QString::number(z)));
        }
        QVERIFY(std::isfinite(scaledBessel(1e8).order0) && scaledBessel(1e8).order0 > 0.0);
    }

    void exactMoments_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("width");
        for (const int depth : {3, 4, 6}) {
            for (const int width : {2, 3, 10, 64})
                QTest::addRow("L %d width %d", depth, width) << depth << width;
        }
    }
    void exactMoments()
    {
        // E tr Q_k = 2 n^k, E det Q_k = (n (n-1))^k, because E[Q_(k+1) | Q_k] = n Q_k and the determinants multiply.
        QFETCH(int, depth);
        QFETCH(int, width);
        const WishartChain chain(depth, width, {0.0, reach(width), reach(width)}, 1.1);
        for (int k = 1; k < depth; ++k) {
            const double trace = chain.mean(k, [](double q1, double q2) { return q1 + q2; });
            const double determinant = chain.mean(k, [](double q1, double q2) { return q1 * q2; });
            const auto close = [=](double a, double b) {
                return std::abs(a / b - 1.0) < (width > 3 ? 2e-4 : width == 3 ? 1e-3 : 7e-3);
            };
            QVERIFY2(close(trace, 2.0 * std::pow(width, k)),
                     qPrintable(QString("k %1: %2").arg(k).arg(trace / (2.0 * std::pow(width, k)), 0, 'g', 9)));
            const double exact = std::pow(width * (width - 1.0), k);
            QVERIFY2(close(determinant, exact),
                     qPrintable(QString("k %1: %2").arg(k).arg(determinant / exact, 0, 'g', 9)));
        }
    }

    void randomNetworks_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("width");
        QTest::addColumn<int>("samples");
        QTest::newRow("L 3 width 3") << 3 << 3 << 60000;
        QTest::newRow("L 4 width 3") << 4 << 3 << 60000;
        QTest::newRow("L 5 width 3") << 5 << 3 << 60000;
        QTest::newRow("L 3 width 10") << 3 << 10 << 25000;
        QTest::newRow("L 4 width 10") << 4 << 10 << 15000;
    }
    void randomNetworks()
    {
        QFETCH(int, depth);
        QFETCH(int, width);
        QFETCH(int, samples);
        std::mt19937_64 engine(42);
        std::vector<Sampled> difference(depth - 1), logSmaller(depth - 1); // of the eigenvalues of Q_k
        Sampled logLarger, logSigma, logSigma2, diffusionLarger, diffusionSmaller;
        std::map<int, int> counts;
        std::map<int, Sampled> diffusionInBin;
        for (int i = 0; i < samples; ++i) {
            const RandomNetwork network(depth, width, engine);
            for (int k = 1; k < depth; ++k) {
                const Eigen::Matrix2d& q = network.gram[k - 1];
                const double root = std::hypot(q(0, 0) - q(1, 1), 2.0 * q(0, 1));
                difference[k - 1].add(root);
                logSmaller[k - 1].add(std::log(0.5 * (q.trace() - root)));
            }
            const double larger = std::log(network.singularValue[0]), smaller = std::log(network.singularValue[1]);
            logLarger.add(larger);
            logSigma.add(smaller);
            logSigma2.add(smaller * smaller);
            diffusionLarger.add(network.gradientNorm2[0]);
            diffusionSmaller.add(network.gradientNorm2[1]);
            const int bin = static_cast<int>(std::floor(2.0 * smaller));
            ++counts[bin];
            diffusionInBin[bin].add(network.gradientNorm2[1]);
        }
        const WishartChain chain(depth, width, {0.0, reach(width), reach(width)}, 1.1);
        for (int k = 1; k < depth; ++k) {
            QVERIFY(agree("q1 - q2", chain.mean(k, [](double q1, double q2) { return q1 - q2; }), difference[k - 1]));
            QVERIFY(agree("ln q2", chain.mean(k, [](double, double q2) { return std::log(q2); }), logSmaller[k - 1]));
        }
        const Moments moments = momentsOf(depth, width);
        QVERIFY(agree("ln sigma_1", moments.logLarger / moments.weight, logLarger, 1e-3));
        QVERIFY(agree("ln sigma_2", moments.logSmaller / moments.weight, logSigma, 1e-3));
        QVERIFY(agree("ln^2 sigma_2", moments.logSmaller2 / moments.weight, logSigma2, 5e-3));
        QVERIFY(agree("D of sigma_1", moments.diffusionLarger / moments.weight, diffusionLarger));
        QVERIFY(agree("D of sigma_2", moments.diffusionSmaller / moments.weight, diffusionSmaller));
        int bins = 0;
        for (const auto& [bin, count] : counts) {
            if (count < 400)
                continue;
            ++bins;
            const double share = moments.bins.at(bin) / moments.weight;
            const double error = std::sqrt(count) / samples;
            QVERIFY2(std::abs(share - static_cast<double>(count) / samples) < 4.0 * error + 0.01 * share,
                     qPrintable(QString("p in bin %1: %2, sampled %3").arg(bin).arg(share).arg(count)));
            QVERIFY(agree("D in a bin", moments.diffusionInBin.at(bin) / moments.bins.at(bin), diffusionInBin[bin],
                          0.01 * diffusionInBin[bin].mean()));
        }
        QVERIFY(bins > 6);
    }

    void outOfRange()
    {
        QVERIFY_EXCEPTION_THROWN(WishartChain(2, 10, {}, 1.0), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(WishartChain(3, 1, {}, 1.0), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(WishartChain(3, 10, {2.0, 1.0, 1.0}, 1.0), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(WishartChain(3, 10, {}, 0.0), std::invalid_argument);
    }
};

HYSTERON_TEST(TestWishartChain)
#include "test_wishart_chain.moc"
