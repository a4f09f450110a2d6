// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/export/exportable.h"

#include <QList>

#include <memory>

class QWidget;

namespace hysteron {
struct Snapshot;
namespace study {
struct Experiment;
}
} // namespace hysteron

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
    void showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) const;
    /// Figures, curves, experiment and recipe of the run as the plots show it; empty before the first snapshot.
    /// started: without live changes.
    [[nodiscard]] Exportable exportable(const study::Experiment& started) const;
};

/// Without a parent the caller owns the plots and deletes them (qDeleteAll(plots.all())).
[[nodiscard]] LivePlots makeLivePlots(QWidget* parent);

} // namespace hysteron::ui
