// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure_file.h"
#include "core/paper/figures.h"
#include "core/paper/reproduction.h"
#include "tests/ui/window/alone.h"
#include "ui/figures/figure_thumbnail.h"
#include "ui/main_window.h"
#include "ui/pages/figure_gallery.h"
#include "ui/pages/figure_panels.h"
#include "ui/pages/figure_view.h"
#include "ui/pages/live_page.h"
#include "ui/pages/paper_page.h"
#include "ui/pages/plot_grid.h"
#include "ui/panels/parameter_panel.h"
#include "ui/paper/ledger_view.h"
#include "ui/plots/plot_view.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/page_tabs.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/top_bar.h"

#include "core/experiment/presets.h"
#include "tests/support/test.h"

#include <QClipboard>
#include <QDir>
#include <QElapsedTimer>
#include <QFile>
#include <QGuiApplication>
#include <QHeaderView>
#include <QPushButton>
#include <QRegularExpression>
#include <QSignalSpy>
#include <QStandardPaths>
#include <QTableWidget>
#include <QTemporaryDir>
#include <QTextBrowser>

#include <algorithm>
#include <cstdlib>
#include <set>

using namespace hysteron;
using namespace hysteron::ui;

namespace {

constexpr int kMeasuring = 120'000; ///< milliseconds

/// Its measurement takes some seconds.
constexpr const char* kCheap = "hyperparameters";

int untested(const PaperPage& page)
{
    return static_cast<int>(
        std::ranges::count(page.ledger()->claims(), paper::Verdict::CannotBeTested, &paper::Claim::verdict));
}

QStringList column(const LedgerView& ledger, int column)
{
    QStringList texts;
    for (int row = 0; row < ledger.table()->rowCount(); ++row)
        texts += ledger.table()->item(row, column)->text();
    return texts;
}

} // namespace

class TestPaperPage : public QObject
{
    Q_OBJECT

    static QString cache()
    {
        return QDir(QStandardPaths::writableLocation(QStandardPaths::CacheLocation)).filePath(QStringLiteral("paper"));
    }
    static std::unique_ptr<PaperPage> shownPage(int seeds = 1)
    {
        auto page = std::make_unique<Alone<PaperPage>>();
        page->resize(1000, 640);
        page->seeds()->setValue(seeds);
        page->show();
        page->entered();
        return page;
    }
    static void measure(PaperPage& page, const std::string& figure)
    {
        page.run({figure});
        QVERIFY(page.runner()->isRunning());
        QTRY_VERIFY_WITH_TIMEOUT(!page.runner()->isRunning(), kMeasuring);
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        QCoreApplication::setApplicationName(QStringLiteral("test_paper_page"));
        Theme::instance().install();
    }
    void init() { QDir(cache()).removeRecursively(); }
    void cleanupTestCase() { QDir(cache()).removeRecursively(); }

    void anEnlargedPanelFitsTheView()
    {
        FigurePanels panels;
        panels.resize(700, 320);
        panels.setFigure(paper::figureSweeps({})); // four panels, also before anything is measured
        panels.show();
        QTRY_VERIFY(panels.widget()->height() > panels.viewport()->height()); // all of them: one scrolls
        auto* grid = panels.findChild<PlotGrid*>();
        grid->setEnlarged(1);
        QTRY_COMPARE(panels.widget()->height(), panels.viewport()->height());
        QVERIFY(panels.shrink());
        QTRY_VERIFY(panels.widget()->height() > panels.viewport()->height());
    }

    void theHeadIsNoHalfSentence()
    {
        const auto page = shownPage();
        QVERIFY2(QRegularExpression("^\\d+ claims\\. ").match(page->storyText()).hasMatch(),
                 qPrintable(page->storyText()));
    }

    void closedFormsAreThereAtOnce()
    {
        const auto page = shownPage();
        QVERIFY(page->gallery()->thumbnail("fig2a"));
        QVERIFY(!page->gallery()->thumbnail("fig2a")->figure().panels.empty());
        QVERIFY(page->gallery()->thumbnail("fig2a")->isVisible());
        QVERIFY(!page->gallery()->thumbnail("fig1a"));
        const QString words = page->gallery()->runButton("fig1a")->text();
        QVERIFY2(words.startsWith("Run this figure, about"), qPrintable(words));
        QVERIFY(page->gallery()->runButton("fig1a")->isVisible());
        QVERIFY(!page->gallery()->runButton("fig2a")->isVisible());
        QVERIFY2(page->storyText().contains("cannot be tested yet"), qPrintable(page->storyText()));
        QVERIFY(!page->runner()->isRunning());

        // The thumbnail has curves and opens the figure.
        auto* thumbnail = const_cast<FigureThumbnail*>(page->gallery()->thumbnail("fig2a"));
        const QImage picture = thumbnail->grab().toImage();
        const QColor weak = Theme::instance().palette().mode(1);
        int coloured = 0;
        for (int x = 0; x < picture.width(); ++x)
            for (int y = 0; y < picture.height(); ++y)
                coloured += picture.pixelColor(x, y).saturation() > 60 &&
                            std::abs(picture.pixelColor(x, y).hue() - weak.hue()) < 8;
        QVERIFY2(coloured > 100, qPrintable(QString::number(coloured)));
        QTest::mouseClick(thumbnail, Qt::LeftButton);
        QVERIFY(page->isFigureOpen());
        QCOMPARE(page->figure()->panels()->figure().id, std::string("fig2a"));
        QCOMPARE(page->figure()->panels()->plots().size(), 1);
        QVERIFY(!page->figure()->runButton()->isVisible());
        QVERIFY(page->stateOf(ActionId::Stop).enabled);
        page->perform(ActionId::Stop);
        QVERIFY(!page->isFigureOpen());
    }

    void theLedgerHasEveryClaimAndSorts()
    {
        const auto page = shownPage();
        page->choice()->setCurrentIndex(1);
        emit page->choice()->chosen(1);
        LedgerView& ledger = *page->ledger();
        QVERIFY(ledger.isVisible());
        const std::vector<paper::Claim> claims = paper::claimsFrom({});
        QVERIFY(claims.size() > 30);
        QCOMPARE(ledger.table()->rowCount(), static_cast<int>(claims.size()));
        QStringList inOrder;
        for (const paper::Claim& claim : claims)
            inOrder += QString::fromStdString(english(claim.what));
        QCOMPARE(column(ledger, LedgerView::What), inOrder);
        for (const paper::Claim& claim : claims)
            QVERIFY2(claim.figure.empty() || paper::findFigure(claim.figure), claim.figure.c_str());

        // A verdict is told by a sign and a word, never by colour alone.
        std::set<QString> signs;
        for (const QString& text : column(ledger, LedgerView::Result)) {
            QVERIFY2(text.section(' ', 0, 0).size() == 1 && text.size() > 6, qPrintable(text));
            signs.insert(text.left(1) + text.section(' ', 1));
        }
        QVERIFY(signs.size() >= 3);

        // Sorted by a click; the chosen row stays chosen.
        ledger.choose(claims[3].id);
        QHeaderView* header = ledger.table()->horizontalHeader();
        const auto click = [&](int section) {
            QTest::mouseClick(header->viewport(), Qt::LeftButton, {},
                              {header->sectionViewportPosition(section) + 20, header->height() / 2});
        };
        click(LedgerView::What);
        const QStringList byName = column(ledger, LedgerView::What);
        QVERIFY(byName != inOrder);
        QVERIFY(std::ranges::is_sorted(byName,
                                       [](const QString& a, const QString& b) { return a.localeAwareCompare(b) < 0; }));
        QVERIFY(ledger.current());
        QCOMPARE(ledger.current()->id, claims[3].id);
        click(LedgerView::Result);
        std::vector<paper::Verdict> verdicts;
        for (int row = 0; row < ledger.table()->rowCount(); ++row) {
            ledger.table()->selectRow(row);
            verdicts.push_back(ledger.current()->verdict());
        }
        QVERIFY(std::ranges::is_sorted(verdicts));
        click(LedgerView::Result);
        click(LedgerView::Result);
        QCOMPARE(column(ledger, LedgerView::What), inOrder);
    }

    void aRowStandsBelowInFullAndOpensItsFigure()
    {
        const auto page = shownPage();
        LedgerView& ledger = *page->ledger();
        emit page->choice()->chosen(1);
        ledger.choose("saddle-at-0.32");
        QVERIFY(ledger.current());
        const paper::Claim claim = *ledger.current();
        const QString detail = ledger.detail()->toPlainText();
        for (const std::string& part :
             {english(claim.what), english(claim.stated), english(claim.computed), english(claim.test), claim.figure})
            QVERIFY2(detail.contains(QString::fromStdString(part)), part.c_str());
        QSignalSpy requested(&ledger, &LedgerView::figureRequested);
        QTest::keyClick(ledger.table(), Qt::Key_Return);
        QCOMPARE(requested.count(), 1);
        QVERIFY(page->isFigureOpen());
        QCOMPARE(page->figure()->panels()->figure().id, claim.figure);
        page->closeFigure();
        QVERIFY(ledger.isVisible()); // back to where it was opened from
        emit ledger.detail()->anchorClicked(QUrl(QStringLiteral("figure")));
        QCOMPARE(requested.count(), 2);

        ledger.copyButton()->click();
        const QString csv = QGuiApplication::clipboard()->text();
        QCOMPARE(csv.count(QStringLiteral("\r\n")), static_cast<int>(ledger.claims().size()) + 1);
        QVERIFY(csv.startsWith("id,claim,where"));
        QVERIFY(csv.contains("\"saddle-at-0.32\""));
    }

    void aFigureIsMeasuredAndChangesVerdicts()
    {
        const auto page = shownPage();
        const int before = untested(*page);
        page->openFigure(kCheap);
        QVERIFY(page->figure()->runButton()->isVisible());
        page->closeFigure();
        QSignalSpy reports(page->runner(), &ReproductionRunner::progressed);
        QVERIFY(page->gallery()->runButton(kCheap)->isEnabled());
        page->gallery()->runButton(kCheap)->click();
        QVERIFY(page->runner()->isRunning());
        QCOMPARE(page->button()->text(), QStringLiteral("Stop"));
        QTRY_VERIFY_WITH_TIMEOUT(!page->runner()->isRunning(), kMeasuring);
        QVERIFY(reports.count() >= 3);
        double share = 0.0;
        for (const QList<QVariant>& report : reports) {
            const auto state = report[0].value<std::shared_ptr<const ReproductionState>>();
            QVERIFY(state->share >= share && state->share <= 1.0);
            share = state->share;
            QVERIFY(state->secondsLeft >= 0.0);
        }
        QVERIFY(page->state().errors.empty());
        QVERIFY(page->state().isFinished(kCheap));
        QVERIFY(page->gallery()->thumbnail(kCheap));
        QVERIFY(page->gallery()->thumbnail(kCheap)->figure().panels.size() >= 2);
        QVERIFY2(untested(*page) < before, qPrintable(QString::number(before)));
        QCOMPARE(page->button()->text(), QStringLiteral("Run all"));
        page->openFigure(kCheap);
        QVERIFY(!page->figure()->runButton()->isVisible());
        QVERIFY(page->figure()->panels()->plots().size() >= 2);

        // A second start finds it and measures nothing.
        const auto again = shownPage();
        QTRY_VERIFY(again->state().isFinished(kCheap));
        QVERIFY(again->gallery()->thumbnail(kCheap));
        QCOMPARE(untested(*again), untested(*page));
        // With other seeds it has not been measured, and the first is not lost.
        again->seeds()->setFocus();
        again->seeds()->selectAll();
        QTest::keyClicks(again->seeds(), "2");
        QTest::keyClick(again->seeds(), Qt::Key_Return);
        QTRY_COMPARE(again->state().seeds, 2);
        QVERIFY(!again->gallery()->thumbnail(kCheap));
        QVERIFY(again->gallery()->thumbnail("fig2a"));
        QCOMPARE(untested(*again), before);
        again->seeds()->selectAll();
        QTest::keyClicks(again->seeds(), "1");
        QTest::keyClick(again->seeds(), Qt::Key_Return);
        QTRY_VERIFY(again->gallery()->thumbnail(kCheap));
    }

    void aStoppedRunStaysUsable()
    {
        const auto page = shownPage(50);
        page->button()->click();
        QTRY_VERIFY(page->state().running && page->state().share > 0.0);
        QElapsedTimer clock;
        clock.start();
        page->button()->click();
        QVERIFY(clock.elapsed() < 100); // nothing waits
        QTRY_VERIFY_WITH_TIMEOUT(!page->runner()->isRunning(), 5000);
        QVERIFY(page->state().errors.empty());
        QVERIFY(!page->state().isFinished("fig1a"));
        QVERIFY(page->state().isFinished("fig2a"));
        QCOMPARE(page->button()->text(), QStringLiteral("Run all"));
        QVERIFY(page->button()->isEnabled() && page->seeds()->isEnabled());
        QVERIFY(page->gallery()->thumbnail("fig2a"));
        page->seeds()->setValue(1);
        measure(*page, kCheap);
        QVERIFY(page->state().isFinished(kCheap));
        QVERIFY(page->gallery()->thumbnail(kCheap));
        // A new run is stopped by another one: only the reports of the newest are shown.
        page->run({"fig1b"});
        page->run({kCheap});
        QTRY_VERIFY_WITH_TIMEOUT(!page->runner()->isRunning(), kMeasuring);
        QVERIFY(page->state().isFinished(kCheap) && !page->state().isFinished("fig1b"));
    }

    void aCacheThatCannotBeUsedIsSaid()
    {
        QVERIFY(QDir().mkpath(QFileInfo(cache()).path()));
        QFile inTheWay(cache());
        QVERIFY(inTheWay.open(QIODevice::WriteOnly));
        inTheWay.close();
        const auto page = shownPage();
        measure(*page, kCheap);
        QVERIFY(!page->state().errors.empty());
        QVERIFY2(page->storyText().startsWith("Could not be measured."), qPrintable(page->storyText()));
        QVERIFY(inTheWay.remove());

        QVERIFY(QDir().mkpath(cache() + "/seeds-1/data")); // written by somebody else
        QFile stamp(cache() + "/seeds-1/data/noise.stamp.json");
        QVERIFY(stamp.open(QIODevice::WriteOnly));
        stamp.write("{\"tables\": [3]}");
        stamp.close();
        measure(*page, kCheap);
        QVERIFY(!page->state().errors.empty());
        QVERIFY(page->gallery()->thumbnail("fig2a"));
    }

    void aFigureIsExported()
    {
        const auto page = shownPage();
        page->openFigure("fig2a");
        QSignalSpy requested(page.get(), &Page::exportRequested);
        emit page->figure()->exportRequested(0);
        QCOMPARE(requested.count(), 1);
        const QTemporaryDir directory;
        for (const char* suffix : {"png", "svg", "pdf", "csv"}) {
            const QString path = directory.filePath(QStringLiteral("figure.") + suffix);
            QVERIFY(page->figure()->panels()->exportTo(path).empty());
            QVERIFY2(QFileInfo(path).size() > 1000, suffix);
        }
        QFile csv(directory.filePath("figure.csv"));
        QVERIFY(csv.open(QIODevice::ReadOnly));
        QCOMPARE(csv.readAll().toStdString(), figure::figureCsv(page->figure()->panels()->figure()));
        QVERIFY(!page->figure()->panels()->exportTo(directory.filePath("figure.gif")).empty());
        QVERIFY(page->figure()->panels()->exportTo(directory.filePath("panel.svg"), 0).empty());
    }

    void theExperimentBehindAFigureOpensLive()
    {
        for (const paper::FigureEntry& entry : paper::figureEntries()) {
            const std::string preset = entry.make({}).preset;
            QVERIFY2(preset.empty() || findPreset(preset), preset.c_str());
        }
        MainWindow window;
        window.resize(1280, 720);
        window.show();
        auto* page = window.findChild<PaperPage*>();
        QVERIFY(page);
        PageTabs* tabs = window.topBar().pages();
        QTest::mouseClick(tabs->tab(tabs->count() - 1), Qt::LeftButton);
        QVERIFY(page->isVisible());
        page->openFigure("fig4");
        QVERIFY(page->figure()->liveButton()->isVisible());
        page->figure()->liveButton()->click();
        auto* live = window.findChild<LivePage*>();
        QVERIFY(live->isVisible());
        QCOMPARE(tabs->currentPage(), 0);
        QCOMPARE(live->document(), QString::fromStdString(english(findPreset("hysteresis-loop")->title)));
        QVERIFY(live->parameters()->specification() == findPreset("hysteresis-loop")->specification);
    }
};

HYSTERON_TEST(TestPaperPage)
#include "test_paper_page.moc"
