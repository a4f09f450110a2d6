// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/free_energy.h"

#include <algorithm>
#include <cmath>
#include <limits>

namespace hysteron::analysis {

std::vector<double> freeEnergy(std::span<const std::int64_t> visits, double temperature)
{
    const auto most = static_cast<double>(visits.empty() ? 0 : *std::ranges::max_element(visits));
    std::vector<double> energies;
    energies.reserve(visits.size());
    for (const std::int64_t count : visits)
        energies.push_back(count > 0 ? -temperature * std::log(static_cast<double>(count) / most)
                                     : std::numeric_limits<double>::quiet_NaN());
    return energies;
}

} // namespace hysteron::analysis
