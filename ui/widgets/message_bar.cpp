// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/message_bar.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"
#include "ui/widgets/icon_button.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QKeyEvent>
#include <QLabel>
#include <QPainter>

namespace hysteron::ui {

MessageBar::MessageBar(QWidget* parent)
    : QWidget(parent), m_icon(new QLabel), m_text(new QLabel), m_more(new QPushButton), m_action(new QPushButton),
      m_close(new IconButton("close", IconButton::Kind::Quiet))
{
    m_text->setFont(fontFor(TextRole::Body));
    m_text->setTextFormat(Qt::PlainText);
    m_text->setWordWrap(true);
    m_text->setTextInteractionFlags(Qt::TextSelectableByMouse);
    m_action->setFont(fontFor(TextRole::BodyStrong));
    m_more->setText(tr("Details"));
    m_more->setProperty("kind", "link");
    m_more->setCheckable(true);
    m_close->setFixedSize(30, 30);
    m_close->setToolTip(tr("Close this message (Esc)"));
    m_close->setAccessibleName(tr("Close this message"));

    auto* row = new QHBoxLayout(this);
    row->setContentsMargins(12, 6, 6, 6);
    row->setSpacing(10);
    row->addWidget(m_icon);
    row->addWidget(m_text, 1);
    row->addWidget(m_more);
    row->addWidget(m_action);
    row->addWidget(m_close);
    connect(m_action, &QPushButton::clicked, this, &MessageBar::actionRequested);
    connect(m_more, &QPushButton::toggled, this, &MessageBar::updateText);
    connect(m_close, &QPushButton::clicked, this, [this] {
        dismiss();
        emit dismissed();
    });
    connect(&Theme::instance(), &Theme::changed, this, &MessageBar::updateIcon);
    hide();
}

void MessageBar::showMessage(Kind kind, const QString& text, const QString& action, const QString& details)
{
    m_kind = kind;
    m_message = text;
    m_details = details;
    m_more->setChecked(false);
    m_more->setVisible(!details.isEmpty());
    updateText();
    m_action->setText(action);
    m_action->setVisible(!action.isEmpty());
    setAccessibleName(kind == Kind::Error ? tr("Problem") : tr("Notice"));
    setAccessibleDescription(text);
    updateIcon();
    show();
    emit shownChanged();
    if (QAccessible::isActive()) {
        QAccessibleEvent event(this, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

void MessageBar::dismiss()
{
    const bool shown = !isHidden();
    hide();
    if (shown)
        emit shownChanged();
}

QString MessageBar::text() const
{
    return m_message;
}

void MessageBar::updateText()
{
    m_text->setText(m_more->isChecked() ? m_message + QLatin1Char('\n') + m_details : m_message);
}

void MessageBar::updateIcon()
{
    const Palette& palette = Theme::instance().palette();
    const bool error = m_kind == Kind::Error;
    const QIcon icon = themedIcon(error ? "warning" : "notice", error ? palette.warning : palette.accent);
    m_icon->setPixmap(icon.pixmap(QSize(18, 18), devicePixelRatioF()));
    update();
}

void MessageBar::keyPressEvent(QKeyEvent* event)
{
    if (event->key() != Qt::Key_Escape)
        return QWidget::keyPressEvent(event);
    m_close->click();
}

void MessageBar::paintEvent(QPaintEvent*)
{
    const Palette& palette = Theme::instance().palette();
    const QColor edge = m_kind == Kind::Error ? palette.warning : palette.accent;
    QPainter painter(this);
    painter.setRenderHint(QPainter::Antialiasing);
    painter.setPen(QPen(edge, 1.0));
    painter.setBrush(palette.surface);
    painter.drawRoundedRect(QRectF(rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8);
}

} // namespace hysteron::ui
