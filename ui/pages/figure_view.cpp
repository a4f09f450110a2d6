#include "ui/pages/figure_view.h"

#include "core/paper/table.h"
#include "ui/export/figure_export.h"
#include "ui/export/text_file.h"
#include "ui/pages/figure_gallery.h"
#include "ui/pages/plot_grid.h"
#include "ui/panels/section_label.h"
#include "ui/paper/figure_files.h"
#include "ui/paper/panel_plot.h"
#include "ui/theme/theme.h"
#include "ui/widgets/elided_label.h"

#include <QFileDialog>
#include <QFileInfo>
#include <QHBoxLayout>
#include <QLabel>
#include <QPushButton>
#include <QScrollArea>
#include <QVBoxLayout>

#include <algorithm>

namespace hysteron::ui {

namespace {

constexpr int kColumns = 2; ///< of a PlotGrid
constexpr int kLowestRow = 230;
constexpr int kCaptionHeight = 76;

QScrollArea* makeScroll()
{
    auto* scroll = new QScrollArea;
    scroll->setWidgetResizable(true);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setFocusPolicy(Qt::NoFocus);
    scroll->viewport()->setAutoFillBackground(false);
    return scroll;
}

} // namespace

FigureView::FigureView(QWidget* parent) : QWidget(parent)
{
    m_back = new QPushButton(tr("Back"));
    m_back->setToolTip(tr("Back to all figures (Esc)"));
    m_title = new ElidedLabel;
    m_title->setFont(fontFor(TextRole::BodyStrong));
    m_run = new QPushButton;
    m_live = new QPushButton(tr("Open live"));
    m_live->setToolTip(tr("Opens the experiment behind this figure on the Live page"));
    m_export = new QPushButton(tr("Export"));
    m_export->setToolTip(tr("Saves the figure as PNG, SVG or PDF, or its numbers as CSV"));
    m_export->setAccessibleName(tr("Export this figure"));
    m_state = new QLabel;
    m_state->setFont(fontFor(TextRole::Label));
    m_state->setProperty("kind", "muted");
    m_state->setWordWrap(true);
    m_problem = makeProblemLabel();
    m_caption = new QLabel;
    m_caption->setFont(fontFor(TextRole::Label));
    m_caption->setTextFormat(Qt::PlainText);
    m_caption->setWordWrap(true);
    m_caption->setAlignment(Qt::AlignTop | Qt::AlignLeft);
    m_caption->setTextInteractionFlags(Qt::TextSelectableByMouse | Qt::TextSelectableByKeyboard);
    m_caption->setAccessibleName(tr("Caption"));
    m_scroll = makeScroll();
    m_captionScroll = makeScroll();
    m_captionScroll->setWidget(m_caption);
    m_caption->setAutoFillBackground(false);
    m_captionScroll->setMaximumHeight(kCaptionHeight);

    auto* header = new QHBoxLayout;
    header->setSpacing(8);
    header->addWidget(m_back);
    header->addWidget(m_title, 1);
    header->addWidget(m_run);
    header->addWidget(m_live);
    header->addWidget(m_export);
    auto* column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(8);
    column->addLayout(header);
    column->addWidget(m_problem);
    column->addWidget(m_scroll, 1);
    column->addWidget(m_state);
    column->addWidget(m_captionScroll);

    connect(m_back, &QPushButton::clicked, this, &FigureView::backRequested);
    connect(m_run, &QPushButton::clicked, this, [this] { emit runRequested(QString::fromStdString(m_id)); });
    connect(m_live, &QPushButton::clicked, this, [this] { emit openPreset(QString::fromStdString(m_figure.preset)); });
    connect(m_export, &QPushButton::clicked, this, [this] { emit exportRequested(-1); });
}

void FigureView::showFigure(const std::string& id, const ReproductionState& state)
{
    const bool other = id != m_id;
    m_id = id;
    if (other)
        m_shown.reset();
    showState(state);
    if (other)
        showProblem({});
}

void FigureView::showState(const ReproductionState& state)
{
    const paper::FigureEntry* entry = paper::findFigure(m_id);
    if (!entry)
        return;
    const bool finished = entry->measurements.empty() || state.isFinished(m_id);
    const bool inWork = state.running && state.figure == m_id;
    m_run->setVisible(!finished);
    m_run->setEnabled(!state.running);
    m_run->setText(inWork ? tr("Being measured …") : runWords(m_id, state));
    m_state->setVisible(!finished);
    m_state->setText(tr("Not all of this was measured yet with %1 seeds: only what needs no measurement, or was "
                        "measured for another figure, is drawn.")
                         .arg(state.seeds));
    if (m_shown == state.evidence)
        return;
    m_shown = state.evidence;
    paper::Figure figure = entry->make(*state.evidence);
    if (m_grid && figure == m_figure)
        return;
    m_figure = std::move(figure);
    rebuild();
}

void FigureView::rebuild()
{
    m_title->setText(QString::fromStdString(m_figure.title));
    m_caption->setText(QString::fromStdString(m_figure.caption));
    m_captionScroll->setVisible(!m_figure.caption.empty());
    m_live->setVisible(!m_figure.preset.empty());
    m_plots.clear();
    for (auto& panel : makePanels(m_figure))
        m_plots.append(panel.release());
    m_grid = new PlotGrid(m_plots);
    const int rows = (static_cast<int>(m_plots.size()) + kColumns - 1) / kColumns;
    m_grid->setMinimumHeight(rows * kLowestRow);
    m_scroll->setWidget(m_grid); // deletes the one before with its plots
    m_grid->setAutoFillBackground(false);
    connect(m_grid, &PlotGrid::exportRequested, this, &FigureView::exportRequested);
    m_export->setEnabled(!m_plots.isEmpty());
}

bool FigureView::shrink()
{
    if (!m_grid || m_grid->enlarged() < 0)
        return false;
    m_grid->setEnlarged(-1);
    return true;
}

Errors FigureView::exportTo(const QString& path, int panel)
{
    if (QFileInfo(path).suffix().toLower() == QLatin1String("csv"))
        return writeTextFile(path, paper::figureCsv(m_figure));
    const QList<PlotView*> plots = panel < 0 ? m_plots : QList<PlotView*>{m_plots[panel]};
    const bool titles = std::ranges::any_of(plots, [](const PlotView* plot) { return !plot->title().isEmpty(); });
    return exportFigure(plots, path, {.columns = std::max(1, m_figure.columns), .titles = titles, .recipe = {}});
}

void FigureView::chooseExport(int panel)
{
    const QString stem = panel < 0 ? QString::fromStdString(m_figure.id) : m_plots[panel]->fileStem();
    QString path = QFileDialog::getSaveFileName(this, tr("Export"), stem + QStringLiteral(".png"),
                                                tr("Figures and their numbers (*.png *.svg *.pdf *.csv)"));
    if (path.isEmpty())
        return;
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".png");
    const Errors errors = exportTo(path, panel);
    showProblem(errors.empty() ? QString() : QString::fromStdString(errors.front().message()));
}

void FigureView::showProblem(const QString& problem)
{
    ui::showProblem(m_problem, problem);
}

} // namespace hysteron::ui
