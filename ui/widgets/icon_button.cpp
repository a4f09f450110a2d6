// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/icon_button.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QEvent>

namespace hysteron::ui {

IconButton::IconButton(const QString& icon, Kind kind, QWidget* parent)
    : QPushButton(parent), m_iconName(icon), m_kind(kind)
{
    static constexpr const char* kKinds[] = {"", "primary", "quiet", "link"};
    setProperty("kind", kKinds[int(kind)]);
    setFont(fontFor(kind == Kind::Primary ? TextRole::BodyStrong
                    : kind == Kind::Link  ? TextRole::Tick
                                          : TextRole::Body));
    setIconSize({16, 16});
    connect(&Theme::instance(), &Theme::changed, this, &IconButton::recolour);
    recolour();
}

void IconButton::setIconName(const QString& icon)
{
    if (icon == m_iconName)
        return;
    m_iconName = icon;
    recolour();
}

void IconButton::recolour()
{
    const Palette& palette = Theme::instance().palette();
    const bool quiet = m_kind == Kind::Quiet || m_kind == Kind::Link;
    const bool onAccent = m_kind == Kind::Primary && isEnabled();
    setIcon(themedIcon(m_iconName, onAccent ? palette.onAccent : quiet ? palette.muted : palette.text));
}

void IconButton::changeEvent(QEvent* event)
{
    QPushButton::changeEvent(event);
    if (event->type() == QEvent::EnabledChange)
        recolour();
}

} // namespace hysteron::ui
