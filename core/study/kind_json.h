// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/kinds.h"

#include <nlohmann/json.hpp>

#include <cmath>
#include <optional>
#include <string>
#include <vector>

namespace hysteron::study {

using Json = nlohmann::ordered_json;

template<class T> [[nodiscard]] Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

/// Reads an object key by key into fields that have their defaults, and collects what is wrong. Types only: what values
/// may be is said by those who take the request.
class Reader
{
public:
    /// where: what the object is called in errors ("request").
    Reader(const Json& json, std::string where) : m_json(json), m_where(std::move(where))
    {
        if (!json.is_object())
            add({}, json, "must be an object");
    }

    void read(const char* key, std::string& value) { take(key, &Json::is_string, "must be a text", value); }
    void read(const char* key, bool& value) { take(key, &Json::is_boolean, "must be true or false", value); }
    void read(const char* key, double& value) { take(key, &Json::is_number, "must be a number", value); }
    void read(const char* key, std::uint64_t& value)
    {
        take(key, &Json::is_number_unsigned, "must be a whole number, 0 or more", value);
    }
    void read(const char* key, std::int64_t& value) { takeWhole(key, value); }
    void read(const char* key, int& value) { takeWhole(key, value); }
    void read(const char* key, std::vector<double>& values) { takeList(key, &Json::is_number, "numbers", values); }
    void read(const char* key, std::vector<std::string>& values) { takeList(key, &Json::is_string, "texts", values); }
    /// One of some words, in the order of the enumeration's values.
    template<class Enum> void readWord(const char* key, Enum& value, const std::vector<std::string>& words)
    {
        const Json* found = find(key);
        if (!found)
            return;
        for (std::size_t i = 0; i < words.size(); ++i) {
            if (*found == words[i]) {
                value = static_cast<Enum>(i);
                return;
            }
        }
        add(key, *found, Text("must be one of %1", Text::list(words)));
    }

    [[nodiscard]] const Json* find(const char* key) const
    {
        const auto found = m_json.is_object() ? m_json.find(key) : m_json.end();
        return found == m_json.end() || found->is_null() ? nullptr : &*found;
    }
    void add(const std::string& key, const Json& value, Text rule)
    {
        m_errors.push_back({key.empty() ? m_where : m_where + "." + key, shortened(value), std::move(rule)});
    }
    void add(const Errors& errors) { m_errors.insert(m_errors.end(), errors.begin(), errors.end()); }
    [[nodiscard]] const Errors& errors() const { return m_errors; }
    [[nodiscard]] const Json& json() const { return m_json; }

private:
    static std::string shortened(const Json& value)
    {
        constexpr std::size_t kLongest = 60;
        const std::string text =
            value.is_string() ? value.get<std::string>() : value.dump(-1, ' ', false, Json::error_handler_t::replace);
        return text.size() > kLongest ? text.substr(0, kLongest) + "..." : text;
    }
    template<class T> void take(const char* key, bool (Json::*is)() const noexcept, const char* rule, T& value)
    {
        if (const Json* found = find(key)) {
            if (((*found).*is)())
                value = found->get<T>();
            else
                add(key, *found, rule);
        }
    }
    template<class T> void takeWhole(const char* key, T& value)
    {
        const Json* found = find(key);
        if (!found)
            return;
        constexpr double kLargest = sizeof(T) > 4 ? 9e15 : 2147483647.0; // exact in a double
        const double number = found->is_number() ? found->get<double>() : std::nan("");
        if (number == std::floor(number) && std::abs(number) <= kLargest)
            value = static_cast<T>(number);
        else
            add(key, *found, "must be a whole number");
    }
    template<class T>
    void takeList(const char* key, bool (Json::*is)() const noexcept, const char* what, std::vector<T>& values)
    {
        const Json* found = find(key);
        if (!found)
            return;
        if (!found->is_array()) {
            add(key, *found, Text("must be a list of %1", what));
            return;
        }
        std::vector<T> read;
        for (const Json& element : *found) {
            if (!(element.*is)()) {
                add(key, element, Text("must be a list of %1", what));
                return;
            }
            read.push_back(element.get<T>());
        }
        values = std::move(read);
    }

    const Json& m_json;
    std::string m_where;
    Errors m_errors;
};

// What each kind says of itself in files, next to its study. `write` adds keys to an object, `read` takes them out
// again.

void write(Json& json, const RunRequest& request);
void write(Json& json, const EscapeRequest& request);
void write(Json& json, const ForwardFluxRequest& request);
void write(Json& json, const SweepRequest& request);
void write(Json& json, const CommittorRequest& request);
void write(Json& json, const FitRequest& request);
void write(Json& json, const ReproductionRequest& request);

void read(Reader& reader, RunRequest& request);
void read(Reader& reader, EscapeRequest& request);
void read(Reader& reader, ForwardFluxRequest& request);
void read(Reader& reader, SweepRequest& request);
void read(Reader& reader, CommittorRequest& request);
void read(Reader& reader, FitRequest& request);
void read(Reader& reader, ReproductionRequest& request);

void write(Json& json, const RunRecord& record);
void write(Json& json, const EscapeRecord& record);
void write(Json& json, const ForwardFluxRecord& record);
void write(Json& json, const SweepStudyRecord& record);
void write(Json& json, const CommittorRecord& record);
void write(Json& json, const FitRecord& record);
void write(Json& json, const ReproductionRecord& record);

/// The experiment of a request: specification, changes, weights, engine.
void write(Json& json, const Experiment& experiment);
void read(Reader& reader, Experiment& experiment);
[[nodiscard]] Eigen::VectorXd weightsOf(const Experiment& experiment);
void write(Json& json, sampling::Precision precision);
void read(Reader& reader, sampling::Precision& precision);

/// Numbers of a state, exact.
[[nodiscard]] Json weightsJson(const std::vector<Eigen::VectorXd>& weights);
[[nodiscard]] std::vector<Eigen::VectorXd> weightsOf(const Json& json); ///< throws Json::exception

/// What was asked, without what may grow from one call to the next (`growing`): a checkpoint belongs to it.
template<class Request>
[[nodiscard]] Json questionOf(const Request& request, const std::vector<std::string>& growing = {})
{
    Json question = {{"kind", Request::kKind}};
    write(question, request);
    for (const std::string& key : growing)
        question.erase(key);
    return question;
}

/// Runs `take`, which may throw Json::exception, on a checkpoint's text. Errors: it is none, or answers another
/// question.
[[nodiscard]] Errors readCheckpoint(const std::string& text, const Json& question,
                                    const std::function<Errors(const Json&)>& take);

} // namespace hysteron::study
