// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdint>
#include <span>
#include <vector>

namespace hysteron::analysis {

/// Free energy F = -T ln p of equal bins, from how often each was visited; known up to a constant, here 0 in the bin
/// visited most. NaN where nobody was. temperature: > 0, in the unit of the loss; so is the result.
[[nodiscard]] std::vector<double> freeEnergy(std::span<const std::int64_t> visits, double temperature);

} // namespace hysteron::analysis
