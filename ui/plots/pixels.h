// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace hysteron::ui {

/// Where a point of the plot's coordinates lies, pixels.
[[nodiscard]] QPointF pixelOf(const QCustomPlot& plot, double x, double y);
/// A path of coordinates.
[[nodiscard]] QPolygonF pixelsOf(const QCustomPlot& plot, const QPolygonF& path);
/// The points of a graph; gaps (not finite) are left out.
[[nodiscard]] QPolygonF pixelsOf(const QCPGraph& graph);

} // namespace hysteron::ui
