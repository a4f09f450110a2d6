// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/experiment/control.h"

#include <nlohmann/json.hpp>

#include <vector>

namespace hysteron {

/// The live changes of a run as they stand in files: a list of {"epoch": 17, "beta": 0.3, ...}, of each only what it
/// sets.
[[nodiscard]] nlohmann::ordered_json toJson(const std::vector<LoggedChange>& changes);

/// Reads them: changes of a run that was started with `started`. Errors: not what toJson() writes, or changes that
/// break a rule.
[[nodiscard]] Result<std::vector<LoggedChange>> changesFromJson(const nlohmann::ordered_json& json,
                                                                const Specification& started);

} // namespace hysteron
