// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>
#include <QRectF>
#include <QVector>

namespace hysteron::ui {

/// Where in a plot a label can stand without covering a curve or another label. Pixels.
class FreeSpace
{
public:
    explicit FreeSpace(const QRectF& frame) : m_frame(frame) {}

    /// weight: how bad it is to cover it; thin lines that must be read deserve more than their area.
    void addObstacle(const QRectF& rect, double weight = 1.0) { m_obstacles.append({rect, weight}); }
    /// A curve, as small boxes along it.
    void addCurve(const QPolygonF& line, double weight = 1.0);

    /// How much of the rectangle is covered (square pixels), plus a high price for leaving the frame. 0: free.
    [[nodiscard]] double cost(const QRectF& rect) const;
    [[nodiscard]] const QRectF& frame() const { return m_frame; }

private:
    QRectF m_frame;
    struct Obstacle {
        QRectF rect;
        double weight;
    };
    QVector<Obstacle> m_obstacles;
};

/// Rectangles of this size above and below a horizontal line at `y`, from the preferred share of the frame's width
/// (0 left .. 1 right) outwards.
[[nodiscard]] QVector<QRectF> placesAlongLevel(const QRectF& frame, double y, QSizeF size, double preferredShare);
/// Rectangles around a point: right, left, above and below, then the diagonals.
[[nodiscard]] QVector<QRectF> placesAroundPoint(QPointF point, QSizeF size, double distance);
/// Rectangles beside points of a curve, from the preferred share of its length outwards.
[[nodiscard]] QVector<QRectF> placesAlongCurve(const QPolygonF& line, QSizeF size, double preferredShare);

} // namespace hysteron::ui
