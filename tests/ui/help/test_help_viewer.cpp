// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The reference pages as the window shows them: every page loads, every link leads somewhere, nothing of the Markdown
// is left to be seen.
#include "tests/support/test.h"
#include "ui/help/help_document.h"
#include "ui/help/help_viewer.h"

#include <QDir>
#include <QLineEdit>
#include <QRegularExpression>
#include <QScrollBar>
#include <QSet>
#include <QTextBlock>
#include <QTextTable>
#include <QTreeWidget>

using namespace hysteron::ui;

namespace {

struct Link {
    QString href;
    QString text;
};

QList<Link> linksOf(const QTextDocument& document)
{
    QList<Link> links;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        for (auto it = block.begin(); !it.atEnd(); ++it) {
            const QTextCharFormat format = it.fragment().charFormat();
            if (format.isAnchor() && !format.anchorHref().isEmpty())
                links.append({format.anchorHref(), it.fragment().text()});
        }
    }
    return links;
}

QStringList anchorsOf(const QTextDocument& document)
{
    QStringList anchors;
    for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
        if (block.blockFormat().headingLevel() > 0)
            anchors += block.begin().fragment().charFormat().anchorNames();
    }
    return anchors;
}

} // namespace

class TestHelpViewer : public QObject
{
    Q_OBJECT
private slots:
    void initTestCase();
    void init() { Theme::instance().setScheme(Scheme::Light); }
    void everyPageOfTheFolderIsListedAndLoads();
    void everyLinkLeadsToAPageAndAHeading();
    void headingsOfAPageHaveAnchorsOfTheirOwn();
    void noMarkdownIsLeftToBeSeen();
    void anchorsAreThoseOfAForge();
    void aLinkOfTheContentsShowsItsHeadingAtTheTop();
    void searchFindsAllPlacesAndGoesRound();
    void aLinkIsFollowedWhileAWordIsSearched();
    void keysCloseIt();
    void rowsOfTheContentsKeepTheirHeight();
    void theHistoryLeadsBack();
    void coloursFollowTheTheme();
    void aPageOfTheProgramComesFirst();
};

void TestHelpViewer::initTestCase()
{
    Theme::instance().install();
}

void TestHelpViewer::everyPageOfTheFolderIsListedAndLoads()
{
    HelpViewer viewer;
    QStringList files = QDir(QStringLiteral(":/help")).entryList({QStringLiteral("*.md")});
    QStringList pages = viewer.pages();
    files.sort();
    pages.sort();
    QCOMPARE(pages, files);
    for (const QString& page : std::as_const(pages)) {
        viewer.open(page);
        QCOMPARE(viewer.page(), page);
        const QTextBlock title = viewer.browser()->document()->begin();
        QCOMPARE(title.blockFormat().headingLevel(), 1);
        QCOMPARE(title.text(), titleOf(viewer.markdown(page)));
        QVERIFY2(sectionsOf(viewer.markdown(page)).size() >= 3, qPrintable(page));
    }
}

void TestHelpViewer::everyLinkLeadsToAPageAndAHeading()
{
    HelpViewer viewer;
    QMap<QString, QStringList> anchors;
    QList<std::pair<QString, Link>> links;
    for (const QString& page : viewer.pages()) {
        viewer.open(page);
        anchors[page] = anchorsOf(*viewer.browser()->document());
        for (const Link& link : linksOf(*viewer.browser()->document()))
            links.append({page, link});
    }
    QVERIFY(!links.isEmpty());
    for (const auto& [page, link] : std::as_const(links)) {
        const QUrl url(link.href);
        const QString place = page + QLatin1String(": ") + link.href;
        if (!url.scheme().isEmpty()) {
            QVERIFY2(url.isValid() && url.scheme() == QLatin1String("https"), qPrintable(place));
            continue;
        }
        const QString target = url.path().isEmpty() ? page : url.path();
        QVERIFY2(anchors.contains(target), qPrintable(place));
        if (url.hasFragment())
            QVERIFY2(anchors[target].contains(url.fragment()), qPrintable(place));
    }
}

void TestHelpViewer::headingsOfAPageHaveAnchorsOfTheirOwn()
{
    HelpViewer viewer;
    for (const QString& page : viewer.pages()) {
        viewer.open(page);
        const QStringList anchors = anchorsOf(*viewer.browser()->document());
        QCOMPARE(QSet<QString>(anchors.begin(), anchors.end()).size(), anchors.size());
        for (const HelpSection& section : sectionsOf(viewer.markdown(page)))
            QVERIFY2(anchors.contains(section.anchor), qPrintable(page + QLatin1String(": ") + section.title));
    }
}

void TestHelpViewer::noMarkdownIsLeftToBeSeen()
{
    static const QRegularExpression marks(QStringLiteral(R"(\*\*\w|\]\(|\|[-:]{2,}|</?su[bp]>|```|^#+ |^> |@[A-Z_]+@)"),
                                          QRegularExpression::MultilineOption);
    HelpViewer viewer;
    for (const QString& page : viewer.pages()) {
        viewer.open(page);
        // Shell comments in code begin with "# " as well.
        QString seen;
        int tables = 0;
        const QTextDocument& document = *viewer.browser()->document();
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            if (!block.blockFormat().hasProperty(QTextFormat::BlockCodeFence))
                seen += block.text() + QLatin1Char('\n');
        }
        for (const QTextFrame* frame : document.rootFrame()->childFrames())
            tables += qobject_cast<const QTextTable*>(frame) != nullptr;
        const QRegularExpressionMatch match = marks.match(seen);
        QVERIFY2(!match.hasMatch(), qPrintable(page + QLatin1String(": ") + seen.mid(match.capturedStart() - 40, 80)));
        QVERIFY2(tables > 0, qPrintable(page));
    }
}

void TestHelpViewer::anchorsAreThoseOfAForge()
{
    QCOMPARE(anchorOf(QStringLiteral("How long a trap lasts")), QStringLiteral("how-long-a-trap-lasts"));
    QCOMPARE(anchorOf(QStringLiteral("state.json, and curves")), QStringLiteral("statejson-and-curves"));
    const QString markdown = QStringLiteral("# A\n```\n## no heading\n```\n## `run` and more\n### third\n");
    QCOMPARE(sectionsOf(markdown).size(), 1);
    QCOMPARE(sectionsOf(markdown).front().anchor, QStringLiteral("run-and-more"));
}

void TestHelpViewer::aLinkOfTheContentsShowsItsHeadingAtTheTop()
{
    HelpViewer viewer;
    viewer.resize(900, 500);
    viewer.show();
    const HelpSection section = sectionsOf(viewer.markdown(QStringLiteral("theory.md")))[3];
    viewer.open(QStringLiteral("theory.md"), section.anchor);
    const QTextBlock top = viewer.browser()->cursorForPosition(QPoint(40, 12)).block();
    QCOMPARE(top.text(), section.title);
}

void TestHelpViewer::searchFindsAllPlacesAndGoesRound()
{
    HelpViewer viewer;
    viewer.open(QStringLiteral("theory.md"));
    viewer.search(QStringLiteral("zero modes"));
    const int places = viewer.placesFound();
    QCOMPARE(places, viewer.browser()->toPlainText().count(QStringLiteral("zero modes"), Qt::CaseInsensitive));
    QVERIFY(places > 1);
    const int first = viewer.browser()->textCursor().position();
    for (int i = 0; i < places; ++i)
        viewer.searchOn(true);
    QCOMPARE(viewer.browser()->textCursor().position(), first);
    viewer.searchOn(false);
    QVERIFY(viewer.browser()->textCursor().position() > first);
    viewer.search(QStringLiteral("nobody wrote this"));
    QCOMPARE(viewer.placesFound(), 0);
}

void TestHelpViewer::aLinkIsFollowedWhileAWordIsSearched()
{
    HelpViewer viewer;
    viewer.resize(900, 500);
    viewer.show();
    const QList<HelpSection> sections = sectionsOf(viewer.markdown(QStringLiteral("theory.md")));
    viewer.search(QStringLiteral("zero modes"));
    const int places = viewer.placesFound();
    for (const HelpSection& section : {sections[3], sections[sections.size() - 3]}) {
        viewer.open(QStringLiteral("theory.md"), section.anchor);
        QCOMPARE(viewer.browser()->cursorForPosition(QPoint(40, 12)).block().text(), section.title);
        QCOMPARE(viewer.placesFound(), places); // still marked
        QCOMPARE(viewer.browser()->extraSelections().size(), places);
    }
    viewer.open(QStringLiteral("theory.md"), sections[3].anchor);
    const int top = viewer.browser()->cursorForPosition(QPoint(0, 0)).position();
    viewer.searchOn(true); // goes on from here
    const int next = viewer.browser()->textCursor().position();
    QVERIFY(next >= top);
    for (const QTextEdit::ExtraSelection& mark : viewer.browser()->extraSelections())
        QVERIFY(mark.cursor.position() < top || mark.cursor.position() >= next);
}

void TestHelpViewer::keysCloseIt()
{
    HelpViewer viewer;
    for (const auto& [key, modifier] : {std::pair{Qt::Key_Escape, Qt::NoModifier}, {Qt::Key_W, Qt::ControlModifier}}) {
        viewer.show();
        QVERIFY(QTest::qWaitForWindowActive(&viewer));
        viewer.findChild<QLineEdit*>()->setFocus();
        QTest::keyClick(viewer.findChild<QLineEdit*>(), key, modifier);
        QVERIFY(!viewer.isVisible());
    }
}

void TestHelpViewer::rowsOfTheContentsKeepTheirHeight()
{
    QWidget window; // as in the program
    window.show();
    HelpViewer viewer(&window);
    viewer.setWindowFlag(Qt::Window);
    viewer.resize(900, 500);
    viewer.show();
    QVERIFY(QTest::qWaitForWindowExposed(&viewer));
    const auto* contents = viewer.findChild<QTreeWidget*>();
    QSet<int> heights;
    const auto look = [&] {
        for (int i = 0; i < contents->topLevelItemCount(); ++i) {
            QTreeWidgetItem* item = contents->topLevelItem(i);
            heights.insert(contents->visualItemRect(item).height());
            for (int k = 0; item->isExpanded() && k < item->childCount(); ++k)
                heights.insert(contents->visualItemRect(item->child(k)).height());
        }
    };
    look();
    viewer.open(QStringLiteral("command-line.md"));
    QTest::qWait(50);
    look();
    QCOMPARE(heights.size(), 1);
}

void TestHelpViewer::theHistoryLeadsBack()
{
    HelpViewer viewer;
    viewer.open(QStringLiteral("theory.md"));
    viewer.open(QStringLiteral("command-line.md"));
    const_cast<HelpBrowser*>(viewer.browser())->backward();
    QCOMPARE(viewer.page(), QStringLiteral("theory.md"));
    QVERIFY(!linksOf(*viewer.browser()->document()).isEmpty());
}

void TestHelpViewer::coloursFollowTheTheme()
{
    HelpViewer viewer;
    viewer.open(QStringLiteral("theory.md"));
    const auto colour = [&viewer] {
        const QTextDocument& document = *viewer.browser()->document();
        for (QTextBlock block = document.begin(); block.isValid(); block = block.next()) {
            for (auto it = block.begin(); !it.atEnd(); ++it) {
                const QTextCharFormat format = it.fragment().charFormat();
                if (format.isAnchor() && !format.anchorHref().isEmpty())
                    return format.foreground().color();
            }
        }
        return QColor();
    };
    QCOMPARE(colour(), paletteFor(Scheme::Light).accent);
    Theme::instance().setScheme(Scheme::Dark);
    QCOMPARE(colour(), paletteFor(Scheme::Dark).accent);
    QCOMPARE(viewer.page(), QStringLiteral("theory.md"));
}

void TestHelpViewer::aPageOfTheProgramComesFirst()
{
    HelpViewer viewer;
    viewer.addFirst(QStringLiteral("keys.md"),
                    QStringLiteral("# Keys\n\n| key | does |\n|---|---|\n| R | restart |\n"));
    QCOMPARE(viewer.pages().front(), QStringLiteral("keys.md"));
    QCOMPARE(viewer.page(), QStringLiteral("keys.md"));
    QVERIFY(viewer.browser()->toPlainText().contains(QStringLiteral("restart")));
    viewer.open(QStringLiteral("nowhere.md"));
    QCOMPARE(viewer.page(), QStringLiteral("keys.md"));
}

HYSTERON_TEST(TestHelpViewer)
#include "test_help_viewer.moc"
