// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/specification.h"

#include <optional>
#include <string>
#include <vector>

namespace hysteron {

/// A known-good starting point.
struct Preset {
    std::string name; ///< as on the command line: "fig1a-rank1"
    Text title;       ///< for the window: "Rank-1 trap (Fig. 1a)"
    Text why;         ///< one sentence: what it shows and why it works
    Specification specification;
};

[[nodiscard]] const std::vector<Preset>& presets();
[[nodiscard]] const Preset* findPreset(const std::string& name);
/// What the window starts with: the rank-1 trap with a seed whose escape comes within seconds.
[[nodiscard]] const Preset& defaultPreset();

} // namespace hysteron
