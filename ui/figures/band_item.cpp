// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/band_item.h"

#include "ui/plots/pixels.h"

namespace hysteron::ui {

BandItem::BandItem(QCustomPlot* plot) : QCPAbstractItem(plot)
{
    setSelectable(false);
    setClipToAxisRect(false);
}

void BandItem::setBand(QVector<double> x, QVector<double> low, QVector<double> high)
{
    m_x = std::move(x);
    m_low = std::move(low);
    m_high = std::move(high);
}

void BandItem::draw(QCPPainter* painter)
{
    QPolygonF outline;
    const auto append = [&](qsizetype i, double value) { outline.append(pixelOf(*parentPlot(), m_x[i], value)); };
    for (qsizetype i = 0; i < m_x.size(); ++i)
        append(i, m_high[i]);
    for (qsizetype i = m_x.size(); i-- > 0;)
        append(i, m_low[i]);
    const QRectF frame = parentPlot()->axisRect()->rect();
    painter->setAntialiasing(true);
    painter->setPen(Qt::NoPen);
    painter->setBrush(m_fill);
    painter->drawPolygon(outline.intersected(QPolygonF(frame)));
}

} // namespace hysteron::ui
