// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/headless.h"

#include "core/base/files.h"
#include "core/io/curve_table.h"
#include "core/io/specification_json.h"
#include "core/study/record.h"
#include "ui/export/figure_export.h"
#include "ui/pages/live_plots.h"
#include "ui/plots/plot_view.h"

#include <QDir>

#include <chrono>
#include <cstdio>
#include <filesystem>

namespace hysteron::app {

namespace {

int report(const Errors& errors)
{
    for (const Error& error : errors)
        std::fprintf(stderr, "error: %s\n", error.message().c_str());
    return 2;
}

} // namespace

int runHeadless(const Options& options)
{
    const QDir directory(options.outputDirectory);
    const std::filesystem::path root = options.outputDirectory.toStdString();
    if (const Errors errors = makeDirectories(root, "--out"); !errors.empty())
        return report(errors);

    const auto study = makeStudy(options.run, {}, {});
    if (!study)
        return report(study.errors());
    std::printf("Running without a window: %s ...\n", english((*study)->progress().what).c_str());
    while (!(*study)->finished())
        (*study)->advance(std::chrono::seconds(1), {});
    const study::Record record = (*study)->record();
    const auto& run = std::get<study::RunRecord>(record.values);
    const std::shared_ptr<const Snapshot> snapshot = run.snapshot;

    ui::LivePlots plots = ui::makeLivePlots(nullptr);
    plots.showSnapshot(snapshot);
    ui::FigureOptions figureOptions;
    figureOptions.recipe = QString::fromStdString(toText(record.provenance));
    const QStringList figures = {directory.filePath("figure.png"), directory.filePath("figure.svg")};
    for (const QString& path : figures)
        if (const Errors errors = ui::exportFigure(plots.all(), path, figureOptions); !errors.empty())
            return report(errors);
    qDeleteAll(plots.all());

    if (const Errors errors = writeFile(root / "data.csv", curvesCsv(*snapshot), "--out"); !errors.empty())
        return report(errors);
    const std::string text = toJson(options.run.experiment.specification).dump(2) + "\n";
    if (const Errors errors = writeFile(root / "specification.json", text, "--out"); !errors.empty())
        return report(errors);

    for (const Transition& transition : snapshot->transitions)
        std::printf("epoch %lld: rank %d -> %d\n", static_cast<long long>(transition.epoch), transition.from,
                    transition.to);
    std::printf("rank %d at epoch %lld, fingerprint %s\n", snapshot->rank, static_cast<long long>(snapshot->epoch),
                run.summary.fingerprint.c_str());
    std::printf("wrote figure.png, figure.svg, data.csv and specification.json to %s\n",
                qPrintable(directory.absolutePath()));
    return snapshot->state == RunState::Diverged ? 1 : 0;
}

} // namespace hysteron::app
