// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/page.h"

#include "ui/plots/plot_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/status_line.h"
#include "ui/words/words.h"

#include <QFocusEvent>
#include <QHBoxLayout>
#include <QPainter>

namespace hysteron::ui {

namespace {
constexpr int kMargin = 10;
} // namespace

Page::Page(PageContext& context, Names names)
    : m_context(context), m_names(std::move(names)), m_messages(new MessageBar(this)), m_status(new StatusLine(this))
{
    m_status->hide();
    setAccessibleName(m_names.title);
    setFocusPolicy(Qt::ClickFocus); // takes the focus that a clicked button does not want
    connect(m_messages, &MessageBar::shownChanged, this, &Page::actionsChanged);
}

void Page::place(QWidget* panel, QWidget* content)
{
    auto* right = new QVBoxLayout;
    right->setContentsMargins(kMargin, kMargin, kMargin, kMargin);
    right->setSpacing(kMargin);
    right->addWidget(m_messages);
    right->addWidget(content, 1);
    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    m_panel = panel;
    if (panel)
        row->addWidget(panel);
    row->addLayout(right, 1);
}

ActionState Page::stateOf(ActionId id) const
{
    switch (id) {
    case ActionId::Export:
        return {.enabled = hasExport()};
    case ActionId::LogY:
        return {.enabled = currentPlot() && currentPlot()->canLogY()};
    case ActionId::HidePanel:
        return {.enabled = m_panel != nullptr, .checked = m_panel && m_panel->isHidden()};
    case ActionId::Stop:
        return {.enabled = hasFront() || !m_messages->isHidden()};
    default:
        return {};
    }
}

void Page::perform(ActionId id)
{
    switch (id) {
    case ActionId::Export:
        emit exportRequested(-1);
        break;
    case ActionId::LogY:
        currentPlot()->setLogY(!currentPlot()->logY());
        break;
    case ActionId::HidePanel:
        m_panel->setVisible(m_panel->isHidden());
        break;
    case ActionId::Stop:
        if (!closeFront())
            m_messages->dismiss();
        break;
    default:
        break;
    }
    emit actionsChanged();
}

void Page::showErrors(const Errors& errors, const QString& headline)
{
    const QString all = words(errors);
    if (!headline.isEmpty())
        m_messages->showMessage(MessageBar::Kind::Error, headline, {}, all);
    else if (!errors.empty())
        m_messages->showMessage(MessageBar::Kind::Error, all);
}

void Page::takeFocus()
{
    if (PlotView* plot = currentPlot())
        plot->setFocus(Qt::OtherFocusReason);
    else
        setFocus(Qt::OtherFocusReason);
}

/// The focus that a click left over.
void Page::focusInEvent(QFocusEvent* event)
{
    QWidget::focusInEvent(event);
    if (event->reason() == Qt::MouseFocusReason)
        takeFocus();
}

void Page::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.fillRect(rect(), Theme::instance().palette().background);
}

} // namespace hysteron::ui
