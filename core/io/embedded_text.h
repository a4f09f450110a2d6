// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace hysteron {

/// PNG, SVG or PDF, by the first bytes.
[[nodiscard]] bool isFigure(const std::string& bytes);

/// The recipe that an exported figure carries, UTF-8: in PNG the text with the key "Recipe", in SVG the first <desc>,
/// in PDF the attached file. Empty when there is none; at most 1 MB. Any bytes may be given.
[[nodiscard]] std::string recipeIn(const std::string& bytes);

} // namespace hysteron
