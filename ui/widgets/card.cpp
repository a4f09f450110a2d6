// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/card.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/icon_button.h"

#include <QHBoxLayout>
#include <QLabel>
#include <QMouseEvent>
#include <QPainter>

namespace hysteron::ui {

namespace {

constexpr int kHeaderHeight = 36;
constexpr double kRadius = 10.0;

} // namespace

Card::Card(const QString& title, QWidget* parent)
    : QWidget(parent), m_title(new QLabel(title)), m_phrase(new ElidedLabel), m_links(new QHBoxLayout),
      m_column(new QVBoxLayout(this)), m_enlarge(new IconButton("enlarge", IconButton::Kind::Link))
{
    setAccessibleName(title);
    m_title->setFont(fontFor(TextRole::BodyStrong));
    m_phrase->setFont(fontFor(TextRole::Label));
    m_phrase->setProperty("kind", "muted");
    m_links->setSpacing(2);
    m_enlarge->setIconSize({14, 14});
    m_enlarge->setFixedSize(22, 22);
    connect(m_enlarge, &QPushButton::clicked, this, [this] { emit enlargeRequested(!m_enlarged); });
    updateEnlargeButton();

    auto* header = new QHBoxLayout;
    header->setContentsMargins(12, 6, 8, 0);
    header->setSpacing(8);
    header->addWidget(m_title);
    header->addWidget(m_phrase, 1);
    header->addLayout(m_links);
    header->addWidget(m_enlarge);
    m_column->setContentsMargins(1, 1, 1, 5);
    m_column->setSpacing(0);
    m_column->addLayout(header);
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

void Card::setContent(QWidget* content)
{
    m_column->addWidget(content, 1);
}

void Card::setPhrase(const QString& phrase)
{
    m_phrase->setText(phrase);
}

QPushButton* Card::addLink(const QString& text, const QString& meaning, bool checkable)
{
    if (m_links->count() > 0) {
        auto* dot = new QLabel("·");
        dot->setFont(fontFor(TextRole::Tick));
        dot->setProperty("kind", "muted");
        m_links->addWidget(dot);
    }
    auto* link = new QPushButton(text);
    link->setProperty("kind", "link");
    link->setFont(fontFor(TextRole::Tick));
    link->setCheckable(checkable);
    link->setToolTip(meaning);
    link->setAccessibleName(tr("%1: %2").arg(m_title->text(), text));
    link->setAccessibleDescription(meaning);
    link->setSizePolicy(QSizePolicy::Fixed, QSizePolicy::Fixed);
    m_links->addWidget(link);
    return link;
}

void Card::setEnlarged(bool enlarged)
{
    m_enlarged = enlarged;
    updateEnlargeButton();
}

void Card::updateEnlargeButton()
{
    m_enlarge->setIconName(m_enlarged ? "shrink" : "enlarge");
    m_enlarge->setToolTip(m_enlarged ? tr("Back to all plots (double click on the title does the same)")
                                     : tr("Enlarge this plot (double click on the title does the same)"));
    m_enlarge->setAccessibleName((m_enlarged ? tr("Shrink %1") : tr("Enlarge %1")).arg(m_title->text()));
}

QString Card::title() const
{
    return m_title->text();
}

void Card::mouseDoubleClickEvent(QMouseEvent* event)
{
    if (event->position().y() <= kHeaderHeight)
        emit enlargeRequested(!m_enlarged);
}

void Card::paintEvent(QPaintEvent*)
{
    const Palette& palette = Theme::instance().palette();
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(palette.border, 1.0));
    painter.setBrush(palette.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), kRadius, kRadius);
}

} // namespace hysteron::ui
