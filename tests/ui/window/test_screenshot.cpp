// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/screenshot.h"
#include "core/experiment/presets.h"
#include "tests/support/test.h"
#include "ui/main_window.h"
#include "ui/pages/page_context.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <QImage>
#include <QTemporaryDir>

#include <limits>

using namespace hysteron;
using namespace hysteron::ui;

class TestScreenshot : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { Theme::instance().install(); }

    void itIsOfExactlyTheEpochAskedFor()
    {
        constexpr std::int64_t kEpoch = 150;
        const QTemporaryDir directory;
        const QString path = directory.filePath("window.png");
        MainWindow window;
        RunController& controller = window.context().controller();
        controller.setSpeed(std::numeric_limits<double>::infinity());
        QVERIFY(window.open(findPreset("first-light")->specification));
        window.show();
        QTRY_VERIFY(controller.snapshot()->epoch >
                    kEpoch); // the window took longer to come up than the run to get there
        QCOMPARE(app::saveScreenshot(*qobject_cast<QApplication*>(qApp), window, path, kEpoch), 0);
        QCOMPARE(controller.snapshot()->epoch, kEpoch);
        QCOMPARE(QImage(path).size(), window.size());
    }
};

HYSTERON_TEST(TestScreenshot)
#include "test_screenshot.moc"
