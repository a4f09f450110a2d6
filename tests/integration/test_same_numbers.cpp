// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/experiment/run_summary.h"
#include "core/io/specification_json.h"
#include "core/study/again.h"
#include "tests/integration/command_line.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"
#include "ui/actions/actions.h"
#include "ui/export/figure_export.h"
#include "ui/main_window.h"
#include "ui/pages/live_page.h"
#include "ui/pages/page_context.h"
#include "ui/panels/parameter_panel.h"
#include "ui/plots/plot_view.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"

#include <nlohmann/json.hpp>

#include <QAction>
#include <QApplication>
#include <QProcess>
#include <QTemporaryDir>

#include <fstream>
#include <limits>

using namespace hysteron;

/// The promise of the product: the same specification and seed give the same numbers, however a run is driven.
class TestSameNumbers : public QObject
{
    Q_OBJECT

    Specification m_specification;
    std::string m_expected;

private slots:
    void initTestCase()
    {
        ui::Theme::instance().install();
        m_specification = findPreset("fig1a-rank1")->specification;
        m_specification.training.epochs = 1500;
        const auto simulation = simulate(m_specification);
        (*simulation)->advance(1500);
        m_expected = (*simulation)->fingerprint();
    }

    void commandLine()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath("x.json");
        std::ofstream(path.toStdString()) << toJson(m_specification).dump();
        QProcess process;
        process.start(HYSTERON_CLI, {"run", path, "--json"});
        QVERIFY(process.waitForFinished(60000));
        const auto json = nlohmann::json::parse(process.readAllStandardOutput().toStdString());
        QCOMPARE(json["fingerprint"].get<std::string>(), m_expected);
    }

    void window_data()
    {
        QTest::addColumn<double>("speed");
        QTest::addColumn<bool>("pauses");
        QTest::addColumn<bool>("shown");
        QTest::newRow("as fast as it goes") << std::numeric_limits<double>::infinity() << false << true;
        QTest::newRow("paced") << 3000.0 << false << true;
        QTest::newRow("with pauses and steps") << 5000.0 << true << true;
        QTest::newRow("not shown") << std::numeric_limits<double>::infinity() << true << false;
    }
    void window()
    {
        QFETCH(double, speed);
        QFETCH(bool, pauses);
        QFETCH(bool, shown);
        ui::MainWindow window;
        window.resize(1280, 720);
        if (shown)
            window.show();
        ui::RunController& controller = window.context().controller();
        controller.runner().setEndless(false); // as without a window
        controller.setSpeed(speed);
        QVERIFY(window.open(m_specification, true));
        controller.togglePlay();
        for (int i = 0; pauses && i < 5; ++i) {
            QTest::qWait(17 * (i + 1));
            controller.pause();
            QTest::qWait(30);
            controller.step();
            QTest::qWait(20);
            if (controller.snapshot()->state != RunState::Finished)
                controller.togglePlay();
        }
        QTRY_COMPARE_WITH_TIMEOUT(controller.snapshot()->state, RunState::Finished, 30000);
        QCOMPARE(controller.snapshot()->epoch, std::int64_t{1500});
        QCOMPARE(controller.runner().fingerprint(), m_expected);
    }

    void liveChangesReplayAtTheirEpochs()
    {
        ui::MainWindow window;
        ui::RunController& controller = window.context().controller();
        controller.runner().setEndless(false); // as without a window
        controller.setSpeed(500.0);
        QVERIFY(window.open(m_specification, true));
        controller.togglePlay();
        std::int64_t reached = 0; // changes of one epoch would be one line of the log
        for (const double beta : {0.30, 0.36, 0.33}) {
            QTRY_VERIFY_WITH_TIMEOUT(controller.snapshot()->epoch >= reached + 50, 30000);
            ControlChange change;
            change.beta = beta;
            QVERIFY(controller.change(change));
            reached = controller.snapshot()->epoch + 50;
        }
        controller.setSpeed(std::numeric_limits<double>::infinity());
        QTRY_COMPARE_WITH_TIMEOUT(controller.snapshot()->state, RunState::Finished, 30000);
        const auto snapshot = controller.snapshot();
        QCOMPARE(snapshot->changes.size(), 3u);

        const std::string expected = controller.runner().fingerprint();
        QVERIFY(expected != m_expected);

        // The exported figure is all it takes, on the command line and in another window.
        QTemporaryDir directory;
        ui::FigureOptions options;
        options.recipe = QString::fromStdString(toText(study::provenanceHere(
            {sourceOf(study::Experiment{.specification = controller.specification()}, *snapshot)})));
        for (const char* name : {"a.png", "a.svg", "a.pdf"}) {
            const QString path = directory.filePath(name);
            QVERIFY(ui::exportFigure({window.findChild<ui::PlotView*>()}, path, options).empty());
            const auto answer = command_line::call({"run", path, "--json"});
            QCOMPARE(answer.status, 0);
            QCOMPARE(answer.json()["fingerprint"].get<std::string>(), expected);
            QCOMPARE(answer.json()["changes"].size(), 3u);
        }
        ui::MainWindow other;
        other.context().controller().runner().setEndless(false);
        other.context().controller().setSpeed(std::numeric_limits<double>::infinity());
        QVERIFY(other.openFile(directory.filePath("a.svg")));
        for (int again = 0; again < 2; ++again) {
            QTRY_COMPARE_WITH_TIMEOUT(other.context().controller().snapshot()->state, RunState::Finished, 30000);
            QCOMPARE(other.context().controller().runner().fingerprint(), expected);
            QCOMPARE(other.findChild<ui::LivePage*>()->parameters()->specification().training.beta,
                     0.33); // the slider followed
            const std::uint64_t run = other.context().controller().snapshot()->run;
            other.actions().action(ui::ActionId::Restart)->trigger();
            QTRY_VERIFY(other.context().controller().snapshot()->run > run); // a new run, prepared on its own thread
        }
    }

    void otherCommandsStartFromTheExperimentOfAFigure()
    {
        QTemporaryDir directory;
        Snapshot snapshot;
        snapshot.changes = {{100, {.beta = 0.1}}};
        const QString path = directory.filePath("x.json");
        std::ofstream(path.toStdString())
            << toText(study::provenanceHere({sourceOf(study::Experiment{.specification = m_specification}, snapshot)}));
        const auto check = command_line::call({"spec", "check", path, "--json"});
        QVERIFY(check.json()["specification"] == toJson(m_specification));
        QCOMPARE(check.json()["changes"][0]["beta"].get<double>(), 0.1);
        const auto escape = command_line::call({"escape", path, "--replicas", "2", "--max-epochs", "200", "--json"});
        QVERIFY(escape.err.contains("was changed while it went on"));
        QCOMPARE(escape.json()["replicas"].get<int>(), 2);
    }

    void aChangeInTheWindowEndsTheReplay()
    {
        study::RunRequest run;
        run.experiment.specification = m_specification;
        run.experiment.specification.training.epochs = 1000000;
        run.experiment.changes = {{50, {.beta = 0.3}}, {100000, {.beta = 0.1}}};
        ui::MainWindow window;
        window.context().controller().setSpeed(std::numeric_limits<double>::infinity());
        QVERIFY(window.open(run));
        QTRY_COMPARE(window.findChild<ui::LivePage*>()->parameters()->specification().training.beta, 0.3);
        QVERIFY(window.context().controller().change({.beta = 0.25}));
        QTRY_VERIFY_WITH_TIMEOUT(window.context().controller().snapshot()->epoch > 100010, 30000);
        QCOMPARE(window.context().controller().snapshot()->parameters.beta, 0.25);
    }
};

HYSTERON_TEST(TestSameNumbers)
#include "test_same_numbers.moc"
