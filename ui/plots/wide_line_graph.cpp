// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/wide_line_graph.h"

#include "ui/plots/line_clipping.h"

#include <cmath>

namespace hysteron::ui {

WideLineGraph::WideLineGraph(QCPAxis* keyAxis, QCPAxis* valueAxis) : QCPGraph(keyAxis, valueAxis)
{
    setAdaptiveSampling(false);
    setSelectable(QCP::stNone);
}

void WideLineGraph::setLine(const QColor& colour, double width, Qt::PenStyle style)
{
    m_width = width;
    setPen(QPen(colour, 1.0, style, Qt::FlatCap, Qt::RoundJoin));
}

QVector<QPolygonF> WideLineGraph::pixelLines() const
{
    QVector<QPolygonF> lines;
    QPolygonF line;
    line.reserve(mDataContainer->size());
    for (const QCPGraphData& point : *mDataContainer) {
        // A gap (NaN) and what a log axis cannot show end the line; it goes on behind them.
        const bool shown = std::isfinite(point.value) &&
                           (mKeyAxis->scaleType() == QCPAxis::stLinear || point.key > 0.0) &&
                           (mValueAxis->scaleType() == QCPAxis::stLinear || point.value > 0.0);
        if (shown) {
            line.append({mKeyAxis->coordToPixel(point.key), mValueAxis->coordToPixel(point.value)});
        } else if (!line.isEmpty()) {
            lines.append(std::exchange(line, {}));
        }
    }
    if (!line.isEmpty())
        lines.append(line);
    return lines;
}

void WideLineGraph::draw(QCPPainter* painter)
{
    if (mDataContainer->isEmpty())
        return;
    const QRectF frame = clipRect();
    QVector<QPolygonF> lines;
    for (const QPolygonF& line : pixelLines())
        lines += clippedPolyline(line, frame);

    painter->setBrush(Qt::NoBrush);
    QPen pen = mPen;
    // Dashes of a hairline would be single device pixels; dashed lines are short anyway.
    const bool dashed = pen.style() != Qt::SolidLine;
    if (painter->modes().testFlag(QCPPainter::pmVectorized) || dashed) {
        pen.setWidthF(m_width);
        painter->setPen(pen);
        for (const QPolygonF& line : lines)
            painter->drawPolyline(line);
        return;
    }
    applyDefaultAntialiasingHint(painter);
    pen.setCosmetic(true);
    painter->setPen(pen);
    // Shifts of one device pixel, centred, fill a width of `rounds` device pixels.
    const double devicePixel = 1.0 / painter->device()->devicePixelRatioF();
    const int rounds = std::max(1, static_cast<int>(std::lround(m_width / devicePixel)));
    const double first = -0.5 * (rounds - 1) * devicePixel;
    for (int i = 0; i < rounds; ++i) {
        const double shift = first + i * devicePixel;
        for (const QPolygonF& line : lines) {
            painter->drawPolyline(line.translated(0.0, shift));
            if (i != rounds / 2)
                painter->drawPolyline(line.translated(shift, 0.0));
        }
    }
}

} // namespace hysteron::ui
