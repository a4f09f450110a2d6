// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/support/test.h"
#include "ui/plots/auto_range.h"
#include "ui/plots/curve_thinning.h"
#include "ui/plots/free_space.h"
#include "ui/plots/line_clipping.h"

#include <algorithm>
#include <cmath>

using namespace hysteron;
using namespace hysteron::ui;

class TestPlotParts : public QObject
{
    Q_OBJECT
private slots:
    void thinningKeepsEveryExtreme()
    {
        History history;
        RandomStream random(5, StreamId::TestData);
        std::vector<double> values;
        for (int epoch = 0; epoch < 3000; ++epoch) {
            values.push_back(random.normal());
            history.append(epoch, values.back());
        }
        const auto points = thinnedCurve(history, QCPRange(0, 3000), 100, false);
        QVERIFY(points.size() <= 2 * 100 + 4);
        double low = 1e9;
        double high = -1e9;
        for (const QCPGraphData& point : points) {
            low = std::min(low, point.value);
            high = std::max(high, point.value);
            QVERIFY(std::find(values.begin(), values.end(), point.value) != values.end());
        }
        QCOMPARE(low, *std::min_element(values.begin(), values.end()));
        QCOMPARE(high, *std::max_element(values.begin(), values.end()));
        QVERIFY(std::is_sorted(points.begin(), points.end(), [](auto a, auto b) { return a.key < b.key; }));
    }

    void tracedPointsAreValuesOfTheRun()
    {
        History history;
        for (int epoch = 0; epoch < 500; ++epoch)
            history.append(epoch, std::sin(epoch));
        for (const QCPGraphData& point : tracedCurve(history, QCPRange(0, 500), 50, false))
            QCOMPARE(point.value, std::sin(std::round(point.key)));
    }

    void logAxesLeaveEpochZeroOut()
    {
        History history;
        for (int epoch = 0; epoch < 500; ++epoch)
            history.append(epoch, 1.0);
        for (const QCPGraphData& point : thinnedCurve(history, QCPRange(1, 500), 50, true))
            QVERIFY(point.key >= 1.0);
        QVERIFY(thinnedCurve(History(), QCPRange(1, 500), 50, true).isEmpty());
    }

    void clippedPartsStayInside()
    {
        const QRectF frame(0, 0, 100, 50);
        QPolygonF zigzag;
        for (int i = 0; i < 40; ++i)
            zigzag << QPointF(-20 + 4 * i, i % 2 ? 90 : -30);
        const auto parts = clippedPolyline(zigzag, frame);
        QVERIFY(parts.size() > 10);
        for (const QPolygonF& part : parts)
            for (const QPointF& point : part)
                QVERIFY(frame.adjusted(-1e-9, -1e-9, 1e-9, 1e-9).contains(point));
        QVERIFY(clippedPolyline({{-5, -5}, {-5, 60}}, frame).isEmpty());
        QCOMPARE(clippedPolyline({{5, 5}, {6, 7}}, frame).front().size(), 2);
    }

    void freeSpaceSeesCurves()
    {
        FreeSpace space(QRectF(0, 0, 100, 100));
        space.addCurve({{0, 50}, {100, 50}});
        QVERIFY(space.cost(QRectF(10, 45, 20, 10)) > 0.0);
        QCOMPARE(space.cost(QRectF(10, 10, 20, 10)), 0.0);
        QVERIFY(space.cost(QRectF(95, 10, 20, 10)) > space.cost(QRectF(10, 45, 20, 10)));
    }

    void rangesGrowAtOnceAndShrinkSlowly()
    {
        AutoRange range;
        range.follow(0.0, 1.0);
        const double grown = range.follow(0.0, 5.0).upper;
        QVERIFY(grown >= 5.0);
        const double after = range.follow(0.0, 1.0).upper;
        QVERIFY(after < grown && after > 0.9 * grown);
        for (int frame = 0; frame < 500; ++frame)
            range.follow(0.0, 1.0);
        QVERIFY(range.follow(0.0, 1.0).upper < 2.0);
        range.follow(0.0, 5.0);
        QCOMPARE(range.settle(0.0, 1.0).upper, 1.08); // at once for what stands still
    }
};

HYSTERON_TEST(TestPlotParts)
#include "test_plot_parts.moc"
