// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/bootstrap.h"
#include "tests/core/analysis/simulated_passages.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;
using namespace hysteron::analysis;

class TestBootstrap : public QObject
{
    Q_OBJECT
private slots:
    void theSeedDecides()
    {
        RandomStream random(1, StreamId::TestData);
        const auto passages = simulatedPassages(random, 50, 1.0, 1.0, endFor(0.3));
        const Interval first = *bootstrapInterval(passages, medianTime);
        const Interval second = *bootstrapInterval(passages, medianTime);
        QVERIFY(first.low == second.low && first.high == second.high);
        const Interval other = *bootstrapInterval(passages, medianTime, {2000, 0.95, 2});
        QVERIFY(first.low != other.low || first.high != other.high);
        const Interval narrow = *bootstrapInterval(passages, medianTime, {2000, 0.5, 1});
        QVERIFY(narrow.low > first.low && narrow.high < first.high);
    }

    void theMeanHasItsKnownError()
    {
        // Percentile limits of a mean: mean -+ 1.96 standard errors up to the skewness, which 1000 replicas make small.
        RandomStream random(2, StreamId::TestData);
        const auto passages = simulatedPassages(random, 1000, 1.0);
        const Statistic mean = [](std::span<const Passage> sample) { return estimateEscapeTime(sample).tau; };
        double squares = 0.0;
        const double centre = *mean(passages);
        for (const Passage& passage : passages)
            squares += std::pow(passage.time - centre, 2);
        const double error = std::sqrt(squares) / 1000.0;
        const Interval interval = *bootstrapInterval(passages, mean);
        QVERIFY(std::abs((interval.high - interval.low) / (2.0 * 1.96 * error) - 1.0) < 0.08);
        QVERIFY(interval.low < centre && centre < interval.high);
    }

    void theMedianIsCovered()
    {
        RandomStream random(3, StreamId::TestData);
        int covered = 0;
        for (int i = 0; i < 1000; ++i) {
            const auto passages = simulatedPassages(random, 60, 1.0, 1.0, endFor(0.3));
            const Interval interval = *bootstrapInterval(passages, medianTime, {400, 0.95, static_cast<unsigned>(i)});
            covered += interval.low <= std::log(2.0) && std::log(2.0) <= interval.high;
        }
        qInfo("coverage %.3f", covered / 1000.0);
        QVERIFY(std::abs(covered / 1000.0 - 0.95) < 0.025); // standard error 0.7 %
    }

    void whatWasNotReachedIsInfinite()
    {
        RandomStream random(4, StreamId::TestData);
        const auto passages = simulatedPassages(random, 40, 1.0, 1.0, std::log(2.0) * 1.05);
        QVERIFY(medianTime(passages));
        QVERIFY(std::isinf(bootstrapInterval(passages, medianTime)->high));
        const std::vector<Passage> nobody(10, {1.0, true});
        QVERIFY(!medianTime(nobody));
        QVERIFY(!bootstrapInterval(nobody, medianTime));
    }

    void wrongInputThrows()
    {
        const std::vector<Passage> one{{1.0}};
        QVERIFY_EXCEPTION_THROWN((void)bootstrapInterval({}, medianTime), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)bootstrapInterval(one, medianTime, {10}), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)bootstrapInterval(one, medianTime, {1000, 1.0}), std::invalid_argument);
    }
};

HYSTERON_TEST(TestBootstrap)
#include "test_bootstrap.moc"
