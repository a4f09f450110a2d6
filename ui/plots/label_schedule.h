#pragma once

#include "core/experiment/snapshot.h"

#include <QElapsedTimer>
#include <QRectF>

#include <qcustomplot.h>

namespace hysteron::ui {

/// When labels are placed anew. Finding free space costs several times what drawing costs, and labels that follow every
/// frame cannot be read: at once when what they name has moved (axes, beta, events, frame), else four times a second.
class LabelSchedule
{
public:
    [[nodiscard]] bool due(const Snapshot& snapshot, const QCustomPlot& plot);
    void force() { m_forced = true; }

private:
    QElapsedTimer m_since;
    bool m_forced = true;
    QCPRange m_keys, m_values;
    QRectF m_frame;
    StepParameters m_parameters;
    std::size_t m_events = 0;
    std::uint64_t m_run = 0;
    int m_rank = -1;
};

} // namespace hysteron::ui
