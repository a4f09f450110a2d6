// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/ledger_view.h"

#include "core/base/csv_text.h"
#include "ui/theme/theme.h"
#include "ui/widgets/number_text.h"
#include "ui/words/words.h"

#include <QClipboard>
#include <QEvent>
#include <QGuiApplication>
#include <QHBoxLayout>
#include <QHeaderView>
#include <QKeyEvent>
#include <QPushButton>
#include <QScrollBar>
#include <QTableWidget>
#include <QTextBrowser>
#include <QVBoxLayout>

#include <algorithm>

namespace hysteron::ui {

namespace {

using paper::Claim;
using paper::Verdict;

constexpr int kClaim = Qt::UserRole;     ///< index in claims()
constexpr int kOrder = Qt::UserRole + 1; ///< what a column is sorted by, where it is not its text
constexpr int kDetailHeight = 150;
constexpr int kRowHeight = 28;

QColor colourOf(Verdict verdict)
{
    const Palette& palette = Theme::instance().palette();
    switch (verdict) {
    case Verdict::Holds:
        return palette.mode(2);
    case Verdict::HoldsWithCondition:
        return palette.mode(0);
    case Verdict::Misprint:
        return palette.mode(4);
    case Verdict::Contradicted:
        return palette.warning;
    case Verdict::CannotBeTested:
        break;
    }
    return palette.muted;
}

/// Sorted by its order where it has one.
class Cell : public QTableWidgetItem
{
public:
    using QTableWidgetItem::QTableWidgetItem;
    bool operator<(const QTableWidgetItem& other) const override
    {
        const QVariant mine = data(kOrder), its = other.data(kOrder);
        if (mine.isValid() && its.isValid() && mine != its)
            return mine.toInt() < its.toInt();
        return text().localeAwareCompare(other.text()) < 0;
    }
};

QString columnName(int column)
{
    switch (column) {
    case LedgerView::What:
        return LedgerView::tr("Claim");
    case LedgerView::Where:
        return LedgerView::tr("Where");
    case LedgerView::Stated:
        return LedgerView::tr("Stated");
    case LedgerView::Computed:
        return LedgerView::tr("Computed");
    case LedgerView::Measured:
        return LedgerView::tr("Measured");
    default:
        return LedgerView::tr("Verdict");
    }
}

QString textOf(const Claim& claim, int column)
{
    switch (column) {
    case LedgerView::What:
        return words(claim.what);
    case LedgerView::Where:
        return words(claim.where);
    case LedgerView::Stated:
        return words(claim.stated);
    case LedgerView::Computed:
        return words(claim.computed);
    case LedgerView::Measured:
        return words(claim.measured);
    default:
        return words(paper::name(claim.verdict()));
    }
}

} // namespace

QString signOf(Verdict verdict)
{
    return QString::fromStdString(paper::sign(verdict));
}

LedgerView::LedgerView(QWidget* parent) : QWidget(parent)
{
    m_table = new QTableWidget(0, Columns);
    m_table->setAccessibleName(tr("Claims of the paper"));
    m_table->setAccessibleDescription(tr("Enter opens the figure that shows the chosen claim"));
    m_table->setEditTriggers(QAbstractItemView::NoEditTriggers);
    m_table->setSelectionBehavior(QAbstractItemView::SelectRows);
    m_table->setSelectionMode(QAbstractItemView::SingleSelection);
    m_table->setTabKeyNavigation(false);
    m_table->setWordWrap(false);
    m_table->setShowGrid(false);
    m_table->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    m_table->setVerticalScrollMode(QAbstractItemView::ScrollPerPixel);
    m_table->verticalHeader()->hide();
    m_table->verticalHeader()->setDefaultSectionSize(kRowHeight);
    m_table->setFont(fontFor(TextRole::Label));
    QHeaderView* header = m_table->horizontalHeader();
    header->setFont(fontFor(TextRole::Label));
    header->setDefaultAlignment(Qt::AlignLeft | Qt::AlignVCenter);
    header->setHighlightSections(false);
    header->setMinimumSectionSize(40);
    header->setSortIndicatorClearable(true); // the third click brings the order of the paper back
    header->setSortIndicator(-1, Qt::AscendingOrder);
    QStringList names;
    for (int column = 0; column < Columns; ++column)
        names += columnName(column);
    m_table->setHorizontalHeaderLabels(names);
    m_table->installEventFilter(this);

    m_detail = new QTextBrowser;
    m_detail->setAccessibleName(tr("The chosen claim in full"));
    m_detail->setOpenLinks(false);
    m_detail->setFixedHeight(kDetailHeight);
    m_detail->setFont(fontFor(TextRole::Label));
    m_detail->setFrameShape(QFrame::NoFrame);
    m_copy = new QPushButton(tr("Copy as CSV"));
    m_copy->setProperty("kind", "link");
    m_copy->setFont(fontFor(TextRole::Tick));
    m_copy->setToolTip(tr("All rows to the clipboard, in the order shown"));
    m_copy->setAccessibleName(tr("Copy the ledger as CSV"));

    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(4);
    auto* under = new QHBoxLayout;
    under->addStretch(1);
    under->addWidget(m_copy);
    column->addWidget(m_table, 1);
    column->addLayout(under);
    column->addWidget(m_detail);

    connect(m_copy, &QPushButton::clicked, this, [this] { QGuiApplication::clipboard()->setText(csv()); });
    connect(m_table, &QTableWidget::itemSelectionChanged, this, &LedgerView::showDetail);
    connect(m_table, &QTableWidget::cellDoubleClicked, this, &LedgerView::requestFigure);
    connect(m_detail, &QTextBrowser::anchorClicked, this, &LedgerView::requestFigure);
    connect(header, &QHeaderView::sortIndicatorChanged, this, &LedgerView::fill);
    connect(&Theme::instance(), &Theme::changed, this, [this] {
        recolour();
        showDetail();
    });
    showDetail();
}

void LedgerView::setClaims(const std::vector<Claim>& claims)
{
    m_claims = claims;
    fill();
}

/// Rows in the order of the paper, then sorted by the column that the header names, if any.
void LedgerView::fill()
{
    const std::string chosen = current() ? current()->id : std::string();
    const int scrolled = m_table->verticalScrollBar()->value();
    const QSignalBlocker quiet(m_table);
    m_table->setSortingEnabled(false);
    m_table->setRowCount(static_cast<int>(m_claims.size()));
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Claim& claim = m_claims[static_cast<std::size_t>(row)];
        for (int column = 0; column < Columns; ++column) {
            QString text = textOf(claim, column);
            if (column == Result)
                text = signOf(claim.verdict()) + QLatin1Char(' ') + text;
            auto* cell = new Cell(text);
            cell->setToolTip(QStringLiteral("<p>%1</p>").arg(text.toHtmlEscaped())); // rich text is wrapped
            cell->setData(kClaim, row);
            if (column == Result)
                cell->setData(kOrder, static_cast<int>(claim.verdict()));
            m_table->setItem(row, column, cell);
        }
    }
    m_table->horizontalHeader()->setSortIndicatorShown(true);
    m_table->horizontalHeader()->setSectionsClickable(true);
    const int sorted = m_table->horizontalHeader()->sortIndicatorSection();
    if (sorted >= 0 && sorted < Columns)
        m_table->sortItems(sorted, m_table->horizontalHeader()->sortIndicatorOrder());
    recolour();
    choose(chosen);
    m_table->verticalScrollBar()->setValue(scrolled);
    showDetail();
}

void LedgerView::recolour()
{
    for (int row = 0; row < m_table->rowCount(); ++row) {
        m_table->item(row, Result)->setForeground(colourOf(claimAt(row).verdict()));
        m_table->item(row, Result)->setFont(fontFor(TextRole::LabelStrong));
        m_table->item(row, Where)->setForeground(Theme::instance().palette().muted);
    }
}

const Claim& LedgerView::claimAt(int row) const
{
    return m_claims[m_table->item(row, 0)->data(kClaim).toUInt()];
}

const Claim* LedgerView::current() const
{
    const QList<QTableWidgetItem*> selected = m_table->selectedItems();
    const auto index = selected.isEmpty() ? m_claims.size() : selected.front()->data(kClaim).toUInt();
    return index < m_claims.size() ? &m_claims[index] : nullptr;
}

void LedgerView::choose(const std::string& claim)
{
    m_table->clearSelection();
    for (int row = 0; row < m_table->rowCount(); ++row) {
        if (claimAt(row).id == claim)
            m_table->selectRow(row);
    }
}

void LedgerView::showDetail()
{
    const Palette& palette = Theme::instance().palette();
    const Claim* claim = current();
    if (!claim) {
        m_detail->setHtml(QStringLiteral("<p style='color:%1'>%2</p>")
                              .arg(palette.muted.name(), tr("Choose a row: here it stands in full, with the rule by "
                                                            "which it was tested. Enter or a double click opens "
                                                            "the figure that shows it.")));
        return;
    }
    const auto html = [](const Text& text) { return words(text).toHtmlEscaped(); };
    QString rows;
    const auto add = [&](const QString& name, const QString& text) {
        if (!text.isEmpty())
            rows += QStringLiteral("<tr><td style='color:%1;padding-right:14px'>%2</td><td>%3</td></tr>")
                        .arg(palette.muted.name(), name, text);
    };
    add(tr("Stated"), tr("%1 (%2)").arg(html(claim->stated), html(claim->where)));
    add(tr("Computed"), html(claim->computed));
    QString measured = html(claim->measured);
    if (claim->measuredValue && claim->interval)
        measured += QStringLiteral(" &nbsp;%1 [%2, %3]")
                        .arg(readableNumber(*claim->measuredValue, 4), readableNumber(claim->interval->first, 4),
                             readableNumber(claim->interval->second, 4));
    add(tr("Measured"), measured);
    add(tr("Test"), html(claim->test));
    add(tr("Data"), QString::fromStdString(claim->table).toHtmlEscaped());
    if (!claim->figure.empty())
        add(tr("Figure"),
            QStringLiteral("<a href='figure' style='color:%1'>%2</a>")
                .arg(palette.accent.name(), tr("open %1").arg(QString::fromStdString(claim->figure).toHtmlEscaped())));
    m_detail->setHtml(QStringLiteral("<p style='margin-bottom:4px'><b>%1</b> &nbsp;<b style='color:%2'>%3 %4</b></p>"
                                     "<table cellspacing='2'>%5</table>")
                          .arg(html(claim->what), colourOf(claim->verdict()).name(), signOf(claim->verdict()),
                               html(paper::name(claim->verdict())), rows));
}

void LedgerView::requestFigure()
{
    if (const Claim* claim = current(); claim && !claim->figure.empty())
        emit figureRequested(QString::fromStdString(claim->figure));
}

QString LedgerView::csv() const
{
    CsvText csv("\r\n");
    for (const char* column : {"id", "claim", "where", "stated", "computed", "measured", "value", "low", "high",
                               "verdict", "test", "figure", "table"})
        csv.cell(column);
    csv.endRow();
    const auto number = [](const std::optional<double>& value) {
        return value ? QString::number(*value, 'g', 10).toStdString() : std::string();
    };
    for (int row = 0; row < m_table->rowCount(); ++row) {
        const Claim& claim = claimAt(row);
        csv.quoted(claim.id);
        for (const Text& text : {claim.what, claim.where, claim.stated, claim.computed, claim.measured})
            csv.quoted(english(text));
        csv.cell(number(claim.measuredValue));
        csv.cell(claim.interval ? number(claim.interval->first) : std::string());
        csv.cell(claim.interval ? number(claim.interval->second) : std::string());
        for (const Text& text : {paper::name(claim.verdict()), claim.test})
            csv.quoted(english(text));
        for (const std::string& id : {claim.figure, claim.table})
            csv.quoted(id);
        csv.endRow();
    }
    return QString::fromStdString(csv.text());
}

bool LedgerView::eventFilter(QObject* watched, QEvent* event)
{
    if (watched == m_table && event->type() == QEvent::KeyPress) {
        const int key = static_cast<QKeyEvent*>(event)->key();
        if (key == Qt::Key_Return || key == Qt::Key_Enter) {
            requestFigure();
            return true;
        }
    }
    return QWidget::eventFilter(watched, event);
}

void LedgerView::resizeEvent(QResizeEvent* event)
{
    QWidget::resizeEvent(event);
    shareWidth();
}

/// The verdict is always read in full; the others share what is left.
void LedgerView::shareWidth()
{
    constexpr double kShares[] = {0.28, 0.14, 0.17, 0.17, 0.24};
    constexpr int kResult = 168, kBar = 12;
    const int rest = m_table->width() - kResult - kBar;
    for (int column = 0; column < Result; ++column)
        m_table->setColumnWidth(column, static_cast<int>(kShares[column] * rest));
    m_table->setColumnWidth(Result, kResult);
}

} // namespace hysteron::ui
