// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"

#include "app/cli/commands.h"

#include <charconv>
#include <cmath>
#include <cstdio>
#include <iostream>
#include <limits>

namespace hysteron::cli {

namespace {
template<class T> bool readAll(const std::string& text, T& value)
{
    const char* end = text.data() + text.size();
    const auto [rest, status] = std::from_chars(text.data(), end, value);
    return status == std::errc() && rest == end;
}
} // namespace

Result<double> parseNumber(const std::string& field, const std::string& text)
{
    double value = 0.0;
    if (!readAll(text, value) || !std::isfinite(value))
        return Error{field, text.empty() ? "(empty)" : text, "must be a finite number"};
    return value;
}

Result<std::int64_t> parseInteger(const std::string& field, const std::string& text, std::int64_t low,
                                  std::int64_t high)
{
    std::int64_t value = 0;
    if (!readAll(text, value) || value < low || value > high)
        return Error{field, text.empty() ? "(empty)" : text, Text("must be a whole number from %1 to %2", low, high)};
    return value;
}

Result<std::uint64_t> parseSeed(const std::string& field, const std::string& text)
{
    std::uint64_t value = 0;
    if (!readAll(text, value))
        return Error{field, text.empty() ? "(empty)" : text, "must be a whole number from 0 to 18446744073709551615"};
    return value;
}

Result<std::vector<double>> parseList(const std::string& field, const std::string& text)
{
    std::vector<double> values;
    Errors errors;
    std::size_t start = 0;
    for (;;) {
        const std::size_t comma = text.find(',', start);
        const Result<double> value = parseNumber(field, text.substr(start, comma - start));
        if (value)
            values.push_back(*value);
        collect(errors, value);
        if (comma == std::string::npos)
            break;
        start = comma + 1;
    }
    if (!errors.empty())
        return errors;
    return values;
}

void OptionReader::read(const std::string& field, const std::string& text, int& value)
{
    constexpr std::int64_t kLargest = std::numeric_limits<int>::max();
    std::int64_t wide = value;
    read(field, text, wide);
    // Far outside of every range anyway, whose rule then shows the text that was typed.
    value = static_cast<int>(std::clamp(wide, -kLargest, kLargest));
}

void OptionReader::read(const std::string& field, const std::string& text, std::int64_t& value)
{
    if (!text.empty() && !readAll(text, value))
        m_errors.push_back({field, text, "must be a whole number"});
}

void OptionReader::read(const std::string& field, const std::string& text, std::uint64_t& value)
{
    if (text.empty())
        return;
    const auto seed = parseSeed(field, text);
    collect(seed);
    if (seed)
        value = *seed;
}

void OptionReader::read(const std::string& field, const std::string& text, double& value)
{
    if (text.empty())
        return;
    const auto number = parseNumber(field, text);
    collect(number);
    if (number)
        value = *number;
}

int report(const Errors& errors)
{
    for (const Error& error : errors)
        std::fprintf(stderr, "error: %s\n", error.message().c_str());
    return kBadInput;
}

void print(const nlohmann::ordered_json& json)
{
    std::cout << json.dump(2) << std::endl;
}

} // namespace hysteron::cli
