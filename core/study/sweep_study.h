// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sampling/sweep.h"
#include "core/study/experiment.h"
#include "core/study/study.h"

#include <memory>
#include <optional>
#include <vector>

namespace hysteron::study {

/// A quasi-static sweep of beta up and back down (sampling::Sweep, SweepOptions).
struct SweepRequest {
    static constexpr const char* kKind = "hysteresis";
    Experiment experiment;
    double from = 0.0;
    double to = 0.5;
    double step = 0.01;
    std::int64_t dwell = 200; ///< epochs at each value
    int replicas = 1;         ///< of the seeds seed, seed + 1, ...
    sampling::Precision precision = sampling::Precision::F64;

    bool operator==(const SweepRequest&) const = default;
};

struct SweepStudyRecord {
    std::vector<sampling::SweepRecord> replicas;
    std::size_t diverged = 0;
    std::optional<double> areaMean;  ///< of loopArea() over the replicas that have one
    std::optional<double> areaError; ///< standard error; from two on
    double temperature = 0.0;
    std::int64_t epoch = 0;
};

[[nodiscard]] Result<std::unique_ptr<Study>> makeStudy(const SweepRequest& request, const Resources& resources,
                                                       const std::stop_token& stop);

} // namespace hysteron::study
