// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QPolygonF>
#include <QRectF>
#include <QVector>

namespace hysteron::ui {

/// The parts of a polyline inside a rectangle, in order; each part ends exactly on the border where it was cut.
[[nodiscard]] QVector<QPolygonF> clippedPolyline(const QPolygonF& line, const QRectF& frame);

} // namespace hysteron::ui
