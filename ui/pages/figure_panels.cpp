// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/figure_panels.h"

#include "core/base/files.h"
#include "core/figure/figure_file.h"
#include "ui/export/figure_export.h"
#include "ui/figures/panel_plot.h"
#include "ui/pages/plot_grid.h"
#include "ui/paper/figure_files.h"

#include <QFileInfo>

#include <algorithm>

namespace hysteron::ui {

namespace {
constexpr int kColumns = 2; ///< of a PlotGrid
constexpr int kLowestRow = 230;
} // namespace

FigurePanels::FigurePanels(QWidget* parent) : QScrollArea(parent)
{
    setWidgetResizable(true);
    setFrameShape(QFrame::NoFrame);
    setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    setFocusPolicy(Qt::NoFocus);
    viewport()->setAutoFillBackground(false);
}

void FigurePanels::setFigure(const figure::Figure& figure)
{
    m_next = figure;
    if (m_grid && figure == m_figure)
        return;
    if (std::ranges::any_of(m_plots, &PlotView::isHeld))
        return;
    m_figure = figure;
    m_plots.clear();
    for (auto& panel : makePanels(m_figure))
        m_plots.append(panel.release());
    // Later: the plots are not deleted under the hands of whoever lets them go.
    for (PlotView* plot : m_plots)
        connect(
            plot, &PlotView::letGo, this, [this] { setFigure(figure::Figure(m_next)); }, Qt::QueuedConnection);
    m_grid = new PlotGrid(m_plots);
    const int rows = (static_cast<int>(m_plots.size()) + kColumns - 1) / kColumns;
    const int lowest = rows * kLowestRow;
    m_grid->setMinimumHeight(lowest);
    setWidget(m_grid); // deletes the one before with its plots
    m_grid->setAutoFillBackground(false);
    connect(m_grid, &PlotGrid::exportRequested, this, &FigurePanels::exportRequested);
    connect(m_grid, &PlotGrid::enlargedChanged, this, [this, lowest] {
        m_grid->setMinimumHeight(isEnlarged() ? 0 : lowest); // one panel fits the view, with its axis
        emit enlargedChanged();
    });
}

bool FigurePanels::shrink()
{
    if (!isEnlarged())
        return false;
    m_grid->setEnlarged(-1);
    return true;
}

Errors FigurePanels::exportTo(const QString& path, int panel)
{
    if (QFileInfo(path).suffix().toLower() == QLatin1String("csv"))
        return writeFile(path.toStdString(), figure::figureCsv(m_figure));
    const QList<PlotView*> plots = panel < 0 ? m_plots : QList<PlotView*>{m_plots[panel]};
    const bool titles = std::ranges::any_of(plots, [](const PlotView* plot) { return !plot->title().isEmpty(); });
    return exportFigure(
        plots, path,
        {.columns = std::max(1, m_figure.columns), .titles = titles, .recipe = QString::fromStdString(provenance())});
}

std::string FigurePanels::provenance() const
{
    return m_provenance.empty() ? provenanceOf(m_figure) : m_provenance;
}

Exportable FigurePanels::exportable() const
{
    if (m_plots.isEmpty())
        return {};
    const bool titles = std::ranges::any_of(m_plots, [](const PlotView* plot) { return !plot->title().isEmpty(); });
    const QString stem = QString::fromStdString(m_figure.id);
    return {.stem = stem,
            .plots = m_plots,
            .columns = std::max(1, m_figure.columns),
            .titles = titles,
            .provenance = provenance(),
            .tables = {{tr("Numbers of the figure"), stem, figure::figureCsv(m_figure)}}};
}

PlotView* FigurePanels::currentPlot() const
{
    return m_plots.isEmpty() ? nullptr : m_plots[m_grid->currentPlot()];
}

bool FigurePanels::isEnlarged() const
{
    return m_grid && m_grid->enlarged() >= 0;
}

} // namespace hysteron::ui
