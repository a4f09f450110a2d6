#include "ui/plots/free_space.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {
constexpr double kLineHalf = 2.0;  // a curve is avoided with this margin
constexpr double kStep = 8.0;      // length of the boxes along a curve
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
    for (qsizetype i = 1; i < line.size(); ++i) {
        const QPointF a = line[i - 1];
        const QPointF d = line[i] - a;
        const double length = std::hypot(d.x(), d.y());
        if (!std::isfinite(length))
            continue;
        const int boxes = std::clamp(static_cast<int>(length / kStep), 1, 400);
        for (int k = 0; k < boxes; ++k) {
            const QRectF box(a + d * (double(k) / boxes), a + d * (double(k + 1) / boxes));
            addObstacle(box.normalized().adjusted(-kLineHalf, -kLineHalf, kLineHalf, kLineHalf), weight);
        }
    }
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
