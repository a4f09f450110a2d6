#include "core/experiment/presets.h"
#include "tests/support/test.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/page_tabs.h"
#include "ui/widgets/reading_label.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/speed_control.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/story_box.h"
#include "ui/widgets/transport_bar.h"

#include <QPushButton>
#include <QSignalSpy>

#include <cmath>
#include <limits>

using namespace hysteron;
using namespace hysteron::ui;

namespace {

QPushButton* button(QWidget& parent, const QString& accessibleName)
{
    for (auto* candidate : parent.findChildren<QPushButton*>())
        if (candidate->accessibleName() == accessibleName)
            return candidate;
    return nullptr;
}

std::vector<Preset> twoPresets()
{
    return {{"one", "First start", "Because it is first.", {}}, {"two", "Second start", "Because it is second.", {}}};
}

} // namespace

class TestBars : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase() { Theme::instance().install(); }
    void transportCommands();
    void transportStates();
    void transportPresets();
    void transportFitsTheSmallestWindow();
    void epochCounterKeepsItsPlace();
    void speed();
    void pages();
    void status();
    void cardEnlarges();
    void cardLinks();
    void messageBar();
    void storyIsCalmButPrompt();
    void everyControlIsNamed();
};

void TestBars::transportCommands()
{
    TransportBar bar;
    QSignalSpy restart(&bar, &TransportBar::restartRequested), play(&bar, &TransportBar::playPauseRequested),
        step(&bar, &TransportBar::stepRequested), exported(&bar, &TransportBar::exportRequested),
        theme(&bar, &TransportBar::themeRequested);
    for (const char* name : {"Restart", "Run", "Step", "Export", "Dark colours"}) {
        QVERIFY2(button(bar, name), name);
        QVERIFY(!button(bar, name)->toolTip().isEmpty());
        QTest::keyClick(button(bar, name), Qt::Key_Space);
    }
    QCOMPARE(restart.count(), 1);
    QCOMPARE(play.count(), 1);
    QCOMPARE(step.count(), 1);
    QCOMPARE(exported.count(), 1);
    QCOMPARE(theme.count(), 1);
}

void TestBars::transportStates()
{
    TransportBar bar;
    bar.setPlaying(true);
    QVERIFY(button(bar, "Pause"));
    const int width = button(bar, "Pause")->sizeHint().width();
    bar.setPlaying(false);
    QVERIFY(button(bar, "Run") && button(bar, "Run")->minimumWidth() >= std::max(width, 100));
    bar.setState(RunState::Finished);
    QVERIFY(button(bar, "Go on")->isEnabled() && !button(bar, "Step")->isEnabled());
    bar.setState(RunState::Diverged);
    QVERIFY(!button(bar, "Run")->isEnabled());
    bar.setState(RunState::Paused);
    QVERIFY(button(bar, "Run")->isEnabled() && button(bar, "Step")->isEnabled());
}

void TestBars::transportPresets()
{
    TransportBar bar;
    QSignalSpy chosen(&bar, &TransportBar::presetChosen);
    bar.setPresets(twoPresets());
    auto* combo = bar.findChild<ComboBox*>();
    QCOMPARE(combo->currentIndex(), -1);
    bar.setCurrentPreset("two");
    QCOMPARE(combo->currentText(), QString("Second start"));
    QCOMPARE(combo->toolTip(), QString("Because it is second."));
    bar.setCurrentPreset("unknown");
    QCOMPARE(combo->currentIndex(), -1);
    QCOMPARE(chosen.count(), 0);
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Down);
    QCOMPARE(chosen.count(), 1);
    QCOMPARE(chosen[0][0].toString(), QString("one"));
}

void TestBars::transportFitsTheSmallestWindow()
{
    TransportBar bar;
    bar.setPresets(twoPresets());
    bar.setPages({"Live", "Hysteresis", "Escape", "Paper", "Learn"});
    bar.showEpoch(20000, 12800);
    QVERIFY2(bar.minimumSizeHint().width() <= 1280, qPrintable(QString::number(bar.minimumSizeHint().width())));
    QWidget window; // the smallest one
    auto* inside = new TransportBar(&window);
    inside->setPages({"Live", "Escape", "Data", "Paper"});
    inside->showEpoch(20000, 12800);
    window.resize(960, 600);
    inside->resize(960, inside->height());
    window.show();
    QTRY_VERIFY2(inside->minimumSizeHint().width() <= 960, qPrintable(QString::number(inside->width())));
}

void TestBars::epochCounterKeepsItsPlace()
{
    TransportBar bar;
    auto* counter = bar.findChild<ReadingLabel*>();
    const int width = counter->sizeHint().width();
    bar.showEpoch(4200, 2688);
    QCOMPARE(bar.epochText(), QString("4\u202F200 epochs  t = 2\u202F688"));
    QCOMPARE(counter->sizeHint().width(), width);
    bar.showEpoch(123'456'789, 1e8);
    const int grown = counter->sizeHint().width();
    QVERIFY(grown > width);
    bar.showEpoch(0, 0.0);
    QCOMPARE(counter->sizeHint().width(), grown);
}

void TestBars::speed()
{
    SpeedControl control;
    QSignalSpy chosen(&control, &SpeedControl::speedChosen);
    QCOMPARE(control.text(), QString("280 epochs/s"));
    control.setSpeed(12'000);
    QCOMPARE(control.text(), QString("12\u202F000 epochs/s"));
    QCOMPARE(chosen.count(), 0);
    QTest::keyClick(control.track(), Qt::Key_End);
    QCOMPARE(chosen.count(), 1);
    QVERIFY(std::isinf(control.speed()));
    QCOMPARE(control.text(), QString("as fast as it goes"));
    QTest::keyClick(control.track(), Qt::Key_Home);
    QCOMPARE(control.speed(), 1.0);
}

void TestBars::pages()
{
    PageTabs tabs;
    tabs.setPages({"Live", "Paper"});
    QSignalSpy chosen(&tabs, &PageTabs::pageChosen);
    QCOMPARE(tabs.currentPage(), 0);
    QTest::mouseClick(button(tabs, "Page Paper"), Qt::LeftButton);
    QCOMPARE(tabs.currentPage(), 1);
    QCOMPARE(chosen.count(), 1);
    tabs.setCurrentPage(0);
    QCOMPARE(chosen.count(), 1);
    tabs.setPages({"Live"});
    QCOMPARE(tabs.findChildren<QPushButton*>().size(), 1);
}

void TestBars::status()
{
    StatusLine line;
    const int rank = line.addLeft({"rank", "2", "Learnt modes"});
    const int rate = line.addRight({"", "11.9 M steps/s", "Rate of the worker"});
    const QList<ReadingLabel*> labels = line.findChildren<ReadingLabel*>();
    QCOMPARE(labels.size(), 2);
    const int width = labels[rate]->sizeHint().width();
    line.setValue(rank, "1");
    line.setValue(rate, "2.2 k steps/s");
    QCOMPARE(labels[rank]->text(), QString("rank 1"));
    QCOMPARE(line.value(rate), QString("2.2 k steps/s"));
    line.setValue(rate, {});
    QCOMPARE(labels[rate]->sizeHint().width(), width);
    QCOMPARE(labels[rate]->text(), QString());
}

void TestBars::cardEnlarges()
{
    Card card("Error");
    card.setContent(new QWidget);
    card.resize(500, 300);
    QSignalSpy enlarge(&card, &Card::enlargeRequested);
    QTest::mouseClick(button(card, "Enlarge Error"), Qt::LeftButton);
    QTest::mouseDClick(&card, Qt::LeftButton, {}, QPoint(250, 12));
    QCOMPARE(enlarge.count(), 2);
    QCOMPARE(enlarge[1][0].toBool(), true);
    QTest::mouseDClick(&card, Qt::LeftButton, {}, QPoint(250, 295));
    QCOMPARE(enlarge.count(), 2);
    card.setEnlarged(true);
    QTest::mouseClick(button(card, "Shrink Error"), Qt::LeftButton);
    QCOMPARE(enlarge[2][0].toBool(), false);
}

void TestBars::cardLinks()
{
    Card card("Error");
    card.setPhrase("a phrase far too long for a narrow card, which therefore gives way to the links");
    QPushButton* log = card.addLink("log x", "Logarithmic epochs", true);
    QSignalSpy toggled(log, &QPushButton::toggled);
    QTest::keyClick(log, Qt::Key_Space);
    QCOMPARE(toggled.count(), 1);
    QVERIFY(card.minimumSizeHint().width() < 250);
    QCOMPARE(log->accessibleName(), QString("Error: log x"));
}

void TestBars::messageBar()
{
    MessageBar bar;
    QVERIFY(bar.isHidden());
    bar.showMessage(MessageBar::Kind::Error, "It broke.", "Go back");
    QVERIFY(!bar.isHidden());
    QSignalSpy action(&bar, &MessageBar::actionRequested), dismissed(&bar, &MessageBar::dismissed);
    for (auto* candidate : bar.findChildren<QPushButton*>())
        if (candidate->text() == "Go back")
            QTest::mouseClick(candidate, Qt::LeftButton);
    QCOMPARE(action.count(), 1);
    QTest::keyClick(&bar, Qt::Key_Escape);
    QCOMPARE(dismissed.count(), 1);
    QVERIFY(bar.isHidden());
    bar.showMessage(MessageBar::Kind::Notice, "Good to know.");
    QCOMPARE(bar.text(), QString("Good to know."));
    QCOMPARE(bar.accessibleDescription(), QString("Good to know."));
}

void TestBars::storyIsCalmButPrompt()
{
    StoryBox box;
    box.setStory("Trapped at rank 1.", "First numbers.");
    QCOMPARE(box.accessibleDescription(), QString("Trapped at rank 1. First numbers."));
    box.setStory("Trapped at rank 1.", "Second numbers.");
    QCOMPARE(box.accessibleDescription(), QString("Trapped at rank 1. First numbers."));
    box.setStory("Escaped.", "New facts <now> & here.");
    QCOMPARE(box.accessibleDescription(), QString("Escaped. New facts <now> & here."));
    box.setStory("Escaped.", "Later numbers.");
    QTRY_COMPARE_WITH_TIMEOUT(box.accessibleDescription(), QString("Escaped. Later numbers."), 2000);
}

void TestBars::everyControlIsNamed()
{
    TransportBar bar;
    bar.setPages({"Live"});
    bar.setPresets(twoPresets());
    int checked = 0;
    for (const QWidget* child : bar.findChildren<QWidget*>()) {
        if (child->focusPolicy() == Qt::NoFocus || !child->isEnabled() || child->isWindow() ||
            child->parentWidget()->inherits("QComboBox"))
            continue;
        if (child->inherits("QAbstractItemView") || child->parentWidget()->inherits("QAbstractScrollArea"))
            continue;
        ++checked;
        const QWidget* named = child->focusProxy() ? child->focusProxy() : child;
        QVERIFY2(!named->accessibleName().isEmpty(), child->metaObject()->className());
        QVERIFY2(!named->toolTip().isEmpty(), child->metaObject()->className());
    }
    QVERIFY(checked >= 7);
}

HYSTERON_TEST(TestBars)
#include "test_bars.moc"
