// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/pacer.h"

#include <algorithm>
#include <cmath>

namespace hysteron {

namespace {
using Seconds = std::chrono::duration<double>;

constexpr double kPieceSeconds = 3e-3;
constexpr double kBacklogSeconds = 0.05; ///< what a busy machine missed beyond this is let go, not caught up in a burst
constexpr double kLongestWait = 1.0;
constexpr double kWindowSeconds = 0.25;
constexpr double kSmoothing = 0.5;

double secondsBetween(Pacer::Time from, Pacer::Time to)
{
    return Seconds(to - from).count();
}
} // namespace

void Pacer::begin(Time now)
{
    m_lastAsked = now;
    m_owed = 0.0;
    m_windowStart = now;
    m_windowEpochs = m_windowSteps = 0;
    m_epochsPerSecond = m_stepsPerSecond = 0.0;
}

std::int64_t Pacer::due(Time now, double speed)
{
    const double passed = secondsBetween(m_lastAsked, now);
    m_lastAsked = now;
    if (std::isinf(speed)) {
        m_owed = 0.0;
        return m_piece;
    }
    m_owed = std::min(m_owed + speed * passed, std::max(1.0, speed * kBacklogSeconds));
    const auto whole = static_cast<std::int64_t>(std::min(m_owed, static_cast<double>(m_piece)));
    m_owed -= static_cast<double>(whole);
    return whole;
}

Pacer::Time Pacer::nextDue(Time now, double speed) const
{
    const double wait = std::min((1.0 - m_owed) / speed, kLongestWait);
    if (!(wait > 0.0))
        return now;
    // Rounded up by a microsecond, so that waking at this time finds the epoch due.
    return now + std::chrono::duration_cast<Time::duration>(Seconds(wait + 1e-6));
}

void Pacer::ran(std::int64_t epochs, std::int64_t steps, Time started, Time finished)
{
    if (epochs <= 0)
        return;
    const double each = secondsBetween(started, finished) / static_cast<double>(epochs);
    m_secondsPerEpoch = m_secondsPerEpoch == 0.0 ? each : m_secondsPerEpoch + kSmoothing * (each - m_secondsPerEpoch);
    const double fitting = kPieceSeconds / std::max(m_secondsPerEpoch, 1e-9);
    m_piece = std::clamp<std::int64_t>(static_cast<std::int64_t>(fitting), 1, 2 * m_piece);

    m_windowEpochs += epochs;
    m_windowSteps += steps;
    const double window = secondsBetween(m_windowStart, finished);
    if (window < kWindowSeconds)
        return;
    const double share = m_epochsPerSecond == 0.0 ? 1.0 : kSmoothing;
    m_epochsPerSecond += share * (static_cast<double>(m_windowEpochs) / window - m_epochsPerSecond);
    m_stepsPerSecond += share * (static_cast<double>(m_windowSteps) / window - m_stepsPerSecond);
    m_windowStart = finished;
    m_windowEpochs = m_windowSteps = 0;
}

} // namespace hysteron
