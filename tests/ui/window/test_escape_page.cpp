#include "core/experiment/presets.h"
#include "ui/escape/escape_plot.h"
#include "ui/escape/escape_runner.h"
#include "ui/pages/escape_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_edit.h"

#include <QPushButton>
#include <QTest>

#include <cmath>

using namespace hysteron;
using namespace hysteron::ui;

class TestEscapePage : public QObject
{
    Q_OBJECT

    static Specification hotTrap(double temperature = 1.2e-3)
    {
        Specification specification = findPreset("fig1a-rank1")->specification;
        specification.noise.temperature = temperature;
        return specification;
    }
    static void waitFor(EscapePage& page) { QTRY_VERIFY_WITH_TIMEOUT(!page.runner()->isRunning(), 60000); }

private slots:
    void initTestCase() { Theme::instance().install(); }

    void anEnsembleIsWaitedFor()
    {
        EscapePage page;
        page.resize(1000, 640);
        page.show();
        page.replicas()->setValue(60);
        page.start(hotTrap());
        QVERIFY(page.runner()->isRunning());
        waitFor(page);
        const EscapeProgress& progress = *page.progress();
        QVERIFY(progress.errors.empty());
        QVERIFY(progress.finished && !progress.running);
        QCOMPARE(progress.waiting, 0);
        QCOMPARE(progress.estimate->escaped, 60U);
        QCOMPARE(progress.lines.size(), 40U);
        QVERIFY(std::abs(progress.survival.steps.back().survival) < 1e-12);
        QVERIFY(progress.theory && progress.theory->zeroModesSaddle == 34);
        QVERIFY2(page.storyText().contains("60 of 60 escaped"), qPrintable(page.storyText()));
        QVERIFY(page.storyText().contains("Kramers"));
        auto* arrhenius = page.findChild<ArrheniusPlot*>();
        QCOMPARE(arrhenius->points().size(), 1U);

        page.start(hotTrap(1.3e-3)); // a second temperature is a second point
        waitFor(page);
        QCOMPARE(arrhenius->points().size(), 2U);
        QVERIFY(arrhenius->points()[1].logTau < arrhenius->points()[0].logTau);
        page.start(hotTrap(1.3e-3)); // the same again replaces it
        waitFor(page);
        QCOMPARE(arrhenius->points().size(), 2U);
    }

    void minibatchesDoNotEscapeAndTheNoiseIsMeasured()
    {
        EscapePage page;
        page.maxEpochs()->setValue(200);
        page.start(findPreset("fig1a-rank1-minibatch")->specification);
        waitFor(page);
        QVERIFY(!page.progress()->estimate->tau);
        QVERIFY(page.progress()->gradientTrace > 0.5);
        QVERIFY(page.progress()->gradientAlong < 1e-15 * page.progress()->gradientTrace);
        QVERIFY2(page.storyText().contains("Nobody escapes"), qPrintable(page.storyText()));
    }

    void aStopKeepsWhatWasSeen()
    {
        EscapePage page;
        page.maxEpochs()->setValue(1e9);
        page.start(findPreset("fig1a-rank1-minibatch")->specification);
        QTRY_VERIFY_WITH_TIMEOUT(page.progress()->epoch > 0, 20000);
        page.stop();
        waitFor(page);
        QVERIFY(page.progress()->estimate && !page.progress()->finished);
        QCOMPARE(page.button()->text(), QStringLiteral("Start"));
    }

    void whatCannotStartIsSaid()
    {
        EscapePage page;
        Specification wide = hotTrap();
        wide.task.inputs = 9;
        page.start(wide);
        waitFor(page);
        QVERIFY2(page.storyText().contains("task.inputs: 9"), qPrintable(page.storyText()));
        page.start(hotTrap()); // and the page stays usable
        waitFor(page);
        QVERIFY(page.progress()->errors.empty());
    }
};

QTEST_MAIN(TestEscapePage)
#include "test_escape_page.moc"
