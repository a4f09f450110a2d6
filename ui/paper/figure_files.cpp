// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/figure_files.h"

#include "core/base/fingerprint.h"
#include "core/figure/figure_file.h"
#include "core/study/provenance.h"
#include "ui/export/figure_export.h"
#include "ui/figures/panel_plot.h"

#include <QDir>
#include <QFile>

#include <algorithm>
#include <stdexcept>

namespace hysteron::ui {

namespace {
constexpr double kColumnMm = 85.0; // of a journal; two of them are 170 mm
constexpr double kHeightMm = 58.0, kTitledMm = 60.0;
} // namespace

std::string provenanceOf(const figure::Figure& figure)
{
    const auto request = study::reproductionIn(figure.command);
    if (!request)
        return {};
    return toText(study::provenanceHere({{.request = *request,
                                          .fingerprint = fingerprintOf(figure::figureCsv(figure)),
                                          .engine = "fast",
                                          .precision = "f64"}}));
}

Errors writeFigureFiles(const figure::Figure& figure, const QString& stem)
{
    const auto panels = makePanels(figure);
    QList<PlotView*> plots;
    bool titles = false;
    for (const auto& panel : panels) {
        plots.append(panel.get());
        titles = titles || !panel->title().isEmpty();
    }
    if (plots.isEmpty())
        return {};
    const int columns = std::clamp(figure.columns, 1, static_cast<int>(panels.size()));
    const double width = (columns * kColumnMm - (columns - 1) * kFigureGapMm) / columns;
    const FigureOptions options{.panelMm = {width, titles ? kTitledMm : kHeightMm},
                                .dpi = 300,
                                .columns = columns,
                                .titles = titles,
                                .recipe = QString::fromStdString(provenanceOf(figure))};
    Errors errors;
    for (const char* suffix : {".svg", ".pdf", ".png"}) {
        for (Error& error : exportFigure(plots, stem + QLatin1String(suffix), options))
            errors.push_back(std::move(error));
    }
    return errors;
}

Errors drawFigures(const QString& directory)
{
    const QDir figures(QDir(directory).filePath(QStringLiteral("figures")));
    const QStringList names = figures.entryList({QStringLiteral("*.json")}, QDir::Files, QDir::Name);
    if (names.isEmpty())
        return {{"--draw", directory.toStdString(), "must hold figures/*.json, as hysteron-cli reproduce writes them"}};
    Errors errors;
    for (const QString& name : names) {
        QFile file(figures.filePath(name));
        try {
            if (!file.open(QIODevice::ReadOnly))
                throw std::runtime_error("cannot be read");
            const figure::Figure figure = figure::figureFromJson(file.readAll().toStdString());
            for (Error& error : writeFigureFiles(figure, figures.filePath(QFileInfo(name).completeBaseName())))
                errors.push_back(std::move(error));
        } catch (const std::runtime_error& problem) {
            errors.push_back({"--draw", name.toStdString(), Text::verbatim(problem.what())});
        }
    }
    return errors;
}

} // namespace hysteron::ui
