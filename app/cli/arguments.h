#pragma once

#include "core/base/result.h"

#include <nlohmann/json.hpp>

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
