// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstdio>
#include <string>
#include <vector>

namespace hysteron {

/// A number as a sentence wants it: three significant digits.
[[nodiscard]] inline std::string plainNumber(double value)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.3g", value);
    return text;
}

/// "0.9, 0.8"
[[nodiscard]] inline std::string plainNumbers(const std::vector<double>& values)
{
    std::string text;
    for (const double value : values)
        text += (text.empty() ? "" : ", ") + plainNumber(value);
    return text;
}

} // namespace hysteron
