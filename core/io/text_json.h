// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <nlohmann/json.hpp>

#include <optional>

namespace hysteron {

/// A sentence with its values, so that whoever reads it can still say it in his language: characters that stay as they
/// are as a string, else {"sentence": ..., "values": [...]}.
[[nodiscard]] nlohmann::ordered_json toJson(const Text& text);
/// Empty for what toJson() does not write.
[[nodiscard]] std::optional<Text> textFromJson(const nlohmann::ordered_json& json);

} // namespace hysteron
