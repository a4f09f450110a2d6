// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"

#include <QImage>
#include <QProcess>
#include <QTemporaryDir>

/// What packaging/run.sh does without a display.
class TestHeadless : public QObject
{
    Q_OBJECT
private slots:
    void writesFigureAndData()
    {
        QTemporaryDir directory;
        const QString out = directory.filePath("first light");
        QProcess process;
        process.start(HYSTERON_WINDOW, {"--headless", "--out", out});
        QVERIFY(process.waitForFinished(60000));
        QCOMPARE(process.exitCode(), 0);
        QVERIFY(process.readAllStandardOutput().contains("rank 1 -> 2"));
        QVERIFY(QImage(out + "/figure.png").width() > 1000);
        QFile svg(out + "/figure.svg");
        QVERIFY(svg.open(QIODevice::ReadOnly));
        QVERIFY(svg.readAll().contains("<text"));
        QFile data(out + "/data.csv");
        QVERIFY(data.open(QIODevice::ReadOnly));
        QVERIFY(data.readAll().contains("epoch,sigma_1,sigma_2,train_mse,test_mse"));
    }

    void helpAndVersionNeedNoDisplay()
    {
        QProcessEnvironment bare = QProcessEnvironment::systemEnvironment();
        for (const char* name : {"DISPLAY", "WAYLAND_DISPLAY"})
            bare.remove(name);
        bare.insert("QT_QPA_PLATFORM", "xcb"); // of which a window would die here
        for (const auto& [argument, word] : {std::pair{"--help", "--headless"}, {"-h", "--seed"}, {"--version", "."}}) {
            QProcess process;
            process.setProcessEnvironment(bare);
            process.start(HYSTERON_WINDOW, {argument});
            QVERIFY(process.waitForFinished(60000));
            QCOMPARE(process.exitStatus(), QProcess::NormalExit);
            QCOMPARE(process.exitCode(), 0);
            QVERIFY2(process.readAllStandardOutput().contains(word), argument);
        }
    }

    void badArgumentsAreExplained()
    {
        for (const QStringList& arguments :
             {QStringList{"--headless", "--preset", "nope"}, QStringList{"--headless", "--seed", "x"},
              QStringList{"--headless", "--speed", "-3"}, QStringList{"--headless", "--size", "big"},
              QStringList{"--headless", "missing.json"}, QStringList{"--headless", "--out", "/proc/none/x"}}) {
            QProcess process;
            process.start(HYSTERON_WINDOW, arguments);
            QVERIFY(process.waitForFinished(60000));
            QCOMPARE(process.exitCode(), 2);
            QVERIFY(process.readAllStandardError().contains("error: "));
        }
    }
};

HYSTERON_TEST(TestHeadless)
#include "test_headless.moc"
