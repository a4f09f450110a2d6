// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/section_label.h"

#include "ui/theme/theme.h"

namespace hysteron::ui {

QLabel* makeSectionLabel(const QString& text)
{
    auto* label = new QLabel(text);
    label->setFont(fontFor(TextRole::Section));
    label->setProperty("kind", "section");
    return label;
}

QLabel* makeProblemLabel()
{
    auto* label = new QLabel;
    label->setFont(fontFor(TextRole::Tick));
    label->setProperty("kind", "problem");
    label->setTextFormat(Qt::PlainText);
    label->setWordWrap(true);
    label->hide();
    return label;
}

void showProblem(QLabel* label, const QString& problem)
{
    label->setText(problem);
    label->setVisible(!problem.isEmpty());
}

} // namespace hysteron::ui
