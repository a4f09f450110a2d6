// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "tests/support/test.h"
#include "ui/actions/actions.h"
#include "ui/main_window.h"
#include "ui/pages/help_dialog.h"
#include "ui/pages/live_page.h"
#include "ui/pages/page_context.h"
#include "ui/panels/parameter_panel.h"
#include "ui/panels/seed_section.h"
#include "ui/plots/plot_view.h"
#include "ui/run/frame_meter.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/number_edit.h"
#include "ui/widgets/page_tabs.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/top_bar.h"
#include "ui/widgets/transport_bar.h"
#include "ui/widgets/value_slider.h"

#include <QAction>
#include <QApplication>
#include <QClipboard>
#include <QElapsedTimer>
#include <QLabel>
#include <QPushButton>

using namespace hysteron;
using namespace hysteron::ui;

/// Keys, with real events, wherever the focus is.
class TestKeys : public QObject
{
    Q_OBJECT

    struct Shown {
        MainWindow window;
        LivePage* live = window.findChild<LivePage*>();
        RunController& run = window.context().controller();
        Shown()
        {
            window.show();
            if (!QTest::qWaitForWindowActive(&window))
                qFatal("no active window");
            Specification specification = findPreset("first-light")->specification;
            window.open(specification, true);
        }
        [[nodiscard]] QAction* action(ActionId id) const { return window.actions().action(id); }
        void press(Qt::Key key) { QTest::keyClick(QApplication::focusWidget(), key); }
        void click(QWidget* widget) { QTest::mouseClick(widget, Qt::LeftButton); }
    };
    static QPushButton* button(QWidget* parent, const QString& text)
    {
        for (auto* candidate : parent->findChildren<QPushButton*>())
            if (candidate->text() == text)
                return candidate;
        return nullptr;
    }

private slots:
    void initTestCase() { Theme::instance().install(); }

    void spaceRunsAndPausesAfterAClickOnAButton()
    {
        Shown shown;
        const quint64 seed = shown.live->parameters()->specification().seed;
        shown.click(button(shown.live->parameters()->seed(), "new"));
        QVERIFY(shown.run.isPlaying()); // a new seed starts
        const quint64 fresh = shown.live->parameters()->specification().seed;
        QVERIFY(fresh != seed);
        shown.press(Qt::Key_Space);
        QVERIFY(!shown.run.isPlaying());
        QCOMPARE(shown.live->parameters()->specification().seed, fresh);
        QVERIFY(qobject_cast<PlotView*>(QApplication::focusWidget()));
    }

    void spaceRunsAndPausesAfterAClickOnATab()
    {
        Shown shown;
        shown.click(shown.window.topBar().pages()->tab(2));
        shown.click(shown.window.topBar().pages()->tab(0));
        shown.press(Qt::Key_Space);
        QVERIFY(shown.run.isPlaying());
        shown.press(Qt::Key_Space);
        QVERIFY(!shown.run.isPlaying());
    }

    void keysOfTheWindowBeatTheListOfPresets()
    {
        Shown shown;
        ComboBox* presets = shown.live->transport()->preset();
        presets->setFocus();
        QTest::keyClick(presets, Qt::Key_Down); // arrows choose
        QTRY_VERIFY(shown.run.isPlaying());
        const QString chosen = presets->currentText();
        presets->setFocus();
        QTest::keyClick(presets, Qt::Key_R);
        QCOMPARE(presets->currentText(), chosen);
        QTest::keyClick(presets, Qt::Key_H);
        QCOMPARE(presets->currentText(), chosen);
        QVERIFY(shown.live->parameters()->isHidden());
        QTest::keyClick(presets, Qt::Key_H);
        QVERIFY(!shown.live->parameters()->isHidden());
        QTest::keyClick(presets, Qt::Key_X); // no key of ours: nothing at all
        QCOMPARE(presets->currentText(), chosen);
        QTest::keyClick(presets, Qt::Key_Space);
        QVERIFY(!shown.run.isPlaying());
        QVERIFY(!QApplication::activePopupWidget());
    }

    void whoChoosesAPresetHasTheKeysOfTheRun()
    {
        Shown shown;
        ComboBox* presets = shown.live->transport()->preset();
        presets->setFocus();
        QTest::keyClick(presets, Qt::Key_Down);
        QVERIFY(qobject_cast<PlotView*>(QApplication::focusWidget()));
    }

    void textFieldsKeepTheirLetters()
    {
        Shown shown;
        NumberEdit* box = shown.live->parameters()->beta()->box();
        box->setFocus();
        box->selectAll();
        QTest::keyClicks(box, "0.2 ");
        QVERIFY(!shown.run.isPlaying());
        QVERIFY(box->text().startsWith("0.2"));
        QTest::keyClick(box, Qt::Key_Escape); // brings the value back, and is not for the window
        QVERIFY(!box->isModified());
    }

    void aValueThatIsBeingTypedIsTakenBeforeTheButtonActs()
    {
        Shown shown;
        NumberEdit* box = shown.live->parameters()->beta()->box();
        shown.click(box);
        box->selectAll();
        QTest::keyClicks(box, "0.2");
        shown.click(shown.live->transport()->playButton());
        QCOMPARE(shown.live->parameters()->specification().training.beta, 0.2);
    }

    void enterPressesTheButtonThatHasTheFocus()
    {
        Shown shown;
        QPushButton* fresh = button(shown.live->parameters()->seed(), "new");
        const quint64 seed = shown.live->parameters()->specification().seed;
        fresh->setFocus(Qt::TabFocusReason);
        QTest::keyClick(fresh, Qt::Key_Return);
        QVERIFY(shown.live->parameters()->specification().seed != seed);
        QCOMPARE(QApplication::focusWidget(), fresh);
    }

    void lActsOnThePlotThatWasClicked()
    {
        Shown shown;
        PlotView* second = shown.live->plots().all()[1];
        QVERIFY(second->canLogY());
        shown.click(second);
        shown.click(button(shown.live->parameters()->seed(), "same"));
        const bool before = second->logY();
        shown.press(Qt::Key_L);
        QCOMPARE(second->logY(), !before);
    }

    void whatDoesNotApplyIsGrey()
    {
        Shown shown;
        const ActionId ofRuns[] = {ActionId::Run, ActionId::Step, ActionId::Restart, ActionId::Save, ActionId::Faster};
        for (const ActionId id : ofRuns)
            QVERIFY(shown.action(id)->isEnabled());
        QTest::keyClick(&shown.window, Qt::Key_3, Qt::ControlModifier); // Data
        QCOMPARE(shown.window.currentPage()->names().id, QString("data"));
        for (const ActionId id : ofRuns)
            QVERIFY(!shown.action(id)->isEnabled());
        QVERIFY(!shown.action(ActionId::Export)->isEnabled());          // nothing was opened
        QTest::keyClick(&shown.window, Qt::Key_2, Qt::ControlModifier); // Escape
        QVERIFY(shown.action(ActionId::Run)->isEnabled());
        QCOMPARE(shown.action(ActionId::Run)->text(), QString("Start"));
        QVERIFY(!shown.action(ActionId::Step)->isEnabled());
        QTest::keyClick(&shown.window, Qt::Key_H);
        QVERIFY(shown.window.currentPage()->panel()->isHidden());
    }

    void theLiveRunRestsWhileOthersNeedTheCoresAndGoesOn()
    {
        Shown shown;
        shown.press(Qt::Key_Space);
        QVERIFY(shown.run.isPlaying());
        shown.window.showPage(1);
        QVERIFY(!shown.run.isPlaying());
        shown.window.showPage(3);
        QVERIFY(!shown.run.isPlaying());
        shown.window.showPage(0);
        QVERIFY(shown.run.isPlaying());
        shown.press(Qt::Key_Space);
        shown.window.showPage(1);
        shown.window.showPage(0);
        QVERIFY(!shown.run.isPlaying()); // who paused it finds it paused
    }

    void theRateOfFramesKnowsNoRest()
    {
        Shown shown;
        const FrameMeter& frames = shown.window.context().frameMeter();
        shown.press(Qt::Key_Space);
        QTRY_VERIFY_WITH_TIMEOUT(frames.report().frames > 5, 20000);
        QElapsedTimer clock;
        clock.start();
        QTRY_VERIFY_WITH_TIMEOUT(frames.report().frames > 15, 20000);
        shown.press(Qt::Key_Space);
        QTRY_VERIFY(shown.run.snapshot()->state == RunState::Paused);
        const int rest = static_cast<int>(20 * clock.elapsed()); // far longer than it took to draw them
        QTest::qWait(rest);
        shown.press(Qt::Key_Space);
        const std::size_t before = frames.report().frames;
        QTRY_VERIFY_WITH_TIMEOUT(frames.report().frames > before + 1, 20000);
        const FrameMeter::Report report = frames.report();
        QVERIFY(report.framesPerSecond > 1000.0 * static_cast<double>(report.frames) / rest);
    }

    void theCommandOfTheRunIsCopied()
    {
        Shown shown;
        QTRY_VERIFY(shown.action(ActionId::CopyCommand)->isEnabled());
        QTest::keyClick(&shown.window, Qt::Key_C, Qt::ControlModifier | Qt::ShiftModifier);
        const QString line = QGuiApplication::clipboard()->text();
        QVERIFY2(line.startsWith("hysteron-cli run --preset "), qPrintable(line));
        QVERIFY(shown.live->status()->message().startsWith("Copied"));
    }

    void everyKeyIsInTheHelp()
    {
        Shown shown;
        const HelpDialog help(shown.window.actions());
        QString text;
        for (const QLabel* label : help.findChildren<QLabel*>())
            text += label->text() + '\n';
        for (const ActionEntry& entry : shown.window.actions().table())
            if (!entry.keys.isEmpty()) {
                QVERIFY2(text.contains(entry.meaning), qPrintable(entry.name));
                QVERIFY2(text.contains(shown.action(entry.id)->shortcut().toString(QKeySequence::NativeText)),
                         qPrintable(entry.name));
            }
        QVERIFY(text.contains("Ctrl+4"));
    }

    void noLineOfTheHelpIsCut()
    {
        Shown shown;
        HelpDialog help(shown.window.actions());
        help.show();
        for (const QLabel* label : help.findChildren<QLabel*>())
            QVERIFY2(label->height() >= label->heightForWidth(label->width()), qPrintable(label->text()));
    }

    void noKeyIsTakenTwice()
    {
        Shown shown;
        QSet<QString> keys;
        for (const QAction* action : static_cast<QWidget&>(shown.window).actions())
            for (const QKeySequence& key : action->shortcuts()) {
                QVERIFY2(!keys.contains(key.toString()), qPrintable(key.toString()));
                keys.insert(key.toString());
            }
        QVERIFY(keys.size() > 18);
    }
};

HYSTERON_TEST(TestKeys)
#include "test_keys.moc"
