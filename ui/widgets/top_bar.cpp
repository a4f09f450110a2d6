// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/top_bar.h"

#include "ui/actions/actions.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/page_tabs.h"

#include <QAction>
#include <QHBoxLayout>
#include <QMenu>
#include <QPainter>

namespace hysteron::ui {

namespace {
constexpr int kHeight = 46;
constexpr int kNarrow = 1150; ///< below it only what is needed
constexpr int kSpacing = 8;
} // namespace

TopBar::TopBar(Actions& actions, QMenu* menu, QWidget* parent)
    : QWidget(parent), m_themeAction(actions.action(ActionId::Theme)), m_pages(new PageTabs),
      m_theme(new IconButton("dark", IconButton::Kind::Quiet)), m_export(new QPushButton),
      m_menu(new IconButton("menu", IconButton::Kind::Quiet))
{
    setFixedHeight(kHeight);
    m_theme->setFixedWidth(34);
    m_menu->setFixedWidth(34);
    m_export->setFont(fontFor(TextRole::Body));
    follow(m_theme, m_themeAction, false);
    follow(m_export, actions.action(ActionId::Export), false);
    m_export->setText(tr("Export"));
    m_menu->setToolTip(tr("Everything that can be done, with its key"));
    m_menu->setAccessibleName(tr("Menu"));
    connect(m_menu, &QPushButton::clicked, this, [this, menu] {
        menu->popup(m_menu->mapToGlobal(QPoint(m_menu->width() - menu->sizeHint().width(), m_menu->height() + 4)));
    });

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(14, 0, 14, 1);
    row->setSpacing(kSpacing);
    m_head = new QHBoxLayout;
    row->addLayout(m_head);
    row->addStretch(1);
    row->addWidget(m_pages);
    row->addWidget(m_theme);
    row->addWidget(m_export);
    row->addWidget(m_menu);
    connect(m_themeAction, &QAction::changed, this, &TopBar::updateThemeButton);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
    updateThemeButton();
}

void TopBar::addPage(QAction* page)
{
    m_pages->addPage(page);
}

void TopBar::showHead(QWidget* head)
{
    if (m_shown)
        m_shown->hide();
    m_shown = head;
    if (head && head->parentWidget() != this)
        m_head->addWidget(head);
    if (head)
        head->show();
}

void TopBar::updateThemeButton()
{
    m_theme->setIconName(m_themeAction->data().toString());
}

/// The tabs of all pages stay readable in the smallest window.
void TopBar::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    const bool narrow = width() < kNarrow;
    layout()->setSpacing(narrow ? kSpacing / 2 : kSpacing);
    m_theme->setVisible(!narrow); // it stands in the menu as well
}

void TopBar::paintEvent(QPaintEvent*)
{
    const Palette& palette = Theme::instance().palette();
    QPainter painter(this);
    painter.fillRect(rect(), palette.surface);
    painter.setPen(palette.border);
    painter.drawLine(0, height() - 1, width(), height() - 1);
}

} // namespace hysteron::ui
