// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"
#include "core/dynamics/dynamics.h"
#include "core/model/network.h"

#include <string>
#include <vector>

namespace hysteron {

/// Largest curvature of the regularised loss at these weights: the Hessian's eigenvalue of largest magnitude, by power
/// iteration on differences of the gradient. Gradient descent is stable only below eta_lr = 2 / curvature.
/// Good to about a percent, which is what a sentence needs.
[[nodiscard]] double largestCurvature(const Network& network, const Task& task, double beta);

/// Why a run broke, and what may not break.
struct Instability {
    Text cause;           ///< one sentence
    double smallerRate{}; ///< learning rate to try: half, or nine tenths of the limit that the sentence tells, if lower
};

/// Of a run that broke with these parameters, starting from `lastGood`.
[[nodiscard]] Instability explainDivergence(const StepParameters& parameters, const Network& lastGood,
                                            const Task& task);

} // namespace hysteron
