// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/readout.h"

#include "ui/widgets/math_text.h"

#include <algorithm>

namespace hysteron::ui {

Readout::Readout(QCustomPlot* plot) : QCPAbstractItem(plot)
{
    setClipToAxisRect(false);
    setSelectable(false);
    setLayer(QStringLiteral("readout"));
    setVisible(false);
}

void Readout::showRows(QPointF mouse, QVector<PlotView::ReadoutRow> rows, const Palette& palette)
{
    std::stable_sort(rows.begin(), rows.end(), [](const auto& a, const auto& b) { return a.distance < b.distance; });
    if (rows.size() > kMostRows)
        rows.resize(kMostRows);
    m_rows = std::move(rows);
    m_mouse = mouse;
    m_palette = palette;
    setVisible(!m_rows.isEmpty() && parentPlot()->axisRect()->rect().contains(mouse.toPoint()));
    layer()->replot();
}

bool Readout::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Leave && visible()) {
        setVisible(false);
        layer()->replot();
    }
    return QCPAbstractItem::eventFilter(watched, event);
}

void Readout::draw(QCPPainter* painter)
{
    if (painter->modes().testFlag(QCPPainter::pmVectorized))
        return; // a figure has no mouse
    const QRectF frame = parentPlot()->axisRect()->rect();
    painter->setPen(QPen(m_palette.muted, 1.0, Qt::DotLine));
    painter->drawLine(QPointF(m_mouse.x(), frame.top()), QPointF(m_mouse.x(), frame.bottom()));

    const QFont font = fontFor(TextRole::Tick);
    const double rowHeight = QFontMetricsF(font).height();
    double width = 0.0;
    for (const auto& row : m_rows)
        width = std::max(width, mathTextWidth(row.text, font));
    constexpr double kPadding = 6.0;
    QRectF box(0, 0, width + 2 * kPadding, rowHeight * double(m_rows.size()) + 2 * kPadding);
    const bool right = m_mouse.x() + 12 + box.width() < frame.right();
    box.moveTopLeft({right ? m_mouse.x() + 12 : m_mouse.x() - 12 - box.width(),
                     std::clamp(m_mouse.y() - box.height() / 2, frame.top(),
                                std::max(frame.top(), frame.bottom() - box.height()))});
    QColor background = m_palette.surface;
    background.setAlphaF(0.94f);
    painter->setPen(m_palette.border);
    painter->setBrush(background);
    painter->drawRoundedRect(box, 6, 6);
    double baseline = box.top() + kPadding + QFontMetricsF(font).ascent();
    for (const auto& row : m_rows) {
        painter->setPen(row.colour);
        drawMathText(*painter, {box.left() + kPadding, baseline}, row.text, font);
        baseline += rowHeight;
    }
}

} // namespace hysteron::ui
