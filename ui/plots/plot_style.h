#pragma once

#include "ui/theme/theme.h"

#include <qcustomplot.h>

namespace hysteron::ui {

/// Calm axes: horizontal grid only, no frame, tick labels without ticks.
void styleAxes(QCustomPlot& plot, const Palette& palette);
/// Linear or logarithmic, with fitting tick labels; both the scale type and the ticker must change.
void setLogScale(QCPAxis* axis, bool logarithmic);
/// Tick labels 0, 500, 1k, 2.5k, 1M for epochs.
void setEpochTicks(QCPAxis* axis);

} // namespace hysteron::ui
