// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <stdexcept>
#include <string>
#include <utility>
#include <variant>
#include <vector>

namespace hysteron {

/// One broken rule in somebody's input: which field, the value it had, and the rule it breaks.
/// `field` is the dotted key of the specification or the name of an argument, `value` as it was given.
struct Error {
    std::string field;
    std::string value;
    Text rule;

    /// "FIELD: VALUE: RULE", the form of the command line.
    [[nodiscard]] std::string message() const { return field + ": " + value + ": " + english(rule); }
    bool operator==(const Error&) const = default;
};

using Errors = std::vector<Error>;

/// A value, or what was wrong with the input it should have been made from.
/// Used for bad input only: numerical outcomes are enums in summaries, programmer errors are checks.
template<class T> class Result
{
public:
    Result(T value) : m_content(std::move(value)) {}
    Result(Error error) : m_content(Errors{std::move(error)}) {}
    /// At least one.
    Result(Errors errors) : m_content(std::move(errors))
    {
        if (std::get<Errors>(m_content).empty())
            throw std::logic_error("Result: failed without an error");
    }

    [[nodiscard]] bool ok() const { return std::holds_alternative<T>(m_content); }
    explicit operator bool() const { return ok(); }

    /// The value; calling it on a failed result is a programmer error.
    [[nodiscard]] const T& value() const& { return require(), std::get<T>(m_content); }
    [[nodiscard]] T& value() & { return require(), std::get<T>(m_content); }
    [[nodiscard]] T&& value() && { return require(), std::get<T>(std::move(m_content)); }
    const T* operator->() const { return &value(); }
    const T& operator*() const& { return value(); }

    /// What was wrong; empty when the result is a value.
    [[nodiscard]] Errors errors() const { return ok() ? Errors{} : std::get<Errors>(m_content); }

private:
    void require() const
    {
        if (!ok())
            throw std::logic_error("Result::value() of a failed result: " +
                                   std::get<Errors>(m_content).front().message());
    }
    std::variant<T, Errors> m_content;
};

} // namespace hysteron
