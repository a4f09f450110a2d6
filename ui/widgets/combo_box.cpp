// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/widgets/combo_box.h"

#include "ui/theme/icons.h"
#include "ui/theme/theme.h"

#include <QAbstractItemView>
#include <QDialog>
#include <QKeyEvent>
#include <QStylePainter>
#include <QStyledItemDelegate>
#include <QWheelEvent>

namespace hysteron::ui {

ComboBox::ComboBox(QWidget* parent) : QComboBox(parent)
{
    setFont(fontFor(TextRole::Body));
    setFocusPolicy(Qt::StrongFocus);
    // The default delegate ignores the style sheet's item rules.
    setItemDelegate(new QStyledItemDelegate(this));
    connect(&Theme::instance(), &Theme::changed, this, qOverload<>(&QWidget::update));
}

QSize ComboBox::minimumSizeHint() const
{
    return {90, QComboBox::minimumSizeHint().height()};
}

void ComboBox::showPopup()
{
    constexpr int kPadding = 24;
    view()->setMinimumWidth(view()->sizeHintForColumn(0) + kPadding);
    QComboBox::showPopup();
}

void ComboBox::paintEvent(QPaintEvent*)
{
    QStylePainter painter(this);
    QStyleOptionComboBox option;
    initStyleOption(&option);
    painter.drawComplexControl(QStyle::CC_ComboBox, option);
    const bool empty = currentIndex() < 0;
    option.currentText =
        fontMetrics().elidedText(empty ? placeholderText() : currentText(), Qt::ElideRight, width() - 40);
    painter.drawControl(QStyle::CE_ComboBoxLabel, option);

    constexpr int kSize = 14;
    const QRect place(width() - kSize - 8, (height() - kSize) / 2, kSize, kSize);
    themedIcon("down", Theme::instance().palette().muted).paint(&painter, place);
}

void ComboBox::wheelEvent(QWheelEvent* event)
{
    if (!hasFocus())
        return event->ignore();
    QComboBox::wheelEvent(event);
}

void ComboBox::keyPressEvent(QKeyEvent* event)
{
    switch (event->key()) {
    case Qt::Key_Up:
    case Qt::Key_Down:
    case Qt::Key_PageUp:
    case Qt::Key_PageDown:
    case Qt::Key_Home:
    case Qt::Key_End:
        return QComboBox::keyPressEvent(event);
    case Qt::Key_Return:
    case Qt::Key_Enter:
        if (!qobject_cast<QDialog*>(window()))
            return showPopup();
        return event->ignore(); // for the dialog's default button; Alt with an arrow and the mouse open the list
    default:
        event->ignore();
    }
}

} // namespace hysteron::ui
