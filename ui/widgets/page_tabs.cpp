#include "ui/widgets/page_tabs.h"

#include "ui/theme/theme.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QPushButton>

namespace hysteron::ui {

PageTabs::PageTabs(QWidget* parent) : QWidget(parent), m_group(new QButtonGroup(this)), m_row(new QHBoxLayout(this))
{
    setAccessibleName(tr("Pages"));
    m_row->setContentsMargins(0, 0, 0, 0);
    m_row->setSpacing(4);
    connect(m_group, &QButtonGroup::idClicked, this, &PageTabs::pageChosen);
}

void PageTabs::setPages(const QStringList& names)
{
    qDeleteAll(m_group->buttons());
    for (const QString& name : names) {
        auto* button = new QPushButton(name);
        button->setProperty("kind", "quiet");
        button->setFont(fontFor(TextRole::Body));
        button->setCheckable(true);
        button->setToolTip(tr("Show the page %1").arg(name));
        button->setAccessibleName(tr("Page %1").arg(name));
        m_group->addButton(button, int(m_group->buttons().size()));
        m_row->addWidget(button);
    }
    setCurrentPage(0);
}

void PageTabs::setCurrentPage(int index)
{
    if (QAbstractButton* button = m_group->button(index))
        button->setChecked(true);
}

int PageTabs::currentPage() const
{
    return m_group->checkedId();
}

} // namespace hysteron::ui
