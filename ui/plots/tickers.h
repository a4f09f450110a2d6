// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <qcustomplot.h>

namespace hysteron::ui {

/// How the numbers of an axis are written: as plainNumber(), or whole epochs in short: 0, 500, 2.5k, 1M.
enum class TickText { Number, Epoch };

/// Ticks at steps of 1, 2 or 5; on a logarithmic axis whole decades, or 1, 2 and 5 of each where there is less than
/// about one. At most about `count` of them. A true minus, powers of ten where numbers become long.
[[nodiscard]] QSharedPointer<QCPAxisTicker> makeTicker(bool logarithmic, TickText text, int count);

/// The labels that the axis has in its range now, as its ticker makes them, with their places.
struct Ticks {
    QVector<double> at;
    QVector<QString> labels;
};
[[nodiscard]] Ticks ticksOf(QCPAxisTicker& ticker, const QCPRange& range);
/// Width of the widest of them, pixels.
[[nodiscard]] double widestLabel(const QCPAxis& axis);

/// Pixels left of a frame for the numbers and the title of the vertical axis, when the widest number is so wide.
[[nodiscard]] int roomBesideAxis(const QCPAxis& axis, double widest);

} // namespace hysteron::ui
