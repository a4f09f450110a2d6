// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/slider_accessible.h"

#include "ui/widgets/slider_track.h"

#include <QAccessible>
#include <QAccessibleWidget>

namespace hysteron::ui {

namespace {

class AccessibleSlider : public QAccessibleWidget, public QAccessibleValueInterface
{
public:
    explicit AccessibleSlider(SliderTrack* track) : QAccessibleWidget(track, QAccessible::Slider), m_track(track) {}

    void* interface_cast(QAccessible::InterfaceType type) override
    {
        if (type == QAccessible::ValueInterface)
            return static_cast<QAccessibleValueInterface*>(this);
        return QAccessibleWidget::interface_cast(type);
    }
    [[nodiscard]] QVariant currentValue() const override { return m_track->value(); }
    void setCurrentValue(const QVariant& value) override { m_track->setValueByUser(value.toDouble()); }
    [[nodiscard]] QVariant minimumValue() const override { return m_track->scale().value(0.0); }
    [[nodiscard]] QVariant maximumValue() const override { return m_track->scale().value(1.0); }
    [[nodiscard]] QVariant minimumStepSize() const override
    {
        return m_track->scale().stepped(m_track->value(), 0.01) - m_track->value();
    }

private:
    SliderTrack* m_track;
};

QAccessibleInterface* makeInterface(const QString&, QObject* object)
{
    auto* track = qobject_cast<SliderTrack*>(object);
    return track ? new AccessibleSlider(track) : nullptr;
}

} // namespace

void installSliderAccessibility()
{
    static const bool installed = (QAccessible::installFactory(makeInterface), true);
    Q_UNUSED(installed)
}

void announceSliderValue(QWidget* slider, double value)
{
    if (!QAccessible::isActive())
        return;
    QAccessibleValueChangeEvent event(slider, value);
    QAccessible::updateAccessibility(&event);
}

} // namespace hysteron::ui
