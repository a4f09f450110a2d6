// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/free_space.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <vector>

namespace hysteron::ui {

namespace {
constexpr double kLineHalf = 2.0;  // a curve is avoided with this margin
constexpr double kColumn = 6.0;    // width of the boxes along a curve
constexpr double kOutside = 100.0; // price of a square pixel outside the frame
constexpr double kLevelGap = 2.0;

double area(const QRectF& rect)
{
    return rect.isEmpty() ? 0.0 : rect.width() * rect.height();
}

/// preferred, then alternating to either side.
QVector<double> sharesFrom(double preferred, int count)
{
    QVector<double> shares{preferred};
    for (int i = 1; i <= count; ++i)
        for (const double share : {preferred + double(i) / count, preferred - double(i) / count})
            if (share >= 0.0 && share <= 1.0)
                shares.append(share);
    return shares;
}
} // namespace

void FreeSpace::addCurve(const QPolygonF& line, double weight)
{
    // One box for each narrow column of the frame that the curve passes: its lowest to its highest point there.
    const int columns = std::max(1, static_cast<int>(std::ceil(m_frame.width() / kColumn)));
    struct Span {
        double top = std::numeric_limits<double>::infinity();
        double bottom = -std::numeric_limits<double>::infinity();
    };
    std::vector<Span> spans(static_cast<std::size_t>(columns));
    const auto pass = [&](QPointF point) {
        const double column = (point.x() - m_frame.left()) / kColumn;
        if (!(column >= 0.0 && column < columns))
            return;
        Span& span = spans[static_cast<std::size_t>(column)];
        span.top = std::min(span.top, point.y());
        span.bottom = std::max(span.bottom, point.y());
    };
    for (qsizetype i = 0; i < line.size(); ++i) {
        pass(line[i]);
        if (i == 0)
            continue;
        // A segment that crosses columns passes every one of them.
        const QPointF d = line[i] - line[i - 1];
        const double crossed = std::abs(d.x()) / kColumn;
        if (!(crossed <= 2.0 * columns))
            continue;
        const int steps = static_cast<int>(std::ceil(2.0 * crossed));
        for (int k = 1; k < steps; ++k)
            pass(line[i - 1] + d * (static_cast<double>(k) / steps));
    }
    for (int c = 0; c < columns; ++c)
        if (const Span& span = spans[static_cast<std::size_t>(c)]; span.top <= span.bottom)
            addObstacle(QRectF(m_frame.left() + c * kColumn, span.top - kLineHalf, kColumn,
                               span.bottom - span.top + 2 * kLineHalf),
                        weight);
}

double FreeSpace::cost(const QRectF& rect) const
{
    double covered = kOutside * (area(rect) - area(rect & m_frame));
    for (const Obstacle& obstacle : m_obstacles)
        covered += obstacle.weight * area(rect & obstacle.rect);
    return covered;
}

QVector<QRectF> placesAlongLevel(const QRectF& frame, double y, QSizeF size, double preferredShare)
{
    QVector<QRectF> places;
    for (const double share : sharesFrom(preferredShare, 8)) {
        const double x = frame.left() + share * (frame.width() - size.width());
        places.append(QRectF(QPointF(x, y - kLevelGap - size.height()), size));
        places.append(QRectF(QPointF(x, y + kLevelGap), size));
    }
    return places;
}

QVector<QRectF> placesAroundPoint(QPointF point, QSizeF size, double distance)
{
    const double w = size.width();
    const double h = size.height();
    QVector<QRectF> places;
    for (const QPointF corner :
         {QPointF(distance, -h / 2), QPointF(-distance - w, -h / 2), QPointF(-w / 2, -distance - h),
          QPointF(-w / 2, distance), QPointF(distance, -distance - h), QPointF(distance, distance),
          QPointF(-distance - w, -distance - h), QPointF(-distance - w, distance),
          QPointF(2.5 * distance, -2.5 * distance - h), QPointF(2.5 * distance, 2.5 * distance)})
        places.append(QRectF(point + corner, size));
    return places;
}

QVector<QRectF> placesAlongCurve(const QPolygonF& line, QSizeF size, double preferredShare)
{
    QVector<QRectF> places;
    if (line.isEmpty())
        return places;
    for (const double share : sharesFrom(preferredShare, 8)) {
        const QPointF point = line[static_cast<qsizetype>(std::lround(share * double(line.size() - 1)))];
        places += placesAroundPoint(point, size, 8.0);
    }
    return places;
}

} // namespace hysteron::ui
