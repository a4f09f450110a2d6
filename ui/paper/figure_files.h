// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/figure/figure.h"

#include <QString>

#include <string>

namespace hysteron::ui {

/// What a file of this figure of the paper carries: the reproduction that makes it again. Empty without a command.
[[nodiscard]] std::string provenanceOf(const figure::Figure& figure);

/// Writes STEM.svg, STEM.pdf and STEM.png in the one style of publication: columns of 85 mm (two: 170 mm), 300 dpi,
/// light. Errors: as exportFigure().
[[nodiscard]] Errors writeFigureFiles(const figure::Figure& figure, const QString& stem);

/// Draws every DIRECTORY/figures/*.json that a reproduction wrote beside itself. Errors: files that are no figures or
/// cannot be written; the others are drawn.
[[nodiscard]] Errors drawFigures(const QString& directory);

} // namespace hysteron::ui
