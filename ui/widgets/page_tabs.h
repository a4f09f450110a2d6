// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QList>
#include <QWidget>

class QAction;
class QHBoxLayout;
class QPushButton;

namespace hysteron::ui {

/// The pages of the window, as a row of quiet buttons; the chosen one is the one whose action is checked.
class PageTabs : public QWidget
{
    Q_OBJECT
public:
    explicit PageTabs(QWidget* parent = nullptr);

    /// page: checkable, of an exclusive group.
    void addPage(QAction* page);
    [[nodiscard]] int currentPage() const; ///< -1: none is chosen
    [[nodiscard]] QPushButton* tab(int index) const { return m_tabs[index]; }
    [[nodiscard]] int count() const { return static_cast<int>(m_tabs.size()); }

private:
    QHBoxLayout* m_row = nullptr;
    QList<QPushButton*> m_tabs;
};

} // namespace hysteron::ui
