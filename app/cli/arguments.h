// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <cstdint>
#include <string>
#include <vector>

namespace hysteron::cli {

// Arguments arrive as text, so that every mistake gets the same sentence: field, value, rule.

/// A finite number; what else it must be is said by the caller's rules.
[[nodiscard]] Result<double> parseNumber(const std::string& field, const std::string& text);
[[nodiscard]] Result<std::int64_t> parseInteger(const std::string& field, const std::string& text, std::int64_t low,
                                                std::int64_t high);
/// Any 64-bit seed.
[[nodiscard]] Result<std::uint64_t> parseSeed(const std::string& field, const std::string& text);
/// Numbers separated by commas, at least one.
[[nodiscard]] Result<std::vector<double>> parseList(const std::string& field, const std::string& text);

/// Reads the texts of options into the fields of a request, which keep their defaults where nothing was given. Ranges
/// are the request's own and are checked by those who take it; here a text must be a number of its kind.
class OptionReader
{
public:
    void read(const std::string& field, const std::string& text, int& value);
    void read(const std::string& field, const std::string& text, std::int64_t& value);
    void read(const std::string& field, const std::string& text, std::uint64_t& value);
    void read(const std::string& field, const std::string& text, double& value);
    /// One of some words, in the order of the enumeration's values.
    template<class Enum>
    void read(const std::string& field, const std::string& text, Enum& value, const std::vector<std::string>& words)
    {
        const auto found = std::find(words.begin(), words.end(), text);
        if (found != words.end())
            value = static_cast<Enum>(found - words.begin());
        else
            m_errors.push_back({field, text, Text("must be one of %1", Text::list(words))});
    }
    /// Appends the errors of a failed result.
    template<class T> void collect(const Result<T>& result)
    {
        for (Error& error : result.errors())
            m_errors.push_back(std::move(error));
    }
    void add(Error error) { m_errors.push_back(std::move(error)); }
    [[nodiscard]] const Errors& errors() const { return m_errors; }

private:
    Errors m_errors;
};

/// Appends the errors of a failed result.
template<class T> void collect(Errors& errors, const Result<T>& result)
{
    for (Error& error : result.errors())
        errors.push_back(std::move(error));
}

/// One `error: FIELD: VALUE: RULE` line per problem on standard error; returns kBadInput.
int report(const Errors& errors);
/// The one JSON document on standard output.
void print(const nlohmann::ordered_json& json);

} // namespace hysteron::cli
