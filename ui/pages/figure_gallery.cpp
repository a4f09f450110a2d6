// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/figure_gallery.h"

#include "ui/figures/figure_thumbnail.h"
#include "ui/panels/section_label.h"
#include "ui/theme/theme.h"
#include "ui/widgets/card.h"
#include "ui/words/words.h"

#include <QGridLayout>
#include <QLabel>
#include <QPushButton>
#include <QVBoxLayout>

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

namespace {

constexpr int kGap = 10;
constexpr int kNarrowest = 310; ///< card
constexpr int kCardHeight = 262;
constexpr int kMostColumns = 4;

} // namespace

QString durationWords(double seconds)
{
    constexpr double kMinute = 60.0, kStep = 5.0, kLong = 90.0;
    if (seconds >= kLong)
        return FigureGallery::tr("about %1 min").arg(std::lround(seconds / kMinute));
    if (seconds > kStep)
        return FigureGallery::tr("about %1 s").arg(std::lround(seconds / kStep) * std::lround(kStep));
    return FigureGallery::tr("some seconds");
}

QString runWords(const std::string& figure, const ReproductionState& state)
{
    return FigureGallery::tr("Run this figure, %1")
        .arg(durationWords(secondsFor({figure}, state.finished, state.seeds)));
}

FigureGallery::FigureGallery(QWidget* parent) : QScrollArea(parent)
{
    setAccessibleName(tr("Figures"));
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setVerticalScrollBarPolicy(Qt::ScrollBarAlwaysOn); // its place is kept: cards do not change their width
    setFocusPolicy(Qt::NoFocus);
    auto* inside = new QWidget;
    m_grid = new QGridLayout(inside);
    m_grid->setContentsMargins(0, 0, 4, 0);
    m_grid->setSpacing(kGap);
    setWidget(inside);
    inside->setAutoFillBackground(false); // setWidget() had turned it on
    viewport()->setAutoFillBackground(false);
    for (const QString& heading : {tr("The paper"), tr("What it predicts")})
        m_headings.push_back(makeSectionLabel(heading));
    for (const paper::FigureEntry& entry : paper::figureEntries())
        m_cells.push_back(makeCell(entry));
    arrange(2);
}

FigureGallery::Cell FigureGallery::makeCell(const paper::FigureEntry& entry)
{
    Cell cell;
    cell.entry = &entry;
    const QString id = QString::fromStdString(entry.id);
    cell.card = new Card(words(entry.title));
    cell.card->setFixedHeight(kCardHeight);
    cell.thumbnail = new FigureThumbnail;
    auto* what = new QLabel(words(entry.what));
    what->setFont(fontFor(TextRole::Label));
    what->setProperty("kind", "muted");
    what->setWordWrap(true);
    what->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    what->setFixedHeight(2 * QFontMetrics(what->font()).lineSpacing() + 2);

    cell.reason = new QLabel;
    cell.reason->setFont(fontFor(TextRole::Label));
    cell.reason->setProperty("kind", "muted");
    cell.reason->setAlignment(Qt::AlignCenter);
    cell.run = new QPushButton;
    cell.empty = new QWidget;
    auto* middle = new QVBoxLayout(cell.empty);
    middle->addStretch(1);
    middle->addWidget(cell.reason);
    middle->addWidget(cell.run, 0, Qt::AlignHCenter);
    middle->addStretch(1);

    auto* content = new QWidget;
    auto* column = new QVBoxLayout(content);
    column->setContentsMargins(12, 0, 10, 4);
    column->setSpacing(4);
    column->addWidget(what);
    column->addWidget(cell.thumbnail, 1);
    column->addWidget(cell.empty, 1);
    cell.thumbnail->hide();
    cell.card->setContent(content);

    connect(cell.thumbnail, &QAbstractButton::clicked, this, [this, id] { emit opened(id); });
    connect(cell.card, &Card::enlargeRequested, this, [this, id] { emit opened(id); });
    connect(cell.run, &QPushButton::clicked, this, [this, id] { emit runRequested(id); });
    return cell;
}

void FigureGallery::arrange(int columns)
{
    if (columns == m_columns)
        return;
    for (int column = 0; column < std::max(columns, m_columns); ++column)
        m_grid->setColumnStretch(column, column < columns ? 1 : 0);
    m_columns = columns;
    while (m_grid->count() > 0)
        delete m_grid->takeAt(0);
    int row = 0;
    for (const auto group : {paper::FigureGroup::Paper, paper::FigureGroup::Prediction}) {
        m_grid->addWidget(m_headings[static_cast<std::size_t>(group)], row++, 0, 1, columns);
        int column = 0;
        for (const Cell& cell : m_cells) {
            if (cell.entry->group != group)
                continue;
            if (column == columns) {
                column = 0;
                ++row;
            }
            m_grid->addWidget(cell.card, row, column++);
        }
        ++row;
    }
}

void FigureGallery::showState(const ReproductionState& state)
{
    for (Cell& cell : m_cells) {
        const bool finished = cell.entry->measurements.empty() || state.isFinished(cell.entry->id);
        const bool inWork = state.running && state.figure == cell.entry->id;
        cell.run->setText(runWords(cell.entry->id, state));
        cell.run->setVisible(!inWork);
        cell.run->setEnabled(!state.running);
        cell.reason->setText(inWork ? tr("Being measured …") : tr("Not measured yet with %1 seeds.").arg(state.seeds));
        if (finished && cell.shownSeeds != state.seeds)
            cell.thumbnail->setFigure(cell.entry->make(*state.evidence));
        cell.shownSeeds = finished ? state.seeds : 0;
        cell.thumbnail->setVisible(finished);
        cell.empty->setVisible(!finished);
    }
}

const FigureGallery::Cell* FigureGallery::find(const std::string& figure) const
{
    const auto found = std::ranges::find_if(m_cells, [&](const Cell& cell) { return cell.entry->id == figure; });
    return found == m_cells.end() ? nullptr : &*found;
}

const FigureThumbnail* FigureGallery::thumbnail(const std::string& figure) const
{
    const Cell* cell = find(figure);
    return cell && cell->shownSeeds > 0 ? cell->thumbnail : nullptr;
}

QPushButton* FigureGallery::runButton(const std::string& figure) const
{
    const Cell* cell = find(figure);
    return cell ? cell->run : nullptr;
}

void FigureGallery::resizeEvent(QResizeEvent* event)
{
    QScrollArea::resizeEvent(event);
    arrange(std::clamp((viewport()->width() + kGap) / (kNarrowest + kGap), 1, kMostColumns));
}

} // namespace hysteron::ui
