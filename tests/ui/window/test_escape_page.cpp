// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "tests/support/test.h"
#include "tests/ui/window/alone.h"
#include "ui/escape/escape_plot.h"
#include "ui/escape/escape_story.h"
#include "ui/jobs/job_runner.h"
#include "ui/pages/escape_page.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_edit.h"

#include <QLabel>
#include <QPushButton>

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
        Alone<EscapePage> page;
        page.resize(1000, 640);
        page.show();
        page.replicas()->setValue(60);
        page.start(hotTrap());
        QVERIFY(page.runner()->isRunning());
        waitFor(page);
        const EscapeProgress& progress = *page.progress();
        QVERIFY(progress.errors.empty());
        QVERIFY(progress.finished && !progress.running);
        QCOMPARE(progress.waiting, std::size_t{0});
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

    void rareEventsAreSampledBesideTheory()
    {
        Alone<EscapePage> page;
        page.replicas()->setValue(40);
        page.start(hotTrap());
        waitFor(page);
        auto* arrhenius = page.findChild<ArrheniusPlot*>();
        page.startSampling(hotTrap(), 1.2e-3);
        QTRY_VERIFY_WITH_TIMEOUT(arrhenius->points().size() == 2, 60000);
        page.sampler()->stop();
        QTRY_VERIFY(!page.sampler()->isRunning());
        QCOMPARE(page.samplingButton()->text(), QStringLiteral("Forward flux"));
        const ArrheniusPoint& waited = arrhenius->points()[0];
        const ArrheniusPoint& sampled = arrhenius->points()[1];
        QVERIFY(sampled.sampled && !waited.sampled);
        QCOMPARE(sampled.temperature, waited.temperature);
        // 40 waits: 16 % of scatter.
        QVERIFY2(std::abs(sampled.logTau - waited.logTau) < 0.5, qPrintable(QString::number(sampled.logTau)));

        Specification noisy = hotTrap();
        noisy.noise.kind = NoiseKind::MinibatchLangevin;
        page.startSampling(noisy, 1.2e-3);
        QTRY_VERIFY(!page.sampler()->isRunning());
        QVERIFY(page.findChildren<QLabel*>().size() > 0);
        bool said = false;
        for (const QLabel* label : page.findChildren<QLabel*>())
            said = said || label->text().contains("must be langevin");
        QVERIFY(said);
    }

    void thePapersFormulasStandBesideTheTheory()
    {
        EscapeProgress progress;
        QVERIFY(tellPaper(progress).text.isEmpty());
        progress.temperature = 1e-3;
        progress.theory = *theory::escapePath({{0.9, 0.8}, 3, 10, 2, 2, 0.32}, 1, 2);
        const PaperNote note = tellPaper(progress);
        QVERIFY2(note.text.contains("ln τ = 7.040"), qPrintable(note.text));
        QVERIFY2(note.text.contains("0/0 (18 zero modes at the minimum, 34 at the saddle)"), qPrintable(note.text));
        QVERIFY(note.text.contains("Eq. (12)") && note.meaning.contains("sign"));
    }

    void noLineOfTheStoryBreaksAtAnEqualsSign()
    {
        EscapeProgress progress;
        progress.passages.resize(2);
        progress.estimate.emplace();
        progress.estimate->escaped = 2;
        progress.estimate->tau = 239.0;
        const QString body = tellEscape(progress).body;
        QVERIFY2(body.contains(QString("They wait τ\u00A0=\u00A0239 epochs")), qPrintable(body));
    }

    void stopLooksLikeStop()
    {
        Alone<EscapePage> page;
        page.maxEpochs()->setValue(1e9);
        page.start(findPreset("fig1a-rank1-minibatch")->specification);
        QCOMPARE(page.stateOf(ActionId::Run).icon, QStringLiteral("stop")); // it cannot go on: no pause
        page.stop();
        waitFor(page);
    }

    void minibatchesDoNotEscapeAndTheNoiseIsMeasured()
    {
        Alone<EscapePage> page;
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
        Alone<EscapePage> page;
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
        Alone<EscapePage> page;
        Specification wide = hotTrap();
        wide.task.inputs = 9;
        page.start(wide);
        waitFor(page);
        QVERIFY2(page.storyText().contains("inputs: 9"), qPrintable(page.storyText()));
        page.start(hotTrap()); // and the page stays usable
        waitFor(page);
        QVERIFY(page.progress()->errors.empty());
    }
};

HYSTERON_TEST(TestEscapePage)
#include "test_escape_page.moc"
