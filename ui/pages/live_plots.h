#pragma once

#include <QList>

class QWidget;

namespace hysteron::ui {

class PlotView;
class SingularValuesPlot;
class ErrorPlot;
class LandscapePlot;
class BifurcationPlot;

/// The four plots of the Live page, in reading order.
struct LivePlots {
    SingularValuesPlot* singularValues = nullptr;
    ErrorPlot* error = nullptr;
    LandscapePlot* landscape = nullptr;
    BifurcationPlot* bifurcation = nullptr;

    [[nodiscard]] QList<PlotView*> all() const;
};

/// Without a parent the caller owns the plots and deletes them (qDeleteAll(plots.all())).
[[nodiscard]] LivePlots makeLivePlots(QWidget* parent);

} // namespace hysteron::ui
