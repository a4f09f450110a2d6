// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/changes_json.h"
#include "core/io/checkpoint_json.h"
#include "core/io/specification_json.h"
#include "core/io/text_json.h"

#include <cstdint>
#include <iterator>
#include <limits>
#include <memory>
#include <optional>
#include <type_traits>
#include <utility>

namespace hysteron {

namespace {

using Json = nlohmann::ordered_json;

std::string excerpt(const Json& json)
{
    return json.dump().substr(0, 60);
}

/// One value of the file with its place, and where what is wrong is written down. Every read of a wrong value gives
/// something harmless and an error, so that all is read to the end and all problems are told at once.
class Place
{
public:
    Place(const Json& json, std::string name, Errors& errors) : m_json(json), m_name(std::move(name)), m_errors(errors)
    {
    }

    [[nodiscard]] Place operator[](const char* key) const
    {
        static const Json nothing;
        const std::string name = m_name + "." + key;
        if (m_json.is_object() && m_json.contains(key))
            return {m_json[key], name, m_errors};
        wrong(name, m_json.is_object() ? "(missing)" : excerpt(m_json), "must be there");
        return {nothing, name, m_errors, true};
    }
    [[nodiscard]] bool isNull() const { return m_json.is_null(); }
    [[nodiscard]] const Json& json() const { return m_json; }

    /// Null stands for what is no number, where that may be.
    [[nodiscard]] double number(bool orNone = false) const
    {
        if (orNone && m_json.is_null())
            return std::numeric_limits<double>::quiet_NaN();
        if (!m_json.is_number())
            return refuse("must be a number"), 0.0;
        return m_json.get<double>();
    }
    template<class T = std::int64_t> [[nodiscard]] T whole() const
    {
        const bool tooLarge = m_json.is_number_unsigned() &&
                              m_json.get<std::uint64_t>() > static_cast<std::uint64_t>(std::numeric_limits<T>::max());
        if (!m_json.is_number_integer() || tooLarge || (!m_json.is_number_unsigned() && m_json.get<std::int64_t>() < 0))
            return refuse("must be a whole number, 0 or more"), T{};
        return m_json.get<T>();
    }
    [[nodiscard]] bool yes() const
    {
        if (!m_json.is_boolean())
            return refuse("must be true or false"), false;
        return m_json.get<bool>();
    }
    [[nodiscard]] Text sentence() const
    {
        const std::optional<Text> read = textFromJson(m_json);
        if (!read)
            refuse("must be a sentence and its values, or a text");
        return read.value_or(Text());
    }
    [[nodiscard]] std::string text() const
    {
        if (!m_json.is_string())
            return refuse("must be a text"), std::string();
        return m_json.get<std::string>();
    }
    /// read(place) of each element.
    template<class Read> [[nodiscard]] auto list(Read read) const
    {
        std::vector<std::invoke_result_t<Read, Place>> values;
        if (!m_json.is_array())
            return refuse("must be a list"), values;
        for (std::size_t i = 0; i < m_json.size() && m_errors.size() < kMostErrors; ++i)
            values.push_back(read(Place(m_json[i], m_name + "[" + std::to_string(i) + "]", m_errors)));
        return values;
    }
    [[nodiscard]] std::vector<double> numbers() const
    {
        return list([](const Place& place) { return place.number(); });
    }
    /// Without a value where null stands.
    template<class Read> [[nodiscard]] auto orNull(Read read) const
    {
        return isNull() && !m_missing ? std::optional<std::invoke_result_t<Read, Place>>() : std::optional(read(*this));
    }
    void refuse(Text rule) const
    {
        if (!m_missing) // that was told already
            wrong(m_name, excerpt(m_json), std::move(rule));
    }
    void take(const Errors& more) const
    {
        for (const Error& error : more)
            wrong(m_name + ": " + error.field, error.value, error.rule);
    }

private:
    static constexpr std::size_t kMostErrors = 20;

    Place(const Json& json, std::string name, Errors& errors, bool missing)
        : m_json(json), m_name(std::move(name)), m_errors(errors), m_missing(missing)
    {
    }
    void wrong(std::string name, std::string value, Text rule) const
    {
        if (m_errors.size() < kMostErrors)
            m_errors.push_back({std::move(name), std::move(value), std::move(rule)});
    }

    const Json& m_json;
    std::string m_name;
    Errors& m_errors;
    bool m_missing = false;
};

Eigen::VectorXd vectorOf(const std::vector<double>& values)
{
    return Eigen::Map<const Eigen::VectorXd>(values.data(), std::ssize(values));
}

RunPoint readPoint(const Place& place)
{
    RunPoint point;
    point.epoch = place["epoch"].whole();
    point.steps = place["steps"].whole();
    point.time = place["time"].number();
    point.rank = place["rank"].whole<int>();
    point.measuredTrace = place["measured_trace"].number();
    point.scheduleEnded = place["schedule_ended"].yes();
    point.order = {place["singular_values"].numbers(), place["train_mse"].number(), place["test_mse"].number()};
    point.weights = vectorOf(place["weights"].numbers());
    return point;
}

HistoryBucket readBucket(const Place& place)
{
    const std::size_t size = place.json().is_array() ? place.json().size() : 0;
    if (size != 2 && size != 5) {
        place.refuse("must be [epoch, value] or [first, last, low, high, newest]");
        return {};
    }
    const std::vector<double> values = place.numbers();
    if (values.size() != size)
        return {};
    constexpr double kLastEpoch = 1e15;
    for (std::size_t i = 0; i < (size == 2 ? 1U : 2U); ++i)
        if (!(values[i] >= 0.0 && values[i] <= kLastEpoch)) {
            place.refuse("must begin with epochs");
            return {};
        }
    const auto epoch = [&values](std::size_t i) { return static_cast<std::int64_t>(values[i]); };
    if (size == 2)
        return {epoch(0), epoch(0), values[1], values[1], values[1]};
    return {epoch(0), epoch(1), values[2], values[3], values[4]};
}

History readHistory(const Place& place)
{
    const std::optional<History> history =
        History::fromContent({place["exact"].whole(), place["capacity"].whole(), place["stride"].whole(),
                              place["lowest"].number(), place["highest"].number(), place["buckets"].list(readBucket)});
    if (!history)
        place.refuse("must be a curve: buckets one after the other, as many as it has room for");
    return history.value_or(History());
}

std::vector<History> readHistories(const Place& place)
{
    return place.list(readHistory);
}

Snapshot::Curves readCurves(const Place& place)
{
    return {place["singular_values"].list(readHistory), readHistory(place["train_mse"]), readHistory(place["test_mse"]),
            place["siblings"].list(readHistories)};
}

TrailPoint readTrailPoint(const Place& place)
{
    return {place["epoch"].whole(), place["beta"].number(), place["singular_values"].numbers()};
}

Transition readTransition(const Place& place)
{
    const std::vector<std::int64_t> three = place.list([](const Place& one) { return one.whole(); });
    if (three.size() != 3) {
        place.refuse("must be [epoch, from, to]");
        return {};
    }
    return {three[0], static_cast<int>(three[1]), static_cast<int>(three[2])};
}

Divergence readDivergence(const Place& place)
{
    return {place["epoch"].whole(),
            place["step"].whole(),
            place["learning_rate"].number(),
            place["cause"].sentence(),
            place["suggested_learning_rate"].number(),
            place["last_good_epoch"].whole()};
}

std::vector<LoggedChange> readChanges(const Place& place, const Specification& started)
{
    const Result<std::vector<LoggedChange>> changes = changesFromJson(place.json(), started);
    place.take(changes.errors());
    return changes ? *changes : std::vector<LoggedChange>();
}

Eigen::VectorXd readSibling(const Place& place)
{
    return vectorOf(place.list([](const Place& one) { return one.number(true); }));
}

} // namespace

Result<Checkpoint> checkpointFromJson(const Json& json)
{
    if (!json.is_object())
        return Error{"checkpoint", excerpt(json), "must be a JSON object"};
    Errors errors;
    const Place file(json, "checkpoint", errors);
    if (const std::int64_t version = file["version"].whole(); errors.empty() && version != kCheckpointVersion)
        return Error{"checkpoint.version", std::to_string(version),
                     Text("must be %1, the version this program reads", kCheckpointVersion)};
    Checkpoint checkpoint;
    const Place specification = file["specification"];
    if (const Result<Specification> read = specificationFromJson(specification.json()))
        checkpoint.specification = *read;
    else
        specification.take(read.errors());
    checkpoint.at = readPoint(file["at"]);
    checkpoint.beta = file["beta"].number();
    checkpoint.startRank = file["start_rank"].whole<int>();
    const auto whole = [](const Place& place) { return place.whole(); };
    checkpoint.end = file["end"].orNull(whole);
    checkpoint.changes = readChanges(file["changes"], checkpoint.specification);
    checkpoint.toCome = readChanges(file["to_come"], checkpoint.specification);
    checkpoint.transitions = file["transitions"].list(readTransition);
    checkpoint.escapeEpoch = file["escape_epoch"].orNull(whole);
    checkpoint.divergence = file["divergence"].orNull(readDivergence);
    checkpoint.notes = file["notes"].list([](const Place& place) { return place.sentence(); });
    checkpoint.siblings = file["siblings"].list(readSibling);
    checkpoint.curves = std::make_shared<const Snapshot::Curves>(readCurves(file["curves"]));
    checkpoint.trail = std::make_shared<const std::vector<TrailPoint>>(file["trail"].list(readTrailPoint));
    checkpoint.visits = std::make_shared<const std::vector<std::vector<std::int64_t>>>(
        file["visits"].list([&whole](const Place& mode) { return mode.list(whole); }));
    checkpoint.lastGood = std::make_shared<const RunPoint>(readPoint(file["last_good"]));
    if (const auto candidate = file["candidate"].orNull(readPoint))
        checkpoint.candidate = std::make_shared<const RunPoint>(*candidate);
    if (!errors.empty())
        return errors;
    return checkpoint;
}

} // namespace hysteron
