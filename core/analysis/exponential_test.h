// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/first_passage.h"

#include <vector>

namespace hysteron::analysis {

/// Fewer escapes than this say nothing about the law of escape times.
inline constexpr std::size_t kFewestEscapesToTest = 10;

/// Whether escape times follow an exponential law.
struct ExponentialTest {
    std::size_t escaped = 0;
    std::optional<double> z; ///< standard normal for exponential times; above 0 they are more regular than exponential
                             ///  (a delay, Weibull shape above 1), below 0 they scatter more. Empty: too few escapes
    std::optional<double> p; ///< two-sided
};

/// Score test of shape 1 within the Weibull family with right censoring (Cox and Oakes, Analysis of Survival Data,
/// 1984, section 3.7), valid whatever decides about the end of watching as long as it does not know the future. With
/// L_i = t_i/tau, d escapes and mean m = sum L ln L / d, the score and its variance are
///     U = d + sum_escaped ln L - sum L ln L,    V = d + sum L (ln L)^2 - d m^2.
/// The estimated tau shifts the mean of U by sum L^2 (ln L + 1/2 - m) / (2 d) (1 in a complete sample), which is taken
/// off. It sees laws whose rate rises or falls with the waiting time; times on a grid coarser than about tau/100 look
/// too regular.
[[nodiscard]] ExponentialTest testExponential(std::span<const Passage> passages);

/// The same for groups that may each have their own tau: scores and variances add up. Groups of 5 are rejected a little
/// too seldom, 3.5 % at p < 0.05.
[[nodiscard]] ExponentialTest testExponential(std::span<const std::vector<Passage>> groups);

} // namespace hysteron::analysis
