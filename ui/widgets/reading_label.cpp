// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/reading_label.h"

#include <QAccessible>
#include <QFontMetricsF>
#include <QPainter>

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

double widthOf(const QList<ReadingLabel::Piece>& pieces)
{
    double width = 0.0;
    for (const ReadingLabel::Piece& piece : pieces)
        width += QFontMetricsF(fontFor(piece.role)).horizontalAdvance(piece.text);
    return width;
}

} // namespace

ReadingLabel::ReadingLabel(const QList<Piece>& widest, QWidget* parent)
    : QWidget(parent), m_width(int(std::ceil(widthOf(widest))))
{
    setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void ReadingLabel::setPieces(const QList<Piece>& pieces)
{
    if (pieces == m_pieces)
        return;
    m_pieces = pieces;
    if (const int width = int(std::ceil(widthOf(pieces))); width > m_width) {
        m_width = width;
        updateGeometry();
    }
    update();
    setAccessibleDescription(text());
}

QString ReadingLabel::text() const
{
    QString all;
    for (const Piece& piece : m_pieces)
        all += piece.text;
    return all;
}

void ReadingLabel::setAlignment(Qt::Alignment alignment)
{
    m_alignment = alignment;
    update();
}

QSize ReadingLabel::sizeHint() const
{
    int height = QFontMetrics(fontFor(TextRole::Label)).height();
    for (const Piece& piece : m_pieces)
        height = std::max(height, QFontMetrics(fontFor(piece.role)).height());
    return {m_width, height};
}

void ReadingLabel::paintEvent(QPaintEvent*)
{
    const Palette& palette = Theme::instance().palette();
    QPainter painter(this);
    double ascent = 0.0, descent = 0.0;
    for (const Piece& piece : m_pieces) {
        const QFontMetricsF metrics(fontFor(piece.role));
        ascent = std::max(ascent, metrics.ascent());
        descent = std::max(descent, metrics.descent());
    }
    const double baseline = (height() - ascent - descent) / 2 + ascent;
    double x = m_alignment & Qt::AlignRight ? width() - widthOf(m_pieces) : 0.0;
    for (const Piece& piece : m_pieces) {
        const QFont font = fontFor(piece.role);
        painter.setFont(font);
        painter.setPen(piece.muted ? palette.muted : palette.text);
        painter.drawText(QPointF(x, baseline), piece.text);
        x += QFontMetricsF(font).horizontalAdvance(piece.text);
    }
}

} // namespace hysteron::ui
