// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/actions/click_focus.h"

#include <QAbstractButton>
#include <QApplication>
#include <QComboBox>
#include <QDialog>
#include <QKeyEvent>

namespace hysteron::ui {

ClickFocus::ClickFocus(QObject* parent) : QObject(parent)
{
    qApp->installEventFilter(this);
}

bool ClickFocus::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Polish) {
        auto* widget = qobject_cast<QWidget*>(watched);
        const bool pressed = qobject_cast<QAbstractButton*>(watched) || qobject_cast<QComboBox*>(watched);
        if (pressed && (widget->focusPolicy() & Qt::ClickFocus))
            widget->setFocusPolicy(Qt::TabFocus);
    } else if (event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        auto* button = qobject_cast<QAbstractButton*>(watched);
        if (button && (key == Qt::Key_Return || key == Qt::Key_Enter) && !qobject_cast<QDialog*>(button->window())) {
            button->click();
            return true;
        }
    }
    return false;
}

} // namespace hysteron::ui
