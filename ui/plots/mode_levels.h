// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"

#include <optional>
#include <vector>

namespace hysteron::ui {

/// What theory says of one mode at the beta in force.
struct ModeLevels {
    theory::ModeLandscape landscape;
    std::optional<double> minimum;
    std::optional<double> saddle;
};
[[nodiscard]] std::vector<ModeLevels> modeLevels(const Snapshot& snapshot);

} // namespace hysteron::ui
