// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <QList>
#include <QSizeF>
#include <QString>

namespace hysteron::ui {

class PlotView;

/// Between two plots of a figure.
inline constexpr double kFigureGapMm = 10.0 / 96.0 * 25.4;

/// How a figure is written.
struct FigureOptions {
    QSizeF panelMm =
        QSizeF(85.0, 58.0); ///< size of one plot; 85 mm is one column of a journal. Each side 20 to 1000 mm
    int dpi = 300;          ///< of PNG; 36 to 1200
    int columns = 2;        ///< plots side by side when there are several
    bool titles = true;     ///< title and phrase above each plot
    QString recipe; ///< JSON that makes the figure again, embedded in the file (core/study/provenance.h); empty: none
};

/// Draws the plots with the snapshots they show into one file: .png, .svg (real text) or .pdf, by its suffix. Always in
/// the light scheme; the plots look as before afterwards. Plots need not be visible. Errors: unknown suffix, sizes out
/// of range, directory or file that cannot be written; an old file stays as it was.
[[nodiscard]] Errors exportFigure(const QList<PlotView*>& plots, const QString& path, const FigureOptions& options);

} // namespace hysteron::ui
