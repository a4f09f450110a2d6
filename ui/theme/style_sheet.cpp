// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/theme/style_sheet.h"

#include <utility>

namespace hysteron::ui {

namespace {

// Every rule that draws focus keeps the width of the border, so that nothing moves when focus comes or goes.
constexpr auto kRules = R"(
QToolTip { background: @surface; color: @text; border: 1px solid @border; padding: 5px 7px; }

QPushButton { background: @surface; color: @text; border: 1px solid @border; border-radius: 7px;
              padding: 0 10px; min-height: 28px; }
QPushButton:hover { background: @hover; }
QPushButton:pressed, QPushButton:checked { background: @accentSurface; }
QPushButton:focus { border-color: @accent; }
QPushButton:disabled { color: @disabled; }
QPushButton[kind="primary"] { background: @accent; color: @onAccent; border-color: @accent; }
QPushButton[kind="primary"]:hover { background: @accentHover; border-color: @accentHover; }
QPushButton[kind="primary"]:focus { border-color: @text; }
QPushButton[kind="primary"]:disabled { background: @border; border-color: @border; color: @disabled; }
QPushButton[kind="quiet"] { background: transparent; border-color: transparent; color: @muted; }
QPushButton[kind="quiet"]:hover { background: @hover; color: @text; }
QPushButton[kind="quiet"]:checked { background: @accentSurface; color: @accent; }
QPushButton[kind="quiet"]:focus { border-color: @accent; }
QPushButton[kind="link"] { background: transparent; border-color: transparent; border-radius: 4px; color: @muted;
                           padding: 0 2px; min-height: 18px; }
QPushButton[kind="link"]:hover { color: @accent; }
QPushButton[kind="link"]:checked { color: @accent; }
QPushButton[kind="link"]:focus { border-color: @accent; }

QDialogButtonBox { dialogbuttonbox-buttons-have-icons: 0; }

QLabel { color: @text; background: transparent; }
QLabel[kind="section"], QLabel[kind="muted"] { color: @muted; }
QLabel[kind="problem"] { color: @warning; }

QLineEdit, QPlainTextEdit, QAbstractSpinBox { background: @background; color: @text; border: 1px solid @border;
              border-radius: 7px; padding: 0 7px; min-height: 28px; selection-background-color: @accent;
              selection-color: @onAccent; }
QLineEdit[compact="true"] { min-height: 24px; }
QLineEdit:focus, QPlainTextEdit:focus, QAbstractSpinBox:focus { border-color: @accent; }
QLineEdit:disabled, QAbstractSpinBox:disabled { color: @disabled; }
QLineEdit:read-only { background: transparent; color: @muted; }
QLineEdit[invalid="true"], QAbstractSpinBox[invalid="true"] { border-color: @warning; }

QComboBox { background: @surface; color: @text; border: 1px solid @border; border-radius: 7px; padding: 0 10px;
            min-height: 28px; }
QComboBox:hover { background: @hover; }
QComboBox:focus { border-color: @accent; }
QComboBox::drop-down { border: none; width: 22px; subcontrol-origin: border; subcontrol-position: center right; }
QComboBox::down-arrow { image: none; }
QComboBox[compact="true"] { min-height: 24px; padding: 0 8px; }
QComboBox QAbstractItemView { background: @surface; color: @text; border: 1px solid @border; padding: 4px;
            outline: none; selection-background-color: @accentSurface; selection-color: @accent; }
QComboBox QAbstractItemView::item { min-height: 26px; padding: 0 6px; border-radius: 5px; }
QComboBox QAbstractItemView::item:selected { background: @accentSurface; color: @accent; }

QTreeView { background: @background; color: @text; outline: none; padding: 8px 0; }
QTreeView::item { min-height: 24px; padding: 0 4px; }
QTreeView::item:hover { background: @hover; }
QTreeView::item:selected { background: @accentSurface; color: @accent; }
QTextBrowser { background: @surface; color: @text; selection-background-color: @accent; selection-color: @onAccent; }

QMenu { background: @surface; color: @text; border: 1px solid @border; padding: 4px; }
QMenu::item { padding: 5px 22px 5px 12px; border-radius: 5px; }
QMenu::item:selected { background: @accentSurface; color: @accent; }
QMenu::item:disabled { color: @disabled; }
QMenu::separator { height: 1px; background: @border; margin: 4px 6px; }

QCheckBox { color: @text; spacing: 7px; }
QCheckBox::indicator { width: 14px; height: 14px; border: 1px solid @muted; border-radius: 4px; background: @surface; }
QCheckBox::indicator:checked { background: @accent; border-color: @accent; image: url(:/icons/check-@scheme.svg); }
QCheckBox::indicator:focus { border-color: @accent; }

QRadioButton { color: @text; spacing: 7px; }
QRadioButton::indicator { width: 10px; height: 10px; border: 1px solid @muted; border-radius: 6px; background: @surface; }
QRadioButton::indicator:checked { border: 4px solid @accent; width: 4px; height: 4px; }
QRadioButton::indicator:focus { border-color: @accent; }

QAbstractScrollArea { background: transparent; border: none; }
QScrollBar:vertical { background: transparent; width: 8px; margin: 0; }
QScrollBar:horizontal { background: transparent; height: 8px; margin: 0; }
QScrollBar::handle { background: @border; border-radius: 3px; min-height: 28px; min-width: 28px; margin: 1px; }
QScrollBar::handle:hover { background: @muted; }
QScrollBar::add-line, QScrollBar::sub-line { width: 0; height: 0; }
QScrollBar::add-page, QScrollBar::sub-page { background: transparent; }

QProgressBar { background: @border; border: none; border-radius: 3px; max-height: 6px; }
QProgressBar::chunk { background: @accent; border-radius: 3px; }

QTableView { background: @surface; color: @text; border: 1px solid @border; border-radius: 7px; gridline-color: @grid;
             selection-background-color: @accentSurface; selection-color: @text; }
QHeaderView { background: transparent; border: none; }
QHeaderView::section { background: transparent; color: @muted; border: none; border-bottom: 1px solid @border;
             padding: 4px 6px; }
QDialog, QMainWindow { background: @background; }
)";

QColor mixed(const QColor& a, const QColor& b, double share)
{
    return QColor::fromRgbF(float(a.redF() + (b.redF() - a.redF()) * share),
                            float(a.greenF() + (b.greenF() - a.greenF()) * share),
                            float(a.blueF() + (b.blueF() - a.blueF()) * share));
}

} // namespace

QString styleSheetFor(const Palette& palette)
{
    // Longer names first: "@accentSurface" must not be read as "@accent".
    const std::pair<QString, QColor> colours[] = {
        {"@accentSurface", palette.accentSurface},
        {"@accentHover", mixed(palette.accent, palette.text, 0.12)},
        {"@onAccent", palette.onAccent},
        {"@accent", palette.accent},
        {"@background", palette.background},
        {"@surface", palette.surface},
        {"@border", palette.border},
        {"@text", palette.text},
        {"@muted", palette.muted},
        {"@grid", palette.grid},
        {"@hover", mixed(palette.surface, palette.text, 0.05)},
        {"@disabled", mixed(palette.muted, palette.surface, 0.45)},
        {"@warning", palette.warning},
    };
    QString sheet = kRules;
    for (const auto& [name, colour] : colours)
        sheet.replace(name, colour.name());
    return sheet.replace("@scheme", palette.onAccent.lightness() > 128 ? "light" : "dark");
}

} // namespace hysteron::ui
