// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/convergence_delay.h"
#include "core/analysis/escape_laws.h"
#include "core/data/csv_table.h"

#include <map>

namespace hysteron {

/// A column of somebody's table, chosen by its name. `field` names the choice in errors ("--tau", "Times").
struct ColumnChoice {
    std::string field;
    std::string name;
};

/// What the covariate of waiting times is. The laws take 1/T or 1/eta_lr.
enum class Covariate { InverseTemperature, Temperature, LearningRate };
/// "1/T", "T", "eta_lr".
[[nodiscard]] std::string name(Covariate covariate);
[[nodiscard]] std::optional<Covariate> covariateOf(const std::string& name);

struct WaitColumns {
    ColumnChoice time; ///< from 1e-100 to 1e100, any unit
    ColumnChoice x;
    Covariate covariate = Covariate::InverseTemperature;
    ColumnChoice censored = {}; ///< 0 or 1; without a name: nobody is censored
    ColumnChoice group = {};    ///< any number; without a name: one group
};
struct MeasuredWaits {
    std::vector<analysis::Wait> all;
    std::map<double, std::vector<analysis::Wait>> groups; ///< by the group column; empty without one
};
/// Errors: columns that do not exist, and the first cells that are no numbers or out of range. `file` names the table
/// in them.
[[nodiscard]] Result<MeasuredWaits> readWaits(const CsvTable& table, const std::string& file,
                                              const WaitColumns& columns);

struct CurveColumns {
    ColumnChoice step;
    ColumnChoice train;
    ColumnChoice test;
};
struct MeasuredCurves {
    analysis::TrainingCurve train;
    analysis::TrainingCurve test;
};
/// A curve leaves out the steps at which its cell says that there is no number (Missing). Errors: as
/// analysis::checkCurve(), columns that do not exist and the first cells that are no numbers.
[[nodiscard]] Result<MeasuredCurves> readCurves(const CsvTable& table, const std::string& file,
                                                const CurveColumns& columns);

} // namespace hysteron
