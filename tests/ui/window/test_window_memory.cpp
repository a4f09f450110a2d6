// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/io/specification_json.h"
#include "tests/support/test.h"
#include "ui/actions/actions.h"
#include "ui/main_window.h"
#include "ui/pages/page_context.h"
#include "ui/run/run_controller.h"
#include "ui/theme/system_scheme.h"
#include "ui/window_memory.h"

#include <QAction>
#include <QFile>
#include <QMenu>
#include <QSettings>
#include <QTemporaryDir>

using namespace hysteron;
using namespace hysteron::ui;

/// Nothing here touches the user's settings: they lie in a directory of this test.
class TestWindowMemory : public QObject
{
    Q_OBJECT
    std::unique_ptr<QTemporaryDir> m_directory;

    std::unique_ptr<QSettings> settings() const
    {
        return std::make_unique<QSettings>(m_directory->filePath("settings.ini"), QSettings::IniFormat);
    }
    QString experiment(const QString& name) const
    {
        const QString path = m_directory->filePath(name);
        QFile file(path);
        if (!file.open(QIODevice::WriteOnly))
            qFatal("no file");
        file.write(QByteArray::fromStdString(toJson(findPreset("fig1a-random")->specification).dump()));
        return path;
    }

private slots:
    void initTestCase() { Theme::instance().install(); }
    void init() { m_directory = std::make_unique<QTemporaryDir>(); }
    void cleanup() { Theme::instance().setScheme(systemScheme()); }

    void sizePageAndHiddenControlsComeBack()
    {
        {
            MainWindow window;
            const WindowMemory memory(window, settings());
            QVERIFY(!memory.hadGeometry());
            window.resize(1111, 666);
            window.show();
            QVERIFY(QTest::qWaitForWindowActive(&window));
            QTest::keyClick(&window, Qt::Key_3, Qt::ControlModifier);
            QTest::keyClick(&window, Qt::Key_H);
            window.close();
        }
        MainWindow window;
        const WindowMemory memory(window, settings());
        QVERIFY(memory.hadGeometry());
        QCOMPARE(window.size(), QSize(1111, 666));
        QCOMPARE(window.currentPage()->names().id, QString("data"));
        QVERIFY(window.currentPage()->panel()->isHidden());
        QVERIFY(!window.pages()[0]->panel()->isHidden());
    }

    void coloursThatWereChosenComeBack()
    {
        const Scheme system = systemScheme();
        const Scheme other = system == Scheme::Light ? Scheme::Dark : Scheme::Light;
        {
            MainWindow window;
            const WindowMemory memory(window, settings());
            window.actions().action(ActionId::Theme)->trigger();
            QVERIFY(Theme::instance().scheme() == other);
        }
        Theme::instance().setScheme(system);
        {
            MainWindow window;
            const WindowMemory memory(window, settings());
            QVERIFY(Theme::instance().scheme() == other);
            QVERIFY(!window.followsSystem());
            QVERIFY(!window.actions().action(ActionId::SystemTheme)->isChecked());
            window.actions().action(ActionId::SystemTheme)->trigger();
            QVERIFY(Theme::instance().scheme() == system);
            QVERIFY(window.actions().action(ActionId::SystemTheme)->isChecked());
        }
        MainWindow window;
        const WindowMemory memory(window, settings());
        QVERIFY(window.followsSystem());
    }

    void openedFilesStandInTheMenuNewestFirst()
    {
        {
            MainWindow window;
            const WindowMemory memory(window, settings());
            for (int i = 0; i < WindowMemory::kMostFiles + 2; ++i)
                QVERIFY(window.openFile(experiment(QString("%1.json").arg(i))));
            QVERIFY(window.openFile(experiment("5.json"))); // again
            QVERIFY(!window.openFile(m_directory->filePath("none.json")));
            QCOMPARE(memory.recentFiles().size(), WindowMemory::kMostFiles);
            QCOMPARE(memory.recentFiles()[0], m_directory->filePath("5.json"));
            QCOMPARE(memory.recentFiles()[1], m_directory->filePath("9.json"));
        }
        MainWindow window;
        const WindowMemory memory(window, settings());
        window.open(findPreset("first-light")->specification, true);
        QMenu* again = nullptr;
        for (QAction* action : window.actions().added(ActionMenu::File))
            again = action->menu() ? action->menu() : again;
        QVERIFY(again && again->isEnabled());
        QCOMPARE(again->actions()[0]->text(), QString("5.json"));
        again->actions()[0]->trigger();
        QTRY_VERIFY(window.context().controller().specification() == findPreset("fig1a-random")->specification);
        QVERIFY(window.windowTitle().startsWith("5.json"));
    }
};

HYSTERON_TEST(TestWindowMemory)
#include "test_window_memory.moc"
