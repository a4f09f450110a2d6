// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/specification.h"

namespace hysteron {

/// T of the Langevin noise (`noise.*`), dimensionless; 0 for noise without a temperature. samples: N of the training
/// set, 0 for the population; a batch larger than it is the whole set. weights: D. trace: of the covariance of the
/// per-sample gradient, which only the readings TracePerWeight and Trace look at.
[[nodiscard]] double temperatureInForce(const NoiseOptions& noise, const TrainingOptions& training, int samples,
                                        int weights, double trace);
/// Whether that T is read off the trace.
[[nodiscard]] bool readsTrace(const NoiseOptions& noise);

} // namespace hysteron
