// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/path_integral.h"
#include "tests/support/test.h"

#include <cmath>
#include <numbers>
#include <vector>

using namespace hysteron::analysis;

class TestPathIntegral : public QObject
{
    Q_OBJECT
private slots:
    void aRectangle()
    {
        // Out at y = 0.5, back at 0.1.
        const std::vector<PathPoint> path = {{0.2, 0.5}, {0.4, 0.5}, {0.4, 0.1}, {0.2, 0.1}};
        QVERIFY(std::abs(pathIntegral(path) - 0.2 * 0.4) < 1e-15);
        const std::vector<PathPoint> backwards(path.rbegin(), path.rend());
        QVERIFY(std::abs(pathIntegral(backwards) + 0.2 * 0.4) < 1e-15);
    }

    void aCircleClockwise()
    {
        std::vector<PathPoint> path;
        const int corners = 1000;
        for (int i = 0; i <= corners; ++i) {
            const double angle = -2.0 * std::numbers::pi * i / corners;
            path.push_back({3.0 + std::cos(angle), 5.0 + std::sin(angle)});
        }
        // A polygon of n corners lacks 2 pi^3 / (3 n^2).
        QVERIFY(std::abs(pathIntegral(path) - std::numbers::pi) < 3e-5);
    }

    void aWayThereAndBackEnclosesNothing()
    {
        std::vector<PathPoint> path;
        for (const double x : {0.0, 0.1, 0.35, 0.5, 0.35, 0.1, 0.0})
            path.push_back({x, std::sqrt(x)});
        QVERIFY(std::abs(pathIntegral(path)) < 1e-16);
        QCOMPARE(pathIntegral({}), 0.0);
        QCOMPARE(pathIntegral(std::vector<PathPoint>{{1.0, 1.0}}), 0.0);
    }
};

HYSTERON_TEST(TestPathIntegral)
#include "test_path_integral.moc"
