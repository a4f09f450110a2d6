// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>

namespace hysteron::ui {

/// Buttons and lists take the focus from Tab and not from the mouse: after a click the keys act on what they acted on
/// before, or on the page. Enter presses the button that has the focus, since Space runs and pauses everywhere.
class ClickFocus : public QObject
{
    Q_OBJECT
public:
    /// For every button and list of the program that is shown from now on.
    explicit ClickFocus(QObject* parent);

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;
};

} // namespace hysteron::ui
