#include "ui/pages/figure_panels.h"

#include "core/base/files.h"
#include "core/figure/figure_file.h"
#include "ui/export/figure_export.h"
#include "ui/figures/panel_plot.h"
#include "ui/pages/plot_grid.h"
#include "ui/paper/figure_files.h"

#include <QFileDialog>
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
    m_grid->setMinimumHeight(rows * kLowestRow);
    setWidget(m_grid); // deletes the one before with its plots
    m_grid->setAutoFillBackground(false);
    connect(m_grid, &PlotGrid::exportRequested, this, &FigurePanels::exportRequested);
}

bool FigurePanels::shrink()
{
    if (!m_grid || m_grid->enlarged() < 0)
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
    return exportFigure(plots, path,
                        {.columns = std::max(1, m_figure.columns), .titles = titles, .recipe = recipeOf(m_figure)});
}

Errors FigurePanels::chooseExport(int panel)
{
    const QString stem = panel < 0 ? QString::fromStdString(m_figure.id) : m_plots[panel]->fileStem();
    QString path = QFileDialog::getSaveFileName(this, tr("Export"), stem + QStringLiteral(".png"),
                                                tr("Figures and their numbers (*.png *.svg *.pdf *.csv)"));
    if (path.isEmpty())
        return {};
    if (QFileInfo(path).suffix().isEmpty())
        path += QStringLiteral(".png");
    return exportTo(path, panel);
}

} // namespace hysteron::ui
