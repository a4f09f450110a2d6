// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/pages/live_plots.h"

#include "core/io/curve_table.h"
#include "core/io/specification_json.h"
#include "core/study/provenance.h"
#include "ui/plots/bifurcation_plot.h"
#include "ui/plots/error_plot.h"
#include "ui/plots/landscape_plot.h"
#include "ui/plots/singular_values_plot.h"

#include <QCoreApplication>

namespace hysteron::ui {

QList<PlotView*> LivePlots::all() const
{
    return {singularValues, error, landscape, bifurcation};
}

void LivePlots::showSnapshot(const std::shared_ptr<const Snapshot>& snapshot) const
{
    for (SnapshotPlot* plot : std::initializer_list<SnapshotPlot*>{singularValues, error, landscape, bifurcation})
        plot->showSnapshot(snapshot);
}

Exportable LivePlots::exportable(const study::Experiment& started) const
{
    const std::shared_ptr<const Snapshot>& shown = singularValues->snapshot();
    if (!shown)
        return {};
    return {.stem = QStringLiteral("hysteron"),
            .plots = all(),
            .provenance = toText(study::provenanceHere({sourceOf(started, *shown)})),
            .experiment = toJson(started.specification).dump(2) + "\n",
            .tables = {{QCoreApplication::translate("LivePlots", "Data of the curves"), QStringLiteral("curves"),
                        curvesCsv(*shown)}}};
}

LivePlots makeLivePlots(QWidget* parent)
{
    return {new SingularValuesPlot(parent), new ErrorPlot(parent), new LandscapePlot(parent),
            new BifurcationPlot(parent)};
}

} // namespace hysteron::ui
