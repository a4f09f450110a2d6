// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QLabel;
class QPushButton;

namespace hysteron::ui {

class IconButton;

/// A line that appears where something went wrong or needs to be known, with an optional way on and a cross to close
/// it.
class MessageBar : public QWidget
{
    Q_OBJECT
public:
    enum class Kind { Notice, Error };

    explicit MessageBar(QWidget* parent = nullptr);

    /// action: text of the button; empty: no button. details: shown below the text when asked for.
    void showMessage(Kind kind, const QString& text, const QString& action = {}, const QString& details = {});
    void dismiss();
    [[nodiscard]] QString text() const;
    [[nodiscard]] QString details() const { return m_details; }
    [[nodiscard]] QPushButton* detailsButton() const { return m_more; }

signals:
    void shownChanged(); ///< it appeared or went
    void actionRequested();
    void dismissed(); ///< by the user

protected:
    void paintEvent(QPaintEvent* event) override;
    void keyPressEvent(QKeyEvent* event) override;

private:
    void updateIcon();
    void updateText();

    QString m_message;
    QString m_details;
    Kind m_kind = Kind::Notice;
    QLabel* m_icon = nullptr;
    QLabel* m_text = nullptr;
    QPushButton* m_more = nullptr; ///< shows the details
    QPushButton* m_action = nullptr;
    IconButton* m_close = nullptr;
};

} // namespace hysteron::ui
