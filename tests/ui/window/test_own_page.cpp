// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/study/again.h"
#include "tests/support/test.h"
#include "ui/export/export_dialog.h"
#include "ui/main_window.h"
#include "ui/pages/page_context.h"
#include "ui/plots/bifurcation_plot.h"
#include "ui/theme/theme.h"
#include "ui/widgets/combo_box.h"
#include "ui/widgets/message_bar.h"
#include "ui/widgets/page_tabs.h"
#include "ui/widgets/status_line.h"
#include "ui/widgets/top_bar.h"

#include <QAction>
#include <QMenu>
#include <QPushButton>
#include <QTemporaryDir>

using namespace hysteron;
using namespace hysteron::ui;

namespace {

/// A page that nobody but this file knows.
class OwnPage : public Page
{
public:
    explicit OwnPage(PageContext& context)
        : Page(context, {"own", "Own", "a page of a test"}), m_twist(new QAction("Twist", this))
    {
        m_plot = new BifurcationPlot(this);
        place(nullptr, m_plot);
        m_twist->setShortcut(QKeySequence("T"));
        connect(m_twist, &QAction::triggered, this, [this] { ++twists; });
    }
    QString document() const override { return "something"; }
    ActionState stateOf(ActionId id) const override
    {
        if (id == ActionId::Run)
            return {.enabled = true, .text = "Whirl", .meaning = "let it whirl"};
        return Page::stateOf(id);
    }
    void perform(ActionId id) override
    {
        if (id == ActionId::Run)
            ++whirls;
        else
            Page::perform(id);
    }
    QList<QAction*> ownActions() const override { return {m_twist}; }
    Exportable exportable() const override
    {
        return {.stem = "own",
                .plots = {m_plot},
                .provenance = toText(study::provenanceHere(
                    {{.request = study::RunRequest{.experiment = {.specification = defaultPreset().specification}},
                      .fingerprint = {}}})),
                .tables = {{"Own numbers", "numbers", "a,b\n1,2\n"}}};
    }
    bool hasExport() const override { return true; }
    void entered() override { ++entries; }
    void left() override { ++exits; }
    PlotView* currentPlot() const override { return m_plot; }

    int whirls = 0, twists = 0, entries = 0, exits = 0;

private:
    PlotView* m_plot = nullptr;
    QAction* m_twist = nullptr;
};

std::vector<PageMaker> pagesWithMine()
{
    std::vector<PageMaker> pages = pageList();
    pages.push_back(pageOf<OwnPage>()); // the one line of registration
    return pages;
}

QStringList wordsOf(const QMenu& menu)
{
    QStringList words;
    for (QAction* action : menu.actions()) {
        words += action->text();
        if (action->menu())
            words += wordsOf(*action->menu());
    }
    return words;
}

} // namespace

class TestOwnPage : public QObject
{
    Q_OBJECT
    QTemporaryDir m_directory;

    /// The window with its own page in front, as a user brings it there.
    struct Shown {
        MainWindow window{pagesWithMine()};
        OwnPage* page = static_cast<OwnPage*>(window.pages().back());
        Shown()
        {
            window.show();
            if (!QTest::qWaitForWindowActive(&window))
                qFatal("no active window");
            QTest::keyClick(&window, Qt::Key_5, Qt::ControlModifier);
        }
    };

private slots:
    void initTestCase() { Theme::instance().install(); }

    void itHasATabAndAKey()
    {
        Shown shown;
        QVERIFY(shown.page->isVisible());
        QCOMPARE(shown.page->entries, 1);
        PageTabs* tabs = shown.window.topBar().pages();
        QCOMPARE(tabs->tab(4)->text(), QString("Own"));
        QCOMPARE(tabs->currentPage(), 4);
        QVERIFY(tabs->tab(4)->toolTip().contains("A page of a test (Ctrl+5)"));
        QVERIFY(shown.window.windowTitle().startsWith("something"));
        QTest::mouseClick(tabs->tab(0), Qt::LeftButton);
        QVERIFY(!shown.page->isVisible());
        QCOMPARE(shown.page->exits, 1);
        QTest::mouseClick(tabs->tab(4), Qt::LeftButton);
        QVERIFY(shown.page->isVisible());
    }

    void itStandsInTheMenuWithWhatItCanDo()
    {
        Shown shown;
        emit shown.window.menu()->aboutToShow();
        const QStringList words = wordsOf(*shown.window.menu());
        for (const char* word : {"Own", "Whirl", "Twist", "Export …"})
            QVERIFY2(words.contains(word), word);
        shown.window.showPage(0);
        emit shown.window.menu()->aboutToShow();
        QVERIFY(!wordsOf(*shown.window.menu()).contains("Twist"));
    }

    void keysAct()
    {
        Shown shown;
        QTest::keyClick(&shown.window, Qt::Key_Space);
        QCOMPARE(shown.page->whirls, 1);
        QTest::keyClick(&shown.window, Qt::Key_T);
        QCOMPARE(shown.page->twists, 1);
        QVERIFY(!shown.window.actions().action(ActionId::Step)->isEnabled()); // it knows no steps
        QTest::keyClick(&shown.window, Qt::Key_1, Qt::ControlModifier);
        QTest::keyClick(&shown.window, Qt::Key_T);
        QCOMPARE(shown.page->twists, 1);
    }

    void itsFiguresCarryItsProvenance()
    {
        Shown shown;
        QVERIFY(shown.window.topBar().exportButton()->isEnabled());
        ExportDialog dialog(shown.page->exportable(), -1);
        const QString path = m_directory.filePath("own.svg");
        QVERIFY(dialog.exportTo(path).empty());
        const auto carried = study::readProvenance(path.toStdString());
        QVERIFY(carried.ok());
        QCOMPARE(carried->sources.size(), std::size_t{1});
        QVERIFY(study::experimentOf(carried->sources.front().request)->specification == defaultPreset().specification);
        dialog.what()->setCurrentIndex(dialog.what()->findText("Own numbers"));
        QVERIFY(dialog.exportTo(m_directory.filePath("own.csv")).empty());
    }

    void errorsAndSuccessAreSaidOnIt()
    {
        Shown shown;
        QVERIFY(!shown.window.openFile(m_directory.filePath("none.json")));
        QVERIFY(shown.page->messages()->isVisible());
        QVERIFY(shown.page->messages()->text().startsWith("none.json"));
        QTest::keyClick(&shown.window, Qt::Key_Escape);
        QVERIFY(!shown.page->messages()->isVisible());
        shown.window.context().tell("Saved it");
        QCOMPARE(shown.page->status()->message(), QString("Saved it"));
    }
};

HYSTERON_TEST(TestOwnPage)
#include "test_own_page.moc"
