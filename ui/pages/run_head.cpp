// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/run_head.h"

#include "ui/actions/actions.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"

#include <QAction>
#include <QHBoxLayout>

namespace hysteron::ui {

RunHead::RunHead(Actions& actions, QWidget* parent)
    : QWidget(parent), m_button(new IconButton("play", IconButton::Kind::Primary)), m_progress(new ElidedLabel)
{
    constexpr int kWide = 101; // as on the Live page
    m_button->setMinimumWidth(kWide);
    QAction* run = actions.action(ActionId::Run);
    follow(m_button, run, true);
    connect(run, &QAction::changed, m_button, [this, run] { m_button->setIconName(run->data().toString()); });
    m_progress->setFont(fontFor(TextRole::BodyStrong));
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(14);
    row->addWidget(m_button);
    row->addWidget(m_progress, 1);
}

void RunHead::showProgress(const QString& words)
{
    m_progress->setText(words);
}

} // namespace hysteron::ui
