// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/trail_shape.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;
using sampling::closedLoopArea;
using sampling::meanTrail;

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
        QVERIFY(!closedLoopArea(trail, 0).has_value()); // at 0.2 for the first time
        for (int i = -10; i <= 0; ++i)
            add(0.3 + 0.01 * i, 0.5);
        QVERIFY(std::abs(closedLoopArea(trail, 0).value() - 0.05) < 1e-12);
        QVERIFY(!closedLoopArea({{0, 0.3, {0.5}}, {1, 0.3, {0.4}}, {2, 0.3, {0.2}}}, 0).has_value());
    }

    void aLoopWithinTheMinimumTravelClosesNothing()
    {
        const std::vector<TrailPoint> trail = {{1, 0.3, {0.5}}, {2, 0.305, {0.4}}, {3, 0.302, {0.2}},
                                               {4, 0.3, {0.5}}, {5, 0.295, {0.1}}, {6, 0.3, {0.3}}};
        QVERIFY(!closedLoopArea(trail, 0).has_value());
        QVERIFY(closedLoopArea(trail, 0, 0.004).has_value());
        QVERIFY(!closedLoopArea(trail, 1, 0.004).has_value()); // no such mode
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
        const std::vector<analysis::PathPoint> path = meanTrail(trail, 0, branches);
        QCOMPARE(path.size(), 3u);
        QVERIFY(std::abs(path[0].y - high) < 1e-12 && std::abs(path[0].x - 0.1001) < 1e-12);
        QVERIFY(std::abs(path[1].y - 0.001) < 1e-12);
        QVERIFY(std::abs(path[2].y - 0.004) < 1e-12 && std::abs(path[2].x - 0.1502) < 1e-12);
        QVERIFY(meanTrail(trail, 1, branches).empty());
        QVERIFY(meanTrail({}, 0, branches).empty());
    }
};

HYSTERON_TEST(TestTrailShape)
#include "test_trail_shape.moc"
