// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/simulation.h"

#include <string>

namespace hysteron {

/// What `hysteron-cli run` answers.
struct RunSummary {
    std::string
        outcome; ///< "completed", "escaped" (completed, and the first passage happened), "diverged", "interrupted"
    std::int64_t epochs = 0;
    int rank = 0;
    int startRank = 0;
    std::vector<double> singularValues;
    double trainMse = 0.0;
    double testMse = 0.0;
    double temperature = 0.0; ///< T in force at the end; 0 without Langevin noise
    std::vector<Transition> transitions;
    std::optional<std::int64_t> escapeEpoch;
    std::optional<Divergence> divergence;
    std::vector<Text> notes;
    std::string fingerprint;
};
[[nodiscard]] RunSummary summarise(const Simulation& simulation);

} // namespace hysteron
