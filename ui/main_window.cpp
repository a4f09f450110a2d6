// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/main_window.h"

#include "ui/actions/click_focus.h"
#include "ui/export/export_dialog.h"
#include "ui/help/help_viewer.h"
#include "ui/pages/about_dialog.h"
#include "ui/pages/help_dialog.h"
#include "ui/pages/page_context.h"
#include "ui/theme/icons.h"
#include "ui/theme/system_scheme.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/top_bar.h"
#include "ui/words/words.h"

#include <QActionGroup>
#include <QDragEnterEvent>
#include <QFileDialog>
#include <QFileInfo>
#include <QMenu>
#include <QMimeData>
#include <QStackedWidget>
#include <QVBoxLayout>

namespace hysteron::ui {

MainWindow::MainWindow(const std::vector<PageMaker>& pages, QWidget* parent)
    : QMainWindow(parent), m_actions(new Actions(this)), m_context(new PageContext(*m_actions, this)),
      m_menu(new QMenu(this)), m_bar(new TopBar(*m_actions, m_menu)), m_stack(new QStackedWidget), m_foot(new QWidget),
      m_pageActions(new QActionGroup(this))
{
    setWindowIcon(applicationIcon());
    setAcceptDrops(true);
    setMinimumSize(960, 600);
    new ClickFocus(this);

    auto* centre = new QWidget;
    auto* column = new QVBoxLayout(centre);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addWidget(m_bar);
    column->addWidget(m_stack, 1);
    column->addWidget(m_foot);
    auto* foot = new QVBoxLayout(m_foot);
    foot->setContentsMargins(0, 0, 0, 0);
    centre->setFocusPolicy(Qt::ClickFocus);
    setCentralWidget(centre);

    for (const PageMaker& make : pages)
        addPage(make(*m_context));
    connect(m_actions, &Actions::triggered, this, &MainWindow::act);
    connect(m_context, &PageContext::runOffered, this, [this](const study::RunRequest& run) { open(run); });
    connect(m_context, &PageContext::told, this,
            [this](const QString& sentence) { currentPage()->status()->showMessage(sentence); });
    connect(&Theme::instance(), &Theme::changed, this, &MainWindow::refreshActions);
    connect(m_menu, &QMenu::aboutToShow, this, &MainWindow::fillMenu);
    showPage(0);
}

MainWindow::~MainWindow() = default;

void MainWindow::addPage(Page* page)
{
    const int index = static_cast<int>(m_pages.size());
    m_pages.append(page);
    m_stack->addWidget(page);
    m_foot->layout()->addWidget(page->status());
    page->status()->hide();
    page->addActions(page->ownActions()); // their keys act while it is shown
    auto* action = new QAction(page->names().title, this);
    action->setObjectName(QStringLiteral("page-") + page->names().id);
    action->setToolTip(page->names().meaning);
    action->setCheckable(true);
    if (index < 9)
        action->setShortcut(QKeySequence(Qt::CTRL | static_cast<Qt::Key>(Qt::Key_1 + index)));
    m_pageActions->addAction(action);
    m_actions->add(ActionMenu::View, action);
    m_bar->addPage(action);
    connect(action, &QAction::triggered, this, [this, index] { showPage(index); });
    connect(page, &Page::actionsChanged, this, [this, page] {
        if (page == currentPage())
            refreshActions();
    });
    connect(page, &Page::documentChanged, this, &MainWindow::refreshTitle);
    connect(page, &Page::exportRequested, this, &MainWindow::exportFrom);
}

Page* MainWindow::currentPage() const
{
    return m_pages[std::max(0, m_front)];
}

int MainWindow::currentIndex() const
{
    return m_front;
}

void MainWindow::showPage(int index)
{
    if (index == m_front)
        return;
    if (m_front >= 0) {
        currentPage()->status()->hide();
        currentPage()->left();
    }
    m_front = index;
    Page* page = currentPage();
    m_pageActions->actions()[index]->setChecked(true);
    m_stack->setCurrentIndex(index);
    m_bar->showHead(page->head());
    page->status()->show();
    page->entered();
    centralWidget()->setFocusProxy(page); // a click on a button anywhere leaves the focus there
    page->takeFocus();
    fillMenu();
    refreshActions();
    refreshTitle();
    emit pageShown(index);
}

void MainWindow::act(ActionId id)
{
    switch (id) {
    case ActionId::Open:
        chooseFileToOpen();
        break;
    case ActionId::Quit:
        close();
        break;
    case ActionId::FullScreen:
        setWindowState(windowState() ^ Qt::WindowFullScreen);
        break;
    case ActionId::Theme:
        setColours(false, Theme::instance().scheme() == Scheme::Light ? Scheme::Dark : Scheme::Light);
        break;
    case ActionId::SystemTheme:
        setColours(!m_followsSystem, Theme::instance().scheme());
        break;
    case ActionId::Help:
        HelpDialog(*m_actions, this).exec();
        break;
    case ActionId::Reference:
        showReference();
        break;
    case ActionId::About:
        AboutDialog(this).exec();
        break;
    default:
        currentPage()->perform(id);
    }
    refreshActions();
}

void MainWindow::showReference()
{
    if (!m_reference) {
        m_reference = new HelpViewer(this);
        m_reference->setWindowFlag(Qt::Window);
        m_reference->setWindowTitle(tr("Reference – Hysteron"));
        constexpr QSize kReadable(1000, 700);
        m_reference->resize(kReadable);
    }
    m_reference->show();
    m_reference->raise();
    m_reference->activateWindow();
}

/// Of the page in front; the window's own apply always.
void MainWindow::refreshActions()
{
    for (const ActionEntry& entry : m_actions->table())
        if (entry.ofPage)
            m_actions->show(entry.id, currentPage()->stateOf(entry.id));
    const bool light = Theme::instance().scheme() == Scheme::Light;
    m_actions->show(ActionId::Theme, {.enabled = true,
                                      .meaning = light ? tr("switch to dark colours") : tr("switch to light colours"),
                                      .icon = light ? QStringLiteral("dark") : QStringLiteral("light"),
                                      .checked = !light});
    m_actions->show(ActionId::SystemTheme, {.enabled = true, .checked = m_followsSystem});
    m_actions->show(ActionId::FullScreen, {.enabled = true, .checked = isFullScreen()});
}

void MainWindow::setColours(bool followSystem, Scheme otherwise)
{
    m_followsSystem = followSystem;
    Theme::instance().setScheme(followSystem ? systemScheme() : otherwise);
    refreshActions();
}

void MainWindow::refreshTitle()
{
    const QString document = currentPage()->document();
    const QString what = document.isEmpty() ? currentPage()->names().title : document;
    setWindowTitle(tr("%1 – Hysteron").arg(what));
}

void MainWindow::fillMenu()
{
    m_menu->clear();
    qDeleteAll(m_menu->findChildren<QMenu*>(Qt::FindDirectChildrenOnly));
    m_actions->fill(m_menu);
    const QList<QAction*> own = currentPage()->ownActions();
    if (!own.isEmpty())
        m_menu->addSeparator();
    m_menu->addActions(own);
}

bool MainWindow::open(const Specification& specification, bool paused, const std::vector<LoggedChange>& log)
{
    return open(study::RunRequest{.experiment = {.specification = specification, .changes = log}, .epochs = 0}, paused);
}

bool MainWindow::open(const study::RunRequest& run, bool paused)
{
    return open(OpenedFile{.path = {}, .content = ExperimentFile{run}, .paused = paused});
}

bool MainWindow::openFile(const QString& path)
{
    const Result<OpenedFile> file = identifyFile(path);
    if (file)
        return open(*file);
    const QString name = QFileInfo(path).fileName();
    const Error first = file.errors().front();
    // An experiment with a mistake in it is still one: what is wrong is said at once.
    currentPage()->showErrors(
        file.errors(),
        first.field == "file"
            ? tr("%1 cannot be opened: it is neither an experiment, nor a Hysteron figure, nor a table of measurements.")
                  .arg(name)
            : sentences(tr("%1 cannot be opened.").arg(name), words(first)));
    return false;
}

/// On the page in front if it can, else on the first that can.
bool MainWindow::open(const OpenedFile& file)
{
    Page* page = currentPage();
    for (qsizetype i = 0; i < m_pages.size() && !page->canOpen(file); ++i)
        page = m_pages[i];
    const QString name = QFileInfo(file.path).fileName();
    if (!page->canOpen(file)) {
        currentPage()->showErrors({}, tr("No page can show %1.").arg(name));
        return false;
    }
    if (const Errors errors = page->open(file); !errors.empty()) {
        currentPage()->showErrors(errors, name.isEmpty() ? QString() : tr("%1 cannot be opened.").arg(name));
        return false;
    }
    showPage(static_cast<int>(m_pages.indexOf(page)));
    if (!file.path.isEmpty())
        emit fileOpened(file.path);
    return true;
}

void MainWindow::chooseFileToOpen()
{
    const QString path = QFileDialog::getOpenFileName(
        this, tr("Open"), {}, tr("All that can be opened (*.json *.png *.svg *.pdf *.csv *.tsv *.txt);;All files (*)"));
    if (!path.isEmpty())
        openFile(path);
}

void MainWindow::exportFrom(int plot)
{
    ExportDialog dialog(currentPage()->exportable(), plot, this);
    dialog.exec();
    if (!dialog.writtenFile().isEmpty())
        m_context->tell(tr("Saved %1").arg(QFileInfo(dialog.writtenFile()).fileName()));
}

void MainWindow::changeEvent(QEvent* event)
{
    QMainWindow::changeEvent(event);
    if (event->type() == QEvent::WindowStateChange)
        refreshActions();
}

void MainWindow::dragEnterEvent(QDragEnterEvent* event)
{
    if (event->mimeData()->hasUrls() && event->mimeData()->urls().front().isLocalFile())
        event->acceptProposedAction();
}

void MainWindow::dropEvent(QDropEvent* event)
{
    openFile(event->mimeData()->urls().front().toLocalFile());
}

} // namespace hysteron::ui
