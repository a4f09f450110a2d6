// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/slider_track.h"

#include "ui/theme/theme.h"
#include "ui/widgets/slider_accessible.h"

#include <QHelpEvent>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QToolTip>
#include <QWheelEvent>

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

constexpr double kArrowShare = 1.0 / 20.0;
constexpr double kFineShare = 1.0 / 100.0;
constexpr double kPageShare = 1.0 / 10.0;
constexpr double kMarkReach = 5.0; ///< pixels from a mark within which its meaning is shown
constexpr int kTrackHeight = 20;
constexpr int kLabelHeight = 15;
constexpr double kKnobRadius = 7.0;

} // namespace

SliderTrack::SliderTrack(const SliderScale& scale, QWidget* parent) : QWidget(parent), m_scale(scale)
{
    installSliderAccessibility();
    setFocusPolicy(Qt::StrongFocus);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SliderTrack::setScale(const SliderScale& scale)
{
    m_scale = scale;
    update();
}

void SliderTrack::setValue(double value)
{
    if (value == m_value)
        return;
    m_value = value;
    update();
    announceSliderValue(this, value);
}

void SliderTrack::setMarks(std::vector<SliderMark> marks)
{
    std::erase_if(marks, [this](const SliderMark& mark) {
        return !(mark.value >= m_scale.minimum && mark.value <= m_scale.maximum);
    });
    std::ranges::stable_sort(marks, {}, &SliderMark::value);
    m_marks = std::move(marks);
    update();
}

void SliderTrack::setEndLabels(const QString& start, const QString& end)
{
    m_startLabel = start;
    m_endLabel = end;
    update();
}

void SliderTrack::setCaption(const QString& caption)
{
    if (caption == m_caption)
        return;
    m_caption = caption;
    update();
}

void SliderTrack::setCompact(bool compact)
{
    m_compact = compact;
    updateGeometry();
}

void SliderTrack::setLabelsHidden(bool hidden)
{
    m_labelsHidden = hidden;
    update();
}

QSize SliderTrack::sizeHint() const
{
    return {160, m_compact ? kTrackHeight : kTrackHeight + kLabelHeight};
}

QSize SliderTrack::minimumSizeHint() const
{
    return {60, sizeHint().height()};
}

double SliderTrack::pixelOf(double value) const
{
    return kKnobRadius + m_scale.position(value) * (width() - 2.0 * kKnobRadius);
}

int SliderTrack::labelRowTop()
{
    return kTrackHeight;
}

void SliderTrack::moveTo(double value)
{
    if (value == m_value)
        return;
    setValue(value);
    emit moved(value);
}

void SliderTrack::setValueByUser(double value)
{
    moveTo(value);
    emit released(m_value);
}

void SliderTrack::dragTo(double pixel)
{
    const double travel = width() - 2.0 * kKnobRadius;
    moveTo(m_scale.value(std::clamp((pixel - kKnobRadius) / travel, 0.0, 1.0)));
}

void SliderTrack::keyPressEvent(QKeyEvent* event)
{
    const double arrow = event->modifiers() & Qt::ShiftModifier ? kFineShare : kArrowShare;
    switch (event->key()) {
    case Qt::Key_Right:
    case Qt::Key_Up:
        return setValueByUser(m_scale.stepped(m_value, arrow));
    case Qt::Key_Left:
    case Qt::Key_Down:
        return setValueByUser(m_scale.stepped(m_value, -arrow));
    case Qt::Key_PageUp:
        return setValueByUser(m_scale.stepped(m_value, kPageShare));
    case Qt::Key_PageDown:
        return setValueByUser(m_scale.stepped(m_value, -kPageShare));
    case Qt::Key_Home:
        return setValueByUser(m_scale.value(0.0));
    case Qt::Key_End:
        return setValueByUser(m_scale.value(1.0));
    default:
        QWidget::keyPressEvent(event);
    }
}

void SliderTrack::mousePressEvent(QMouseEvent* event)
{
    if (event->button() != Qt::LeftButton)
        return QWidget::mousePressEvent(event);
    m_dragging = true;
    // Taking hold of the knob must not move it.
    if (std::abs(event->position().x() - pixelOf(m_value)) > kKnobRadius)
        dragTo(event->position().x());
    update();
}

void SliderTrack::mouseMoveEvent(QMouseEvent* event)
{
    if (m_dragging)
        dragTo(event->position().x());
}

void SliderTrack::mouseReleaseEvent(QMouseEvent* event)
{
    if (!m_dragging || event->button() != Qt::LeftButton)
        return;
    m_dragging = false;
    update();
    emit released(m_value);
}

void SliderTrack::wheelEvent(QWheelEvent* event)
{
    const int turn = event->angleDelta().y();
    if (!hasFocus() || turn == 0)
        return event->ignore(); // the panel scrolls
    setValueByUser(m_scale.stepped(m_value, turn > 0 ? kFineShare : -kFineShare));
    event->accept();
}

const SliderMark* SliderTrack::markNear(double pixel) const
{
    const SliderMark* nearest = nullptr;
    double reach = kMarkReach;
    for (const SliderMark& mark : m_marks) {
        if (const double distance = std::abs(pixelOf(mark.value) - pixel); distance <= reach) {
            reach = distance;
            nearest = &mark;
        }
    }
    return nearest;
}

bool SliderTrack::event(QEvent* event)
{
    if (event->type() == QEvent::ToolTip) {
        const auto* help = static_cast<QHelpEvent*>(event);
        if (const SliderMark* mark = markNear(help->pos().x())) {
            QToolTip::showText(help->globalPos(), mark->meaning, this);
            return true;
        }
    }
    return QWidget::event(event);
}

} // namespace hysteron::ui
