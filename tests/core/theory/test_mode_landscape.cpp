// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/mode_landscape.h"
#include "tests/support/test.h"

#include <boost/multiprecision/cpp_bin_float.hpp>

#include <cmath>

using hysteron::theory::ModeLandscape;

namespace {

using Exact = boost::multiprecision::cpp_bin_float_50;

/// Independent evidence: plain bisection in 50 digits of lambda - eta + beta lambda^(2/L-1), in log lambda.
Exact bisect(double eta, int depth, double beta, bool upper)
{
    const Exact e = eta;
    const Exact b = beta;
    const Exact power = Exact(2) / depth - 1;
    const auto g = [&](const Exact& x) { return exp(x) - e + b * exp(power * x); };
    const Exact fold = log(e * (depth - 2) / (2 * depth - 2)); // g is smallest near the fold of this beta
    Exact inner = fold;
    Exact outer = upper ? log(e) : Exact(-2000);
    for (int i = 0; i < 400; ++i) {
        const Exact middle = (inner + outer) / 2;
        (g(middle) < 0 ? inner : outer) = middle;
    }
    return exp(inner);
}

double relative(double value, const Exact& exact)
{
    return static_cast<double>(abs(Exact(value) / exact - 1));
}

} // namespace

class TestModeLandscape : public QObject
{
    Q_OBJECT
private slots:
    void printedNumbers_data()
    {
        QTest::addColumn<double>("value");
        QTest::addColumn<double>("expected");
        const ModeLandscape weak(0.8, 3);
        const ModeLandscape strong(0.9, 3);
        QTest::newRow("beta_c 0.8") << weak.criticalBeta() << 0.35088212859;
        QTest::newRow("beta* 0.8") << weak.equalBeta() << 0.29472251989;
        QTest::newRow("beta_c 0.9") << strong.criticalBeta() << 0.4105486347;
        QTest::newRow("beta* 0.9") << strong.equalBeta() << 0.34483924458;
        QTest::newRow("min 0.32") << *weak.minimum(0.32) << 0.34274283998;
        QTest::newRow("saddle 0.32") << *weak.saddle(0.32) << 0.092545180334;
        QTest::newRow("escape 0.32") << *weak.escapeBarrier(0.32) << 0.028453461731;
        QTest::newRow("return 0.32") << *weak.returnBarrier(0.32) << 0.0088289800967;
        QTest::newRow("min 0.25") << *weak.minimum(0.25) << 0.48090476853;
        QTest::newRow("saddle 0.25") << *weak.saddle(0.25) << 0.034885106981;
        QTest::newRow("escape 0.25") << *weak.escapeBarrier(0.25) << 0.012737072103;
        QTest::newRow("return 0.25") << *weak.returnBarrier(0.25) << 0.051644561084;
    }
    void printedNumbers()
    {
        QFETCH(double, value);
        QFETCH(double, expected);
        QVERIFY2(std::abs(value - expected) < 1e-10, qPrintable(QString::number(value, 'g', 15)));
    }

    void lossIsErrorAndDecay()
    {
        // u = (lambda - eta)^2 / 2 + (L beta / 2) lambda^(2/L), by hand: 0.125^(2/3) = 1/4, 0.25^(2/4) = 1/2.
        QVERIFY(std::abs(ModeLandscape(0.8, 3).loss(0.125, 0.32) - (0.2278125 + 0.12)) < 1e-15);
        QVERIFY(std::abs(ModeLandscape(0.9, 4).loss(0.25, 0.2) - (0.21125 + 0.2)) < 1e-15);
        QVERIFY(std::abs(ModeLandscape(0.9, 2).loss(0.25, 0.2) - (0.21125 + 0.05)) < 1e-15);
        QVERIFY(std::abs(ModeLandscape(0.8, 3).loss(0.0, 0.32) - 0.32) < 1e-15);
    }

    void rootsAgainstFiftyDigits()
    {
        for (int depth = 3; depth <= 12; ++depth)
            for (const double eta : {1e-3, 0.05, 0.8, 0.9, 1.0, 10.0}) {
                const ModeLandscape mode(eta, depth);
                const double fold = mode.criticalBeta();
                for (const double share : {1e-12, 1e-6, 0.01, 0.3, 0.6, 0.9, 0.99, 1 - 1e-6, 1 - 1e-9}) {
                    const double beta = share * fold;
                    const QByteArray place = QString("L=%1 eta=%2 share=%3").arg(depth).arg(eta).arg(share).toUtf8();
                    QVERIFY2(relative(*mode.minimum(beta), bisect(eta, depth, beta, true)) < 1e-10, place);
                    QVERIFY2(relative(*mode.saddle(beta), bisect(eta, depth, beta, false)) < 1e-10, place);
                }
            }
    }

    void barriersAgainstFiftyDigits()
    {
        for (const int depth : {3, 4, 7, 12})
            for (const double share : {1e-9, 0.1, 0.7, 0.99, 1 - 1e-6}) {
                const ModeLandscape mode(0.8, depth);
                const double beta = share * mode.criticalBeta();
                const auto loss = [&](const Exact& x) {
                    return x * x / 2 - Exact(0.8) * x + Exact(depth) * beta / 2 * pow(x, Exact(2) / depth);
                };
                const Exact top = loss(bisect(0.8, depth, beta, false));
                const Exact low = loss(bisect(0.8, depth, beta, true));
                QVERIFY(relative(*mode.escapeBarrier(beta), top) < 1e-9);
                QVERIFY(relative(*mode.returnBarrier(beta), top - low) < 1e-8);
            }
    }

    void atTheFold()
    {
        for (int depth = 3; depth <= 12; ++depth) {
            const ModeLandscape mode(0.8, depth);
            const double fold = mode.criticalBeta();
            QVERIFY(std::abs(*mode.minimum(fold) - mode.criticalLambda()) < 1e-7);
            QVERIFY(std::abs(*mode.saddle(fold) - mode.criticalLambda()) < 1e-7);
            QVERIFY(!mode.minimum(std::nextafter(fold, 1.0)).has_value());
            QVERIFY(!mode.saddle(fold * 1.01).has_value());
            QVERIFY(!mode.escapeBarrier(fold * 1.01).has_value());
        }
        const ModeLandscape paper(0.8, 3);
        QVERIFY(std::abs(*paper.escapeBarrier(paper.criticalBeta()) - 0.8 * 0.8 / 16) < 1e-12);
    }

    void equalLossAtEqualBeta()
    {
        for (int depth = 3; depth <= 12; ++depth) {
            const ModeLandscape mode(0.7, depth);
            const double minimum = *mode.minimum(mode.equalBeta());
            QVERIFY(std::abs(mode.lossAboveZero(minimum, mode.equalBeta())) < 1e-14);
            QVERIFY(std::abs(minimum - 0.7 * (depth - 2) / (depth - 1)) < 1e-12);
        }
    }

    void depthTwoIsContinuous()
    {
        const ModeLandscape mode(0.8, 2);
        QVERIFY(!mode.isFirstOrder());
        QCOMPARE(mode.criticalBeta(), 0.8);
        QCOMPARE(*mode.minimum(0.3), 0.5);
        QVERIFY(!mode.minimum(0.8).has_value());
        QVERIFY(!mode.saddle(0.3).has_value());
        QVERIFY(!mode.escapeBarrier(0.3).has_value());
    }

    void thresholdIsTheMidpointOrATenth()
    {
        const ModeLandscape mode(0.8, 3);
        QVERIFY(std::abs(mode.learntThreshold(0.32) - 0.5 * (0.34274283998 + 0.092545180334)) < 1e-10);
        QCOMPARE(mode.learntThreshold(0.4), 0.08);
        QCOMPARE(mode.learntThreshold(0.0), 0.08);
    }

    void badArgumentsThrow()
    {
        QVERIFY_EXCEPTION_THROWN(ModeLandscape(0.0, 3), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(ModeLandscape(std::nan(""), 3), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(ModeLandscape(0.8, 1), std::invalid_argument);
    }
};

HYSTERON_TEST(TestModeLandscape)
#include "test_mode_landscape.moc"
