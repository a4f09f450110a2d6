// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <vector>

namespace hysteron::ui {

/// Everything that can be done in the window, but for showing a page (each page has an action of its own).
enum class ActionId {
    Run,
    Step,
    Restart,
    Slower,
    Faster,
    Stop,
    Open,
    Save,
    Export,
    CopyCommand,
    Undo,
    Redo,
    LogY,
    HidePanel,
    FullScreen,
    Theme,
    SystemTheme,
    Help,
    Reference,
    About,
    Quit,
};

/// Where an action stands in the menu.
enum class ActionMenu { File, Edit, Run, View, Help };

/// One action in words and keys. Menus, keys, tooltips, buttons and the list of keys in the help read this.
struct ActionEntry {
    ActionId id;
    QString name; ///< stable, not translated: "run", "log-y"
    ActionMenu menu;
    QString text;    ///< of the menu: "Run"
    QString meaning; ///< one phrase, for tooltips and the help
    QString keys;    ///< portable, alternatives behind "; "; empty: none
    QString icon;    ///< one of resources/icons; empty: none
    bool ofPage;     ///< whether it can be done, and what it is called then, is for the page that is shown to say
    bool checkable = false;
    bool repeats = false; ///< while its key is held down
};

/// All of them in the order of the menu, in the language of now.
[[nodiscard]] std::vector<ActionEntry> actionTable();

} // namespace hysteron::ui
