// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "tests/support/test.h"
#include "ui/actions/actions.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/icon_button.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/number_text.h"
#include "ui/widgets/page_tabs.h"
#include "ui/widgets/reading_label.h"
#include "ui/widgets/slider_track.h"
#include "ui/widgets/speed_control.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/story_box.h"
#include "ui/widgets/top_bar.h"
#include "ui/widgets/transport_bar.h"

#include <QActionGroup>
#include <QApplication>
#include <QDialog>
#include <QDialogButtonBox>
#include <QLabel>
#include <QMenu>
#include <QPushButton>
#include <QSignalSpy>
#include <QTextDocument>
#include <QVBoxLayout>

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

/// All that a message says now.
QString shown(const MessageBar& bar)
{
    QString text;
    for (const QLabel* label : bar.findChildren<QLabel*>())
        text += label->text();
    return text;
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
    void transportFollowsItsActions();
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
    void aNumberOfAStoryDoesNotBreak();
    void enterInADialogIsForItsDefaultButton();
    void buttonsOfDialogsHaveNoStockIcons();
    void everyControlIsNamed();
};

void TestBars::transportFollowsItsActions()
{
    QWidget window;
    Actions actions(&window);
    TransportBar bar(actions);
    QList<ActionId> done;
    connect(&actions, &Actions::triggered, this, [&done](ActionId id) { done += id; });
    for (const ActionId id : {ActionId::Restart, ActionId::Run, ActionId::Step})
        actions.show(id, {.enabled = true});
    for (const char* name : {"Restart", "Run", "Step"}) {
        QVERIFY2(button(bar, name), name);
        QVERIFY(!button(bar, name)->toolTip().isEmpty());
        button(bar, name)->click();
    }
    QCOMPARE(done, (QList<ActionId>{ActionId::Restart, ActionId::Run, ActionId::Step}));

    actions.show(ActionId::Run, {.enabled = true, .text = "Pause", .meaning = "pause the run", .icon = "pause"});
    QCOMPARE(bar.playButton()->text(), QString("Pause"));
    QCOMPARE(bar.playButton()->toolTip(), QString("Pause the run (Space)"));
    QVERIFY(bar.playButton()->minimumWidth() >= 100); // wide enough for every word
    actions.show(ActionId::Run, {});
    QVERIFY(!bar.playButton()->isEnabled());
}

void TestBars::transportPresets()
{
    QWidget window;
    Actions actions(&window);
    TransportBar bar(actions);
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
    QWidget window; // the smallest one
    Actions actions(&window);
    QMenu menu;
    auto* bar = new TopBar(actions, &menu, &window);
    for (const char* name : {"Live", "Escape", "Data", "Paper"}) {
        auto* page = new QAction(name, &window);
        page->setCheckable(true);
        bar->addPage(page);
    }
    auto* transport = new TransportBar(actions);
    transport->setPresets(twoPresets());
    transport->showEpoch(20000, 12800);
    bar->showHead(transport);
    window.resize(960, 600);
    bar->resize(960, bar->height());
    window.show();
    QTRY_VERIFY2(bar->minimumSizeHint().width() <= 960, qPrintable(QString::number(bar->minimumSizeHint().width())));
}

void TestBars::epochCounterKeepsItsPlace()
{
    QWidget window;
    Actions actions(&window);
    TransportBar bar(actions);
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
    QActionGroup group(this);
    QList<QAction*> pages;
    for (const char* name : {"Live", "Paper"}) {
        pages += group.addAction(name);
        pages.back()->setCheckable(true);
        tabs.addPage(pages.back());
    }
    pages[0]->setChecked(true);
    QCOMPARE(tabs.currentPage(), 0);
    QSignalSpy chosen(pages[1], &QAction::triggered);
    QTest::mouseClick(button(tabs, "Page Paper"), Qt::LeftButton);
    QCOMPARE(tabs.currentPage(), 1);
    QCOMPARE(chosen.count(), 1);
    QTest::mouseClick(button(tabs, "Page Paper"), Qt::LeftButton); // the chosen one stays chosen
    QCOMPARE(tabs.currentPage(), 1);
    pages[0]->setChecked(true);
    QCOMPARE(tabs.currentPage(), 0);
    QCOMPARE(tabs.count(), 2);
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
    line.showMessage("Saved experiment.json");
    QCOMPARE(line.message(), QString("Saved experiment.json"));
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
    bar.showMessage(MessageBar::Kind::Error, "It cannot be opened.", {}, "line 3: not a number");
    QVERIFY(!shown(bar).contains("line 3"));
    QTest::mouseClick(bar.detailsButton(), Qt::LeftButton);
    QVERIFY(shown(bar).contains("line 3"));
    bar.showMessage(MessageBar::Kind::Notice, "Good to know.");
    QVERIFY(bar.detailsButton()->isHidden() && !shown(bar).contains("line 3"));
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

void TestBars::aNumberOfAStoryDoesNotBreak()
{
    StoryBox box;
    box.setStory("Diverged.", QString("It can go on from epoch %1.").arg(groupedInteger(112032)));
    QTextDocument shown;
    shown.setHtml(box.findChild<QLabel*>()->text());
    QVERIFY2(shown.toPlainText().contains(QString("epoch 112\u202F032.")), qPrintable(shown.toPlainText()));
}

void TestBars::enterInADialogIsForItsDefaultButton()
{
    QDialog dialog;
    auto* column = new QVBoxLayout(&dialog);
    auto* combo = new ComboBox;
    combo->addItems({"one", "two"});
    auto* buttons = new QDialogButtonBox(QDialogButtonBox::Cancel);
    QPushButton* save = buttons->addButton("Save", QDialogButtonBox::AcceptRole);
    save->setDefault(true);
    column->addWidget(combo);
    column->addWidget(buttons);
    QSignalSpy saved(save, &QPushButton::clicked);
    dialog.show();
    QVERIFY(QTest::qWaitForWindowActive(&dialog));
    combo->setFocus();
    QTest::keyClick(combo, Qt::Key_Return);
    QCOMPARE(saved.size(), 1);
    QVERIFY(!QApplication::activePopupWidget());
}

void TestBars::buttonsOfDialogsHaveNoStockIcons()
{
    QDialogButtonBox buttons(QDialogButtonBox::Cancel | QDialogButtonBox::Close | QDialogButtonBox::Ok);
    for (const QAbstractButton* one : buttons.buttons())
        QVERIFY2(one->icon().isNull(), qPrintable(one->text()));
}

void TestBars::everyControlIsNamed()
{
    QWidget window;
    Actions actions(&window);
    QMenu menu;
    TopBar bar(actions, &menu);
    auto* transport = new TransportBar(actions);
    transport->setPresets(twoPresets());
    bar.showHead(transport);
    int checked = 0;
    for (const QWidget* child : bar.findChildren<QWidget*>()) {
        if (child->focusPolicy() == Qt::NoFocus || child->isWindow() || child->parentWidget()->inherits("QComboBox"))
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
