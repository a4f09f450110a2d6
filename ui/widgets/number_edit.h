// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/number_text.h"

#include <QLineEdit>

namespace hysteron::ui {

/// A box for one number. Enter or leaving the box takes the text; a text that is no valid number leaves the value as it
/// was, turns the border red and says why; Esc brings the value back.
class NumberEdit : public QLineEdit
{
    Q_OBJECT
public:
    explicit NumberEdit(const NumberLimits& limits, QWidget* parent = nullptr);

    /// Shows a value without a signal. While somebody is typing, or a wrong text still stands there, the text is kept.
    void setValue(double value);
    [[nodiscard]] double value() const { return m_value; }
    void setLimits(const NumberLimits& limits);
    [[nodiscard]] const NumberLimits& limits() const { return m_limits; }
    /// Marks the box as wrong for a reason found elsewhere; empty takes the mark away.
    void showProblem(const QString& problem);
    [[nodiscard]] const QString& problem() const { return m_problem; }
    /// Shows the value in force again and takes any mark away.
    void restore();

signals:
    void valueEntered(double value);             ///< a valid number, different from the value before
    void problemChanged(const QString& problem); ///< a few words; empty: none

protected:
    bool event(QEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;
    void focusInEvent(QFocusEvent* event) override;

private:
    void take();
    void showValue();
    [[nodiscard]] QString valueText() const;

    NumberLimits m_limits;
    double m_value = 0.0;
    QString m_problem;
    QString m_help; ///< tooltip as long as nothing is wrong
};

} // namespace hysteron::ui
