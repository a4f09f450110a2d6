#include "ui/pages/live_plots.h"

#include "ui/plots/bifurcation_plot.h"
#include "ui/plots/error_plot.h"
#include "ui/plots/landscape_plot.h"
#include "ui/plots/singular_values_plot.h"

namespace hysteron::ui {

QList<PlotView*> LivePlots::all() const
{
    return {singularValues, error, landscape, bifurcation};
}

LivePlots makeLivePlots(QWidget* parent)
{
    return {new SingularValuesPlot(parent), new ErrorPlot(parent), new LandscapePlot(parent),
            new BifurcationPlot(parent)};
}

} // namespace hysteron::ui
