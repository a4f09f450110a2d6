#include "ui/plots/label_schedule.h"

#include <utility>

namespace hysteron::ui {

bool LabelSchedule::due(const Snapshot& snapshot, const QCustomPlot& plot)
{
    constexpr qint64 kPeriodMs = 250;
    const QRectF frame = plot.axisRect()->rect();
    const std::size_t events = snapshot.transitions.size() + snapshot.changes.size();
    const bool moved = m_keys != plot.xAxis->range() || m_values != plot.yAxis->range() || m_frame != frame ||
                       !(m_parameters == snapshot.parameters) || m_events != events || m_run != snapshot.run ||
                       m_rank != snapshot.rank;
    if (!std::exchange(m_forced, false) && !moved && m_since.isValid() && m_since.elapsed() < kPeriodMs)
        return false;
    m_keys = plot.xAxis->range();
    m_values = plot.yAxis->range();
    m_frame = frame;
    m_parameters = snapshot.parameters;
    m_events = events;
    m_run = snapshot.run;
    m_rank = snapshot.rank;
    m_since.start();
    return true;
}

} // namespace hysteron::ui
