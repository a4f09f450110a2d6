#include "ui/frame_meter.h"

#include <QAbstractEventDispatcher>
#include <QThread>

#include <algorithm>
#include <vector>

namespace hysteron::ui {

FrameMeter::FrameMeter(QObject* parent) : QObject(parent)
{
    m_clock.start();
    if (auto* dispatcher = QAbstractEventDispatcher::instance(QThread::currentThread()))
        connect(dispatcher, &QAbstractEventDispatcher::aboutToBlock, this, &FrameMeter::loopAboutToSleep);
}

void FrameMeter::frameStarted()
{
    m_start = static_cast<double>(m_clock.nsecsElapsed()) * 1e-6;
}

void FrameMeter::clear()
{
    m_count = 0;
    m_start = -1.0;
}

void FrameMeter::loopAboutToSleep()
{
    if (m_start < 0.0)
        return;
    const double now = static_cast<double>(m_clock.nsecsElapsed()) * 1e-6;
    m_costs[m_count % kWindow] = now - m_start;
    m_starts[m_count % kWindow] = m_start;
    ++m_count;
    m_start = -1.0;
}

FrameMeter::Report FrameMeter::report() const
{
    Report report;
    report.frames = std::min(m_count, kWindow);
    if (report.frames < 2)
        return report;
    std::vector<double> costs(m_costs.begin(), m_costs.begin() + static_cast<std::ptrdiff_t>(report.frames));
    std::sort(costs.begin(), costs.end());
    report.medianMs = costs[costs.size() / 2];
    report.percentile99Ms = costs[(costs.size() * 99 + 99) / 100 - 1];
    const double newest = m_starts[(m_count - 1) % kWindow];
    const double oldest = m_starts[m_count > kWindow ? m_count % kWindow : 0];
    report.framesPerSecond = 1000.0 * static_cast<double>(report.frames - 1) / (newest - oldest);
    return report;
}

} // namespace hysteron::ui
