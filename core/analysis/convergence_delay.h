// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <optional>
#include <vector>

namespace hysteron::analysis {

/// A training curve of a loss or an error: steps (or epochs, any unit) strictly ascending, values finite and >= 0.
struct TrainingCurve {
    std::vector<double> steps;
    std::vector<double> values;
};

/// When a curve has converged.
///
/// The end level is the median of the last tenth of the steps. The plateau is the median of all values that lie above
/// the lowest quarter of the way from the end level up to the first value, on the logarithmic scale; so a short first
/// transient does not count, and an overshoot does. Medians are weighted with the steps that each value lasts. The
/// midpoint is sqrt(plateau * end), the middle on the logarithmic scale, and the curve has converged at the first step
/// from which on it stays at or below the midpoint. Values of 0 stand for half of the smallest positive value of the
/// curve.
struct Convergence {
    double plateau;
    double end;
    double midpoint;
    /// Empty if the curve does not fall: plateau less than a tenth above the end level (a curve still on its plateau).
    std::optional<double> step;
};

struct ConvergenceDelay {
    Convergence train;
    Convergence test;
    std::optional<double> delay; ///< test step less train step; empty unless both have converged
};

/// What is wrong with a curve: fewer than 10 points, steps that do not ascend, negative or no finite values, all values
/// 0. `field` names the curve in the errors.
[[nodiscard]] Errors checkCurve(const TrainingCurve& curve, const std::string& field);

/// Throws std::invalid_argument for a curve that checkCurve rejects.
[[nodiscard]] Convergence convergence(const TrainingCurve& curve);

/// The delay between training and test error that is the mark of grokking.
[[nodiscard]] ConvergenceDelay convergenceDelay(const TrainingCurve& train, const TrainingCurve& test);

} // namespace hysteron::analysis
