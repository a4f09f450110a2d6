// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "tests/integration/command_line.h"
#include "tests/support/test.h"
#include "ui/actions/actions.h"
#include "ui/export/export_dialog.h"
#include "ui/jobs/job_runner.h"
#include "ui/main_window.h"
#include "ui/pages/data_page.h"
#include "ui/pages/escape_page.h"
#include "ui/pages/page_context.h"
#include "ui/pages/paper_page.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_edit.h"

#include <QFile>
#include <QStandardPaths>
#include <QTemporaryDir>

#include <cmath>

using namespace hysteron;
using command_line::call;

/// What any page exports is made again by the command line, to the last bit.
class TestAgain : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;

    /// Writes the page's figure; empty when that fails.
    QString written(ui::Page& page, const QString& name)
    {
        ui::ExportDialog dialog(page.exportable(), -1);
        const QString path = m_folder.filePath(name);
        return dialog.exportTo(path).empty() ? path : QString();
    }
    static void check(const QString& path, std::size_t sources)
    {
        QVERIFY(!path.isEmpty());
        const command_line::Answer answer = call({"again", path, "--json"});
        QVERIFY2(answer.status == 0, answer.err + answer.out);
        const command_line::Json json = answer.json();
        QVERIFY(json["same"] == true);
        QCOMPARE(json["sources"].size(), sources);
        for (const command_line::Json& source : json["sources"]) {
            QCOMPARE(source["fingerprint"].get<std::string>().size(), std::size_t{16});
            QVERIFY(source["fingerprint"] == source["fingerprint_recorded"]);
        }
    }
    /// One digit of the recorded fingerprint is another one.
    void checkEdited(const QString& path)
    {
        QFile file(path);
        QVERIFY(file.open(QIODevice::ReadOnly));
        QByteArray text = file.readAll();
        const QByteArray key = "&quot;fingerprint&quot;:&quot;";
        const qsizetype at = text.indexOf(key);
        QVERIFY(at > 0);
        char& digit = text[at + key.size()];
        digit = digit == '0' ? '1' : '0';
        QFile edited(m_folder.filePath("edited.svg"));
        QVERIFY(edited.open(QIODevice::WriteOnly));
        edited.write(text);
        edited.close();
        const command_line::Answer answer = call({"again", edited.fileName(), "--json"});
        QCOMPARE(answer.status, 1);
        QVERIFY(answer.json()["same"] == false);
        QVERIFY(answer.json()["differences"][0].get<std::string>().find("fingerprint") != std::string::npos);
    }
    template<class Page> static Page& front(ui::MainWindow& window)
    {
        auto* page = window.findChild<Page*>();
        window.showPage(static_cast<int>(window.pages().indexOf(page)));
        return *page;
    }
    static Specification hotTrap()
    {
        Specification specification = findPreset("fig1a-rank1")->specification;
        specification.noise.temperature = 1.4e-3;
        return specification;
    }

private slots:
    void initTestCase()
    {
        QStandardPaths::setTestModeEnabled(true);
        ui::Theme::instance().install();
    }

    void liveWithThreeChanges()
    {
        ui::MainWindow window;
        ui::RunController& run = window.context().controller();
        run.setSpeed(2000.0);
        QVERIFY(window.open(hotTrap()));
        std::int64_t reached = 0;
        for (const double beta : {0.30, 0.36, 0.33}) {
            QTRY_VERIFY_WITH_TIMEOUT(run.snapshot()->epoch >= reached + 50, 30000);
            QVERIFY(run.change({.beta = beta}));
            reached = run.snapshot()->epoch + 50;
        }
        QTRY_VERIFY_WITH_TIMEOUT(run.snapshot()->epoch > reached && run.snapshot()->changes.size() == 3, 30000);
        for (const char* name : {"live.png", "live.svg", "live.pdf"})
            check(written(*window.currentPage(), name), 1);
        checkEdited(m_folder.filePath("live.svg"));
    }

    void replicasThatWaitedOrStillDo()
    {
        ui::MainWindow window;
        QVERIFY(window.open(hotTrap(), true));
        auto& page = front<ui::EscapePage>(window);
        page.replicas()->setValue(30);
        page.start(hotTrap());
        QTRY_VERIFY_WITH_TIMEOUT(!page.runner()->isRunning(), 60000);
        check(written(page, "escape.svg"), 1);
        checkEdited(m_folder.filePath("escape.svg"));
        page.maxEpochs()->setValue(1e8);
        page.start(findPreset("fig1a-rank1-minibatch")->specification);
        QTRY_VERIFY_WITH_TIMEOUT(page.progress()->onlyMinibatchNoise && page.progress()->epoch > 100, 60000);
        page.stop();
        QTRY_VERIFY_WITH_TIMEOUT(!page.runner()->isRunning(), 60000);
        check(written(page, "stopped.svg"), 2);
    }

    void forwardFluxPoints()
    {
        ui::MainWindow window;
        QVERIFY(window.open(hotTrap(), true));
        auto& page = front<ui::EscapePage>(window);
        page.startSampling(hotTrap(), 1.4e-3);
        auto* sampler = page.sampler();
        QTRY_VERIFY_WITH_TIMEOUT(sampler->progress().progress.share > 0.05, 120000);
        sampler->stop();
        QTRY_VERIFY_WITH_TIMEOUT(!sampler->isRunning(), 60000);
        check(written(page, "flux.pdf"), 1);
    }

    void measurementsOfSomebody()
    {
        QFile table(m_folder.filePath("waits.csv"));
        QVERIFY(table.open(QIODevice::WriteOnly | QIODevice::Text));
        table.write("tau,inverse_T\n");
        for (int k = 0; k < 60; ++k)
            table.write(QByteArray::number(std::exp(0.004 * (800 + 50 * (k % 6))) * (0.1 + 0.05 * (k / 6))) + ',' +
                        QByteArray::number(800 + 50 * (k % 6)) + '\n');
        table.close();
        ui::MainWindow window;
        QVERIFY(window.openFile(table.fileName()));
        QTRY_VERIFY(window.currentPage()->hasExport()); // it is read on another thread
        check(written(*window.currentPage(), "data.png"), 1);
        QVERIFY(table.open(QIODevice::Append));
        table.write("9,900\n"); // other measurements now
        table.close();
        const command_line::Answer changed = call({"again", m_folder.filePath("data.png"), "--json"});
        QCOMPARE(changed.status, 1);
        QVERIFY2(changed.err.contains("other contents"), changed.err);
    }

    void aFigureOfThePaper()
    {
        ui::MainWindow window;
        auto& page = front<ui::PaperPage>(window);
        page.openFigure("fig2a");
        check(written(page, "paper.pdf"), 1);
    }
};

HYSTERON_TEST(TestAgain)
#include "test_again.moc"
