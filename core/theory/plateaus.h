// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace hysteron::theory {

/// Mean squared error of a whitened task on the population, mean over outputs, when modes 1..rank sit at their minimum
/// lambda_**(beta) and the others at 0:  [outputs - sum_{i<=rank} (2 eta_i lambda_i - lambda_i^2)] / outputs.
/// 1.0, 0.67675, 0.46129 for ranks 0, 1, 2 of eta = (0.9, 0.8), L = 3, beta = 0.32.
/// A mode without a minimum at this beta counts as 0. rank: 0..eta.size(). outputs >= eta.size().
[[nodiscard]] double plateauMse(const std::vector<double>& eta, int depth, int outputs, double beta, int rank);

/// Smallest possible population error, mean over outputs of 1 - eta_i^2 (the Bayes level).
[[nodiscard]] double bayesMse(const std::vector<double>& eta, int outputs);

} // namespace hysteron::theory
