// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/pixels.h"

#include <cmath>

namespace hysteron::ui {

QPointF pixelOf(const QCustomPlot& plot, double x, double y)
{
    return {plot.xAxis->coordToPixel(x), plot.yAxis->coordToPixel(y)};
}

QPolygonF pixelsOf(const QCustomPlot& plot, const QPolygonF& path)
{
    QPolygonF line;
    line.reserve(path.size());
    for (const QPointF& point : path)
        line.append(pixelOf(plot, point.x(), point.y()));
    return line;
}

QPolygonF pixelsOf(const QCPGraph& graph)
{
    QPolygonF line;
    line.reserve(graph.data()->size());
    for (const QCPGraphData& point : *graph.data())
        if (std::isfinite(point.value))
            line.append(pixelOf(*graph.parentPlot(), point.key, point.value));
    return line;
}

} // namespace hysteron::ui
