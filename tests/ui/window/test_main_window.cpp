#include "core/experiment/presets.h"
#include "core/experiment/snapshot.h"
#include "core/io/recipe_file.h"
#include "core/io/specification_json.h"
#include "tests/support/test.h"
#include "ui/escape/escape_runner.h"
#include "ui/export/figure_export.h"
#include "ui/main_window.h"
#include "ui/pages/escape_page.h"
#include "ui/pages/live_page.h"
#include "ui/panels/parameter_panel.h"
#include "ui/panels/task_section.h"
#include "ui/plots/plot_view.h"
#include "ui/run_controller.h"
#include "ui/theme/theme.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/segmented_control.h"
#include "ui/widgets/value_slider.h"

#include <QFile>
#include <QLineEdit>
#include <QPushButton>
#include <QTemporaryDir>

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
        QTRY_VERIFY_WITH_TIMEOUT(window.controller().snapshot()->rank == 1, 30000); // it has left the trap of rank 0
        window.showPage(1);
        QTRY_VERIFY(window.controller().snapshot()->state == RunState::Paused);
        auto* page = window.findChild<EscapePage*>();
        page->replicas()->setValue(8);
        page->origin()->setCurrentIndex(1);
        page->button()->click();
        QTRY_VERIFY_WITH_TIMEOUT(!page->runner()->isRunning() && page->progress()->estimate, 60000);
        QCOMPARE(page->progress()->mode, window.controller().snapshot()->rank); // the next mode is waited for
    }

    void liveChangeIsUndoneLive()
    {
        MainWindow window;
        Specification specification = defaultPreset().specification;
        specification.network.depth = 3;
        specification.protocol = {};
        QVERIFY(window.open(specification, true));
        QTRY_VERIFY(window.controller().snapshot() && window.controller().snapshot()->state == RunState::Paused);
        window.controller().step();
        QTRY_COMPARE(window.controller().snapshot()->epoch, 1);
        ParameterPanel* panel = window.findChild<ParameterPanel*>();
        type(panel->beta()->box(), "0.123");
        QTest::qWait(150); // changes closer to each other are one
        type(panel->learningRate()->box(), "0.04");
        QTRY_COMPARE(window.controller().snapshot()->parameters.learningRate, 0.04);
        window.undo();
        QTRY_COMPARE(window.controller().snapshot()->parameters.learningRate, specification.training.learningRate);
        QCOMPARE(beta(window), 0.123);
        window.undo();
        QTRY_COMPARE(window.controller().snapshot()->parameters.beta, specification.training.beta);
        QCOMPARE(beta(window), specification.training.beta);
        QCOMPARE(window.controller().snapshot()->epoch, 1); // the state was kept
        window.redo();
        QTRY_COMPARE(window.controller().snapshot()->parameters.beta, 0.123);
    }

    void anotherExperimentIsUndoneByAStart()
    {
        MainWindow window;
        const Specification first = findPreset("first-light")->specification;
        const Specification second = findPreset("fig1a-random")->specification;
        QVERIFY(window.open(first, true));
        QVERIFY(window.open(second, true));
        window.undo();
        QVERIFY(window.findChild<ParameterPanel*>()->specification() == first);
        QVERIFY(window.controller().specification() == first);
        window.redo();
        QVERIFY(window.controller().specification() == second);
    }

    void savedExperimentOpensAgain()
    {
        MainWindow window;
        const Specification specification = findPreset("fig1a-random")->specification;
        QVERIFY(window.open(specification, true));
        const QString path = m_directory.filePath("saved.json");
        QVERIFY(window.saveFile(path));
        QVERIFY(window.open(findPreset("first-light")->specification, true));
        QVERIFY(window.openFile(path));
        QVERIFY(window.controller().specification() == specification);
        QVERIFY(!window.saveFile(m_directory.filePath("no such folder/x.json")));
        QVERIFY(window.livePage().findChild<MessageBar*>()->isVisibleTo(&window));
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
        QTRY_VERIFY(window.controller().snapshot() && window.controller().snapshot()->state == RunState::Paused);
        FigureOptions options;
        options.recipe = QString::fromStdString(recipeText(specification, *window.controller().snapshot()));
        const QString path = m_directory.filePath("figure." + suffix);
        QVERIFY(exportFigure({window.findChild<PlotView*>()}, path, options).empty());
        const Result<Recipe> recipe = readRecipe(path.toStdString());
        QVERIFY(recipe.ok());
        QVERIFY(recipe->specification == specification);
    }

    void badFilesAreRefusedWithAReason_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QString>("reason");
        QTest::newRow("no json") << "a.json" << QByteArray("hello") << "is not JSON, nor a figure";
        QTest::newRow("no recipe") << "b.svg" << QByteArray("<svg xmlns='http://www.w3.org/2000/svg'/>")
                                   << "has no recipe in it";
        QTest::newRow("no picture") << "c.png" << QByteArray("\x89PNG\r\n\x1a\n") << "has no recipe in it";
        QTest::newRow("empty pdf") << "d.pdf" << QByteArray("%PDF-1.4\nstream\nxx\nendstream") << "has no recipe in it";
        QTest::newRow("bad value") << "e.json" << QByteArray(R"({"training": {"beta": -1}})") << "training.beta";
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
        QVERIFY(!window.openFile(path));
        const Result<Recipe> recipe = readRecipe(path.toStdString());
        QString told;
        if (!recipe.ok())
            for (const Error& error : recipe.errors())
                told += QString::fromStdString(error.message());
        QVERIFY2(told.contains(reason), qPrintable(told));
        QVERIFY(window.controller().specification() == before); // the present one goes on
        QVERIFY(window.livePage().findChild<MessageBar*>()->isVisibleTo(&window));
    }

    void aTableThatIsNotThereIsTakenBack()
    {
        const QString path = fileWith("f.json", QByteArray(R"({"task": {"csv": "none.csv", "csv_inputs": ["a"],
                                                             "csv_outputs": ["b"], "sampling": "raw"}})"));
        MainWindow window;
        const Specification before = defaultPreset().specification;
        QVERIFY(window.open(before, true));
        QTRY_COMPARE(window.controller().snapshot()->state, RunState::Paused);
        QVERIFY(window.openFile(path)); // no rule is broken; the table is looked for on another thread
        QTRY_VERIFY(window.livePage().findChild<MessageBar*>()->isVisibleTo(&window));
        QVERIFY(window.controller().specification() == before);
        const ParameterPanel& panel = *window.livePage().findChild<ParameterPanel*>();
        QVERIFY(panel.specification() == before);
        QVERIFY(!panel.task()->problem("task.csv").isEmpty()); // beside the path, which is still there to be mended
        QCOMPARE(qobject_cast<QLineEdit*>(panel.task()->editor("task.csv"))->text(), QString("none.csv"));
        QCOMPARE(window.controller().snapshot()->run, 1u);
        QCOMPARE(window.controller().snapshot()->state, RunState::Paused);
    }
};

HYSTERON_TEST(TestMainWindow)
#include "test_main_window.moc"
