// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/actions.h"

#include <QAbstractButton>
#include <QAction>
#include <QKeySequence>
#include <QMenu>

namespace hysteron::ui {

namespace {

const ActionEntry& entryOf(const std::vector<ActionEntry>& table, ActionId id)
{
    for (const ActionEntry& entry : table)
        if (entry.id == id)
            return entry;
    qFatal("an action without a row in the table");
}

} // namespace

QString tipOf(const QString& meaning, const QAction& action)
{
    QString text = meaning;
    if (!text.isEmpty())
        text.front() = text.front().toUpper();
    if (action.shortcut().isEmpty())
        return text;
    return Actions::tr("%1 (%2)", "meaning and key of an action")
        .arg(text, action.shortcut().toString(QKeySequence::NativeText));
}

Actions::Actions(QWidget* window) : QObject(window), m_window(window), m_table(actionTable())
{
    for (const ActionEntry& entry : m_table) {
        auto* action = new QAction(this);
        action->setObjectName(entry.name);
        if (!entry.keys.isEmpty()) // else it would have an empty key
            action->setShortcuts(QKeySequence::listFromString(entry.keys));
        action->setAutoRepeat(entry.repeats);
        action->setCheckable(entry.checkable);
        action->setMenuRole(QAction::NoRole);
        connect(action, &QAction::triggered, this, [this, id = entry.id] { emit triggered(id); });
        window->addAction(action);
        m_actions[entry.id] = action;
        show(entry.id, {.enabled = !entry.ofPage});
    }
}

void Actions::show(ActionId id, const ActionState& state)
{
    const ActionEntry& entry = entryOf(m_table, id);
    QAction* action = m_actions.at(id);
    action->setText(state.text.isEmpty() ? entry.text : state.text);
    action->setToolTip(tipOf(state.meaning.isEmpty() ? entry.meaning : state.meaning, *action));
    action->setData(state.icon.isEmpty() ? entry.icon : state.icon);
    action->setEnabled(state.enabled);
    if (entry.checkable)
        action->setChecked(state.checked);
}

void Actions::add(ActionMenu menu, QAction* action)
{
    action->setToolTip(tipOf(action->toolTip(), *action));
    m_added[menu].append(action);
    m_window->addAction(action);
}

void Actions::fill(QMenu* menu) const
{
    const std::pair<ActionMenu, QString> parts[] = {{ActionMenu::File, tr("File")},
                                                    {ActionMenu::Edit, tr("Edit")},
                                                    {ActionMenu::Run, tr("Run")},
                                                    {ActionMenu::View, tr("View")},
                                                    {ActionMenu::Help, tr("Help")}};
    for (const auto& [id, title] : parts) {
        QMenu* part = menu->addMenu(title);
        part->setToolTipsVisible(true);
        for (const ActionEntry& entry : m_table)
            if (entry.menu == id)
                part->addAction(action(entry.id));
        if (!added(id).isEmpty())
            part->addSeparator();
        part->addActions(added(id));
    }
}

void follow(QAbstractButton* button, QAction* action, bool withText)
{
    const auto show = [button, action, withText] {
        if (withText)
            button->setText(action->text());
        button->setEnabled(action->isEnabled());
        button->setToolTip(action->toolTip());
        button->setAccessibleName(action->text());
    };
    QObject::connect(action, &QAction::changed, button, show);
    QObject::connect(button, &QAbstractButton::clicked, action, &QAction::trigger);
    show();
}

} // namespace hysteron::ui
