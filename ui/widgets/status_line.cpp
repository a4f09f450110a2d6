// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/status_line.h"

#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"
#include "ui/widgets/reading_label.h"

#include <QAccessible>
#include <QHBoxLayout>
#include <QPainter>

namespace hysteron::ui {

namespace {

QList<ReadingLabel::Piece> pieces(const QString& name, const QString& value, bool strong)
{
    return {{name.isEmpty() ? name : name + " ", TextRole::Label, true},
            {value, strong ? TextRole::LabelStrong : TextRole::Label, !strong}};
}

} // namespace

StatusLine::StatusLine(QWidget* parent) : QWidget(parent), m_row(new QHBoxLayout(this))
{
    setFixedHeight(26);
    setAccessibleName(tr("Status"));
    m_row->setContentsMargins(14, 1, 14, 0);
    m_row->setSpacing(22);
    m_message = new ElidedLabel;
    m_message->setFont(fontFor(TextRole::Label));
    m_message->setAlignment(Qt::AlignCenter);
    m_row->addWidget(m_message, 1);
    constexpr int kReadMs = 6000;
    m_forget.setSingleShot(true);
    m_forget.setInterval(kReadMs);
    connect(&m_forget, &QTimer::timeout, this, [this] { m_message->clear(); });
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

int StatusLine::addLeft(const Item& item)
{
    return add(item, true);
}

int StatusLine::addRight(const Item& item)
{
    return add(item, false);
}

int StatusLine::add(const Item& item, bool left)
{
    auto* label = new ReadingLabel(pieces(item.name, item.widest, left));
    label->setToolTip(item.meaning);
    label->setAccessibleName(item.name.isEmpty() ? item.meaning : item.name);
    if (left) {
        m_row->insertWidget(m_leftCount++, label);
    } else {
        label->setAlignment(Qt::AlignRight);
        m_row->addWidget(label);
    }
    m_entries.append({item.name, {}, left, label});
    return int(m_entries.size()) - 1;
}

void StatusLine::setValue(int index, const QString& value)
{
    Entry& entry = m_entries[index];
    if (value == entry.value)
        return;
    entry.value = value;
    // A reading without a value leaves its place empty, so that the others stay where they are.
    entry.label->setPieces(value.isEmpty() ? QList<ReadingLabel::Piece>{} : pieces(entry.name, value, entry.strong));
}

QString StatusLine::value(int index) const
{
    return m_entries[index].value;
}

void StatusLine::setMeaning(int index, const QString& meaning)
{
    m_entries[index].label->setToolTip(meaning);
}

void StatusLine::showMessage(const QString& sentence)
{
    m_message->setText(sentence);
    m_message->setAccessibleName(sentence);
    m_forget.start();
    if (QAccessible::isActive()) {
        QAccessibleEvent event(m_message, QAccessible::Alert);
        QAccessible::updateAccessibility(&event);
    }
}

QString StatusLine::message() const
{
    return m_message->text();
}

void StatusLine::paintEvent(QPaintEvent*)
{
    const Palette& palette = Theme::instance().palette();
    QPainter painter(this);
    painter.fillRect(rect(), palette.surface);
    painter.setPen(palette.border);
    painter.drawLine(0, 0, width(), 0);
}

} // namespace hysteron::ui
