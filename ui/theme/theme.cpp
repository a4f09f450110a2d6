// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/theme.h"

#include "ui/theme/icons.h"
#include "ui/theme/style_sheet.h"
#include "ui/theme/system_scheme.h"

#include <QApplication>
#include <QFontDatabase>
#include <QPalette>
#include <QStyleFactory>
#include <QToolTip>

// Resources of a static library register themselves only when asked to; the macro needs the global namespace.
static void initialiseResources()
{
    Q_INIT_RESOURCE(hysteron);
}

namespace hysteron::ui {

namespace {

Scheme ofSystem = Scheme::Light;

QPalette qtPalette(const Palette& p)
{
    QPalette palette;
    palette.setColor(QPalette::Window, p.background);
    palette.setColor(QPalette::Base, p.surface);
    palette.setColor(QPalette::AlternateBase, p.background);
    palette.setColor(QPalette::Button, p.surface);
    palette.setColor(QPalette::ToolTipBase, p.surface);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText, QPalette::ToolTipText})
        palette.setColor(role, p.text);
    palette.setColor(QPalette::PlaceholderText, p.muted);
    palette.setColor(QPalette::Mid, p.border);
    palette.setColor(QPalette::Dark, p.border);
    palette.setColor(QPalette::Highlight, p.accent);
    palette.setColor(QPalette::HighlightedText, p.onAccent);
    palette.setColor(QPalette::Link, p.accent);
    for (const auto role : {QPalette::WindowText, QPalette::Text, QPalette::ButtonText})
        palette.setColor(QPalette::Disabled, role, p.muted);
    return palette;
}

void applyToApplication(const Palette& palette)
{
    QApplication::setPalette(qtPalette(palette));
    QToolTip::setPalette(qtPalette(palette));
    qApp->setStyleSheet(styleSheetFor(palette));
}

} // namespace

Theme& Theme::instance()
{
    static Theme theme;
    return theme;
}

void Theme::install()
{
    initialiseResources();
    for (const auto* style : {"Regular", "Medium", "SemiBold", "Bold"})
        QFontDatabase::addApplicationFont(QString(":/fonts/HysteronSans-%1.otf").arg(style));

    // Qt 6.4 does not tell the system's scheme; a dark system gives its windows a dark palette.
    ofSystem = QApplication::palette().color(QPalette::Window).lightness() < 128 ? Scheme::Dark : Scheme::Light;
    m_scheme = ofSystem;

    QApplication::setStyle(QStyleFactory::create("Fusion"));
    QApplication::setFont(fontFor(TextRole::Body));
    QToolTip::setFont(fontFor(TextRole::Label));
    QApplication::setWindowIcon(applicationIcon());
    applyToApplication(palette());
}

Scheme systemScheme()
{
    return ofSystem;
}

void Theme::setScheme(Scheme scheme)
{
    if (scheme == m_scheme)
        return;
    m_scheme = scheme;
    applyToApplication(palette());
    emit changed();
}

} // namespace hysteron::ui
