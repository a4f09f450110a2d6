// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/figures/legend_item.h"

#include "ui/widgets/math_text.h"

namespace hysteron::ui {

namespace {
constexpr double kSample = 16.0;
constexpr double kGap = 5.0;      // between sample and text
constexpr double kBetween = 12.0; // entries
constexpr double kLine = 15.0;
constexpr double kIndent = 8.0;
} // namespace

LegendItem::LegendItem(QCustomPlot* plot) : QCPAbstractItem(plot)
{
    setSelectable(false);
    setClipToAxisRect(false);
    setLayer(QStringLiteral("labels"));
}

void LegendItem::setEntries(QVector<LegendEntry> entries, const QFont& font)
{
    m_entries = std::move(entries);
    m_font = font;
}

QVector<QPointF> LegendItem::positions(double width) const
{
    QVector<QPointF> positions;
    QPointF next(0.0, 0.0);
    for (const LegendEntry& entry : m_entries) {
        const double needed = kSample + kGap + mathTextWidth(entry.text, m_font);
        if (next.x() > 0.0 && next.x() + needed > width)
            next = {0.0, next.y() + kLine};
        positions.append(next);
        next.rx() += needed + kBetween;
    }
    return positions;
}

int LegendItem::heightFor(double width) const
{
    return m_entries.isEmpty() ? 0 : static_cast<int>(positions(width - 2 * kIndent).back().y() + kLine) + 2;
}

void LegendItem::drawSample(QCPPainter& painter, const LegendEntry& entry, QPointF middle) const
{
    constexpr double kRadius = 3.0;
    const bool filled = entry.sample == LegendEntry::Sample::Point || entry.sample == LegendEntry::Sample::Area;
    painter.setBrush(filled ? QBrush(entry.colour) : QBrush(Qt::NoBrush));
    painter.setPen(filled ? QPen(Qt::NoPen) : QPen(entry.colour, entry.width, entry.style, Qt::FlatCap));
    switch (entry.sample) {
    case LegendEntry::Sample::Line:
        painter.drawLine(middle - QPointF(kSample / 2, 0.0), middle + QPointF(kSample / 2, 0.0));
        break;
    case LegendEntry::Sample::Area:
        painter.drawRect(QRectF(middle - QPointF(kSample / 2, 4.0), QSizeF(kSample, 8.0)));
        break;
    default:
        painter.drawEllipse(middle, kRadius, kRadius);
    }
}

void LegendItem::draw(QCPPainter* painter)
{
    const QRectF viewport = parentPlot()->viewport();
    const QFontMetricsF metrics(m_font);
    const QVector<QPointF> at = positions(viewport.width() - 2 * kIndent);
    const QPointF first(viewport.left() + kIndent, viewport.bottom() - heightFor(viewport.width()));
    painter->setAntialiasing(true);
    for (qsizetype i = 0; i < m_entries.size(); ++i) {
        const QPointF baseline = first + at[i] + QPointF(0.0, metrics.ascent());
        drawSample(*painter, m_entries[i], baseline + QPointF(kSample / 2, -0.5 * metrics.xHeight()));
        QColor solid = m_entries[i].colour;
        solid.setAlphaF(1.0f); // the sample of an area is as pale as the area
        painter->setPen(solid);
        drawMathText(*painter, baseline + QPointF(kSample + kGap, 0.0), m_entries[i].text, m_font);
    }
}

} // namespace hysteron::ui
