// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/experiment/snapshot.h"
#include "core/io/specification_json.h"
#include "core/study/again.h"
#include "tests/support/test.h"
#include "ui/actions/actions.h"
#include "ui/export/figure_export.h"
#include "ui/jobs/job_runner.h"
#include "ui/main_window.h"
#include "ui/pages/escape_page.h"
#include "ui/pages/live_page.h"
#include "ui/pages/page_context.h"
#include "ui/panels/parameter_panel.h"
#include "ui/plots/plot_view.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/value_slider.h"

#include <QAction>
#include <QFile>
#include <QPushButton>
#include <QTemporaryDir>

#include <limits>

using namespace hysteron;
using namespace hysteron::ui;

class TestMainWindow : public QObject
{
    Q_OBJECT

    QTemporaryDir m_directory;

    QString fileWith(const QString& name, const QByteArray& text)
    {
        const QString path = m_directory.filePath(name);
        QFile file(path);
        return file.open(QIODevice::WriteOnly) && file.write(text) == text.size() ? path : QString();
    }
    static void type(QLineEdit* edit, const QString& text)
    {
        edit->setFocus();
        edit->selectAll();
        QTest::keyClicks(edit, text);
        QTest::keyClick(edit, Qt::Key_Return);
    }
    static double beta(MainWindow& window)
    {
        return window.findChild<ParameterPanel*>()->specification().training.beta;
    }

private slots:
    void initTestCase() { Theme::instance().install(); }

    void replicasStartWhereTheRunStands()
    {
        MainWindow window;
        Specification specification = findPreset("fig1a-trivial")->specification;
        specification.noise.temperature = 1.2e-3;
        QVERIFY(window.open(specification));
        QTRY_VERIFY_WITH_TIMEOUT(window.context().controller().snapshot()->rank == 1,
                                 30000); // it has left the trap of rank 0
        window.showPage(1);
        QTRY_VERIFY(window.context().controller().snapshot()->state == RunState::Paused);
        auto* page = window.findChild<EscapePage*>();
        page->replicas()->setValue(8);
        page->origin()->setCurrentIndex(1);
        page->button()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!page->runner()->isRunning() && page->progress()->estimate, 60000);
        QCOMPARE(page->progress()->mode, window.context().controller().snapshot()->rank); // the next mode is waited for
    }

    void aRunHasNoEndHere()
    {
        MainWindow window;
        RunController& run = window.context().controller();
        run.setSpeed(std::numeric_limits<double>::infinity());
        Specification specification = findPreset("fig1a-random")->specification;
        specification.training.epochs = 50; // ends headless runs
        QVERIFY(window.open(specification));
        QTRY_VERIFY_WITH_TIMEOUT(run.snapshot()->epoch > 500, 30000);
        QVERIFY(run.isPlaying());
        QCOMPARE(run.snapshot()->specification.training.epochs, std::int64_t{50}); // and is what will be exported

        // A schedule ends it, and Space goes on at the beta that stands after it.
        specification.protocol.kind = ProtocolKind::Schedule;
        specification.protocol.anneal = {{.beta = 0.1, .epochs = 40}, {.beta = 0.2, .epochs = 40}};
        QVERIFY(window.open(specification));
        QTRY_VERIFY_WITH_TIMEOUT(run.snapshot()->run > 1 && run.snapshot()->state == RunState::Finished, 30000);
        QCOMPARE(run.snapshot()->epoch, std::int64_t{80});
        QTRY_VERIFY(!run.isPlaying());
        run.togglePlay();
        QTRY_VERIFY_WITH_TIMEOUT(run.snapshot()->epoch > 500, 30000);
        QVERIFY(run.isPlaying());
        QCOMPARE(run.snapshot()->parameters.beta, specification.training.beta);
    }

    void liveChangeIsUndoneLive()
    {
        MainWindow window;
        Specification specification = defaultPreset().specification;
        specification.network.depth = 3;
        specification.protocol = {};
        QVERIFY(window.open(specification, true));
        QTRY_VERIFY(window.context().controller().snapshot() &&
                    window.context().controller().snapshot()->state == RunState::Paused);
        window.context().controller().step();
        QTRY_COMPARE(window.context().controller().snapshot()->epoch, 1);
        ParameterPanel* panel = window.findChild<ParameterPanel*>();
        type(panel->beta()->box(), "0.123");
        QTest::qWait(150); // changes closer to each other are one
        type(panel->learningRate()->box(), "0.04");
        QTRY_COMPARE(window.context().controller().snapshot()->parameters.learningRate, 0.04);
        window.actions().action(ActionId::Undo)->trigger();
        QTRY_COMPARE(window.context().controller().snapshot()->parameters.learningRate,
                     specification.training.learningRate);
        QCOMPARE(beta(window), 0.123);
        window.actions().action(ActionId::Undo)->trigger();
        QTRY_COMPARE(window.context().controller().snapshot()->parameters.beta, specification.training.beta);
        QCOMPARE(beta(window), specification.training.beta);
        QCOMPARE(window.context().controller().snapshot()->epoch, 1); // the state was kept
        window.actions().action(ActionId::Redo)->trigger();
        QTRY_COMPARE(window.context().controller().snapshot()->parameters.beta, 0.123);
    }

    void anotherExperimentIsUndoneByAStart()
    {
        MainWindow window;
        const Specification first = findPreset("first-light")->specification;
        const Specification second = findPreset("fig1a-random")->specification;
        QVERIFY(window.open(first, true));
        QVERIFY(window.open(second, true));
        window.actions().action(ActionId::Undo)->trigger();
        QVERIFY(window.findChild<ParameterPanel*>()->specification() == first);
        QVERIFY(window.context().controller().specification() == first);
        window.actions().action(ActionId::Redo)->trigger();
        QVERIFY(window.context().controller().specification() == second);
    }

    void savedExperimentOpensAgain()
    {
        MainWindow window;
        const Specification specification = findPreset("fig1a-random")->specification;
        QVERIFY(window.open(specification, true));
        const QString path = m_directory.filePath("saved.json");
        auto* live = window.findChild<LivePage*>();
        QVERIFY(live->saveTo(path).empty());
        QCOMPARE(live->status()->message(), QStringLiteral("Saved saved.json"));
        QVERIFY(window.open(findPreset("first-light")->specification, true));
        QVERIFY(window.openFile(path));
        QVERIFY(window.context().controller().specification() == specification);
        QVERIFY(window.windowTitle().startsWith("saved.json"));
        QVERIFY(!live->saveTo(m_directory.filePath("no such folder/x.json")).empty());
    }

    void exportedFigureOpensAgain_data()
    {
        QTest::addColumn<QString>("suffix");
        for (const char* suffix : {"png", "svg", "pdf"})
            QTest::newRow(suffix) << suffix;
    }
    void exportedFigureOpensAgain()
    {
        QFETCH(QString, suffix);
        MainWindow window;
        const Specification specification = findPreset("fig1a-random")->specification;
        QVERIFY(window.open(specification, true));
        QTRY_VERIFY(window.context().controller().snapshot() &&
                    window.context().controller().snapshot()->state == RunState::Paused);
        FigureOptions options;
        options.recipe = QString::fromStdString(toText(study::provenanceHere(
            {sourceOf(study::Experiment{.specification = specification}, *window.context().controller().snapshot())})));
        const QString path = m_directory.filePath("figure." + suffix);
        QVERIFY(exportFigure({window.findChild<PlotView*>()}, path, options).empty());
        QVERIFY(window.open(findPreset("first-light")->specification, true));
        QVERIFY(window.openFile(path));
        QVERIFY(window.context().controller().specification() == specification);
    }

    void aTableThatIsNotThereIsRefusedWhenItIsLookedFor()
    {
        const QString path = fileWith("f.json", R"({"task": {"csv": "none.csv", "csv_inputs": ["a"],
                                                  "csv_outputs": ["b"], "sampling": "raw"}})");
        MainWindow window;
        const Specification before = defaultPreset().specification;
        QVERIFY(window.open(before, true));
        const QString title = window.windowTitle();
        window.show();
        QVERIFY(window.openFile(path)); // its data are looked for on another thread
        MessageBar* bar = window.currentPage()->messages();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().startsWith("f.json cannot be opened"), qPrintable(bar->text()));
        QVERIFY2(bar->details().contains("none.csv"), qPrintable(bar->details()));
        QVERIFY(window.context().controller().specification() == before); // the present one goes on
        QCOMPARE(window.windowTitle(), title);
    }

    void aBadTableIsRefusedWhenItIsRead()
    {
        const QString path = fileWith("g.csv", "a,b\n1\n");
        MainWindow window;
        window.show();
        QVERIFY(window.openFile(path)); // it is read on another thread
        MessageBar* bar = window.currentPage()->messages();
        QTRY_VERIFY(bar->isVisible());
        QVERIFY2(bar->text().startsWith("g.csv cannot be opened"), qPrintable(bar->text()));
        QVERIFY2(bar->details().contains("cells"), qPrintable(bar->details()));
        QVERIFY(window.currentPage()->document().isEmpty());
    }

    void anExperimentWithAMistakeIsStillOne()
    {
        MainWindow window;
        window.show();
        QVERIFY(!window.openFile(fileWith("h.json", R"({"task": {"eta": "x"}})")));
        const QString told = window.currentPage()->messages()->text();
        QVERIFY2(told.startsWith("h.json cannot be opened. modes η: x: must be"), qPrintable(told));
    }

    void badFilesAreRefusedWithAReason_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no json") << "a.json" << QByteArray("hello") << "must be an experiment";
        QTest::newRow("broken json") << "a.json" << QByteArray("{hello") << "is not an experiment, nor a figure";
        QTest::newRow("no recipe") << "b.svg" << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>")
                                   << "has no experiment in it";
        QTest::newRow("no picture") << "c.png" << QByteArray("\x89PNG\r\n\x1a\n") << "has no experiment in it";
        QTest::newRow("empty pdf") << "d.pdf" << QByteArray("%PDF-1.4\nstream\nxx\nendstream")
                                   << "has no experiment in it";
        QTest::newRow("bad value") << "e.json" << QByteArray(R"({"training": {"beta": -1}})") << ": -1:";
    }
    void badFilesAreRefusedWithAReason()
    {
        QFETCH(QString, name);
        QFETCH(QByteArray, text);
        QFETCH(QString, reason);
        const QString path = fileWith(name, text);
        QVERIFY(!path.isEmpty());
        MainWindow window;
        const Specification before = defaultPreset().specification;
        QVERIFY(window.open(before, true));
        window.show();
        QVERIFY(QTest::qWaitForWindowActive(&window));
        window.showPage(1); // whichever page is in front says it
        QVERIFY(!window.openFile(path));
        QVERIFY(window.context().controller().specification() == before); // the present one goes on
        QCOMPARE(window.currentIndex(), 1);
        MessageBar* bar = window.currentPage()->messages();
        QVERIFY(bar->isVisible());
        QVERIFY2(bar->text().startsWith(name + " cannot be opened"), qPrintable(bar->text()));
        QVERIFY2(!bar->text().contains("parse_error"), qPrintable(bar->text()));
        QVERIFY2(bar->details().contains(reason), qPrintable(bar->details()));
        QTest::keyClick(window.currentPage(), Qt::Key_Escape);
        QVERIFY(bar->isHidden());
    }
};

HYSTERON_TEST(TestMainWindow)
#include "test_main_window.moc"
