// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/simulation.h"
#include "core/paper/measurement.h"

#include <cstdint>
#include <functional>
#include <vector>

namespace hysteron::paper {

/// One experiment of a measurement, for one seed.
struct SeedRun {
    Specification specification;
    std::vector<double> labels; ///< that the measurement writes beside its findings
};

/// Runs every experiment to its end, the runs shared out to the threads; `start` may replace the start (null: as the
/// specification says), `finished` reads the end. Both are called from any thread, once for each run, with its index.
/// A specification that cannot start is a programmer's mistake: std::logic_error.
void runSeeds(const std::vector<SeedRun>& runs, const Conditions& conditions, const ShareDone& share,
              const std::stop_token& stop, const std::function<void(std::size_t, const Simulation&)>& finished,
              const std::function<Result<std::unique_ptr<Simulation>>(std::size_t)>& start = {});

/// First epoch at which the run had at least this rank; empty when it never had.
[[nodiscard]] std::optional<std::int64_t> firstEpochAtRank(const Snapshot& snapshot, int rank);

/// About `count` epochs of a curve, evenly spaced on a logarithmic scale, with the newest value of their buckets.
[[nodiscard]] std::vector<std::pair<double, double>> sampled(const History& history, int count);

} // namespace hysteron::paper
