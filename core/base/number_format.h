// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <string>

namespace hysteron {

/// The shortest decimal text that reads back as exactly this double ("nan", "inf", "-inf" for those).
[[nodiscard]] std::string shortestExact(double value);

} // namespace hysteron
