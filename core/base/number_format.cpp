// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_format.h"

#include <array>
#include <charconv>
#include <cmath>

namespace hysteron {

std::string shortestExact(double value)
{
    if (std::isnan(value))
        return "nan"; // without the sign that x86 gives to 0/0
    std::array<char, 32> buffer{};
    const auto end = std::to_chars(buffer.data(), buffer.data() + buffer.size(), value).ptr;
    return {buffer.data(), end};
}

} // namespace hysteron
