#pragma once

#include "core/base/result.h"
#include "core/paper/figure.h"

#include <QList>
#include <QString>

#include <memory>
#include <vector>

namespace hysteron::ui {

class PanelPlot;

/// What a file of this figure carries: its command line and the experiment that shows it live. Empty without a command.
[[nodiscard]] QString recipeOf(const paper::Figure& figure);

/// The panels of a figure, ready to be shown or exported.
[[nodiscard]] std::vector<std::unique_ptr<PanelPlot>> makePanels(const paper::Figure& figure);

/// Writes STEM.svg, STEM.pdf and STEM.png in the one style of publication: columns of 85 mm (two:
/// 170 mm), 300 dpi, light. Errors: as
/// exportFigure().
[[nodiscard]] Errors writeFigureFiles(const paper::Figure& figure, const QString& stem);

/// Draws every DIRECTORY/figures/*.json that a reproduction wrote beside itself. Errors: files that are no figures or
/// cannot be written; the others are drawn.
[[nodiscard]] Errors drawFigures(const QString& directory);

} // namespace hysteron::ui
