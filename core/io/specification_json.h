// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/experiment/specification.h"

#include <nlohmann/json.hpp>

#include <string>
#include <vector>

namespace hysteron {

inline constexpr int kSpecificationVersion = 1;

/// Exact round trip: fromJson(toJson(s)) == s. Unknown keys are errors that name the nearest known key.
[[nodiscard]] nlohmann::ordered_json toJson(const Specification& specification);
/// Reads types and keys, then validates: all problems at once.
[[nodiscard]] Result<Specification> specificationFromJson(const nlohmann::ordered_json& json);
/// Assignments `key=value` with dotted keys; a value is JSON or, where a text is expected, the bare word. All are made
/// before the rules are checked, so that changes which need each other may come in any order.
[[nodiscard]] Result<Specification> withSettings(const Specification& specification,
                                                 const std::vector<std::string>& assignments);
/// JSON Schema (draft 2020-12) of the file: every key with type, range, unit, default and meaning.
[[nodiscard]] nlohmann::ordered_json specificationSchema();

} // namespace hysteron
