// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QComboBox>

namespace hysteron::ui {

/// A combo box with the theme's chevron, which takes the wheel only when focused. Of the keys it keeps the arrows, and
/// Enter opens its list, except in a dialog, where Enter is for the default button: letters and Space are for the
/// window.
class ComboBox : public QComboBox
{
    Q_OBJECT
public:
    explicit ComboBox(QWidget* parent = nullptr);

    /// Gives way down to a few letters; the text is shortened with an ellipsis.
    [[nodiscard]] QSize minimumSizeHint() const override;
    /// The list shows every entry in full, also when the box itself is narrow.
    void showPopup() override;

protected:
    void paintEvent(QPaintEvent* event) override;
    void wheelEvent(QWheelEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
};

} // namespace hysteron::ui
