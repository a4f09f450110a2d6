// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hysteron::theory {

/// Effective temperature of SGD from the constant C, T = eta_lr / (B C), Eq.(4) and App. A. Dimensionless.
[[nodiscard]] double temperatureFromConstant(double learningRate, int batch, double c);
/// T = eta_lr tr / (2 B D): matches the total diffusion, with tr the trace of the per-sample gradient covariance.
[[nodiscard]] double temperatureFromTracePerWeight(double learningRate, int batch, double trace, int weights);
/// T = eta_lr tr / (2 B): the other reading of App. A.
[[nodiscard]] double temperatureFromTrace(double learningRate, int batch, double trace);

} // namespace hysteron::theory
