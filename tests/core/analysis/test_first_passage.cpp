// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/first_passage.h"
#include "tests/core/analysis/simulated_passages.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>

using namespace hysteron;
using namespace hysteron::analysis;

class TestFirstPassage : public QObject
{
    Q_OBJECT
private slots:
    void tauIsExposurePerEscape()
    {
        const std::vector<Passage> passages{{3.0}, {5.0}, {10.0, true}, {2.0}};
        const EscapeTimeEstimate estimate = estimateEscapeTime(passages);
        QCOMPARE(estimate.replicas, 4u);
        QCOMPARE(estimate.escaped, 3u);
        QCOMPARE(estimate.censored, 1u);
        QCOMPARE(estimate.exposure, 20.0);
        QCOMPARE(*estimate.tau, 20.0 / 3.0);
        // Tables of chi-squared with 7 degrees of freedom: 1.68987 and 16.01276.
        QVERIFY(std::abs(estimate.low - 40.0 / 16.01276) < 1e-5);
        QVERIFY(std::abs(*estimate.high - 40.0 / 1.68987) < 1e-4);
        QVERIFY(english(estimate.method).starts_with("fixed end"));
    }

    void completeSamplesAreExact()
    {
        // Chi-squared with 10 degrees of freedom: 3.24697 and 20.48318; at 90 %: 3.94030 and 18.30704.
        const EscapeTimeEstimate wide = estimateEscapeTime(5, 5, 50.0);
        QVERIFY(std::abs(wide.low - 100.0 / 20.48318) < 1e-5);
        QVERIFY(std::abs(*wide.high - 100.0 / 3.24697) < 1e-4);
        QVERIFY(english(wide.method).starts_with("exact"));
        const EscapeTimeEstimate narrow = estimateEscapeTime(5, 5, 50.0, 0.9);
        QVERIFY(std::abs(narrow.low - 100.0 / 18.30704) < 1e-5);
        QVERIFY(std::abs(*narrow.high - 100.0 / 3.94030) < 1e-4);
    }

    void withoutEscapesThereIsOnlyALowerLimit()
    {
        const EscapeTimeEstimate estimate = estimateEscapeTime(std::vector<Passage>(300, {1000.0, true}));
        QVERIFY(!estimate.tau);
        QVERIFY(!estimate.high);
        // With tau at the limit, 5 % of such ensembles would see no escape.
        QVERIFY(std::abs(std::exp(-estimate.exposure / estimate.low) - 0.05) < 1e-12);
        QVERIFY(english(estimate.method).starts_with("no escapes"));
    }

    void intervalsCoverTheTruth_data()
    {
        QTest::addColumn<double>("censored");
        QTest::addColumn<int>("replicas");
        QTest::addColumn<double>("tolerance");
        for (const double censored : {0.0, 0.5, 0.9})
            QTest::addRow("300 replicas, %g censored", censored) << censored << 300 << 0.02;
        QTest::newRow("10 replicas, complete") << 0.0 << 10 << 0.01;
        QTest::newRow("10 replicas, half censored") << 0.5 << 10 << 0.02;
        QTest::newRow("30 replicas, 0.9 censored") << 0.9 << 30 << 0.03;
    }
    void intervalsCoverTheTruth()
    {
        QFETCH(double, censored);
        QFETCH(int, replicas);
        QFETCH(double, tolerance);
        constexpr int kEnsembles = 5000; // standard error of the coverage 0.3 %
        constexpr double kTau = 7.0;
        RandomStream random(2024, StreamId::Bootstrap);
        int covered = 0;
        for (int i = 0; i < kEnsembles; ++i) {
            const auto passages = simulatedPassages(random, replicas, kTau, 1.0, kTau * endFor(censored));
            const EscapeTimeEstimate estimate = estimateEscapeTime(passages);
            covered += estimate.low <= kTau && (!estimate.high || kTau <= *estimate.high);
        }
        const double coverage = static_cast<double>(covered) / kEnsembles;
        qInfo("coverage %.4f", coverage);
        QVERIFY(std::abs(coverage - 0.95) < tolerance);
    }

    void otherLevelsAreCoveredToo()
    {
        RandomStream random(7, StreamId::Bootstrap);
        int covered = 0;
        for (int i = 0; i < 5000; ++i) {
            const EscapeTimeEstimate estimate =
                estimateEscapeTime(simulatedPassages(random, 100, 1.0, 1.0, endFor(0.5)), 0.68);
            covered += estimate.low <= 1.0 && 1.0 <= *estimate.high;
        }
        QVERIFY(std::abs(covered / 5000.0 - 0.68) < 0.025); // standard error 0.7 %
    }

    void aGridOfEpochsAddsHalfAnEpoch()
    {
        RandomStream random(3, StreamId::Bootstrap);
        std::vector<Passage> passages = simulatedPassages(random, 200000, 10.0);
        for (Passage& passage : passages)
            passage.time = std::ceil(passage.time);
        QVERIFY(std::abs(*estimateEscapeTime(passages).tau - 10.5) < 0.1); // standard error 0.02
    }

    void wrongInputThrows()
    {
        const auto estimate = [](std::vector<Passage> passages, double level) {
            (void)estimateEscapeTime(passages, level);
        };
        QVERIFY_EXCEPTION_THROWN(estimate({}, 0.95), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(estimate({{0.0}}, 0.95), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(estimate({{2.0}, {-1.0}}, 0.95), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(estimate({{std::nan("")}}, 0.95), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(estimate({{1.0}}, 1.0), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)estimateEscapeTime(2, 3, 1.0), std::invalid_argument);
    }
};

HYSTERON_TEST(TestFirstPassage)
#include "test_first_passage.moc"
