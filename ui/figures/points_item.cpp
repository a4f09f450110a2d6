// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/points_item.h"

#include "ui/plots/pixels.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

PointsItem::PointsItem(QCustomPlot* plot) : QCPAbstractItem(plot)
{
    setSelectable(false);
    setClipToAxisRect(false);
}

void PointsItem::setPoints(QVector<double> x, QVector<double> y, QVector<double> low, QVector<double> high)
{
    m_x = std::move(x);
    m_y = std::move(y);
    m_low = std::move(low);
    m_high = std::move(high);
}

void PointsItem::setLook(const QColor& colour, std::optional<QColor> edge, double radius)
{
    m_colour = colour;
    m_edge = std::move(edge);
    m_radius = radius;
}

void PointsItem::drawBar(QCPPainter& painter, qsizetype i, QPointF centre, const QRectF& frame) const
{
    constexpr double kBar = 1.2;
    painter.setPen(QPen(m_colour, kBar, Qt::SolidLine, Qt::FlatCap));
    const QCPAxis* axis = parentPlot()->yAxis;
    // On a logarithmic axis an interval may reach down to what has no place on it.
    const bool noLow = axis->scaleType() == QCPAxis::stLogarithmic && m_low[i] <= 0.0;
    const double bottom = noLow ? frame.bottom() : std::min(axis->coordToPixel(m_low[i]), frame.bottom());
    const double top = std::max(axis->coordToPixel(m_high[i]), frame.top());
    const double inside = m_edge ? 0.0 : m_radius; // nothing within a ring
    if (centre.y() - inside > top)
        painter.drawLine(QPointF(centre.x(), std::min(centre.y() - inside, frame.bottom())), {centre.x(), top});
    if (centre.y() + inside < bottom)
        painter.drawLine(QPointF(centre.x(), std::max(centre.y() + inside, frame.top())), {centre.x(), bottom});
}

void PointsItem::draw(QCPPainter* painter)
{
    const QRectF frame = parentPlot()->axisRect()->rect();
    const QRectF around = frame.adjusted(-1, -1, 1, 1);
    painter->setAntialiasing(true);
    for (qsizetype i = 0; i < m_x.size(); ++i) {
        const QPointF centre = pixelOf(*parentPlot(), m_x[i], m_y[i]);
        if (!(centre.x() >= around.left() && centre.x() <= around.right()))
            continue;
        constexpr double kRing = 1.4, kEdge = 0.75;
        const bool inside = around.contains(centre);
        if (inside && m_edge) {
            painter->setPen(Qt::NoPen);
            painter->setBrush(*m_edge);
            painter->drawEllipse(centre, m_radius + kEdge, m_radius + kEdge);
        }
        if (i < m_low.size() && i < m_high.size())
            drawBar(*painter, i, centre, frame);
        if (!inside)
            continue;
        painter->setPen(m_edge ? QPen(Qt::NoPen) : QPen(m_colour, kRing));
        painter->setBrush(m_edge ? QBrush(m_colour) : QBrush(Qt::NoBrush));
        painter->drawEllipse(centre, m_radius, m_radius);
    }
}

} // namespace hysteron::ui
