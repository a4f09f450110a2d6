// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/history.h"

#include <qcustomplot.h>

namespace hysteron::ui {

/// The points of a history that a plot of `columns` pixel columns over `keys` can show: the smallest and the largest
/// value of each column, in an order that follows the curve. At most 2 points per column, plus one on either side of
/// the range. Epoch 0 is left out on a log axis.
[[nodiscard]] QVector<QCPGraphData> thinnedCurve(const History& history, QCPRange keys, int columns, bool logKeys);

/// The newest value of each of `columns` pixel columns: a curve the eye can follow inside the envelope that
/// thinnedCurve() draws. Every point is a value the run had.
[[nodiscard]] QVector<QCPGraphData> tracedCurve(const History& history, QCPRange keys, int columns, bool logKeys);

} // namespace hysteron::ui
