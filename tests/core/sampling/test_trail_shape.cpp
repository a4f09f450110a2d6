// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/trail_shape.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;
using sampling::closedLoopArea;
using sampling::meanTrail;

namespace {
constexpr double kAnyStep = 1.0; ///< nothing is a jump
}

class TestTrailShape : public QObject
{
    Q_OBJECT
private slots:
    void loopAreaIsThatOfTheRectangle()
    {
        // Up at sigma = 0.5, fall at beta = 0.4, back at 0, rise at 0.2: between 0.2 and 0.3 a rectangle of 0.1 x 0.5.
        std::vector<TrailPoint> trail;
        const auto add = [&](double beta, double sigma) {
            trail.push_back({static_cast<std::int64_t>(trail.size()) + 1, beta, {sigma}});
        };
        for (int i = 0; i <= 10; ++i)
            add(0.3 + 0.01 * i, 0.5);
        for (int i = 10; i >= -10; --i)
            add(0.3 + 0.01 * i, 0.0);
        QVERIFY(!closedLoopArea(trail, 0, kAnyStep).has_value()); // at 0.2 for the first time
        for (int i = -10; i <= 0; ++i)
            add(0.3 + 0.01 * i, 0.5);
        QVERIFY(std::abs(closedLoopArea(trail, 0, kAnyStep).value() - 0.05) < 1e-12);
        QVERIFY(!closedLoopArea({{0, 0.3, {0.5}}, {1, 0.3, {0.4}}, {2, 0.3, {0.2}}}, 0, kAnyStep).has_value());
    }

    void aLoopWithinTheMinimumTravelClosesNothing()
    {
        const std::vector<TrailPoint> trail = {{1, 0.3, {0.5}}, {2, 0.305, {0.4}}, {3, 0.302, {0.2}},
                                               {4, 0.3, {0.5}}, {5, 0.295, {0.1}}, {6, 0.3, {0.3}}};
        QVERIFY(!closedLoopArea(trail, 0, kAnyStep).has_value());
        QVERIFY(closedLoopArea(trail, 0, kAnyStep, 0.004).has_value());
        QVERIFY(!closedLoopArea(trail, 1, kAnyStep, 0.004).has_value()); // no such mode
    }

    void noiseIsTakenOutAndJumpsStay()
    {
        const theory::BifurcationBranches branches = theory::bifurcationBranches(theory::ModeLandscape(0.8, 3));
        const double saddle = branches.saddle.front().lambda;
        QVERIFY(saddle > 0.0);
        // At one beta: learnt with noise, then fallen with noise; then beta moves on.
        std::vector<TrailPoint> trail;
        const auto add = [&](double beta, double sigma) {
            trail.push_back({static_cast<std::int64_t>(trail.size()), beta, {sigma}});
        };
        const double high = branches.fold.lambda + 0.2;
        for (int i = 0; i < 10; ++i)
            add(0.1001, high + (i % 2 == 0 ? 0.01 : -0.01));
        for (int i = 0; i < 10; ++i)
            add(0.1001, i % 2 == 0 ? 0.002 : 0.0);
        add(0.1501, 0.003);
        add(0.1503, 0.005);
        const auto pieces = meanTrail(trail, 0, branches, kAnyStep);
        QCOMPARE(pieces.size(), 1u);
        const std::vector<analysis::PathPoint>& path = pieces.front();
        QCOMPARE(path.size(), 3u);
        QVERIFY(std::abs(path[0].y - high) < 1e-12 && std::abs(path[0].x - 0.1001) < 1e-12);
        QVERIFY(std::abs(path[1].y - 0.001) < 1e-12);
        QVERIFY(std::abs(path[2].y - 0.004) < 1e-12 && std::abs(path[2].x - 0.1502) < 1e-12);
        QVERIFY(meanTrail(trail, 1, branches, kAnyStep).empty());
        QVERIFY(meanTrail({}, 0, branches, kAnyStep).empty());
    }

    void aJumpOfBetaBreaksTrailAndLoop()
    {
        constexpr double kLongest = 0.05;
        const theory::BifurcationBranches branches = theory::bifurcationBranches(theory::ModeLandscape(0.8, 3));
        // Typed: 0.32, then 0.5 where the mode falls, then nearly 0.32 again.
        std::vector<TrailPoint> trail;
        const auto add = [&](double beta, double sigma) {
            trail.push_back({static_cast<std::int64_t>(trail.size()) + 1, beta, {sigma}});
        };
        for (const double sigma : {0.40, 0.41})
            add(0.321, sigma);
        for (const double sigma : {0.3, 0.2, 0.02})
            add(0.5, sigma);
        for (const double beta : {0.33, 0.325})
            add(beta, 0.01);
        QVERIFY(closedLoopArea(trail, 0, kAnyStep).has_value());
        QVERIFY(!closedLoopArea(trail, 0, kLongest).has_value());
        const auto pieces = meanTrail(trail, 0, branches, kLongest);
        QCOMPARE(pieces.size(), 3u);
        std::size_t points = 0;
        for (const auto& piece : pieces) {
            QVERIFY(!piece.empty());
            points += piece.size();
            for (std::size_t i = 1; i < piece.size(); ++i)
                QVERIFY(std::abs(piece[i].x - piece[i - 1].x) <= kLongest);
        }
        QCOMPARE(points, meanTrail(trail, 0, branches, kAnyStep).front().size()); // none is lost
        QVERIFY(std::abs(pieces.front().front().x - 0.321) < 1e-12 && pieces.front().size() == 1);
    }
};

HYSTERON_TEST(TestTrailShape)
#include "test_trail_shape.moc"
