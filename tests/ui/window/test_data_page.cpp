// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/support/test.h"
#include "tests/ui/window/alone.h"
#include "ui/main_window.h"
#include "ui/pages/data_columns.h"
#include "ui/pages/data_page.h"
#include "ui/pages/figure_panels.h"
#include "ui/pages/laws_table.h"
#include "ui/plots/plot_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/segmented_control.h"

#include <QDropEvent>
#include <QFile>
#include <QFileInfo>
#include <QMimeData>
#include <QSignalSpy>
#include <QTemporaryDir>
#include <QTimer>
#include <QUrl>

#include <cmath>

using namespace hysteron;
using namespace hysteron::ui;

class TestDataPage : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_directory;

    QString file(const QByteArray& text)
    {
        static int count = 0;
        const QString path = m_directory.filePath(QStringLiteral("data-%1.csv").arg(++count));
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly))
            qFatal("no file");
        out.write(text);
        return path;
    }

    /// Exponential waits, 60 for each x and each group, tau = exp(lnTau(x)), twice as long in the second group.
    QString waits(const QByteArray& header, const std::vector<double>& xs, double (*lnTau)(double))
    {
        RandomStream random(1, StreamId::Bootstrap);
        QByteArray rows = header;
        for (const int group : {1, 2})
            for (const double x : xs)
                for (int i = 0; i < 60; ++i)
                    rows += QByteArray::number(x, 'g', 17) + ',' +
                            QByteArray::number(-group * std::log(random.uniform()) * std::exp(lnTau(x)), 'g', 17) +
                            ",0," + QByteArray::number(group) + '\n';
        return file(rows);
    }
    QString arrhenius()
    {
        return waits("inv_t,tau,censored,group\n", {800, 1000, 1250, 1600, 2000},
                     [](double x) { return 3.0 + 4e-3 * x; });
    }

    QString curves(double delay)
    {
        QByteArray rows = "# as a run is exported\nepoch,train_mse,test_mse\n";
        for (int step = 1; step < 2000; step += 10)
            rows += QByteArray::number(step) + ',' + QByteArray::number(step < 100 ? 1.0 : 0.01) + ',' +
                    QByteArray::number(step < 100 + delay ? 1.0 : 0.02) + '\n';
        return file(rows);
    }

    /// Of many rows: reading them takes some time.
    QString longCurves(const QByteArray& name)
    {
        QByteArray rows = "step,train," + name + '\n';
        for (int step = 1; step <= 300'000; ++step)
            rows += QByteArray::number(step) + (step < 1000   ? ",1.0,1.0\n"
                                                : step < 5000 ? ",0.01,1.0\n"
                                                              : ",0.01,0.02\n");
        return file(rows);
    }

    static void open(DataPage& page, const QString& path)
    {
        page.openFile(path);
        QTRY_VERIFY_WITH_TIMEOUT(!page.isBusy(), 60000);
    }

private slots:
    void initTestCase() { Theme::instance().install(); }

    void arrheniusDataPreferArrhenius()
    {
        Alone<DataPage> page;
        open(page, arrhenius());
        QCOMPARE(page.columns()->kind()->currentIndex(), int(DataColumns::EscapeTimes));
        QCOMPARE(page.columns()->column(DataColumns::Time)->currentText(), QStringLiteral("tau"));
        QCOMPARE(page.columns()->column(DataColumns::X)->currentText(), QStringLiteral("inv_t"));
        QCOMPARE(page.columns()->column(DataColumns::Censored)->currentText(), QStringLiteral("censored"));
        QVERIFY2(page.storyText().contains("clearly prefer the Arrhenius law"), qPrintable(page.storyText()));
        QVERIFY(page.storyText().contains("600 times"));
        QCOMPARE(page.laws()->rowCount(), 4);
        QCOMPARE(page.panels()->plots().size(), 1);
        QCOMPARE(page.panels()->figure().panels[0].series.back().x, (std::vector<double>{800, 1000, 1250, 1600, 2000}));
    }

    void powerLawDataPreferThePowerLaw()
    {
        Alone<DataPage> page;
        open(page, waits("learning_rate,tau,censored,group\n", {0.01, 0.02, 0.05, 0.1, 0.2},
                         [](double x) { return 1.0 - std::log(x); }));
        QCOMPARE(page.columns()->covariate()->currentIndex(), int(Covariate::LearningRate)); // guessed from the name
        QVERIFY2(page.storyText().contains("prefer the power law"), qPrintable(page.storyText()));
        QCOMPARE(page.panels()->figure().panels[0].series.back().x.front(), 5.0); // 1/0.2
    }

    void aGroupCanBeSeenAlone()
    {
        Alone<DataPage> page;
        open(page, arrhenius());
        QCOMPARE(page.columns()->groupValue()->count(), 3); // all, 1, 2
        const double all = page.panels()->figure().panels[0].series.back().y[0];
        page.columns()->groupValue()->setCurrentIndex(2);
        emit page.columns()->groupValue()->activated(2);
        QVERIFY(page.storyText().contains("300 times"));
        QVERIFY(page.panels()->figure().panels[0].series.back().y[0] > all + 0.15); // twice as long as the first
        QCOMPARE(page.columns()->groupValue()->currentIndex(), 2);
    }

    void curvesTellTheirDelay()
    {
        Alone<DataPage> page;
        open(page, curves(700));
        QCOMPARE(page.columns()->kind()->currentIndex(), int(DataColumns::TrainingCurves)); // guessed from the names
        QVERIFY2(page.storyText().contains("Test waits 700"), qPrintable(page.storyText()));
        QVERIFY(page.laws()->isHidden());
        QCOMPARE(page.panels()->figure().panels[0].levels.size(), std::size_t(2));
        open(page, curves(0));
        QVERIFY2(page.storyText().contains("does not wait"), qPrintable(page.storyText()));
    }

    void mistakesAreSaidAndNothingIsLost()
    {
        Alone<DataPage> page;
        page.resize(900, 600);
        page.show();
        open(page, arrhenius());
        const QString before = page.storyText();
        open(page, file("a,b\n1,2,two\n"));
        QVERIFY2(page.problemText().contains("cannot be opened"), qPrintable(page.problemText()));
        QVERIFY2(page.problemDetails().contains("3 cells"), qPrintable(page.problemDetails()));
        open(page, m_directory.filePath("missing.csv"));
        QVERIFY(page.problemText().startsWith("missing.csv"));
        QCOMPARE(page.storyText(), before);
        // A column that cannot be: its field, value and line are named.
        page.columns()->column(DataColumns::Censored)->setCurrentIndex(1);
        emit page.columns()->column(DataColumns::Censored)->activated(1);
        QTRY_VERIFY(!page.isBusy());
        QVERIFY2(page.problemText().contains("Censored") && page.problemText().contains("800") &&
                     page.problemText().contains("line 2"),
                 qPrintable(page.problemText()));
        page.columns()->column(DataColumns::Censored)->setCurrentIndex(0);
        emit page.columns()->column(DataColumns::Censored)->activated(0);
        QTRY_VERIFY(!page.isBusy());
        QVERIFY(page.problemText().isEmpty());
    }

    void threePointsCannotTell()
    {
        Alone<DataPage> page;
        open(page, file("inv_t,tau\n800,100\n1000,300\n1250,900\n"));
        QVERIFY2(page.storyText().contains("cannot tell"), qPrintable(page.storyText()));
    }

    void aTableDroppedOnAnyPageOpensHere()
    {
        MainWindow window;
        window.show();
        QVERIFY(!window.findChild<DataPage*>()->isVisible());
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(curves(300))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&window, &drop);
        auto* page = window.findChild<DataPage*>();
        QVERIFY(page->isVisible());
        QTRY_VERIFY2(page->storyText().contains("Test waits 300"), qPrintable(page->storyText()));
        QVERIFY(window.windowTitle().startsWith(page->document()));
    }

    void theWindowGoesOnWhileALongTableIsRead()
    {
        const QString path = longCurves("test");
        Alone<DataPage> page;
        int turns = 0;
        QTimer timer;
        connect(&timer, &QTimer::timeout, this, [&] { turns += page.isBusy() ? 1 : 0; });
        timer.start(1);
        page.openFile(path);
        QVERIFY(page.isBusy());
        QVERIFY(page.document().isEmpty()); // nothing of it is there yet
        QVERIFY2(page.storyText().startsWith("Reading data-"), qPrintable(page.storyText()));
        QTRY_VERIFY_WITH_TIMEOUT(!page.isBusy(), 60000);
        QVERIFY2(page.storyText().contains("Test waits 4000"), qPrintable(page.storyText()));
        QVERIFY(turns > 5);
    }

    void theFileOpenedLastWins()
    {
        // The first is still being read, or was read and nobody has looked yet.
        for (const QString& first : {longCurves("test_loss"), curves(100)}) {
            Alone<DataPage> page;
            QSignalSpy documents(&page, &Page::documentChanged);
            QSignalSpy messages(page.messages(), &MessageBar::shownChanged);
            page.openFile(first);
            if (QFileInfo(first).size() < 10'000)
                QTest::qSleep(300);
            open(page, curves(700));
            QTest::qWait(50); // nothing of the first comes later
            QVERIFY2(page.storyText().contains("Test waits 700"), qPrintable(page.storyText()));
            QCOMPARE(documents.size(), 1);
            QCOMPARE(messages.size(), 0); // that it was given up is no error
            QCOMPARE(page.columns()->column(DataColumns::Test)->currentText(), QStringLiteral("test_mse"));
        }
    }

    void theChoiceMadeLastWins()
    {
        Alone<DataPage> page;
        open(page, longCurves("test"));
        QComboBox* test = page.columns()->column(DataColumns::Test);
        for (const int column : {2, 3, 2}) { // train, test, train
            test->setCurrentIndex(column);
            emit test->activated(column);
        }
        QTRY_VERIFY_WITH_TIMEOUT(!page.isBusy(), 60000);
        QVERIFY2(page.storyText().contains("does not wait"), qPrintable(page.storyText()));
    }

    void aPageMayGoWhileItReadsOrFits()
    {
        const QString path = longCurves("test");
        {
            Alone<DataPage> page;
            page.openFile(path);
        }
        {
            Alone<DataPage> page;
            page.openFile(path);
            QTRY_VERIFY_WITH_TIMEOUT(!page.document().isEmpty(), 60000);
            QVERIFY(page.isBusy());
        }
        QTest::qWait(20);
    }

    void theAnswerIsExported()
    {
        Alone<DataPage> page;
        open(page, arrhenius());
        for (const char* suffix : {"svg", "csv"}) {
            const QString path = m_directory.filePath(QStringLiteral("answer.") + suffix);
            QVERIFY(page.panels()->exportTo(path).empty());
            QVERIFY(QFile(path).size() > 500);
        }
    }
};

HYSTERON_TEST(TestDataPage)
#include "test_data_page.moc"
