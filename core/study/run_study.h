// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/checkpoint.h"
#include "core/experiment/run_summary.h"
#include "core/study/experiment.h"
#include "core/study/study.h"

#include <memory>

namespace hysteron::study {

/// One run.
struct RunRequest {
    static constexpr const char* kKind = "run";
    Experiment experiment;
    std::int64_t epochs = 0; ///< where it ends; 0: training.epochs

    bool operator==(const RunRequest&) const = default;
};

struct RunRecord {
    RunSummary summary;
    std::uint64_t seed = 0;
    std::int64_t steps = 0;
    std::vector<LoggedChange> changes;        ///< that came into force
    std::shared_ptr<const Snapshot> snapshot; ///< curves, trail, visits
    Checkpoint checkpoint;                    ///< where it stands, with the weights
};

[[nodiscard]] Result<std::unique_ptr<Study>> makeStudy(const RunRequest& request, const Resources& resources,
                                                       const std::stop_token& stop);

} // namespace hysteron::study
