// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/paper/table.h"

#include <cstdint>
#include <functional>
#include <stop_token>
#include <string>
#include <vector>

namespace hysteron::paper {

/// What is the same for all measurements of one reproduction.
struct Conditions {
    int seeds = 50;               ///< 1..1000
    std::uint64_t firstSeed = 42; ///< the paper's 42-91
    int threads = 1;              ///< 1..256; results do not depend on it
};

/// Called with the share that is done, 0..1, from any thread, one call at a time.
using ShareDone = std::function<void(double)>;

/// One experiment of the reproduction: from nothing but its conditions to tables.
struct Measurement {
    std::string id; ///< "fig1a"
    Text what;      ///< in a few words, for the progress line
    double seconds; ///< on two threads with 50 seeds, about: for the remaining time
    /// Tables that it makes, all of them or (stopped) none.
    std::function<std::vector<Table>(const Conditions&, const ShareDone&, const std::stop_token&)> run;
};

/// In the order in which they are made.
[[nodiscard]] const std::vector<Measurement>& measurements();
/// Null for an unknown id.
[[nodiscard]] const Measurement* findMeasurement(const std::string& id);

} // namespace hysteron::paper
