// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/help_dialog.h"

#include "ui/actions/actions.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QDialogButtonBox>
#include <QGridLayout>
#include <QLabel>
#include <QVBoxLayout>

#include <utility>

namespace hysteron::ui {

namespace {
QLabel* label(const QString& text, TextRole role)
{
    auto* result = new QLabel(text);
    result->setFont(fontFor(role));
    result->setWordWrap(true);
    result->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    return result;
}

/// "F1 or ?", as the keys are called on this system.
QString keysOf(const QAction& action)
{
    QStringList keys;
    for (const QKeySequence& key : action.shortcuts())
        if (!key.toString().startsWith(QLatin1String("Shift+?")))
            keys += key.toString(QKeySequence::NativeText);
    return keys.join(HelpDialog::tr(" or "));
}
} // namespace

HelpDialog::HelpDialog(const Actions& actions, QWidget* parent) : QDialog(parent)
{
    setWindowTitle(tr("Help"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(24, 20, 24, 16);
    column->setSpacing(8);

    column->addWidget(label(tr("Where to begin"), TextRole::Counter));
    column->addWidget(
        label(tr("Watch the network sit in its trap until noise carries it over the barrier. Then drag β "
                 "past the last mark of a mode and back: the state stays, only the landscape moves, and the "
                 "bifurcation diagram draws a hysteresis loop. Try mini-batch noise on a fresh trap: "
                 "nothing escapes."),
              TextRole::Body));
    column->addSpacing(8);
    column->addWidget(label(tr("Keys"), TextRole::Counter));
    auto* grid = new QGridLayout;
    grid->setHorizontalSpacing(24);
    grid->setVerticalSpacing(4);
    // What the actions do not know of.
    QList<std::pair<QString, QString>> keys;
    for (const ActionEntry& entry : actions.table())
        if (!entry.keys.isEmpty())
            keys.append({keysOf(*actions.action(entry.id)), entry.meaning});
    for (const QAction* page : actions.added(ActionMenu::View))
        keys.append({keysOf(*page), tr("the page %1").arg(page->text())});
    keys.append({tr("Enter"), tr("press the button that has the focus")});
    keys.append({tr("Arrows, Page keys"), tr("move the slider that has the focus; Shift for small steps")});
    keys.append({tr("Double click on a plot"), tr("back to automatic axes after zooming")});
    keys.append({tr("Double click on a title"), tr("enlarge the plot")});
    int row = 0;
    for (const auto& [key, meaning] : keys) {
        grid->addWidget(label(key, TextRole::BodyStrong), row, 0);
        grid->addWidget(label(meaning, TextRole::Body), row++, 1);
    }
    grid->setColumnStretch(1, 1);
    column->addLayout(grid);
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Close);
    connect(buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    column->addSpacing(8);
    column->addWidget(buttons);
    // A dialog opens with at most two thirds of the screen's height, and where that is less than the wrapped lines need
    // the layout takes it from each of them.
    constexpr int kWidth = 640;
    setMinimumSize(kWidth, column->totalHeightForWidth(kWidth));
}

} // namespace hysteron::ui
