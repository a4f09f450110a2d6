// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/mode_levels.h"

namespace hysteron::ui {

std::vector<ModeLevels> modeLevels(const Snapshot& snapshot)
{
    const double beta = snapshot.parameters.beta;
    std::vector<ModeLevels> levels;
    for (const double eta : snapshot.eta) {
        const theory::ModeLandscape landscape(eta, snapshot.specification.network.depth);
        levels.push_back({landscape, landscape.minimum(beta), landscape.saddle(beta)});
    }
    return levels;
}

} // namespace hysteron::ui
