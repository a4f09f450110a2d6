// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/exponential_test.h"
#include "core/analysis/first_passage.h"
#include "core/analysis/survival.h"
#include "core/sampling/ensemble.h"
#include "core/study/experiment.h"
#include "core/study/study.h"
#include "core/theory/escape_rate.h"

#include <memory>
#include <optional>
#include <vector>

namespace hysteron::study {

/// First passages of many replicas of one experiment.
struct EscapeRequest {
    static constexpr const char* kKind = "escape";
    Experiment experiment;
    int replicas = 300;         ///< 1..10^6
    int firstReplica = 0;       ///< the replicas are firstReplica, firstReplica + 1, ...
    std::int64_t maxEpochs = 0; ///< where waiting ends; 0: training.epochs
    sampling::Precision precision = sampling::Precision::F64;

    bool operator==(const EscapeRequest&) const = default;
};

struct EscapeRecord {
    std::vector<sampling::Passage> passages; ///< by replica; those that wait carry the epoch everybody stands at
    std::int64_t epoch = 0;                  ///< everybody who waits has reached this one
    std::int64_t maxEpochs = 0;
    std::size_t waiting = 0;
    std::size_t escaped = 0;
    std::size_t diverged = 0;

    // Of the experiment, known before anybody has waited.
    std::uint64_t seed = 0;
    double beta = 0.0;
    double temperature = 0.0;                 ///< 0 without Langevin noise
    double timePerEpoch = 0.0;                ///< gradient-flow time
    int mode = 0;                             ///< that is waited for, counted from 0
    double threshold = 0.0;                   ///< of its singular value
    std::optional<theory::EscapePath> theory; ///< Kramers and Langer on the population; empty where they say nothing
    bool onlyMinibatchNoise = false;
    double gradientTrace = 0.0; ///< of the covariance of single samples' gradients at the start
    double gradientAlong = 0.0; ///< its part along the direction in which the mode grows

    std::optional<analysis::EscapeTimeEstimate> estimate; ///< epochs; empty before the first epoch
    analysis::ExponentialTest exponential;
    analysis::SurvivalCurve survival; ///< over epochs
    /// Singular value of the mode, of the first 40 replicas, at most 400 points each.
    struct Line {
        std::vector<double> epochs;
        std::vector<double> values;
    };
    std::vector<Line> lines;
};

/// Who diverged was watched up to the epoch before, who still waits until now.
[[nodiscard]] std::vector<analysis::Passage> watched(const EscapeRecord& record);

/// Two ranges of replicas of one request (replica numbers do not overlap) as one record. Estimates are made anew.
[[nodiscard]] EscapeRecord merged(const EscapeRecord& a, const EscapeRecord& b);

[[nodiscard]] Result<std::unique_ptr<Study>> makeStudy(const EscapeRequest& request, const Resources& resources,
                                                       const std::stop_token& stop);

} // namespace hysteron::study
