#include "core/base/random.h"
#include "tests/support/test.h"
#include "ui/main_window.h"
#include "ui/pages/data_page.h"
#include "ui/pages/figure_panels.h"
#include "ui/plots/plot_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/segmented_control.h"

#include <QDropEvent>
#include <QFile>
#include <QMimeData>
#include <QTableWidget>
#include <QTemporaryDir>
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

private slots:
    void initTestCase() { Theme::instance().install(); }

    void arrheniusDataPreferArrhenius()
    {
        DataPage page;
        QVERIFY(page.openFile(arrhenius()));
        QCOMPARE(page.kind()->currentIndex(), int(DataPage::EscapeTimes));
        QCOMPARE(page.column(DataPage::Time)->currentText(), QStringLiteral("tau"));
        QCOMPARE(page.column(DataPage::X)->currentText(), QStringLiteral("inv_t"));
        QCOMPARE(page.column(DataPage::Censored)->currentText(), QStringLiteral("censored"));
        QVERIFY2(page.storyText().contains("clearly prefer the Arrhenius law"), qPrintable(page.storyText()));
        QVERIFY(page.storyText().contains("600 times"));
        QCOMPARE(page.laws()->rowCount(), 4);
        QCOMPARE(page.panels()->plots().size(), 1);
        QCOMPARE(page.panels()->figure().panels[0].series.back().x, (std::vector<double>{800, 1000, 1250, 1600, 2000}));
    }

    void powerLawDataPreferThePowerLaw()
    {
        DataPage page;
        QVERIFY(page.openFile(waits("learning_rate,tau,censored,group\n", {0.01, 0.02, 0.05, 0.1, 0.2},
                                    [](double x) { return 1.0 - std::log(x); })));
        QCOMPARE(page.covariate()->currentIndex(), int(Covariate::LearningRate)); // guessed from the name
        QVERIFY2(page.storyText().contains("prefer the power law"), qPrintable(page.storyText()));
        QCOMPARE(page.panels()->figure().panels[0].series.back().x.front(), 5.0); // 1/0.2
    }

    void aGroupCanBeSeenAlone()
    {
        DataPage page;
        QVERIFY(page.openFile(arrhenius()));
        QCOMPARE(page.groupValue()->count(), 3); // all, 1, 2
        const double all = page.panels()->figure().panels[0].series.back().y[0];
        page.groupValue()->setCurrentIndex(2);
        emit page.groupValue()->activated(2);
        QVERIFY(page.storyText().contains("300 times"));
        QVERIFY(page.panels()->figure().panels[0].series.back().y[0] > all + 0.15); // twice as long as the first
        QCOMPARE(page.groupValue()->currentIndex(), 2);
    }

    void curvesTellTheirDelay()
    {
        DataPage page;
        QVERIFY(page.openFile(curves(700)));
        QCOMPARE(page.kind()->currentIndex(), int(DataPage::TrainingCurves)); // guessed from the names
        QVERIFY2(page.storyText().contains("Test waits 700"), qPrintable(page.storyText()));
        QVERIFY(page.laws()->isHidden());
        QCOMPARE(page.panels()->figure().panels[0].levels.size(), std::size_t(2));
        QVERIFY(page.openFile(curves(0)));
        QVERIFY2(page.storyText().contains("does not wait"), qPrintable(page.storyText()));
    }

    void mistakesAreSaidAndNothingIsLost()
    {
        DataPage page;
        page.resize(900, 600);
        page.show();
        QVERIFY(page.openFile(arrhenius()));
        const QString before = page.storyText();
        QVERIFY(!page.openFile(file("a,b\n1,2,two\n")));
        QVERIFY2(page.problemText().contains("3 cells"), qPrintable(page.problemText()));
        QVERIFY(!page.openFile(m_directory.filePath("missing.csv")));
        QVERIFY(!page.problemText().isEmpty());
        QCOMPARE(page.storyText(), before);
        // A column that cannot be: its field, value and line are named.
        page.column(DataPage::Censored)->setCurrentIndex(1);
        emit page.column(DataPage::Censored)->activated(1);
        QVERIFY2(page.problemText().contains("Censored") && page.problemText().contains("800") &&
                     page.problemText().contains("line 2"),
                 qPrintable(page.problemText()));
        page.column(DataPage::Censored)->setCurrentIndex(0);
        emit page.column(DataPage::Censored)->activated(0);
        QVERIFY(page.problemText().isEmpty());
    }

    void threePointsCannotTell()
    {
        DataPage page;
        QVERIFY(page.openFile(file("inv_t,tau\n800,100\n1000,300\n1250,900\n")));
        QVERIFY2(page.storyText().contains("cannot tell"), qPrintable(page.storyText()));
    }

    void aFileCanBeDropped()
    {
        DataPage page;
        QMimeData data;
        data.setUrls({QUrl::fromLocalFile(curves(300))});
        QDragEnterEvent enter(QPoint(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&page, &enter);
        QVERIFY(enter.isAccepted());
        QDropEvent drop(QPointF(10, 10), Qt::CopyAction, &data, Qt::LeftButton, Qt::NoModifier);
        QCoreApplication::sendEvent(&page, &drop);
        QVERIFY2(page.storyText().contains("Test waits 300"), qPrintable(page.storyText()));
    }

    void theAnswerIsExported()
    {
        DataPage page;
        QVERIFY(page.openFile(arrhenius()));
        for (const char* suffix : {"svg", "csv"}) {
            const QString path = m_directory.filePath(QStringLiteral("answer.") + suffix);
            QVERIFY(page.panels()->exportTo(path).empty());
            QVERIFY(QFile(path).size() > 500);
        }
    }

    void itIsAPageOfTheWindow()
    {
        MainWindow window;
        window.show();
        window.showPage(2);
        QVERIFY(window.findChild<DataPage*>()->isVisible());
    }
};

HYSTERON_TEST(TestDataPage)
#include "test_data_page.moc"
