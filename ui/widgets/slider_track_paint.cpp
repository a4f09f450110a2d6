// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How a slider looks; what it does is in slider_track.cpp.
#include "ui/theme/theme.h"
#include "ui/widgets/label_placement.h"
#include "ui/widgets/math_text.h"
#include "ui/widgets/slider_track.h"

#include <QPainter>
#include <QPainterPath>

namespace hysteron::ui {

namespace {

constexpr double kCentre = 10.0; ///< of the track, from the top
constexpr double kTrackWidth = 4.0;
constexpr double kKnobRadius = 7.0;
constexpr double kTick = 6.5; ///< half length of a fold's tick
constexpr double kBaseline = 31.0;
constexpr double kLabelGap = 5.0;
constexpr double kEndGap = 6.0;

QColor faded(QColor colour, bool enabled)
{
    if (!enabled)
        colour.setAlphaF(0.35F);
    return colour;
}

} // namespace

void SliderTrack::paintEvent(QPaintEvent*)
{
    const Palette& palette = Theme::instance().palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const double knob = pixelOf(m_value);
    const QColor accent = isEnabled() ? palette.accent : palette.train;

    const auto drawTrack = [&](double from, double to, const QColor& colour) {
        painter.setPen(Qt::NoPen);
        painter.setBrush(colour);
        painter.drawRoundedRect(QRectF(from, kCentre - kTrackWidth / 2, to - from, kTrackWidth), 2, 2);
    };
    drawTrack(0, width(), palette.border);
    drawTrack(0, knob, faded(accent, isEnabled()));
    paintMarks(painter);

    if (hasFocus()) {
        QColor halo = palette.accent;
        halo.setAlphaF(0.28F);
        painter.setPen(Qt::NoPen);
        painter.setBrush(halo);
        painter.drawEllipse(QPointF(knob, kCentre), kKnobRadius + 3, kKnobRadius + 3);
    }
    painter.setBrush(m_dragging ? palette.accentSurface : palette.surface);
    painter.setPen(QPen(accent, 2.0));
    painter.drawEllipse(QPointF(knob, kCentre), kKnobRadius, kKnobRadius);

    if (!m_compact && !m_labelsHidden)
        paintLabels(painter);
}

void SliderTrack::paintMarks(QPainter& painter) const
{
    const Palette& palette = Theme::instance().palette();
    for (const SliderMark& mark : m_marks) {
        const double x = pixelOf(mark.value);
        painter.setPen(
            QPen(faded(palette.mode(mark.mode), isEnabled()), mark.fold ? 2.0 : 1.5, Qt::SolidLine, Qt::FlatCap));
        // Equal loss is a half tick, the fold a whole one: the two can be told apart without colour.
        painter.drawLine(QPointF(x, mark.fold ? kCentre - kTick : kCentre), QPointF(x, kCentre + kTick));
    }
}

void SliderTrack::paintLabels(QPainter& painter) const
{
    const Palette& palette = Theme::instance().palette();
    const QFont font = fontFor(TextRole::Tick);
    painter.setFont(font);
    painter.setPen(faded(palette.muted, isEnabled()));

    const double startWidth = mathTextWidth(m_startLabel, font);
    const double endWidth = mathTextWidth(m_endLabel, font);
    drawMathText(painter, {0, kBaseline}, m_startLabel, font);
    drawMathText(painter, {width() - endWidth, kBaseline}, m_endLabel, font);
    if (m_marks.empty()) {
        drawMathText(painter, {(width() - mathTextWidth(m_caption, font)) / 2, kBaseline}, m_caption, font);
        return;
    }

    std::vector<LineLabel> labels;
    for (const SliderMark& mark : m_marks)
        labels.push_back({pixelOf(mark.value), mathTextWidth(mark.label, font), mark.fold ? 1 : 0});
    const auto centres = placeLabels(labels, startWidth + kEndGap, width() - endWidth - kEndGap, kLabelGap);
    for (std::size_t i = 0; i < m_marks.size(); ++i) {
        if (!centres[i])
            continue;
        const QColor colour = faded(palette.mode(m_marks[i].mode), isEnabled());
        painter.setPen(QPen(colour, 1.0));
        if (std::abs(*centres[i] - labels[i].centre) > 1.0) // a label that had to give way stays tied to its tick
            painter.drawLine(QPointF(labels[i].centre, kCentre + kTick), QPointF(*centres[i], kBaseline - 9.5));
        drawMathText(painter, {*centres[i] - labels[i].width / 2, kBaseline}, m_marks[i].label, font);
    }
}

} // namespace hysteron::ui
