// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/passage.h"
#include "core/theory/stationary_state.h"

namespace hysteron::theory {

/// How finely a profile is computed. The defaults give ln tau to 1e-4 (to 1e-3 at width 2).
struct ProfileResolution {
    double spacing = 1.1; ///< of the lattices of eigenvalues, see WishartChain
    int nodes = 28;       ///< of the singular value whose law is asked for, see ProductLaw
    int otherNodes = 10;  ///< of the other one; twice as many for rank 0
    int points = 280;     ///< of the profile
    int otherPoints = 40; ///< of the integral over the other one
};

/// ln tau to some 1e-3 (rank 0: 5e-3), in a few milliseconds: for a plot that follows a slider.
inline constexpr ProfileResolution kLiveResolution{
    .spacing = 1.5, .nodes = 16, .otherNodes = 7, .points = 160, .otherPoints = 24};

/// Exact free energy and diffusion of the singular value that is learnt or forgotten between ranks `rank` and `rank` +
/// 1 of a deep linear network with two inputs and two outputs on a whitened task eta_1 >= eta_2 >= 0 (0 where there is
/// one eta only), in equilibrium at temperature T, exp(-U/T), U(W) = 1/2 E|y - P x|^2 + (beta/2) |W|^2. U sees the
/// weights through P and |W|^2 only, so that with the density of P under Gaussian weights (ProductLaw), averaged over
/// the frames of P,
///     p(s, r) ~ |s^2 - r^2| density(P) exp(-(s^2 + r^2)/(2T)) I_0((s + r)(eta_1 + eta_2)/(2T))
///                                                             I_0((s - r)(eta_1 - eta_2)/(2T)),
/// where one of the two has the sign of det P, and p(s) = int dr p(s, r); all entropy is in it.
/// Rank 1: s = sigma_2 with the sign of det P, integrated over sigma_1 = r > |s| beyond the saddle of its mode.
/// Rank 0: s = sigma_1, integrated over |sigma_2| = r < s, and below its mode's threshold where there is one.
/// p is normalised to the near side of the bottleneck (int p ds = 1 there; to everything where there is none).
///
/// Ranges: depth 3..12, width 2..64, T > 0, beta above 0 and below the folds of the modes that are learnt (`rank` + 1).
/// The caller sees to them; std::invalid_argument otherwise.
[[nodiscard]] FreeEnergyProfile linearProfile(const LinearProblem& problem, int rank, double temperature,
                                              const ProfileResolution& resolution = {});

} // namespace hysteron::theory
