// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QWidget>

class QAction;
class QHBoxLayout;
class QMenu;
class QPushButton;

namespace hysteron::ui {

class Actions;
class IconButton;
class PageTabs;

/// The bar at the top of the window: at the left what the page that is shown puts there, at the right the pages,
/// export, colours and the menu.
class TopBar : public QWidget
{
    Q_OBJECT
public:
    /// menu: opened by the button at the right end.
    TopBar(Actions& actions, QMenu* menu, QWidget* parent = nullptr);

    void addPage(QAction* page);
    /// Takes ownership when it is shown for the first time.
    void showHead(QWidget* head);
    [[nodiscard]] PageTabs* pages() const { return m_pages; }
    [[nodiscard]] QPushButton* exportButton() const { return m_export; }
    [[nodiscard]] IconButton* menuButton() const { return m_menu; }

protected:
    void paintEvent(QPaintEvent* event) override;
    void resizeEvent(QResizeEvent* event) override;

private:
    void updateThemeButton();

    QAction* m_themeAction;
    QHBoxLayout* m_head = nullptr;
    QWidget* m_shown = nullptr;
    PageTabs* m_pages = nullptr;
    IconButton* m_theme = nullptr;
    QPushButton* m_export = nullptr;
    IconButton* m_menu = nullptr;
};

} // namespace hysteron::ui
