#include "core/experiment/presets.h"
#include "core/experiment/run_summary.h"
#include "core/io/specification_json.h"
#include "ui/main_window.h"
#include "ui/run_controller.h"
#include "ui/theme/theme.h"

#include <nlohmann/json.hpp>

#include <QApplication>
#include <QProcess>
#include <QTemporaryDir>
#include <QTest>

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
        const auto simulation = Simulation::create(m_specification);
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
        ui::RunController& controller = window.controller();
        controller.setSpeed(speed);
        QVERIFY(window.open(m_specification));
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
        ui::RunController& controller = window.controller();
        controller.setSpeed(500.0);
        QVERIFY(window.open(m_specification));
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

        const auto replay = Simulation::create(m_specification);
        for (const LoggedChange& logged : snapshot->changes) {
            (*replay)->advance(logged.epoch - (*replay)->epoch());
            QVERIFY((*replay)->apply(logged.change).empty());
        }
        (*replay)->advance(1500);
        QCOMPARE((*replay)->fingerprint(), controller.runner().fingerprint());
        QVERIFY((*replay)->fingerprint() != m_expected);
    }
};

QTEST_MAIN(TestSameNumbers)
#include "test_same_numbers.moc"
