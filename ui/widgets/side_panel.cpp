// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/side_panel.h"

#include "ui/theme/theme.h"
#include "ui/widgets/story_box.h"

#include <QPainter>
#include <QScrollArea>
#include <QScrollBar>
#include <QVBoxLayout>

namespace hysteron::ui {

namespace {
constexpr int kMargin = 14;
constexpr int kEdge = 10;
} // namespace

SidePanel::SidePanel(const QString& name, QWidget* parent) : QWidget(parent)
{
    setFixedWidth(kWidth);
    setAccessibleName(name);
    auto* controls = new QWidget;
    m_column = new QVBoxLayout(controls);
    m_column->setContentsMargins(kMargin, 12, kMargin, 6);
    m_column->setSpacing(6);
    m_scroll = new QScrollArea;
    m_scroll->setWidget(controls);
    controls->setAutoFillBackground(false); // setWidget() had turned it on
    m_scroll->setWidgetResizable(true);
    m_scroll->setFrameShape(QFrame::NoFrame);
    m_scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_scroll->setFocusPolicy(Qt::NoFocus);
    m_scroll->viewport()->setAutoFillBackground(false);
    // The scroll bar takes its width from the right margin, so that the controls keep theirs.
    connect(m_scroll->verticalScrollBar(), &QScrollBar::rangeChanged, this, [this](int, int last) {
        const int bar = last > 0 ? m_scroll->verticalScrollBar()->sizeHint().width() : 0;
        m_column->setContentsMargins(kMargin, 12, kMargin - bar, 6);
    });
    m_story = new StoryBox;

    auto* all = new QVBoxLayout(this);
    all->setContentsMargins(0, 0, 1, kEdge);
    all->setSpacing(4);
    all->addWidget(m_scroll, 1);
    auto* storyRow = new QVBoxLayout;
    storyRow->setContentsMargins(kMargin, 0, kMargin - 1, 0);
    storyRow->addWidget(m_story);
    all->addLayout(storyRow);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void SidePanel::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    const Palette& palette = Theme::instance().palette();
    painter.fillRect(rect(), palette.surface);
    painter.fillRect(QRect(width() - 1, 0, 1, height()), palette.border);
}

} // namespace hysteron::ui
