// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/number_edit.h"

#include "ui/theme/theme.h"

#include <QKeyEvent>
#include <QStyle>

namespace hysteron::ui {

NumberEdit::NumberEdit(const NumberLimits& limits, QWidget* parent) : QLineEdit(parent), m_limits(limits)
{
    setAlignment(Qt::AlignRight | Qt::AlignVCenter);
    setMaxLength(64);
    connect(this, &QLineEdit::editingFinished, this, &NumberEdit::take);
    connect(this, &QLineEdit::textEdited, this, [this] { showProblem({}); });
    showValue();
}

void NumberEdit::setValue(double value)
{
    m_value = value;
    if (!isModified() && m_problem.isEmpty())
        showValue();
}

void NumberEdit::setLimits(const NumberLimits& limits)
{
    m_limits = limits;
}

QString NumberEdit::valueText() const
{
    return m_limits.integer ? QString::number(m_value, 'f', 0) : boxNumber(m_value);
}

void NumberEdit::showValue()
{
    if (const QString shown = valueText(); shown != text())
        setText(shown);
    setModified(false);
}

void NumberEdit::restore()
{
    showProblem({});
    showValue();
}

void NumberEdit::take()
{
    if (!isModified())
        return;
    const std::optional<double> number = parseNumber(text());
    if (!number || !m_limits.accepts(*number)) {
        showProblem(tr("%1; still %2").arg(number ? m_limits.shortRule(*number) : tr("Not a number"), valueText()));
        setToolTip(tr("“%1” is not %2. The value in force is still %3; Esc brings it back.")
                       .arg(text(), m_limits.rule(), valueText())
                       .toHtmlEscaped());
        return;
    }
    const bool different = *number != m_value;
    m_value = *number;
    restore();
    if (different)
        emit valueEntered(m_value);
}

void NumberEdit::showProblem(const QString& problem)
{
    if (problem == m_problem)
        return;
    if (m_problem.isEmpty())
        m_help = toolTip();
    m_problem = problem;
    setToolTip(problem.isEmpty() ? m_help : problem);
    setAccessibleDescription(problem);
    setProperty("invalid", !problem.isEmpty());
    style()->unpolish(this); // the style sheet looks at the property only when polishing
    style()->polish(this);
    emit problemChanged(problem);
}

/// Ctrl+Z undoes typing here only while something is being typed; afterwards it is for the window, which undoes the
/// value.
bool NumberEdit::event(QEvent* event)
{
    const bool unfinished = isModified() || !m_problem.isEmpty();
    if (event->type() == QEvent::ShortcutOverride && unfinished &&
        static_cast<QKeyEvent*>(event)->key() == Qt::Key_Escape) {
        event->accept(); // brings the value back, and does not stop anything
        return true;
    }
    if (event->type() == QEvent::ShortcutOverride && !isModified()) {
        auto* key = static_cast<QKeyEvent*>(event);
        if (key->matches(QKeySequence::Undo) || key->matches(QKeySequence::Redo)) {
            event->ignore();
            return true;
        }
    }
    return QLineEdit::event(event);
}

void NumberEdit::keyPressEvent(QKeyEvent* event)
{
    if (event->key() == Qt::Key_Escape && (isModified() || !m_problem.isEmpty())) {
        restore();
        selectAll();
        return;
    }
    QLineEdit::keyPressEvent(event);
}

void NumberEdit::focusInEvent(QFocusEvent* event)
{
    QLineEdit::focusInEvent(event);
    if (event->reason() == Qt::TabFocusReason || event->reason() == Qt::BacktabFocusReason)
        selectAll();
}

} // namespace hysteron::ui
