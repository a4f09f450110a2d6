// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/segmented_control.h"

#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPainter>
#include <QPainterPath>
#include <QRadioButton>

namespace hysteron::ui {

namespace {

constexpr int kHeight = 30;
constexpr double kRadius = 7.0;

/// A radio button by role and keys, a flat segment by looks.
class Segment : public QRadioButton
{
public:
    using QRadioButton::QRadioButton;

    [[nodiscard]] QSize sizeHint() const override
    {
        // Room for the strong text, so that choosing a segment moves nothing.
        const QFontMetrics strong(fontFor(TextRole::LabelStrong));
        return {strong.horizontalAdvance(text()) + 12, kHeight};
    }
    [[nodiscard]] QSize minimumSizeHint() const override { return {sizeHint().width() - 8, kHeight}; }

protected:
    bool hitButton(const QPoint& position) const override { return rect().contains(position); }
    void paintEvent(QPaintEvent*) override
    {
        const Palette& palette = Theme::instance().palette();
        QPainter painter(this);
        painter.setFont(fontFor(isChecked() ? TextRole::LabelStrong : TextRole::Label));
        QColor colour = isChecked() ? palette.accent : underMouse() ? palette.text : palette.muted;
        if (!isEnabled())
            colour.setAlphaF(0.45F);
        painter.setPen(colour);
        painter.drawText(rect(), Qt::AlignCenter, text());
    }
    void enterEvent(QEnterEvent* event) override
    {
        QRadioButton::enterEvent(event);
        update();
    }
};

} // namespace

SegmentedControl::SegmentedControl(const QString& name, const QList<Segment>& segments, QWidget* parent)
    : QWidget(parent), m_group(new QButtonGroup(this))
{
    setAccessibleName(name);
    setFixedHeight(kHeight);
    setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(1, 0, 1, 0);
    row->setSpacing(0);
    for (const SegmentedControl::Segment& segment : segments) {
        auto* button = new ui::Segment(segment.text);
        button->setToolTip(segment.meaning);
        button->setAccessibleName(tr("%1: %2").arg(name, segment.text));
        button->setAccessibleDescription(segment.meaning);
        button->setSizePolicy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        button->setFocusPolicy(Qt::StrongFocus);
        m_group->addButton(button, int(m_group->buttons().size()));
        row->addWidget(button, button->sizeHint().width());
        connect(button, &QAbstractButton::toggled, this, qOverload<>(&QWidget::update));
    }
    connect(m_group, &QButtonGroup::idClicked, this, [this](int index) {
        if (index == m_current)
            return;
        m_current = index;
        emit chosen(index);
    });
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SegmentedControl::setCurrentIndex(int index)
{
    m_current = index;
    if (QAbstractButton* button = m_group->button(index)) {
        button->setChecked(true);
        return;
    }
    m_group->setExclusive(false);
    for (QAbstractButton* button : m_group->buttons())
        button->setChecked(false);
    m_group->setExclusive(true);
}

int SegmentedControl::currentIndex() const
{
    return m_current;
}

void SegmentedControl::setSegmentEnabled(int index, bool enabled)
{
    if (QAbstractButton* button = m_group->button(index))
        button->setEnabled(enabled);
}

void SegmentedControl::paintEvent(QPaintEvent*)
{
    const Palette& palette = Theme::instance().palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    const QRectF frame = QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5);
    QPainterPath outline;
    outline.addRoundedRect(frame, kRadius, kRadius);
    painter.fillPath(outline, palette.surface);

    bool focused = false;
    painter.save();
    painter.setClipPath(outline);
    const QList<QAbstractButton*> buttons = m_group->buttons();
    for (const QAbstractButton* button : buttons) {
        if (button->isChecked())
            painter.fillRect(QRectF(button->geometry()).adjusted(0, 0, 0.5, 0), palette.accentSurface);
        focused = focused || button->hasFocus();
    }
    painter.setPen(palette.border);
    for (qsizetype i = 1; i < buttons.size(); ++i) {
        const double x = buttons[i]->geometry().left() + 0.5;
        painter.drawLine(QPointF(x, 1), QPointF(x, height() - 1));
    }
    painter.restore();
    painter.strokePath(outline, QPen(focused ? palette.accent : palette.border, 1.0));
}

} // namespace hysteron::ui
