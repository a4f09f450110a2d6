#pragma once

#include "core/base/result.h"
#include "core/experiment/specification.h"

#include <nlohmann/json.hpp>

#include <string>

namespace hysteron {

inline constexpr int kSpecificationVersion = 1;

/// Exact round trip: fromJson(toJson(s)) == s. Unknown keys are errors that name the nearest known key.
[[nodiscard]] nlohmann::ordered_json toJson(const Specification& specification);
/// Reads types and keys, then validates: all problems at once.
[[nodiscard]] Result<Specification> specificationFromJson(const nlohmann::ordered_json& json);
[[nodiscard]] Result<Specification> readSpecification(const std::string& path);
/// `key=value` with a dotted key; the value is JSON or, where a text is expected, the bare word.
[[nodiscard]] Result<Specification> withSetting(const Specification& specification, const std::string& assignment);
/// JSON Schema (draft 2020-12) of the file: every key with type, range, unit, default and meaning.
[[nodiscard]] nlohmann::ordered_json specificationSchema();

} // namespace hysteron
