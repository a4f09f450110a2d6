// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <span>
#include <vector>

namespace hysteron::analysis {

/// Mean of independent numbers and how far it may be off, in their unit.
struct Mean {
    double value = 0.0;         ///< 0 for no numbers
    double standardError = 0.0; ///< sqrt(sum (x - mean)^2/(n - 1)/n); 0 for fewer than two
    std::size_t count = 0;

    /// Half of the 95 % interval for many numbers (normal law).
    [[nodiscard]] double error95() const { return 1.96 * standardError; }
};
[[nodiscard]] Mean meanOf(std::span<const double> values);

/// The value in the middle, or half-way between the two; 0 for no numbers.
[[nodiscard]] double medianOf(std::vector<double> values);

} // namespace hysteron::analysis
