// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QObject>
#include <QStringList>

#include <memory>

class QMenu;
class QSettings;

namespace hysteron::ui {

class MainWindow;

/// What the window remembers from one start to the next: place and size, colours, page in front, hidden controls, and
/// the files that were opened, which stand in the menu. Everything is read when it is made, and written as it changes.
class WindowMemory : public QObject
{
    Q_OBJECT
public:
    /// settings: where it is kept. Before the window is shown.
    WindowMemory(MainWindow& window, std::unique_ptr<QSettings> settings);
    ~WindowMemory() override;

    /// The window had a place and a size.
    [[nodiscard]] bool hadGeometry() const { return m_hadGeometry; }
    /// Newest first, whole paths.
    [[nodiscard]] const QStringList& recentFiles() const { return m_recent; }

    static constexpr int kMostFiles = 8;

protected:
    bool eventFilter(QObject* watched, QEvent* event) override;

private:
    void restore();
    void keepPanels();
    void keepColours();
    void fileWasOpened(const QString& path);
    void showRecent();

    MainWindow& m_window;
    std::unique_ptr<QSettings> m_settings;
    QMenu* m_menu;
    QStringList m_recent;
    bool m_hadGeometry = false;
};

} // namespace hysteron::ui
