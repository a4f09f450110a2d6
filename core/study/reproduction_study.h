// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/paper/reproduction.h"
#include "core/study/study.h"

#include <cstdint>
#include <memory>
#include <string>
#include <vector>

namespace hysteron::study {

/// Figures of the paper and of its predictions, measured here.
struct ReproductionRequest {
    static constexpr const char* kKind = "reproduce";
    std::vector<std::string> figures = {}; ///< ids; "all" and "predictions" stand for several
    int seeds = 50;                        ///< 1..1000
    std::uint64_t firstSeed = 42;

    bool operator==(const ReproductionRequest&) const = default;
};

struct ReproductionRecord {
    std::shared_ptr<const paper::Reproduction> reproduction; ///< what is finished so far; never null
};

[[nodiscard]] Result<std::unique_ptr<Study>> makeStudy(const ReproductionRequest& request, const Resources& resources,
                                                       const std::stop_token& stop);

} // namespace hysteron::study
