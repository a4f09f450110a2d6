// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/figure/figure.h"

#include <string>

namespace hysteron::figure {

/// Panel, series, x, y, low, high: the drawn numbers themselves.
[[nodiscard]] std::string figureCsv(const Figure& figure);
/// For the program that draws: words in English, roles and marks by their names ("mode-1", "dashed").
[[nodiscard]] std::string figureToJson(const Figure& figure);
/// Its words are verbatim. Roles and marks may also be numbers, as older versions wrote them. Throws std::runtime_error
/// for what figureToJson() has not written.
[[nodiscard]] Figure figureFromJson(const std::string& text);

} // namespace hysteron::figure
