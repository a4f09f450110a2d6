// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QHBoxLayout;
class QLabel;
class QPushButton;
class QVBoxLayout;

namespace hysteron::ui {

class ElidedLabel;
class IconButton;

/// A titled surface for one plot: title, a phrase in grey, links at the right, a button to enlarge it. A double click
/// on the header enlarges too.
class Card : public QWidget
{
    Q_OBJECT
public:
    explicit Card(const QString& title, QWidget* parent = nullptr);

    void setContent(QWidget* content); ///< takes ownership
    void setPhrase(const QString& phrase);
    /// A small text button at the right, e.g. "log x"; checkable links show their state by colour and a tick's role.
    QPushButton* addLink(const QString& text, const QString& meaning, bool checkable);
    /// Shows the state; the caller does the enlarging.
    void setEnlarged(bool enlarged);
    [[nodiscard]] bool isEnlarged() const { return m_enlarged; }
    [[nodiscard]] QString title() const;

signals:
    void enlargeRequested(bool enlarge);

protected:
    void paintEvent(QPaintEvent* event) override;
    void mouseDoubleClickEvent(QMouseEvent* event) override;

private:
    void updateEnlargeButton();

    QLabel* m_title = nullptr;
    ElidedLabel* m_phrase = nullptr;
    QHBoxLayout* m_links = nullptr;
    QVBoxLayout* m_column = nullptr;
    IconButton* m_enlarge = nullptr;
    bool m_enlarged = false;
};

} // namespace hysteron::ui
