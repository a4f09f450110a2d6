// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/convergence_delay.h"
#include "core/analysis/escape_laws.h"
#include "core/data/csv_table.h"
#include "core/io/measured_table.h"
#include "core/study/study.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hysteron::study {

/// Which law somebody's waiting times follow, or how long the test error of a training curve waits.
struct FitRequest {
    static constexpr const char* kKind = "fit";
    std::string file = {}; ///< path of the table
    std::string hash = {}; ///< of its bytes, 16 hex digits; empty: whatever stands there. Another one is refused.
    bool curves = false;
    // Names of columns; empty: not given.
    std::string time = {}, x = {}, censored = {}, group = {}; ///< of waiting times
    Covariate covariate = Covariate::InverseTemperature;
    std::string step = {}, train = {}, test = {}; ///< of curves

    bool operator==(const FitRequest&) const = default;
};

struct FitRecord {
    std::string hash; ///< of the file that was read
    std::size_t rows = 0;
    // Of waiting times.
    MeasuredWaits waits;
    std::optional<analysis::LawComparison> pooled;
    std::vector<std::pair<double, analysis::LawComparison>> groups;
    // Of curves.
    MeasuredCurves curves;
    std::optional<analysis::ConvergenceDelay> delay;
};

/// What the columns of a request, and its table, are called in errors.
struct FitFields {
    std::string time = "--tau", x = "--x", censored = "--censored", group = "--group";
    std::string step = "--step", train = "--train", test = "--test";
    std::string file = {}; ///< empty: its path
};

/// Of a table that was read already, whatever hash is asked for.
[[nodiscard]] std::unique_ptr<Study> makeFit(const FitRequest& request, std::shared_ptr<const CsvTable> table,
                                             FitFields fields = {});
[[nodiscard]] Result<std::unique_ptr<Study>> makeStudy(const FitRequest& request, const Resources& resources,
                                                       const std::stop_token& stop);

} // namespace hysteron::study
