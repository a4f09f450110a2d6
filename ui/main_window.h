// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/run_study.h"
#include "ui/pages/page_list.h"
#include "ui/theme/theme.h"

#include <QMainWindow>

#include <vector>

class QActionGroup;
class QMenu;
class QStackedWidget;

namespace hysteron::ui {

class Actions;
class HelpViewer;
class PageContext;
class TopBar;

/// A stack of pages and a table of actions: brings one page to the front, lets its actions act, opens files on the page
/// that can, and writes what a page has to export. It knows no page by its class.
class MainWindow : public QMainWindow
{
    Q_OBJECT
public:
    explicit MainWindow(const std::vector<PageMaker>& pages = pageList(), QWidget* parent = nullptr);
    ~MainWindow() override;

    /// Starts this experiment on the page that can, and brings that page to the front. On errors the present one goes
    /// on and the reasons are shown. log: live changes to be made again at their epochs.
    bool open(const Specification& specification, bool paused = false, const std::vector<LoggedChange>& log = {});
    bool open(const study::RunRequest& run, bool paused = false);
    bool open(const OpenedFile& file);
    /// Opens an experiment, an exported figure or a table on the page that can; what is wrong is shown on the page in
    /// front.
    bool openFile(const QString& path);

    void showPage(int index);
    [[nodiscard]] int currentIndex() const;
    [[nodiscard]] Page* currentPage() const;
    [[nodiscard]] const QList<Page*>& pages() const { return m_pages; }
    [[nodiscard]] PageContext& context() const { return *m_context; }
    [[nodiscard]] Actions& actions() const { return *m_actions; }
    [[nodiscard]] TopBar& topBar() const { return *m_bar; }
    [[nodiscard]] QMenu* menu() const { return m_menu; }
    /// Light or dark as the system is, until somebody chooses.
    void setColours(bool followSystem, Scheme otherwise);
    [[nodiscard]] bool followsSystem() const { return m_followsSystem; }

signals:
    void fileOpened(const QString& path);
    void pageShown(int index);

protected:
    void changeEvent(QEvent* event) override;
    void dragEnterEvent(QDragEnterEvent* event) override;
    void dropEvent(QDropEvent* event) override;

private:
    void addPage(Page* page);
    void act(ActionId id);
    void refreshActions();
    void refreshTitle();
    void fillMenu();
    void chooseFileToOpen();
    void exportFrom(int plot);
    void showReference();

    Actions* m_actions = nullptr;
    PageContext* m_context = nullptr;
    QMenu* m_menu = nullptr;
    TopBar* m_bar = nullptr;
    QStackedWidget* m_stack = nullptr;
    QWidget* m_foot = nullptr; ///< the status lines of the pages
    QActionGroup* m_pageActions = nullptr;
    QList<Page*> m_pages;
    HelpViewer* m_reference = nullptr; ///< made when it is first asked for
    bool m_followsSystem = true;
    int m_front = -1; ///< index of the page that was entered last
};

} // namespace hysteron::ui
