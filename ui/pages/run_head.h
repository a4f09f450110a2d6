// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

namespace hysteron::ui {

class Actions;
class ElidedLabel;
class IconButton;

/// Head of a page that lets something long run: the button for it, and how far it is.
class RunHead : public QWidget
{
    Q_OBJECT
public:
    explicit RunHead(Actions& actions, QWidget* parent = nullptr);

    void showProgress(const QString& words);
    [[nodiscard]] IconButton* button() const { return m_button; }

private:
    IconButton* m_button = nullptr;
    ElidedLabel* m_progress = nullptr;
};

} // namespace hysteron::ui
