// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/frame_meter.h"

#include <QCoreApplication>
#include <QEvent>
#include <QTimer>

#include <algorithm>
#include <vector>

namespace hysteron::ui {

namespace {
const auto kFrameEnd = static_cast<QEvent::Type>(QEvent::registerEventType());
}

FrameMeter::FrameMeter(QObject* parent) : QObject(parent)
{
    m_clock.start();
}

void FrameMeter::frameStarted()
{
    m_start = static_cast<double>(m_clock.nsecsElapsed()) * 1e-6;
}

void FrameMeter::frameDelivered()
{
    // Plots draw in a timer of length 0 that they have just started, and then ask the window to paint, which it does at
    // low priority. An event posted behind both comes when the frame is on its way to the screen.
    QTimer::singleShot(0, this,
                       [this] { QCoreApplication::postEvent(this, new QEvent(kFrameEnd), Qt::LowEventPriority - 1); });
}

bool FrameMeter::event(QEvent* event)
{
    if (event->type() != kFrameEnd)
        return QObject::event(event);
    frameEnded();
    return true;
}

void FrameMeter::clear()
{
    m_count = 0;
    m_start = -1.0;
    m_previousStart = -1.0;
}

void FrameMeter::frameEnded()
{
    if (m_start < 0.0)
        return;
    const double now = static_cast<double>(m_clock.nsecsElapsed()) * 1e-6;
    m_costs[m_count % kWindow] = now - m_start;
    m_intervals[m_count % kWindow] = m_previousStart < 0.0 ? 0.0 : m_start - m_previousStart;
    m_previousStart = m_start;
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
    double moving = 0.0;
    std::size_t counted = 0;
    for (std::size_t i = 0; i < report.frames; ++i) {
        moving += m_intervals[i];
        counted += m_intervals[i] > 0.0;
    }
    if (counted > 0)
        report.framesPerSecond = 1000.0 * static_cast<double>(counted) / moving;
    return report;
}

} // namespace hysteron::ui
