// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/plot_items.h"

#include "ui/plots/line_clipping.h"
#include "ui/plots/pixels.h"

#include <algorithm>

namespace hysteron::ui {

RoundMark::RoundMark(QCustomPlot* plot) : QCPAbstractItem(plot)
{
    setSelectable(false);
    setClipToAxisRect(false);
}

void RoundMark::setAt(double key, double value)
{
    m_key = key;
    m_value = value;
}

void RoundMark::setLook(const QColor& fill, const QColor& ring, double radius, double ringWidth)
{
    m_fill = fill;
    m_ring = ring;
    m_radius = radius;
    m_ringWidth = ringWidth;
}

void RoundMark::draw(QCPPainter* painter)
{
    const QPointF centre = pixelOf(*parentPlot(), m_key, m_value);
    const QRectF frame = parentPlot()->axisRect()->rect();
    if (!frame.adjusted(-1, -1, 1, 1).contains(centre))
        return;
    painter->setAntialiasing(true);
    painter->setPen(QPen(m_ring, m_ringWidth));
    painter->setBrush(m_fill);
    painter->drawEllipse(centre, m_radius, m_radius);
}

PathItem::PathItem(QCustomPlot* plot) : QCPAbstractItem(plot)
{
    setSelectable(false);
}

void PathItem::setLine(const QColor& colour, double width, Qt::PenStyle style)
{
    m_pen = QPen(colour, width, style, Qt::FlatCap, Qt::RoundJoin);
}

void PathItem::draw(QCPPainter* painter)
{
    painter->setAntialiasing(true);
    painter->setBrush(Qt::NoBrush);
    QPen pen = m_pen;
    // A wide antialiased stroke of a long path costs a hundred hairlines; on screen two shifted ones look the same.
    constexpr qsizetype kLong = 300;
    qsizetype points = 0;
    for (const QPolygonF& piece : m_pieces)
        points += piece.size();
    const bool stroked = painter->modes().testFlag(QCPPainter::pmVectorized) || points <= kLong;
    if (!stroked)
        pen.setWidthF(1.0);
    painter->setPen(pen);
    for (const QPolygonF& piece : m_pieces) {
        for (const QPolygonF& part :
             clippedPolyline(pixelsOf(*parentPlot(), piece), parentPlot()->axisRect()->rect())) {
            painter->drawPolyline(part);
            if (!stroked && m_pen.widthF() > 1.0)
                painter->drawPolyline(part.translated(0.5, 0.5));
        }
    }
}

HistogramStrip::HistogramStrip(QCustomPlot* plot) : QCPAbstractItem(plot)
{
    setSelectable(false);
}

void HistogramStrip::setBars(QVector<double> edges, QVector<double> shares)
{
    m_edges = std::move(edges);
    m_shares = std::move(shares);
}

void HistogramStrip::setLook(const QColor& fill, double height)
{
    m_fill = fill;
    m_height = height;
}

void HistogramStrip::draw(QCPPainter* painter)
{
    const QRectF frame = parentPlot()->axisRect()->rect();
    painter->setAntialiasing(false);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_fill);
    for (qsizetype i = 0; i < m_shares.size(); ++i) {
        if (m_shares[i] <= 0.0)
            continue;
        const double left = std::max(parentPlot()->xAxis->coordToPixel(m_edges[i]), frame.left());
        const double right = std::min(parentPlot()->xAxis->coordToPixel(m_edges[i + 1]), frame.right());
        if (right > left)
            painter->drawRect(
                QRectF(left, frame.bottom() - m_shares[i] * m_height, right - left, m_shares[i] * m_height));
    }
}

} // namespace hysteron::ui
