// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/escape_rule.h"
#include "core/experiment/rank_tracker.h"
#include "core/experiment/trail.h"
#include "core/experiment/visit_counts.h"
#include "core/theory/mode_landscape.h"
#include "core/theory/plateaus.h"
#include "tests/support/test.h"

#include <cmath>
#include <numeric>

using namespace hysteron;
using theory::ModeLandscape;

namespace {
const std::vector<double> kEta = {0.9, 0.8};
constexpr int kDepth = 3;
constexpr double kBeta = 0.32;

OrderParameters seen(std::vector<double> singularValues, double testMse = 1.0)
{
    return {std::move(singularValues), 1.0, testMse};
}
} // namespace

/// What is seen of a run: rank, escape, trail and visits.
class TestObservers : public QObject
{
    Q_OBJECT
private slots:
    void rankHasAMemory()
    {
        const ModeLandscape mode(0.8, kDepth);
        const double up = mode.learntThreshold(kBeta);
        const double down = *mode.saddle(kBeta);
        RankTracker tracker(kEta, kDepth, kBeta);
        QCOMPARE(tracker.restart({0.5, down}), 1);
        QCOMPARE(tracker.update({0.5, up - 1e-9}), 1);
        QCOMPARE(tracker.update({0.5, up + 1e-9}), 2);
        QCOMPARE(tracker.update({0.5, up - 1e-9}), 2); // between saddle and threshold nothing changes
        QCOMPARE(tracker.update({0.5, down + 1e-9}), 2);
        QCOMPARE(tracker.update({0.5, down - 1e-9}), 1);
        QCOMPARE(tracker.update({0.5, up - 1e-9}), 1);
        // Counted afresh there is no memory.
        tracker.update({0.5, up + 1e-9});
        QCOMPARE(tracker.restart({0.5, up - 1e-9}), 1);
    }

    void rankCanMoveByTwo()
    {
        RankTracker tracker(kEta, kDepth, kBeta);
        QCOMPARE(tracker.restart({0.0, 0.0}), 0);
        QCOMPARE(tracker.update({0.6, 0.5}), 2);
        QCOMPARE(tracker.update({0.01, 0.0}), 0);
    }

    void withoutASaddleAShareOfEtaDecides_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<double>("beta");
        QTest::newRow("above the folds") << 3 << 0.5;
        QTest::newRow("no weight decay") << 3 << 0.0;
        QTest::newRow("depth 2") << 2 << 0.3;
    }

    void withoutASaddleAShareOfEtaDecides()
    {
        QFETCH(int, depth);
        QFETCH(double, beta);
        RankTracker tracker(kEta, depth, beta);
        QCOMPARE(tracker.restart({0.0901, 0.0799}), 1);
        QCOMPARE(tracker.update({0.0901, 0.0801}), 2);
        QCOMPARE(tracker.update({0.0901, 0.0401}), 2);
        QCOMPARE(tracker.update({0.0901, 0.0399}), 1);
        QCOMPARE(tracker.update({0.0449, 0.0399}), 0);
    }

    void thresholdsFollowBeta()
    {
        RankTracker tracker(kEta, kDepth, 0.25);
        const double low = ModeLandscape(0.8, kDepth).learntThreshold(0.25);
        QCOMPARE(tracker.restart({0.6, low + 0.001}), 2);
        tracker.setBeta(0.32);
        QCOMPARE(tracker.rank(), 2);
        // 0.26 is above the saddle of 0.32 (0.093): the rank stays.
        QCOMPARE(tracker.update({0.6, low + 0.001}), 2);
        tracker.restoreRank(1);
        QCOMPARE(tracker.update({0.6, 0.2}), 1);
    }

    void extraSingularValuesAreNoModes()
    {
        RankTracker tracker({0.9}, kDepth, kBeta);
        QCOMPARE(tracker.restart({0.9, 0.9, 0.9}), 1);
    }

    void escapeBySingularValue()
    {
        EscapeRule rule({}, kEta, kDepth, 2, 1, kBeta);
        const double threshold = ModeLandscape(0.8, kDepth).learntThreshold(kBeta);
        QCOMPARE(*rule.threshold(), threshold);
        QVERIFY(!rule.passed(seen({0.9, threshold})));
        QVERIFY(rule.passed(seen({0.9, threshold + 1e-12})));
        rule.setBeta(0.25);
        QCOMPARE(*rule.threshold(), ModeLandscape(0.8, kDepth).learntThreshold(0.25));
        // From rank 0 the first mode is the next.
        EscapeRule trivial({}, kEta, kDepth, 2, 0, kBeta);
        QCOMPARE(*trivial.threshold(), ModeLandscape(0.9, kDepth).learntThreshold(kBeta));
    }

    void escapeByTestError()
    {
        EscapeRule rule({EscapeObservable::TestMse, {}}, kEta, kDepth, 2, 1, kBeta);
        // The mid of 0.67675 and 0.46129.
        QVERIFY(std::abs(*rule.threshold() - 0.56902) < 1e-5);
        QVERIFY(!rule.passed(seen({0.9, 0.9}, 0.57)));
        QVERIFY(rule.passed(seen({0.0, 0.0}, 0.568)));
        rule.setBeta(0.4); // above the fold of mode 2 both plateaus are the same
        QVERIFY(!rule.threshold());
        QVERIFY(!rule.passed(seen({0.9, 0.9}, 0.0)));
    }

    void escapeByAGivenThreshold()
    {
        EscapeRule rule({EscapeObservable::SingularValue, 1e-3}, kEta, kDepth, 2, 1, kBeta);
        QVERIFY(!rule.passed(seen({0.9, 1e-3})));
        QVERIFY(rule.passed(seen({0.9, 1.001e-3})));
        rule.setBeta(0.1);
        QCOMPARE(*rule.threshold(), 1e-3);
    }

    void fullRankHasNothingToEscapeTo()
    {
        EscapeRule rule({}, kEta, kDepth, 2, 2, kBeta);
        QVERIFY(!rule.threshold());
        QVERIFY(!rule.passed(seen({0.9, 0.9})));
    }

    void trailKeepsWhatIsVisible()
    {
        Trail trail;
        for (int epoch = 0; epoch < 100; ++epoch)
            trail.append(epoch, 0.32, {0.5 + 1e-4 * (epoch % 2), 0.0});
        QCOMPARE(trail.points().size(), 2u); // the first and the newest
        QCOMPARE(trail.points().back().epoch, 99);
        trail.append(100, 0.33, {0.5, 0.0});
        trail.append(101, 0.34, {0.5, 0.0});
        trail.append(102, 0.34, {0.3, 0.0});
        QCOMPARE(trail.points().back().epoch, 102);
        QVERIFY(trail.points().size() >= 4);
        trail.dropAfter(100);
        QCOMPARE(trail.points().back().epoch, 100);
    }

    void trailKeepsALoopThatNoiseWouldCrowdOut()
    {
        // 80 legs of 200 noisy epochs up and down: far more than the memory holds.
        Trail trail(256);
        std::int64_t epoch = 0;
        std::vector<double> legs;
        for (int leg = 0; leg <= 80; ++leg) {
            legs.push_back(0.1 + 0.01 * (leg <= 40 ? leg : 80 - leg));
            for (int i = 0; i < 200; ++i, ++epoch)
                trail.append(epoch, legs.back(), {0.5 + 0.1 * std::sin(2.4 * static_cast<double>(epoch))});
        }
        QVERIFY(trail.points().size() <= 256);
        std::size_t next = 0;
        for (const TrailPoint& point : trail.points()) {
            if (next < legs.size() && point.beta == legs[next])
                ++next;
        }
        QCOMPARE(next, legs.size()); // every leg is on it, in order
    }

    void trailIsBounded()
    {
        Trail trail(64);
        for (int epoch = 0; epoch < 10000; ++epoch) {
            trail.append(epoch, epoch % 2 * 0.1, {0.5});
            QVERIFY(trail.points().size() <= 64);
            QCOMPARE(trail.points().back().epoch, epoch);
        }
        QCOMPARE(trail.points().front().epoch, 0);
        // Epochs ascend, and the newest points are all there.
        const auto& points = trail.points();
        for (std::size_t i = 1; i < points.size(); ++i) {
            QVERIFY(points[i].epoch > points[i - 1].epoch);
            QCOMPARE(points[i].singularValues.size(), 1u);
        }
        for (int back = 0; back < 16; ++back)
            QCOMPARE(points[points.size() - 1 - back].epoch, 9999 - back);
    }

    void visitsCountEachEpochOnce()
    {
        VisitCounts visits(kEta);
        visits.add(0, 0.0);
        visits.add(0, 1.5 * 0.9 * 0.999999);
        visits.add(0, 1.5 * 0.9);       // beyond the last bin
        visits.add(1, 0.8 * 0.5000001); // a third of 150 bins
        const auto& counts = visits.counts();
        QCOMPARE(counts.size(), 2u);
        QCOMPARE(counts[0].size(), static_cast<std::size_t>(VisitCounts::kBins));
        QCOMPARE(counts[0].front(), 1);
        QCOMPARE(counts[0].back(), 1);
        QCOMPARE(std::accumulate(counts[0].begin(), counts[0].end(), std::int64_t{0}), 2);
        QCOMPARE(counts[1][50], 1);
        visits.clear();
        QCOMPARE(std::accumulate(counts[1].begin(), counts[1].end(), std::int64_t{0}), 0);
    }

    void modeInQuestionIsTheFirstNotLearnt()
    {
        QCOMPARE(modeInQuestion(0, 2), 0);
        QCOMPARE(modeInQuestion(1, 2), 1);
        QCOMPARE(modeInQuestion(2, 2), 1);
        QCOMPARE(modeInQuestion(0, 1), 0);
        Snapshot snapshot;
        snapshot.eta = {0.9, 0.8, 0.7};
        snapshot.rank = 3;
        QCOMPARE(modeInQuestion(snapshot), 2);
    }
};

HYSTERON_TEST(TestObservers)
#include "test_observers.moc"
