// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sampling/committor.h"
#include "core/study/experiment.h"
#include "core/study/study.h"

#include <memory>

namespace hysteron::study {

/// Of walkers that set out from experiment.weights, the share that reaches the upper phase first.
struct CommittorRequest {
    static constexpr const char* kKind = "committor";
    Experiment experiment;            ///< a trap, which names the two phases; weights are the state
    int walkers = 1000;               ///< 1..10^6
    std::int64_t maxEpochs = 100'000; ///< where a walker is given up, 1..10^9

    bool operator==(const CommittorRequest&) const = default;
};

struct CommittorRecord {
    sampling::Committor committor;
};

[[nodiscard]] Result<std::unique_ptr<Study>> makeStudy(const CommittorRequest& request, const Resources& resources,
                                                       const std::stop_token& stop);

} // namespace hysteron::study
