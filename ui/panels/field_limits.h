// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/fields.h"
#include "ui/widgets/number_text.h"

#include <QString>

#include <string_view>

namespace hysteron::ui {

/// What the table of fields lets a number be.
[[nodiscard]] NumberLimits limitsOf(const FieldRange& range, bool whole = false);
[[nodiscard]] NumberLimits limitsOf(std::string_view key);
/// The range in words, for tooltips: "1 to 64", "above 0, at most 10".
[[nodiscard]] QString rangeText(std::string_view key);
/// "dimensionless", "samples".
[[nodiscard]] QString unitText(std::string_view key);

} // namespace hysteron::ui
