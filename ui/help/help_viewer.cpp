// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/help/help_viewer.h"

#include "ui/help/help_document.h"

#include <QDir>
#include <QFile>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QLabel>
#include <QLineEdit>
#include <QScrollBar>
#include <QShortcut>
#include <QToolButton>
#include <QTreeWidget>
#include <QVBoxLayout>

#include <algorithm>
#include <utility>

namespace hysteron::ui {

namespace {

constexpr char kFolder[] = "qrc:/help/";
constexpr int kPageRole = Qt::UserRole;
constexpr int kAnchorRole = Qt::UserRole + 1;

QString textOf(const QString& page)
{
    QFile file(QStringLiteral(":/help/") + page);
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

QToolButton* arrow(Qt::ArrowType direction, const QString& meaning)
{
    auto* button = new QToolButton;
    button->setArrowType(direction);
    button->setAutoRaise(true);
    button->setToolTip(meaning);
    button->setAccessibleName(meaning);
    return button;
}

} // namespace

HelpBrowser::HelpBrowser(QWidget* parent) : QTextBrowser(parent)
{
    setOpenExternalLinks(true);
    document()->setDefaultFont(fontFor(TextRole::Body));
    document()->setDocumentMargin(20);
    connect(this, &QTextBrowser::sourceChanged, this, &HelpBrowser::style);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        const int place = verticalScrollBar()->value();
        reload();
        verticalScrollBar()->setValue(place);
    });
}

void HelpBrowser::open(const QString& page, const QString& anchor)
{
    if (!m_pages.contains(page))
        return;
    QUrl url(QLatin1String(kFolder) + page);
    if (!anchor.isEmpty())
        url.setFragment(anchor);
    setSource(url, QTextDocument::MarkdownResource);
}

QVariant HelpBrowser::loadResource(int type, const QUrl& name)
{
    const auto page = m_pages.constFind(name.fileName());
    return page != m_pages.constEnd() ? QVariant(*page) : QTextBrowser::loadResource(type, name);
}

/// The anchors of the headings exist only now, after QTextBrowser has looked for them; and source() is still the last
/// one.
void HelpBrowser::style(const QUrl& url)
{
    m_page = url.fileName();
    styleDocument(*document(), Theme::instance().palette());
    if (url.hasFragment())
        scrollToAnchor(url.fragment());
}

HelpViewer::HelpViewer(QWidget* parent)
    : QWidget(parent), m_contents(new QTreeWidget), m_browser(new HelpBrowser), m_search(new QLineEdit),
      m_places(new QLabel), m_back(arrow(Qt::LeftArrow, tr("Back"))), m_forward(arrow(Qt::RightArrow, tr("Forward")))
{
    m_contents->setHeaderHidden(true);
    m_contents->setFrameShape(QFrame::NoFrame);
    m_contents->setFixedWidth(240);
    m_contents->setFont(fontFor(TextRole::Body));
    m_contents->setAccessibleName(tr("Contents"));
    m_browser->setFrameShape(QFrame::NoFrame);
    m_browser->setAccessibleName(tr("Page"));
    m_search->setPlaceholderText(tr("Search in this page"));
    m_search->setAccessibleName(tr("Search in this page"));
    m_search->setClearButtonEnabled(true);
    m_search->setFixedWidth(240);
    m_places->setFont(fontFor(TextRole::Label));
    m_places->setMinimumWidth(80);
    QToolButton* before = arrow(Qt::UpArrow, tr("The place before (Shift+F3)"));
    QToolButton* after = arrow(Qt::DownArrow, tr("The next place (F3)"));

    auto* bar = new QHBoxLayout;
    bar->setContentsMargins(8, 6, 12, 6);
    bar->addWidget(m_back);
    bar->addWidget(m_forward);
    bar->addStretch(1);
    bar->addWidget(m_places, 0, Qt::AlignVCenter);
    bar->addWidget(m_search);
    bar->addWidget(before);
    bar->addWidget(after);
    auto* row = new QHBoxLayout;
    row->setSpacing(0);
    row->addWidget(m_contents);
    row->addWidget(m_browser, 1);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(0);
    column->addLayout(bar);
    column->addLayout(row, 1);
    setTabOrder(m_browser, m_contents);
    setTabOrder(m_contents, m_back);

    connect(m_contents, &QTreeWidget::itemActivated, this, [this](QTreeWidgetItem* item) {
        open(item->data(0, kPageRole).toString(), item->data(0, kAnchorRole).toString());
    });
    connect(m_contents, &QTreeWidget::itemClicked, m_contents, &QTreeWidget::itemActivated);
    connect(m_browser, &QTextBrowser::sourceChanged, this, &HelpViewer::followSource);
    connect(m_back, &QToolButton::clicked, m_browser, &QTextBrowser::backward);
    connect(m_forward, &QToolButton::clicked, m_browser, &QTextBrowser::forward);
    connect(m_browser, &QTextBrowser::backwardAvailable, m_back, &QWidget::setEnabled);
    connect(m_browser, &QTextBrowser::forwardAvailable, m_forward, &QWidget::setEnabled);
    m_back->setEnabled(false);
    m_forward->setEnabled(false);
    connect(m_search, &QLineEdit::textChanged, this, &HelpViewer::search);
    connect(m_search, &QLineEdit::returnPressed, this, [this] { searchOn(true); });
    connect(before, &QToolButton::clicked, this, [this] { searchOn(false); });
    connect(after, &QToolButton::clicked, this, [this] { searchOn(true); });
    const auto key = [this](const QKeySequence& keys, auto act) {
        connect(new QShortcut(keys, this, nullptr, nullptr, Qt::WidgetWithChildrenShortcut), &QShortcut::activated,
                this, act);
    };
    key(QKeySequence::Find, [this] { m_search->setFocus(); });
    key(QKeySequence(Qt::Key_F3), [this] { searchOn(true); });
    key(QKeySequence(Qt::SHIFT | Qt::Key_F3), [this] { searchOn(false); });
    for (const QKeySequence& keys : {QKeySequence(Qt::Key_Escape), QKeySequence(Qt::CTRL | Qt::Key_W)})
        key(keys, [this] { close(); });
    // The colours of the marks are the theme's; the browser has read its page again by then.
    connect(&Theme::instance(), &Theme::changed, this, &HelpViewer::find);

    m_order =
        QStringList{QStringLiteral("theory.md"), QStringLiteral("command-line.md"), QStringLiteral("file-formats.md")};
    for (const QString& name : m_order)
        m_pages.insert(name, textOf(name));
    fillContents();
    open(m_order.front());
}

void HelpViewer::addFirst(const QString& name, const QString& markdown)
{
    m_pages.insert(name, markdown);
    m_order.removeAll(name);
    m_order.prepend(name);
    fillContents();
    open(name);
}

void HelpViewer::open(const QString& page, const QString& anchor)
{
    m_browser->open(page, anchor);
}

/// The rows were measured before the style sheet was in force, and would be higher only after the first click.
void HelpViewer::showEvent(QShowEvent* event)
{
    QWidget::showEvent(event);
    m_contents->doItemsLayout();
}

void HelpViewer::fillContents()
{
    m_browser->setPages(m_pages);
    m_contents->clear();
    for (const QString& name : std::as_const(m_order)) {
        auto* item = new QTreeWidgetItem(m_contents, {titleOf(m_pages[name])});
        item->setData(0, kPageRole, name);
        for (const HelpSection& section : sectionsOf(m_pages[name])) {
            auto* child = new QTreeWidgetItem(item, {section.title});
            child->setData(0, kPageRole, name);
            child->setData(0, kAnchorRole, section.anchor);
        }
    }
}

/// Contents and search follow wherever a link or the history leads.
void HelpViewer::followSource()
{
    for (int i = 0; i < m_contents->topLevelItemCount(); ++i) {
        QTreeWidgetItem* item = m_contents->topLevelItem(i);
        const bool shown = item->data(0, kPageRole).toString() == page();
        item->setExpanded(shown);
        QFont font = fontFor(shown ? TextRole::BodyStrong : TextRole::Body);
        item->setFont(0, font);
        if (shown && (!m_contents->currentItem() || m_contents->currentItem()->data(0, kPageRole) != page()))
            m_contents->setCurrentItem(item);
    }
    find();
}

void HelpViewer::search(const QString& text)
{
    if (m_search->text() != text) {
        m_search->setText(text); // comes back here
        return;
    }
    find();
    if (!m_found.isEmpty())
        goTo(std::min(firstInSight(), m_found.size() - 1));
}

/// Marks every place and stays where the page is: whoever followed a link wants its target, not a place elsewhere.
void HelpViewer::find()
{
    m_found.clear();
    m_current = -1;
    const QString text = m_search->text();
    if (!text.isEmpty())
        for (QTextCursor at = m_browser->document()->find(text); !at.isNull();
             at = m_browser->document()->find(text, at))
            m_found.append(at);
    markFound();
}

/// The first place from the top of what is seen; one past the last where there is none.
qsizetype HelpViewer::firstInSight() const
{
    const int top = m_browser->cursorForPosition(QPoint(0, 0)).position();
    const auto first =
        std::ranges::find_if(m_found, [top](const QTextCursor& place) { return place.position() >= top; });
    return first - m_found.begin();
}

void HelpViewer::searchOn(bool forward)
{
    if (m_found.isEmpty())
        return;
    const qsizetype next = m_current >= 0 ? m_current + (forward ? 1 : -1) : firstInSight() - (forward ? 0 : 1);
    goTo((next + m_found.size()) % m_found.size());
}

void HelpViewer::goTo(qsizetype found)
{
    m_current = found;
    markFound();
    QTextCursor place = m_found[m_current];
    place.clearSelection();
    m_browser->setTextCursor(place);
    m_browser->ensureCursorVisible();
}

void HelpViewer::markFound()
{
    const Palette& palette = Theme::instance().palette();
    QList<QTextEdit::ExtraSelection> marks;
    for (qsizetype i = 0; i < m_found.size(); ++i) {
        QTextEdit::ExtraSelection mark;
        mark.cursor = m_found[i];
        mark.format.setBackground(i == m_current ? palette.accent : palette.accentSurface);
        mark.format.setForeground(i == m_current ? palette.onAccent : palette.text);
        marks.append(mark);
    }
    m_browser->setExtraSelections(marks);
    if (m_search->text().isEmpty())
        m_places->clear();
    else if (m_found.isEmpty())
        m_places->setText(tr("not found"));
    else if (m_current < 0)
        m_places->setText(tr("%1 in the page").arg(m_found.size()));
    else
        m_places->setText(tr("%1 of %2").arg(m_current + 1).arg(m_found.size()));
}

} // namespace hysteron::ui
