// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// How long one frame of each plot takes on this machine: thinning, labels and drawing, CPU milliseconds.
// Prints a table; run it by hand (it is not a test, because a loaded machine would fail it).
#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "tests/support/simulate.h"
#include "ui/pages/live_plots.h"
#include "ui/plots/bifurcation_plot.h"
#include "ui/plots/error_plot.h"
#include "ui/plots/landscape_plot.h"
#include "ui/plots/singular_values_plot.h"
#include "ui/theme/theme.h"

#include <QApplication>
#include <qcustomplot.h>

#include <algorithm>
#include <cstdio>
#include <ctime>
#include <vector>

using namespace hysteron;

namespace {

double cpuMs()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return 1e3 * static_cast<double>(time.tv_sec) + 1e-6 * static_cast<double>(time.tv_nsec);
}

double median(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    return values[values.size() / 2];
}

} // namespace

int main(int argc, char** argv)
{
    QApplication application(argc, argv);
    ui::Theme::instance().install();
    const auto simulation = simulate(defaultPreset().specification);
    (*simulation)->advance(20000);
    ui::LivePlots plots = ui::makeLivePlots(nullptr);
    for (ui::PlotView* plot : plots.all()) {
        plot->resize(480, 270);
        plot->show();
    }
    QApplication::processEvents();
    for (ui::SnapshotPlot* plot : std::initializer_list<ui::SnapshotPlot*>{plots.singularValues, plots.error,
                                                                           plots.landscape, plots.bifurcation}) {
        std::vector<double> update, draw, labels;
        for (int frame = 0; frame < 40; ++frame) {
            const std::shared_ptr<const Snapshot> snapshot = (*simulation)->snapshot();
            double start = cpuMs();
            plot->showSnapshot(snapshot);
            update.push_back(cpuMs() - start);
            start = cpuMs();
            plot->plot()->replot(QCustomPlot::rpImmediateRefresh);
            draw.push_back(cpuMs() - start);
            start = cpuMs();
            plot->resetZoom(); // places the labels anew
            labels.push_back(cpuMs() - start);
        }
        std::printf("%-18s update %6.2f ms   draw %6.2f ms   labels %6.2f ms\n", qPrintable(plot->fileStem()),
                    median(update), median(draw), median(labels));
    }
    qDeleteAll(plots.all());
    return 0;
}
