// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/window_memory.h"

#include "ui/actions/actions.h"
#include "ui/main_window.h"
#include "ui/theme/theme.h"

#include <QAction>
#include <QEvent>
#include <QFileInfo>
#include <QMenu>
#include <QSettings>

namespace hysteron::ui {

namespace {
const QString kGeometry = QStringLiteral("window/geometry");
const QString kPage = QStringLiteral("window/page");
const QString kHidden = QStringLiteral("window/hidden");
const QString kRecent = QStringLiteral("files/recent");
const QString kColours = QStringLiteral("colours");
} // namespace

WindowMemory::WindowMemory(MainWindow& window, std::unique_ptr<QSettings> settings)
    : QObject(&window), m_window(window), m_settings(std::move(settings)), m_menu(new QMenu(tr("Open again"), &window))
{
    restore();
    window.installEventFilter(this);
    m_menu->setToolTipsVisible(true);
    window.actions().add(ActionMenu::File, m_menu->menuAction());
    showRecent();
    connect(&window, &MainWindow::fileOpened, this, &WindowMemory::fileWasOpened);
    connect(&window, &MainWindow::pageShown, this,
            [this](int index) { m_settings->setValue(kPage, m_window.pages()[index]->names().id); });
    for (Page* page : window.pages())
        connect(page, &Page::actionsChanged, this, &WindowMemory::keepPanels);
    connect(&window.actions(), &Actions::triggered, this, [this](ActionId id) {
        if (id == ActionId::Theme || id == ActionId::SystemTheme)
            keepColours();
    });
}

WindowMemory::~WindowMemory() = default;

void WindowMemory::restore()
{
    m_hadGeometry = m_window.restoreGeometry(m_settings->value(kGeometry).toByteArray());
    const QString colours = m_settings->value(kColours).toString();
    if (colours == QLatin1String("dark"))
        m_window.setColours(false, Scheme::Dark);
    else if (colours == QLatin1String("light"))
        m_window.setColours(false, Scheme::Light);
    const QStringList hidden = m_settings->value(kHidden).toStringList();
    const QString page = m_settings->value(kPage).toString();
    for (int i = 0; i < m_window.pages().size(); ++i) {
        Page* one = m_window.pages()[i];
        if (one->panel())
            one->panel()->setHidden(hidden.contains(one->names().id));
        if (one->names().id == page)
            m_window.showPage(i);
    }
    m_recent = m_settings->value(kRecent).toStringList().mid(0, kMostFiles);
}

void WindowMemory::keepPanels()
{
    QStringList hidden;
    for (const Page* page : m_window.pages())
        if (page->panel() && page->panel()->isHidden())
            hidden += page->names().id;
    if (hidden != m_settings->value(kHidden).toStringList())
        m_settings->setValue(kHidden, hidden);
}

void WindowMemory::keepColours()
{
    const bool dark = Theme::instance().scheme() == Scheme::Dark;
    m_settings->setValue(kColours, m_window.followsSystem() ? QStringLiteral("system")
                                   : dark                   ? QStringLiteral("dark")
                                                            : QStringLiteral("light"));
}

void WindowMemory::fileWasOpened(const QString& path)
{
    const QString whole = QFileInfo(path).absoluteFilePath();
    m_recent.removeAll(whole);
    m_recent.prepend(whole);
    m_recent = m_recent.mid(0, kMostFiles);
    m_settings->setValue(kRecent, m_recent);
    showRecent();
}

void WindowMemory::showRecent()
{
    m_menu->clear();
    m_menu->setEnabled(!m_recent.isEmpty());
    for (const QString& path : m_recent) {
        QAction* again = m_menu->addAction(QFileInfo(path).fileName());
        again->setToolTip(path);
        connect(
            again, &QAction::triggered, &m_window, [this, path] { m_window.openFile(path); }, Qt::QueuedConnection);
    }
}

bool WindowMemory::eventFilter(QObject* watched, QEvent* event)
{
    if (event->type() == QEvent::Close)
        m_settings->setValue(kGeometry, m_window.saveGeometry());
    return QObject::eventFilter(watched, event);
}

} // namespace hysteron::ui
