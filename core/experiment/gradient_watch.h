// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <chrono>
#include <cstdint>
#include <memory>
#include <optional>
#include <vector>

namespace hysteron {

class Simulation;

/// The noise of mini-batches at one state of a run, for the screen: covariance of the per-sample gradient.
struct GradientNoise {
    std::int64_t epoch = 0;
    double trace = 0.0;
    double participation = 0.0;      ///< see GradientSpectrum
    std::vector<double> leading;     ///< the largest eigenvalues, descending, at most kMostLeading
    int mode = 0;                    ///< in question (modeInQuestion), from 0
    std::optional<double> alongMode; ///< gradientVarianceAlongMode(); empty where no hidden unit is left for the mode
    static constexpr int kMostLeading = 12;
};

/// Measures it at a pace of its own: at most some three times a second and a fiftieth of the worker's time while the
/// run moves, and at once where it rests. What it costs does not touch the numbers of the run.
class GradientWatch
{
public:
    /// The newest measurement; null where one would take more than some tenths of a second (very wide networks).
    [[nodiscard]] std::shared_ptr<const GradientNoise> look(const Simulation& simulation, int rank, bool moving);
    /// Another run, or the same from an earlier state.
    void forget() { m_latest.reset(); }

private:
    std::shared_ptr<const GradientNoise> m_latest;
    std::chrono::steady_clock::time_point m_due{};
};

} // namespace hysteron
