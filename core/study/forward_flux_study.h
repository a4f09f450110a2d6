// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/sampling/forward_flux.h"
#include "core/study/experiment.h"
#include "core/study/study.h"

#include <memory>
#include <optional>
#include <vector>

namespace hysteron::study {

/// ln tau by forward flux sampling, at the temperature of the experiment or down a ladder of them.
struct ForwardFluxRequest {
    static constexpr const char* kKind = "ffs";
    Experiment experiment;
    int walkers = 2000;                    ///< 20..10^5
    int repeats = 8;                       ///< 2..64
    std::vector<double> temperatures = {}; ///< T, each > 0, one after the other; empty: that of the experiment

    bool operator==(const ForwardFluxRequest&) const = default;
};

/// One temperature.
struct ForwardFluxPoint {
    double temperature = 0.0;
    std::optional<sampling::ForwardFluxEstimate> estimate; ///< ln tau, gradient-flow time; from two repeats on
    std::optional<double> logTauLanger;                    ///< Kramers and Langer; empty where they say nothing
    std::vector<sampling::ForwardFluxRepeat> repeats;
    Errors problems; ///< why it ended early
};

struct ForwardFluxRecord {
    std::vector<ForwardFluxPoint> points; ///< those begun, in the order of the request
    int repeats = 0;                      ///< wanted at each
    std::size_t temperatures = 0;         ///< wanted
};

[[nodiscard]] Result<std::unique_ptr<Study>> makeStudy(const ForwardFluxRequest& request, const Resources& resources,
                                                       const std::stop_token& stop);

} // namespace hysteron::study
