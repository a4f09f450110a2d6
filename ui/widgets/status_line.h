// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTimer>
#include <QWidget>

class QHBoxLayout;

namespace hysteron::ui {

class ElidedLabel;
class ReadingLabel;

/// The line of readings at the bottom of the window: name in grey, value strong, each with its own fixed width.
class StatusLine : public QWidget
{
    Q_OBJECT
public:
    explicit StatusLine(QWidget* parent = nullptr);

    struct Item {
        QString name;    ///< shown before the value, may be empty
        QString widest;  ///< longest value to expect
        QString meaning; ///< tooltip: what it is, unit
    };
    /// Left items stand in order from the left, right ones in order towards the right end. Returns the item's index.
    int addLeft(const Item& item);
    int addRight(const Item& item);
    void setValue(int index, const QString& value);
    [[nodiscard]] QString value(int index) const;
    void setMeaning(int index, const QString& meaning); ///< tooltip
    /// A sign of success between the readings, for some seconds: "Saved experiment.json".
    void showMessage(const QString& sentence);
    [[nodiscard]] QString message() const;

protected:
    void paintEvent(QPaintEvent* event) override;

private:
    struct Entry {
        QString name;
        QString value;
        bool strong;
        ReadingLabel* label;
    };
    int add(const Item& item, bool left);

    QHBoxLayout* m_row = nullptr;
    ElidedLabel* m_message = nullptr;
    QTimer m_forget;
    int m_leftCount = 0;
    QList<Entry> m_entries;
};

} // namespace hysteron::ui
