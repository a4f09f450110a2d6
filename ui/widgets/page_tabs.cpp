// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/page_tabs.h"

#include "ui/theme/theme.h"

#include <QAction>
#include <QHBoxLayout>
#include <QPushButton>

namespace hysteron::ui {

PageTabs::PageTabs(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this))
{
    setAccessibleName(tr("Pages"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(4);
}

void PageTabs::addPage(QAction* page)
{
    auto* tab = new QPushButton(page->text());
    tab->setProperty("kind", "quiet");
    tab->setFont(fontFor(TextRole::Body));
    tab->setCheckable(true);
    tab->setToolTip(page->toolTip());
    tab->setAccessibleName(tr("Page %1").arg(page->text()));
    m_tabs.append(tab);
    m_row->addWidget(tab);
    connect(tab, &QPushButton::clicked, page, [tab, page] {
        tab->setChecked(page->isChecked()); // a click on the chosen one changes nothing
        page->trigger();
    });
    connect(page, &QAction::toggled, tab, &QPushButton::setChecked);
    tab->setChecked(page->isChecked());
}

int PageTabs::currentPage() const
{
    for (int i = 0; i < count(); ++i)
        if (m_tabs[i]->isChecked())
            return i;
    return -1;
}

} // namespace hysteron::ui
