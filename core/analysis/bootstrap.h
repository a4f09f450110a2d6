// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/first_passage.h"

#include <cstdint>
#include <functional>

namespace hysteron::analysis {

/// What is computed from a sample of replicas; empty where it does not exist.
using Statistic = std::function<std::optional<double>(std::span<const Passage>)>;

struct BootstrapOptions {
    int resamples = 2000;   ///< 100 to 1000000
    double level = 0.95;    ///< inside (0, 1)
    std::uint64_t seed = 1; ///< the same seed gives the same interval
};

/// Percentile interval of a statistic from samples drawn with replacement from the replicas (Efron and Tibshirani,
/// An Introduction to the Bootstrap, 1993, section 13.3), for what has no exact interval. Resample r draws from its own
/// stream (seed, Bootstrap, r). A resample without the statistic counts as infinitely large, as a median that was not
/// reached does; so `high` may be infinite. Empty if the sample itself has no value. Throws std::invalid_argument for
/// no replicas and for wrong options.
[[nodiscard]] std::optional<Interval> bootstrapInterval(std::span<const Passage> passages, const Statistic& statistic,
                                                        const BootstrapOptions& options = {});

/// Median waiting time by Kaplan and Meier; empty if more than half of the replicas stay.
[[nodiscard]] std::optional<double> medianTime(std::span<const Passage> passages);

} // namespace hysteron::analysis
