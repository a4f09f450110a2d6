// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPushButton>

namespace hysteron::ui {

/// A push button with one of the bundled icons in the colour that fits its kind and the theme.
class IconButton : public QPushButton
{
    Q_OBJECT
public:
    enum class Kind { Normal, Primary, Quiet, Link }; ///< the `kind` of the style sheet

    IconButton(const QString& icon, Kind kind, QWidget* parent = nullptr);
    void setIconName(const QString& icon);

protected:
    void changeEvent(QEvent* event) override;

private:
    void recolour();

    QString m_iconName;
    Kind m_kind;
};

} // namespace hysteron::ui
