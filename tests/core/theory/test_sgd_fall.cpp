// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/loss.h"
#include "core/model/order_parameters.h"
#include "core/theory/mode_landscape.h"
#include "core/theory/sgd_fall.h"
#include "tests/support/test.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <cmath>
#include <vector>

using namespace hysteron;
using namespace hysteron::theory;

namespace {

/// Mean first-passage time of ds = -u' dt + sqrt(q C) dW by the backward equation q C/2 T'' - u' T' = -1 on a grid,
/// T(target) = 0, T' = 0 far above. u' = du/dlambda dlambda/ds, C given.
double passageTimeOnGrid(double eta, int depth, double beta, double q, double target, int points)
{
    const ModeLandscape mode(eta, depth);
    const double root = std::sqrt(1.0 * depth), bottom = root * std::pow(target, 1.0 / depth);
    const double start = root * std::pow(*mode.minimum(beta), 1.0 / depth), top = 1.8 * start;
    const double h = (top - bottom) / points;
    const auto lambda = [&](double s) { return std::pow(s / root, depth); };
    // Thomas: T_i = alpha_i T_(i+1) + gamma_i.
    std::vector<double> alpha(static_cast<std::size_t>(points) + 1, 0.0), gamma(alpha.size(), 0.0);
    for (int i = 1; i <= points; ++i) {
        const auto k = static_cast<std::size_t>(i);
        const double s = bottom + h * i;
        const double d = 0.5 * q * modeGradientVariance(eta, depth, lambda(s)) / (h * h);
        const double drift = -mode.stationarity(lambda(s), beta) * depth * lambda(s) / s / (2.0 * h);
        const double below = i < points ? d - drift : 2.0 * d, above = i < points ? d + drift : 0.0;
        const double pivot = 2.0 * d - below * alpha[k - 1];
        alpha[k] = above / pivot;
        gamma[k] = (1.0 + below * gamma[k - 1]) / pivot;
    }
    std::vector<double> time(alpha.size(), 0.0);
    time.back() = gamma.back();
    for (std::size_t k = time.size() - 1; k-- > 0;)
        time[k] = alpha[k] * time[k + 1] + gamma[k];
    const double place = (start - bottom) / h;
    const auto k = static_cast<std::size_t>(place);
    return time[k] + (place - std::floor(place)) * (time[k + 1] - time[k]);
}

} // namespace

class TestSgdFall : public QObject
{
    Q_OBJECT
private slots:
    void noiseIsThatOfTheNetwork()
    {
        TaskOptions options;
        options.sampling = Sampling::Population;
        const Task task = makeTask(options).value();
        for (const int depth : {2, 3, 5}) {
            for (const double lambda : {0.05, 0.34, 0.79}) {
                const Network network = balancedNetwork({2, 2, 6, depth}, {0.8, lambda});
                const double expected = gradientVarianceAlongMode(network, task, 1);
                QVERIFY(std::abs(modeGradientVariance(0.8, depth, lambda) - expected) < 1e-13 * expected + 1e-15);
            }
        }
        QCOMPARE(modeGradientVariance(0.8, 3, 0.0), 0.0);
    }

    void passageTimeSolvesTheBackwardEquation_data()
    {
        QTest::addColumn<double>("eta");
        QTest::addColumn<int>("depth");
        QTest::addColumn<double>("share"); // of beta_c
        QTest::addColumn<double>("q");
        QTest::addColumn<double>("target"); // share of the saddle
        QTest::newRow("paper") << 0.8 << 3 << 0.97 << 0.0025 << 0.5;
        QTest::newRow("to the saddle") << 0.8 << 3 << 0.97 << 0.0025 << 1.0;
        QTest::newRow("strong noise") << 0.8 << 3 << 0.97 << 0.02 << 0.2;
        QTest::newRow("far from the fold") << 0.9 << 3 << 0.9 << 0.008 << 0.7;
        QTest::newRow("deep") << 0.7 << 5 << 0.97 << 0.002 << 0.5;
    }
    void passageTimeSolvesTheBackwardEquation()
    {
        QFETCH(double, eta);
        QFETCH(int, depth);
        QFETCH(double, share);
        QFETCH(double, q);
        QFETCH(double, target);
        const ModeLandscape mode(eta, depth);
        const double beta = share * mode.criticalBeta(), level = target * *mode.saddle(beta);
        const double theory = std::exp(sgdFall(eta, depth, beta, q, level).value().logTau);
        // Second order in the grid: one step of Richardson.
        const double coarse = passageTimeOnGrid(eta, depth, beta, q, level, 8000);
        const double fine = passageTimeOnGrid(eta, depth, beta, q, level, 16000);
        const double expected = fine + (fine - coarse) / 3.0;
        QVERIFY2(std::abs(theory / expected - 1.0) < 2e-6,
                 qPrintable(QString("%1 and %2").arg(theory, 0, 'g', 10).arg(expected, 0, 'g', 10)));
    }

    void weakNoiseFollowsKramers()
    {
        const double saddle = *ModeLandscape(0.8, 3).saddle(0.34);
        double before = 1.0;
        for (const double q : {4e-4, 2e-4, 1e-4, 5e-5}) {
            const SgdFall fall = sgdFall(0.8, 3, 0.34, q, 0.3 * saddle).value();
            const double excess = fall.logTau - fall.logTauKramers;
            QVERIFY2(std::abs(excess) < 0.6 * before, qPrintable(QString::number(excess))); // falls like q
            before = std::abs(excess);
            // From the saddle half of them return.
            const SgdFall half = sgdFall(0.8, 3, 0.34, q, saddle).value();
            QVERIFY(std::abs(fall.logTau - half.logTau - std::log(2.0)) < 0.1);
        }
        QVERIFY(before < 0.01);
    }

    void barrierOfSamples()
    {
        // The same by brute force: ln E exp(t e x) by integration over x and e given x, the root by bisection.
        const double eta = 0.8, beta = 0.33, q = 0.005;
        const ModeLandscape mode(eta, 3);
        using boost::math::quadrature::gauss;
        using boost::math::quadrature::gauss_kronrod;
        const auto slope = [&](double a) {
            const double c = a * a * a - eta, rest = 1.0 - eta * eta; // e = c x + sqrt(rest) z
            const auto excess = [&](double t) {
                const double mean = gauss_kronrod<double, 61>::integrate(
                    [&](double x) { return std::exp((t * c - 0.5 * (1.0 - t * t * rest)) * x * x); }, -30.0, 30.0, 8,
                    1e-12);
                return t * beta / a + std::log(mean / std::sqrt(2.0 * M_PI));
            };
            double low = 1e-6, high = 1.0;
            for (int i = 0; i < 50; ++i)
                (excess(0.5 * (low + high)) < 0.0 ? low : high) = 0.5 * (low + high);
            return -low / (q * a * a);
        };
        const double expected =
            gauss<double, 20>::integrate(slope, std::cbrt(*mode.minimum(beta)), std::cbrt(*mode.saddle(beta)));
        const SgdFall fall = sgdFall(eta, 3, beta, q, 0.05).value();
        QVERIFY2(std::abs(fall.quasiBarrierSamples / expected - 1.0) < 1e-7,
                 qPrintable(QString("%1 and %2").arg(fall.quasiBarrierSamples).arg(expected)));
        QVERIFY(fall.quasiBarrierSamples > fall.quasiBarrier); // the skewness of e x is against falling
    }

    void laws()
    {
        const ModeLandscape mode(0.8, 3);
        const auto at = [&](double beta, double q) {
            return sgdFall(0.8, 3, beta, q, 0.5 * *mode.saddle(beta)).value();
        };
        const SgdFall fall = at(0.34, 0.0025);
        // Independently, with a fixed-step trapezoidal rule in another language.
        QVERIFY2(std::abs(std::exp(fall.logTau) / 1632.0 - 1.0) < 1e-3, qPrintable(QString::number(fall.logTau)));
        QVERIFY(std::abs(std::exp(fall.logTauKramers) / 1421.0 - 1.0) < 1e-3);
        QVERIFY(std::abs(std::exp(fall.logTauMori) / 452.7 - 1.0) < 1e-3);
        QVERIFY(std::abs(std::exp(fall.logTauLogLoss) / 1758.0 - 1.0) < 1e-3);
        QVERIFY(std::abs(fall.quasiBarrier - 3.9971353) < 1e-6);
        QVERIFY(std::abs(fall.quasiBarrierSamples - 4.1022843) < 1e-6);

        // A power law: ln tau is a straight line over B/eta_lr, and its slope is the logarithm of the losses over h*.
        const SgdFall twice = at(0.34, 0.00125);
        const auto loss = [&](double lambda) { return mode.loss(lambda, 0.34) + 0.5 * (1.0 - 0.64); };
        const double minimum = *mode.minimum(0.34), h = 3.0 * std::pow(minimum, 4.0 / 3.0);
        const double logRatio = std::log(loss(*mode.saddle(0.34)) / loss(minimum));
        QVERIFY(std::abs(twice.logTauMori - fall.logTauMori - (800.0 - 400.0) / h * logRatio) < 1e-10);
        QVERIFY(std::abs(twice.exponent - 800.0 / h) < 1e-9);
        // Where it fails: h* is taken at the minimum, but the noise fades on the way. Far from the fold that matters.
        const SgdFall far = at(0.32, 0.005);
        QVERIFY(far.logTau - far.logTauMori > 4.0);
        QVERIFY(far.logTau - far.logTauLogLoss > 2.0);
    }

    void badInput()
    {
        QCOMPARE(sgdFall(1.0, 2, 0.34, 0.0, 0.1).errors().size(), 3U);
        QCOMPARE(sgdFall(0.8, 3, 0.36, 0.01, 0.1).errors().front().field, std::string("beta"));
        QCOMPARE(sgdFall(0.8, 3, 0.34, 0.01, 0.2).errors().front().field, std::string("target"));
        QCOMPARE(sgdFall(0.8, 3, 0.2, 1e-6, 0.01).errors().front().field, std::string("learning-rate/batch"));
        QVERIFY(sgdFall(0.8, 3, 0.32, 1e-4, 0.01).value().logTau > 400.0);
    }
};

HYSTERON_TEST(TestSgdFall)
#include "test_sgd_fall.moc"
