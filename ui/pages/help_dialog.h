// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QDialog>

namespace hysteron::ui {

class Actions;

/// Where to begin, what the keys do (as the actions say), and what this program is.
class HelpDialog : public QDialog
{
    Q_OBJECT
public:
    explicit HelpDialog(const Actions& actions, QWidget* parent = nullptr);
};

} // namespace hysteron::ui
