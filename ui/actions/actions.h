// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/actions/action_table.h"

#include <QMap>
#include <QObject>

#include <map>

class QAbstractButton;
class QAction;
class QMenu;
class QWidget;

namespace hysteron::ui {

/// What a page says about an action at this moment. An empty text, meaning or icon is the one of the table.
struct ActionState {
    bool enabled = false;
    QString text{};    ///< "Pause"
    QString meaning{}; ///< "pause the run"
    QString icon{};
    bool checked = false;
};

/// The QActions of the table, with their keys: one each for the whole window.
class Actions : public QObject
{
    Q_OBJECT
public:
    /// window: where the keys act.
    explicit Actions(QWidget* window);

    [[nodiscard]] QAction* action(ActionId id) const { return m_actions.at(id); }
    void show(ActionId id, const ActionState& state);
    /// One more action of this menu: a page, or something only one page can do.
    void add(ActionMenu menu, QAction* action);
    /// Fills it with submenus, as the actions stand in the table.
    void fill(QMenu* menu) const;
    [[nodiscard]] const std::vector<ActionEntry>& table() const { return m_table; }
    /// The added ones in the order they came.
    [[nodiscard]] QList<QAction*> added(ActionMenu menu) const { return m_added.value(menu); }

signals:
    void triggered(hysteron::ui::ActionId id);

private:
    QWidget* m_window;
    std::vector<ActionEntry> m_table;
    std::map<ActionId, QAction*> m_actions;
    QMap<ActionMenu, QList<QAction*>> m_added;
};

/// "Run (Space)": the meaning with a capital, and the first key.
[[nodiscard]] QString tipOf(const QString& meaning, const QAction& action);

/// The button does what the action does, and is enabled, named and explained as it is. withText: it bears its words
/// too; setIconName of an IconButton is left to its owner.
void follow(QAbstractButton* button, QAction* action, bool withText);

} // namespace hysteron::ui
