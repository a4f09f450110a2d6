// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/survival.h"
#include "tests/core/analysis/simulated_passages.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;
using namespace hysteron::analysis;

class TestSurvival : public QObject
{
    Q_OBJECT
private slots:
    void aKnownTable()
    {
        // Remission of leukaemia under 6-MP, weeks (Freireich et al., Blood 21, 1963), the standard example of the
        // method.
        std::vector<Passage> weeks;
        for (const double time : {6, 6, 6, 7, 10, 13, 16, 22, 23})
            weeks.push_back({time});
        for (const double time : {6, 9, 10, 11, 17, 19, 20, 25, 32, 32, 34, 35})
            weeks.push_back({time, true});
        const SurvivalCurve curve = survivalCurve(weeks);
        const std::vector<SurvivalStep> expected{{6, 0.857, 0.620, 0.952, 21, 3},  {7, 0.807, 0.563, 0.923, 17, 1},
                                                 {10, 0.753, 0.503, 0.889, 15, 1}, {13, 0.690, 0.432, 0.849, 12, 1},
                                                 {16, 0.627, 0.368, 0.805, 11, 1}, {22, 0.538, 0.268, 0.747, 7, 1},
                                                 {23, 0.448, 0.188, 0.680, 6, 1}};
        QCOMPARE(curve.steps.size(), expected.size());
        for (std::size_t i = 0; i < expected.size(); ++i) {
            QCOMPARE(curve.steps[i].time, expected[i].time);
            QVERIFY(std::abs(curve.steps[i].survival - expected[i].survival) < 6e-4);
            QVERIFY(std::abs(curve.steps[i].low - expected[i].low) < 6e-4);
            QVERIFY(std::abs(curve.steps[i].high - expected[i].high) < 6e-4);
            QCOMPARE(curve.steps[i].atRisk, expected[i].atRisk);
            QCOMPARE(curve.steps[i].escapes, expected[i].escapes);
        }
        QCOMPARE(*curve.median, 23.0);
        QCOMPARE(*curve.medianLow, 13.0);
        QVERIFY(!curve.medianHigh);
        QCOMPARE(curve.end, 35.0);
    }

    void completeSamplesEndAtZero()
    {
        const SurvivalCurve curve = survivalCurve({{4.0}, {1.0}, {3.0}, {2.0}});
        QCOMPARE(curve.steps.back().survival, 0.0);
        QCOMPARE(curve.steps.back().low, 0.0);
        QCOMPARE(curve.steps.back().high, curve.steps[2].high);
        QCOMPARE(*curve.median, 2.0);
    }

    void withoutEscapesThereIsNoMedian()
    {
        const SurvivalCurve curve = survivalCurve({{4.0, true}, {1.0, true}});
        QVERIFY(curve.steps.empty());
        QVERIFY(!curve.median);
        QCOMPARE(curve.end, 4.0);
    }

    void theBandCoversTheTruth()
    {
        // At the time where half of the replicas have escaped, with a third of all censored before the end.
        constexpr int kEnsembles = 4000;
        RandomStream random(11, StreamId::Bootstrap);
        int share = 0;
        int median = 0;
        for (int i = 0; i < kEnsembles; ++i) {
            std::vector<Passage> passages = simulatedPassages(random, 100, 1.0);
            for (Passage& passage : passages)
                if (const double end = -2.0 * std::log(random.uniform()); end < passage.time)
                    passage = {end, true};
            const SurvivalCurve curve = survivalCurve(passages);
            SurvivalStep now{0.0, 1.0, 1.0, 1.0, 100, 0};
            for (const SurvivalStep& step : curve.steps)
                if (step.time <= std::log(2.0))
                    now = step;
            share += now.low <= 0.5 && 0.5 <= now.high;
            median += *curve.medianLow <= std::log(2.0) && std::log(2.0) <= curve.medianHigh.value_or(1e9);
        }
        qInfo("coverage of the share %.4f, of the median %.4f", share / 4000.0, median / 4000.0);
        QVERIFY(std::abs(share / 4000.0 - 0.95) < 0.015); // standard error 0.35 %
        QVERIFY(std::abs(median / 4000.0 - 0.95) < 0.015);
    }

    void wrongInputThrows()
    {
        QVERIFY_EXCEPTION_THROWN((void)survivalCurve({}), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN((void)survivalCurve({{0.0, true}}), std::invalid_argument);
    }
};

HYSTERON_TEST(TestSurvival)
#include "test_survival.moc"
