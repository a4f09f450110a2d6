// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>

namespace hysteron {

/// Turns wall-clock time into epochs: how many to run next, so that a given speed looks smooth and a command is
/// answered within milliseconds, and how fast it went. Knows no thread and no clock of its own.
class Pacer
{
public:
    using Time = std::chrono::steady_clock::time_point;

    /// Running begins (again): nothing is owed, the rates start from zero.
    void begin(Time now);
    /// Epochs to run now in one piece. speed: epochs per second, > 0; infinity: as fast as it goes.
    [[nodiscard]] std::int64_t due(Time now, double speed);
    /// When to ask again; `now` when an epoch is due already.
    [[nodiscard]] Time nextDue(Time now, double speed) const;
    /// A piece was run: for its size next time and for the rates.
    void ran(std::int64_t epochs, std::int64_t steps, Time started, Time finished);

    [[nodiscard]] double epochsPerSecond() const { return m_epochsPerSecond; }
    [[nodiscard]] double stepsPerSecond() const { return m_stepsPerSecond; }

private:
    Time m_lastAsked;
    double m_owed = 0.0;            ///< epochs that the speed asks for and that were not run
    double m_secondsPerEpoch = 0.0; ///< of computing; 0: not known yet
    std::int64_t m_piece = 1;       ///< epochs that take about kPieceSeconds

    Time m_windowStart;
    std::int64_t m_windowEpochs = 0;
    std::int64_t m_windowSteps = 0;
    double m_epochsPerSecond = 0.0;
    double m_stepsPerSecond = 0.0;
};

} // namespace hysteron
