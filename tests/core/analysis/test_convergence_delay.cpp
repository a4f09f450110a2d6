// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/convergence_delay.h"
#include "core/base/random.h"
#include "tests/support/test.h"

#include <cmath>
#include <functional>

using namespace hysteron;
using namespace hysteron::analysis;

namespace {

TrainingCurve curveOf(const std::function<double(double)>& value, double last = 10000.0, double spacing = 10.0)
{
    TrainingCurve curve;
    for (double step = 0.0; step <= last; step += spacing) {
        curve.steps.push_back(step);
        curve.values.push_back(value(step));
    }
    return curve;
}

} // namespace

class TestConvergenceDelay : public QObject
{
    Q_OBJECT
private slots:
    void steps()
    {
        const TrainingCurve train = curveOf([](double step) { return step < 100 ? 1.0 : 1e-4; });
        const TrainingCurve test = curveOf([](double step) { return step < 5000 ? 1.0 : 0.01; });
        const ConvergenceDelay delay = convergenceDelay(train, test);
        QCOMPARE(*delay.train.step, 100.0);
        QCOMPARE(*delay.test.step, 5000.0);
        QCOMPARE(*delay.delay, 4900.0);
        QVERIFY(std::abs(delay.test.midpoint - 0.1) < 1e-12);
        QVERIFY(std::abs(delay.test.plateau - 1.0) < 1e-12);
        QVERIFY(std::abs(delay.test.end - 0.01) < 1e-12);
    }

    void theMiddleIsLogarithmic()
    {
        // From 1 to 1e-4 along a straight line of the logarithm between steps 2000 and 6000.
        const Convergence slow = convergence(
            curveOf([](double step) { return std::pow(10.0, -std::clamp((step - 2000.0) / 1000.0, 0.0, 4.0)); }));
        // The plateau is the median of what lies above 1e-3: of 5000 steps the middle, 10^-0.5.
        QVERIFY(std::abs(slow.plateau - std::pow(10.0, -0.5)) < 0.01);
        QVERIFY(std::abs(*slow.step - 4250.0) <= 20.0);
    }

    void aShortTransientIsNotTheFall()
    {
        // Ranks 0, 1, 2 of the paper's task: sqrt(1 * 0.46129) would lie above the long plateau.
        const Convergence result = convergence(curveOf([](double step) {
            return step < 50 ? 1.0 : step < 7000 ? 0.67675 : 0.46129;
        }));
        QVERIFY(std::abs(result.plateau - 0.67675) < 1e-9);
        QCOMPARE(*result.step, 7000.0);
    }

    void testErrorMayRiseFirst()
    {
        const Convergence result = convergence(curveOf([](double step) {
            return step < 50 ? 0.5 : step < 4000 ? 2.0 : 0.02;
        }));
        QVERIFY(std::abs(result.plateau - 2.0) < 1e-9);
        QCOMPARE(*result.step, 4000.0);
    }

    void comingBackUpDoesNotCount()
    {
        const Convergence result = convergence(curveOf([](double step) {
            const bool down = (step >= 1000 && step < 1500) || step >= 3000;
            return down ? 0.01 : 1.0;
        }));
        QCOMPARE(*result.step, 3000.0);
    }

    void rowsMayBeSpacedAsTheyLike()
    {
        // Steps 1, 2, 4, ...: most rows lie in the transient, most of the time does not.
        TrainingCurve curve;
        for (double step = 1.0; step < 2e6; step *= 1.25) {
            curve.steps.push_back(step);
            curve.values.push_back(step < 1000 ? 1.0 : step < 3e5 ? 0.67675 : 0.46129);
        }
        const Convergence result = convergence(curve);
        QVERIFY(std::abs(result.plateau - 0.67675) < 1e-9);
        QVERIFY(*result.step >= 3e5 && *result.step < 3e5 * 1.25);
    }

    void noiseAndZerosAreTaken()
    {
        RandomStream random(1, StreamId::Bootstrap);
        const Convergence noisy = convergence(
            curveOf([&](double step) { return (step < 6000 ? 0.67675 : 0.46129) * std::exp(0.03 * random.normal()); }));
        QCOMPARE(*noisy.step, 6000.0);
        const Convergence zeros = convergence(curveOf([](double step) { return step < 6000 ? 0.5 : 0.0; }));
        QCOMPARE(*zeros.step, 6000.0);
        QVERIFY(std::abs(zeros.end - 0.25) < 1e-12);
    }

    void whatDoesNotFallHasNotConverged()
    {
        const auto flat = curveOf([](double) { return 0.67675; });
        const auto rising = curveOf([](double step) { return 0.1 + step; });
        const auto falling = curveOf([](double step) { return step < 100 ? 1.0 : 0.1; });
        QVERIFY(!convergence(flat).step);
        QVERIFY(!convergence(rising).step);
        QVERIFY(!convergenceDelay(falling, flat).delay);
        QVERIFY(!convergenceDelay(flat, falling).delay);
        QCOMPARE(*convergenceDelay(falling, falling).delay, 0.0);
    }

    void badCurvesAreNamed()
    {
        const auto problem = [](const TrainingCurve& curve) {
            const Errors errors = checkCurve(curve, "--test");
            return errors.empty() ? std::string() : errors.front().message();
        };
        TrainingCurve curve = curveOf([](double) { return 1.0; });
        QVERIFY(problem(curve).empty());
        curve.values[7] = -0.5;
        QCOMPARE(problem(curve), std::string("--test: -0.5: must be a loss or an error, 0 or above (at step 70)"));
        QVERIFY_EXCEPTION_THROWN((void)convergence(curve), std::invalid_argument);
        curve.values[7] = 1.0;
        curve.steps[3] = curve.steps[2];
        QCOMPARE(problem(curve), std::string("--test: 20: steps must be finite and ascend"));
        QVERIFY(!problem(curveOf([](double) { return 1.0; }, 80.0)).empty());
        QVERIFY(!problem(curveOf([](double) { return 0.0; })).empty());
    }
};

HYSTERON_TEST(TestConvergenceDelay)
#include "test_convergence_delay.moc"
