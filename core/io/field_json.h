// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/fields.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace hysteron {

/// How a field of the table (core/experiment/fields.h) stands in a file.
[[nodiscard]] nlohmann::ordered_json fieldJson(const Field& field, const Specification& specification);
/// Sets the field; returns the rule that the value breaks, or nothing. Types only: ranges are validate()'s.
[[nodiscard]] std::optional<Text> readField(const Field& field, const nlohmann::ordered_json& json,
                                            Specification& specification);
/// Type and range as JSON Schema (draft 2020-12).
[[nodiscard]] nlohmann::ordered_json fieldSchema(const Field& field);

} // namespace hysteron
