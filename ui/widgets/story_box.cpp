// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/story_box.h"

#include "ui/theme/theme.h"

#include <QAccessible>
#include <QLabel>
#include <QPainter>
#include <QVBoxLayout>

namespace hysteron::ui {

namespace {

constexpr int kReadableInterval = 250; ///< milliseconds

/// The text is plain and may hold anything, also a file's name; only this symbol is set as in the plots.
QString toHtml(const QString& text)
{
    return text.toHtmlEscaped().replace("β_c", "β<sub>c</sub>");
}

} // namespace

StoryBox::StoryBox(QWidget* parent) : QWidget(parent), m_label(new QLabel)
{
    setAccessibleName(tr("What is happening now"));
    m_label->setFont(fontFor(TextRole::Label));
    m_label->setTextFormat(Qt::RichText);
    m_label->setWordWrap(true);
    m_label->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_label->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_label->setAccessibleName(tr("What is happening now"));
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(12, 10, 12, 10);
    column->addWidget(m_label);
    setSizePolicy(QSizePolicy::Preferred, QSizePolicy::Minimum);

    m_later.setSingleShot(true);
    connect(&m_later, &QTimer::timeout, this, &StoryBox::showStory);
    connect(&Theme::instance(), &Theme::changed, this, &StoryBox::showStory);
}

void StoryBox::setStory(const QString& headline, const QString& body, bool alarming)
{
    if (headline == m_headline && body == m_body && alarming == m_alarming)
        return;
    m_headline = headline;
    m_body = body;
    m_alarming = alarming;
    const bool readLongEnough = !m_sinceShown.isValid() || m_sinceShown.elapsed() >= kReadableInterval;
    if (headline != m_shownHeadline || readLongEnough)
        showStory();
    else if (!m_later.isActive())
        m_later.start(kReadableInterval - int(m_sinceShown.elapsed()));
}

void StoryBox::showStory()
{
    m_later.stop();
    m_sinceShown.restart();
    const Palette& palette = Theme::instance().palette();
    // pre-wrap: otherwise the narrow spaces within numbers become common ones, at which lines break.
    m_label->setText(
        QString(
            "<div style='line-height:118%;white-space:pre-wrap'><span style='font-weight:600;color:%1'>%2</span> %3</div>")
            .arg((m_alarming ? palette.warning : palette.accent).name(), toHtml(m_headline), toHtml(m_body)));
    m_label->setAccessibleDescription(text());
    setAccessibleDescription(text());
    if (m_headline != m_shownHeadline && QAccessible::isActive()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
    m_shownHeadline = m_headline;
    update();
}

QString StoryBox::text() const
{
    return m_headline + " " + m_body;
}

void StoryBox::paintEvent(QPaintEvent*)
{
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(Qt::NoPen);
    painter.setBrush(Theme::instance().palette().accentSurface);
    painter.drawRoundedRect(rect(), 8, 8);
}

} // namespace hysteron::ui
