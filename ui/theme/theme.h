// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QColor>
#include <QFont>
#include <QObject>

namespace hysteron::ui {

enum class Scheme { Light, Dark };

/// The one palette. Colour is never the only sign: order, dash or a direct label says the same.
struct Palette {
    QColor background, surface, border;
    QColor text, muted, grid;
    QColor accent, accentSurface, onAccent;
    QColor train, test;
    QColor warning;

    /// Colour of mode 1, 2, ... (index from 0), colour-blind safe; repeats after five.
    [[nodiscard]] QColor mode(int index) const;
    QColor modes[5];
};
[[nodiscard]] const Palette& paletteFor(Scheme scheme);

/// The one type scale, in pixels: 13 body, 12 label, 11 tick and section, 16 counter (Qt draws whole pixel sizes only).
/// Figures are tabular in every role.
enum class TextRole { Body, BodyStrong, Label, LabelStrong, Tick, Counter, Section };
[[nodiscard]] QFont fontFor(TextRole role);

/// Light or dark for the whole program; widgets and plots follow changed().
class Theme : public QObject
{
    Q_OBJECT
public:
    static Theme& instance();

    /// Loads the bundled fonts, sets palette, style sheet and application font. Call once after QApplication.
    void install();
    [[nodiscard]] Scheme scheme() const { return m_scheme; }
    [[nodiscard]] const Palette& palette() const { return paletteFor(m_scheme); }
    void setScheme(Scheme scheme);

signals:
    void changed();

private:
    Theme() = default;
    Scheme m_scheme = Scheme::Light;
};

} // namespace hysteron::ui
