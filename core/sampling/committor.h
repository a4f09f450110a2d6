// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/first_passage.h"
#include "core/base/result.h"
#include "core/experiment/simulation.h"

#include <cstdint>
#include <optional>
#include <stop_token>

namespace hysteron::sampling {

struct CommittorOptions {
    int walkers = 1000;               ///< 1..10^6
    std::int64_t maxEpochs = 100'000; ///< where a walker is given up as undecided
    int threads = 1;
};

/// Of walkers that set out from one state, the share that reaches the upper phase first.
struct Committor {
    int upper = 0;     ///< reached the escape threshold of the next mode first
    int lower = 0;     ///< fell below `lowerThreshold` first
    int undecided = 0; ///< neither before maxEpochs (or diverged)
    double upperThreshold = 0.0;
    double lowerThreshold = 0.0;           ///< an eighth of the saddle's singular value: well inside the basin
    std::optional<double> share;           ///< upper / (upper + lower)
    analysis::Interval interval{0.0, 1.0}; ///< exact 95 % of the share (Clopper and Pearson, Biometrika 26, 1934)
};

/// start: gives task, noise, seed and escape rule (a trap); weights: the state. Errors: sizes that have no kernel, no
/// trap, or a beta without saddle.
[[nodiscard]] Result<Committor> committor(const Simulation& start, const Eigen::VectorXd& weights,
                                          const CommittorOptions& options, const std::stop_token& stop = {});

} // namespace hysteron::sampling
