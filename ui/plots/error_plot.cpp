// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/error_plot.h"

#include "core/theory/plateaus.h"
#include "ui/widgets/number_text.h"

namespace hysteron::ui {

ErrorPlot::ErrorPlot(QWidget* parent) : TimePlot(parent)
{
    plot()->yAxis->setLabel(tr("mean squared error"));
}

QString ErrorPlot::description() const
{
    if (!snapshot())
        return tr("Error: no run yet");
    return tr("Mean squared error at epoch %1: train %2, test %3")
        .arg(snapshot()->epoch)
        .arg(readableNumber(snapshot()->trainMse), readableNumber(snapshot()->testMse));
}

void ErrorPlot::updateFrom(const Snapshot& snapshot)
{
    std::vector<Curve> curves;
    if (snapshot.curves) {
        curves.push_back({&snapshot.curves->trainMse, tr("train"), colours().train});
        curves.push_back({&snapshot.curves->testMse, tr("test"), colours().test});
    }
    const std::vector<double>& eta = snapshot.eta;
    const TaskOptions& task = snapshot.specification.task;
    const int outputs = task.csv && !task.csvOutputs.empty() ? static_cast<int>(task.csvOutputs.size()) : task.outputs;
    std::vector<Level> levels;
    double previous = -1.0;
    for (int rank = 0; rank <= static_cast<int>(eta.size()) && !eta.empty(); ++rank) {
        const double level =
            theory::plateauMse(eta, snapshot.specification.network.depth, outputs, snapshot.parameters.beta, rank);
        // Above its fold a mode adds nothing: its rank has no plateau of its own.
        if (level != previous)
            levels.push_back({level, tr("rank %1").arg(rank), colours().muted, Qt::DotLine, 1.0});
        previous = level;
    }
    if (!eta.empty())
        levels.push_back({theory::bayesMse(eta, outputs), tr("Bayes"), colours().muted, Qt::DashDotDotLine, 1.0});
    show(snapshot, curves, levels, previous > 0.0 ? theory::bayesMse(eta, outputs) * 0.9 : 0.0);
}

} // namespace hysteron::ui
