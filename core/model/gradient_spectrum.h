// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"
#include "core/model/network.h"

#include <vector>

namespace hysteron {

/// Spectrum of the covariance of the per-sample data gradient (without weight decay): a batch of B samples drawn with
/// replacement kicks the weights along eigenvector i with variance eta_lr^2 eigenvalue_i / B per step.
struct GradientSpectrum {
    /// Descending, each >= 0: those that can differ from 0. Of a linear network p_in p_out at most, however many
    /// weights it has, because a sample enters its gradient through e x^T alone; otherwise min(D, N).
    std::vector<double> eigenvalues;

    /// Sum of the eigenvalues: gradientCovarianceTrace().
    [[nodiscard]] double trace() const;
    /// (sum eigenvalue)^2 / sum eigenvalue^2: in how many directions the noise effectively kicks; 0 without noise.
    [[nodiscard]] double participation() const;
};

/// Over the samples of `data` (biased, 1/N). Takes the smallest of the three matrices with these eigenvalues: p_in
/// p_out (linear networks), D or N on a side. Rounding: some 1e-16 of the trace, in every eigenvalue.
[[nodiscard]] GradientSpectrum gradientSpectrum(const Network& network, const Dataset& data);
/// The same for a zero-mean Gaussian population with these moments, in closed form (Isserlis); linear networks only.
[[nodiscard]] GradientSpectrum gradientSpectrum(const Network& network, const Moments& population);
/// Multiplications that these take, about (samples = 0: the second): what a live display must know beforehand.
[[nodiscard]] double gradientSpectrumCost(const NetworkShape& shape, int samples);

} // namespace hysteron
