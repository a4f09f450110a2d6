// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/escape_laws.h"
#include "tests/core/analysis/simulated_passages.h"
#include "tests/support/test.h"

#include <cmath>
#include <functional>

using namespace hysteron;
using namespace hysteron::analysis;

namespace {

/// Repeats at each x of waits with mean exp(lnTau(x)), Weibull of this shape, censored at `end` means.
std::vector<Wait> simulatedWaits(RandomStream& random, const std::vector<double>& xs, int repeats,
                                 const std::function<double(double)>& lnTau, double shape = 1.0,
                                 double end = std::numeric_limits<double>::infinity())
{
    std::vector<Wait> waits;
    for (const double x : xs)
        for (const Passage& passage : simulatedPassages(random, repeats, 1.0, shape, end))
            waits.push_back({x, passage.time * std::exp(lnTau(x)), passage.censored});
    return waits;
}

const LawFit& fitOf(const LawComparison& comparison, Law law)
{
    return comparison.fits[static_cast<std::size_t>(law)];
}

double valueOf(const LawComparison& comparison, Law law, std::size_t parameter)
{
    return fitOf(comparison, law).parameters.at(parameter).value;
}

bool contains(const LawParameter& parameter, double truth)
{
    return parameter.ci->low <= truth && truth <= parameter.ci->high;
}

const std::vector<double> kInverseTemperatures{800.0, 1000.0, 1250.0, 1600.0, 2000.0};
/// The learning rates of the paper's Fig. 2(b), inverted.
const std::vector<double> kInverseRates{200.0, 1000.0 / 3.0, 500.0, 1000.0, 2000.0};

double arrhenius(double x)
{
    return 3.0 + 4e-3 * x;
}
double powerLaw(double x)
{
    return 2.0 + std::log(x);
}

} // namespace

class TestEscapeLaws : public QObject
{
    Q_OBJECT
private slots:
    void constantTauIsExposurePerEscape()
    {
        const LawComparison comparison = compareLaws({{1, 3}, {1, 5}, {2, 10, true}, {2, 2}, {3, 7}, {4, 1}});
        QCOMPARE(comparison.n, 6u);
        QCOMPARE(comparison.censored, 1u);
        const LawFit& fit = fitOf(comparison, Law::Constant);
        QVERIFY(std::abs(fit.parameters[0].value - std::log(28.0 / 5.0)) < 1e-10);
        QVERIFY(std::abs(fit.parameters[0].ci->high - fit.parameters[0].value - 1.959964 / std::sqrt(5.0)) < 1e-5);
        QVERIFY(std::abs(*fit.logLikelihood - (-5.0 * std::log(28.0 / 5.0) - 5.0)) < 1e-10);
        QVERIFY(std::abs(*fit.aicc - (2.0 - 2.0 * *fit.logLikelihood + 4.0 / 3.0)) < 1e-10);
        QCOMPARE(*fit.shape, 1.0);
        QCOMPARE(comparison.points.size(), 4u);
        QCOMPARE(*comparison.points[1].estimate.tau, 12.0);
    }

    void twoPointsAreMetExactly()
    {
        // Two groups and two parameters: the law goes through both estimates.
        const LawComparison comparison = compareLaws({{2, 3}, {2, 5}, {2, 9, true}, {6, 20}, {6, 30}});
        const double tau2 = 17.0 / 2.0;
        const double tau6 = 25.0;
        const double b = std::log(tau6 / tau2) / 4.0;
        QVERIFY(std::abs(valueOf(comparison, Law::Arrhenius, 1) - b) < 1e-10);
        QVERIFY(std::abs(valueOf(comparison, Law::Arrhenius, 0) - (std::log(tau2) - 2.0 * b)) < 1e-10);
        const double n = std::log(tau6 / tau2) / std::log(3.0);
        QVERIFY(std::abs(valueOf(comparison, Law::PowerLaw, 1) - n) < 1e-10);
        // Independent groups with 2 escapes each: the variance of b is (1/2 + 1/2)/4^2.
        const Interval ci = *fitOf(comparison, Law::Arrhenius).parameters[1].ci;
        QVERIFY(std::abs((ci.high - ci.low) / 2.0 - 1.959964 / 4.0) < 1e-5);
        QVERIFY(fitOf(comparison, Law::ArrheniusPrefactor).parameters.empty());
        QVERIFY(!fitOf(comparison, Law::ArrheniusPrefactor).note.empty());
        QVERIFY(!fitOf(comparison, Law::Arrhenius).r2);
    }

    void misfitIsADeviance()
    {
        // Two groups of 6 with tau 1 and 3: twice the likelihood ratio against one tau of 2 is 24 ln 2 - 12 ln 3.
        std::vector<Wait> waits;
        for (const double share : {0.1, 0.3, 0.6, 1.0, 1.5, 2.5}) {
            waits.push_back({1.0, share});
            waits.push_back({2.0, 3.0 * share});
        }
        const LawComparison comparison = compareLaws(waits);
        const double deviance = 24.0 * std::log(2.0) - 12.0 * std::log(3.0);
        QCOMPARE(comparison.likelihood, Likelihood::Exponential);
        // Chi-squared with one degree of freedom.
        QVERIFY(std::abs(*fitOf(comparison, Law::Constant).fitP - std::erfc(std::sqrt(deviance / 2.0))) < 1e-9);
        QVERIFY(!fitOf(comparison, Law::Arrhenius).fitP);
    }

    void xThatDifferByRoundingAreOne()
    {
        const LawComparison comparison = compareLaws({{10.0, 1}, {1.0 / 0.1 + 2e-15, 2}, {10.001, 1}, {20.0, 3}});
        QCOMPARE(comparison.points.size(), 3u);
        QCOMPARE(comparison.points[0].estimate.replicas, 2u);
    }

    void leastSquaresOfMeans()
    {
        // ln tau = 1, 2, 4, 5, 5.5 at x = 1..5; slope 12/10, R^2 = 1.2^2 * 10 / 14 by hand.
        std::vector<Wait> means;
        for (const auto& [x, y] : {std::pair{1, 1.0}, {2, 2.0}, {3, 4.0}, {4, 5.0}, {5, 5.5}})
            means.push_back({static_cast<double>(x), std::exp(y)});
        const LawComparison comparison = compareLaws(means);
        QCOMPARE(comparison.likelihood, Likelihood::LogNormal);
        QVERIFY(!comparison.exponential.p);
        const LawFit& fit = fitOf(comparison, Law::Arrhenius);
        QVERIFY(std::abs(fit.parameters[1].value - 1.2) < 1e-10);
        QVERIFY(std::abs(fit.parameters[0].value - (3.5 - 3.6)) < 1e-10);
        const double total = 6.25 + 2.25 + 0.25 + 2.25 + 4.0;
        const double residual = total - 14.4;
        QVERIFY(std::abs(*fit.r2 - 14.4 / total) < 1e-10);
        QVERIFY(std::abs(*fit.sigma - std::sqrt(residual / 3.0)) < 1e-10);
        // Student's t with 3 degrees of freedom: 3.182446.
        const double reach = 3.182446 * std::sqrt(residual / 3.0 / 10.0);
        QVERIFY(std::abs(fit.parameters[1].ci->high - 1.2 - reach) < 1e-5);
    }

    void arrheniusDataPreferArrhenius_data()
    {
        QTest::addColumn<double>("end");
        QTest::newRow("complete") << std::numeric_limits<double>::infinity();
        QTest::newRow("half censored") << std::log(2.0);
    }
    void arrheniusDataPreferArrhenius()
    {
        QFETCH(double, end);
        for (int seed = 0; seed < 20; ++seed) {
            RandomStream random(seed, StreamId::Bootstrap);
            const LawComparison comparison =
                compareLaws(simulatedWaits(random, kInverseTemperatures, 200, arrhenius, 1.0, end));
            QCOMPARE(comparison.best, std::optional(Law::Arrhenius));
            QVERIFY(*fitOf(comparison, Law::Arrhenius).weight > 10.0 * *fitOf(comparison, Law::PowerLaw).weight);
            QVERIFY(std::abs(valueOf(comparison, Law::Arrhenius, 1) - 4e-3) < 4e-4);
            QVERIFY2(english(comparison.verdict).find("clearly prefer the Arrhenius law") != std::string::npos,
                     english(comparison.verdict).c_str());
        }
    }

    void powerLawDataPreferThePowerLaw_data()
    {
        QTest::addColumn<int>("repeats");
        QTest::addColumn<double>("shape");
        QTest::addColumn<QString>("said");
        QTest::newRow("exponential waits") << 300 << 1.0 << "";
        QTest::newRow("deterministic waits") << 5 << 50.0 << "more regular, as with a deterministic delay";
        QTest::newRow("nearly no scatter") << 3 << 3000.0 << "more regular, as with a deterministic delay";
    }
    void powerLawDataPreferThePowerLaw()
    {
        QFETCH(int, repeats);
        QFETCH(double, shape);
        QFETCH(QString, said);
        int preferred = 0;
        for (int seed = 0; seed < 20; ++seed) {
            RandomStream random(seed, StreamId::Bootstrap);
            const LawComparison comparison =
                compareLaws(simulatedWaits(random, kInverseRates, repeats, powerLaw, shape));
            preferred += comparison.best == Law::PowerLaw;
            QVERIFY(comparison.best != Law::Arrhenius && comparison.best != Law::Constant);
            QVERIFY(*fitOf(comparison, Law::PowerLaw).weight > 100.0 * *fitOf(comparison, Law::Arrhenius).weight);
            QVERIFY2(english(comparison.verdict).find(said.toStdString()) != std::string::npos,
                     english(comparison.verdict).c_str());
            if (shape > 1.0)
                QVERIFY(comparison.likelihood == Likelihood::Weibull && *comparison.exponential.p < 0.05);
        }
        qInfo("preferred in %d of 20", preferred);
        QVERIFY(preferred >=
                19); // the prefactor law contains the power law, and is clearly better by chance in 1 of 200
    }

    void exactTimesPreferThePowerLaw()
    {
        std::vector<Wait> waits;
        for (const double x : kInverseRates)
            for (int i = 0; i < 4; ++i)
                waits.push_back({x, 7.0 * x});
        const LawComparison comparison = compareLaws(waits);
        QCOMPARE(comparison.best, std::optional(Law::PowerLaw));
        QCOMPARE(*fitOf(comparison, Law::PowerLaw).shape, 1e4); // without scatter there is no largest likelihood
        QVERIFY(std::abs(valueOf(comparison, Law::PowerLaw, 1) - 1.0) < 1e-6);
        QVERIFY(std::abs(valueOf(comparison, Law::PowerLaw, 0) - std::log(7.0)) < 1e-3);
        std::vector<Wait> means;
        for (const double x : kInverseRates)
            means.push_back({x, 7.0 * x});
        QCOMPARE(compareLaws(means).best, std::optional(Law::PowerLaw));
        // And yet a straight Arrhenius line through them looks good: R^2 = 0.91.
        QVERIFY(std::abs(*fitOf(compareLaws(means), Law::Arrhenius).r2 - 0.91) < 0.01);
    }

    void prefactorsAreSeen()
    {
        // 16 more zero modes at the saddle: tau goes with T^8 in front.
        const auto langer = [](double x) { return 40.0 + 0.02845 * x - 8.0 * std::log(x); };
        RandomStream random(1, StreamId::Bootstrap);
        const LawComparison comparison = compareLaws(simulatedWaits(random, {500, 700, 1000, 1400, 2000}, 300, langer));
        QCOMPARE(comparison.best, std::optional(Law::ArrheniusPrefactor));
        const LawFit& fit = fitOf(comparison, Law::ArrheniusPrefactor);
        QVERIFY(contains(fit.parameters[1], 0.02845));
        QVERIFY(contains(fit.parameters[2], -8.0));
        QVERIFY(*fit.fitP > 0.01);
        QVERIFY(*fitOf(comparison, Law::Arrhenius).fitP < 1e-6);
    }

    void withoutDependenceTauIsConstant()
    {
        RandomStream random(5, StreamId::Bootstrap);
        const LawComparison comparison =
            compareLaws(simulatedWaits(random, kInverseTemperatures, 50, [](double) { return 4.0; }));
        QCOMPARE(comparison.best, std::optional(Law::Constant));
        QVERIFY(english(comparison.verdict).find("no dependence") != std::string::npos);
    }

    void threePointsCannotTell()
    {
        RandomStream random(1, StreamId::Bootstrap);
        const std::vector<double> three{800.0, 1200.0, 2000.0};
        const LawComparison repeats = compareLaws(simulatedWaits(random, three, 300, arrhenius));
        QVERIFY(!repeats.best);
        QVERIFY2(english(repeats.verdict).find("cannot tell") != std::string::npos, english(repeats.verdict).c_str());
        QVERIFY(fitOf(repeats, Law::Arrhenius).r2);
        for (const std::size_t count : {3u, 4u}) {
            std::vector<Wait> means;
            for (std::size_t i = 0; i < count; ++i)
                means.push_back({kInverseRates[i], 3.0 * kInverseRates[i]});
            const LawComparison comparison = compareLaws(means);
            QVERIFY(!comparison.best);
            QVERIFY(!comparison.tooFewEvents);
            QVERIFY2(english(comparison.verdict).find("cannot tell") != std::string::npos,
                     english(comparison.verdict).c_str());
            QVERIFY(!fitOf(comparison, Law::Constant).weight);
        }
    }

    void similarWeightsCannotTell()
    {
        RandomStream random(2, StreamId::Bootstrap);
        const LawComparison comparison =
            compareLaws(simulatedWaits(random, {900, 950, 1000, 1050, 1100}, 50, arrhenius));
        QVERIFY(!comparison.best);
        QVERIFY2(english(comparison.verdict).find("cannot tell") != std::string::npos,
                 english(comparison.verdict).c_str());
    }

    void intervalsCoverTheTruth_data()
    {
        QTest::addColumn<int>("repeats");
        QTest::addColumn<double>("end");
        QTest::addColumn<double>("shape");
        QTest::newRow("complete") << 20 << std::numeric_limits<double>::infinity() << 1.0;
        QTest::newRow("half censored") << 20 << std::log(2.0) << 1.0;
        QTest::newRow("0.9 censored") << 100 << -std::log(0.9) << 1.0;
        QTest::newRow("Weibull, censored") << 40 << 1.0 << 3.0;
    }
    void intervalsCoverTheTruth()
    {
        QFETCH(int, repeats);
        QFETCH(double, end);
        QFETCH(double, shape);
        constexpr int kSamples = 2000;
        RandomStream random(8, StreamId::Bootstrap);
        int intercept = 0;
        int slope = 0;
        for (int i = 0; i < kSamples; ++i) {
            const auto waits = simulatedWaits(random, kInverseTemperatures, repeats, arrhenius, shape, end);
            const LawFit fit = fitOf(compareLaws(waits), Law::Arrhenius);
            intercept += contains(fit.parameters[0], 3.0);
            slope += contains(fit.parameters[1], 4e-3);
        }
        qInfo("coverage of a %.4f, of b %.4f", intercept / 2000.0, slope / 2000.0);
        QVERIFY(std::abs(intercept / 2000.0 - 0.95) < 0.02); // standard error 0.5 %
        QVERIFY(std::abs(slope / 2000.0 - 0.95) < 0.02);
    }

    void theMeanOfWeibullTimesIsCovered()
    {
        // For shape 0.6 the uncertain shape carries half of the error of the mean.
        RandomStream random(12, StreamId::Bootstrap);
        int covered = 0;
        for (int i = 0; i < 1000; ++i) {
            const auto waits = simulatedWaits(
                random, {1.0}, 200, [](double) { return 2.0; }, 0.6);
            covered += contains(fitOf(compareLaws(waits), Law::Constant).parameters[0], 2.0);
        }
        qInfo("coverage of a %.3f", covered / 1000.0);
        QVERIFY(std::abs(covered / 1000.0 - 0.95) < 0.02); // standard error 0.7 %
    }

    void weibullShapesAreFound()
    {
        RandomStream random(4, StreamId::Bootstrap);
        for (const double shape : {0.6, 3.0, 30.0}) {
            const LawComparison comparison =
                compareLaws(simulatedWaits(random, kInverseTemperatures, 200, arrhenius, shape));
            QCOMPARE(comparison.likelihood, Likelihood::Weibull);
            const LawFit& fit = fitOf(comparison, Law::Arrhenius);
            QVERIFY(std::abs(*fit.shape / shape - 1.0) < 0.1); // standard error 2.5 %
            // a + b x stays the logarithm of the mean time.
            QVERIFY(contains(fit.parameters[0], 3.0));
            QVERIFY2(shape > 1.0 || english(comparison.verdict).find("scatter more") != std::string::npos,
                     english(comparison.verdict).c_str());
        }
    }

    void vanishedWeightsStillHaveAnOrder()
    {
        // Both rivals have weight 0 in double precision; the power law is the nearer one.
        RandomStream random(10, StreamId::Bootstrap);
        const LawComparison comparison =
            compareLaws(simulatedWaits(random, {1, 5, 10, 15, 20}, 2000, [](double x) { return x; }));
        QCOMPARE(*fitOf(comparison, Law::PowerLaw).weight, 0.0);
        QVERIFY2(english(comparison.verdict).find("over the power law") != std::string::npos,
                 english(comparison.verdict).c_str());
    }

    void groupsWithoutEscapesAreSaid()
    {
        RandomStream random(6, StreamId::Bootstrap);
        std::vector<Wait> waits = simulatedWaits(random, {800, 1000, 1250, 1600}, 50, arrhenius);
        for (int i = 0; i < 50; ++i)
            waits.push_back({2000.0, 1000.0, true});
        const LawComparison comparison = compareLaws(waits);
        QVERIFY(!fitOf(comparison, Law::Arrhenius).r2);
        QVERIFY(!comparison.points.back().estimate.tau);
        QVERIFY2(english(comparison.verdict).find("nobody escaped at 1 value of x") != std::string::npos,
                 english(comparison.verdict).c_str());
        QVERIFY(std::abs(valueOf(comparison, Law::Arrhenius, 1) - 4e-3) < 1e-3);
    }

    void tooFewEventsIsAnAnswer()
    {
        std::vector<Wait> waits(20, {1.0, 50.0, true});
        waits.push_back({2.0, 30.0});
        const LawComparison comparison = compareLaws(waits);
        QVERIFY(comparison.tooFewEvents);
        QVERIFY(!comparison.best);
        QVERIFY(english(comparison.verdict).starts_with("too few events"));
        QVERIFY(fitOf(comparison, Law::Arrhenius).parameters.empty());
    }

    void logarithmsNeedPositiveX()
    {
        RandomStream random(9, StreamId::Bootstrap);
        const LawComparison comparison =
            compareLaws(simulatedWaits(random, {-2, -1, 0, 1, 2}, 50, [](double x) { return 2.0 + x; }));
        QVERIFY(fitOf(comparison, Law::PowerLaw).parameters.empty());
        QVERIFY(english(fitOf(comparison, Law::PowerLaw).note) == "needs x above 0");
        QCOMPARE(comparison.best, std::optional(Law::Arrhenius));
    }

    void wrongInputThrows()
    {
        QVERIFY_EXCEPTION_THROWN((void)compareLaws({}), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)compareLaws({{1.0, 0.0}}), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)compareLaws({{std::nan(""), 1.0}}), std::invalid_argument);
    }
};

HYSTERON_TEST(TestEscapeLaws)
#include "test_escape_laws.moc"
