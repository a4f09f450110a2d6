// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/plots/tickers.h"
#include "ui/theme/theme.h"

#include <qcustomplot.h>

namespace hysteron::ui {

inline constexpr int kTickLabelPadding = 6; ///< pixels between an axis and its numbers

/// Calm axes: horizontal grid only, no frame, tick labels without ticks.
void styleAxes(QCustomPlot& plot, const Palette& palette);
/// Linear or logarithmic, with fitting tick labels; both the scale type and the ticker must change.
void setLogScale(QCPAxis* axis, bool logarithmic);
/// How the axis writes its numbers, linear and logarithmic.
void setTickText(QCPAxis* axis, TickText text);

} // namespace hysteron::ui
