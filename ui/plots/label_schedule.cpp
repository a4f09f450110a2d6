// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/label_schedule.h"

#include <utility>

namespace hysteron::ui {

bool LabelSchedule::due(const QCustomPlot& plot, bool renamed)
{
    constexpr qint64 kPeriodMs = 250;
    const QRectF frame = plot.axisRect()->rect();
    const bool moved = renamed || m_keys != plot.xAxis->range() || m_values != plot.yAxis->range() || m_frame != frame;
    if (!std::exchange(m_forced, false) && !moved && m_since.isValid() && m_since.elapsed() < kPeriodMs)
        return false;
    m_keys = plot.xAxis->range();
    m_values = plot.yAxis->range();
    m_frame = frame;
    m_since.start();
    return true;
}

} // namespace hysteron::ui
