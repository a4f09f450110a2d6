#pragma once

#include "core/io/specification_fields.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>

namespace hysteron {

/// How a C++ type stands in the file: `read` returns the broken rule or nothing, `schema` is its JSON Schema.
template<class T> struct FieldType;

using FieldJson = nlohmann::ordered_json;
using FieldRule = std::optional<std::string>;

template<> struct FieldType<double> {
    static FieldJson write(double value) { return value; }
    static FieldRule read(const FieldJson& json, double& value)
    {
        if (!json.is_number())
            return "must be a number";
        value = json.get<double>();
        return std::nullopt;
    }
    static FieldJson schema() { return {{"type", "number"}}; }
};

/// Whole numbers; 20000.0 is whole too, because many programs write numbers that way.
template<class T>
requires std::is_integral_v<T> &&(!std::is_same_v<T, bool>)struct FieldType<T> {
    static FieldJson write(T value) { return value; }
    static FieldRule read(const FieldJson& json, T& value)
    {
        constexpr auto kRule = "must be a whole number";
        if (json.is_number_unsigned()) {
            const auto number = json.get<std::uint64_t>();
            if (number > static_cast<std::uint64_t>(std::numeric_limits<T>::max()))
                return "is larger than any number this field can hold";
            value = static_cast<T>(number);
            return std::nullopt;
        }
        if (!json.is_number())
            return kRule;
        const double number = json.get<double>();
        if (number != std::floor(number))
            return kRule;
        if (!(number >= static_cast<double>(std::numeric_limits<T>::min()) &&
              number < static_cast<double>(std::numeric_limits<T>::max())))
            return std::is_unsigned_v<T> ? "must be a whole number, 0 or more"
                                         : "is larger than any number this field can hold";
        value = static_cast<T>(number);
        return std::nullopt;
    }
    static FieldJson schema() { return {{"type", "integer"}}; }
};

template<> struct FieldType<bool> {
    static FieldJson write(bool value) { return value; }
    static FieldRule read(const FieldJson& json, bool& value)
    {
        if (!json.is_boolean())
            return "must be true or false";
        value = json.get<bool>();
        return std::nullopt;
    }
    static FieldJson schema() { return {{"type", "boolean"}}; }
};

template<> struct FieldType<std::string> {
    static FieldJson write(const std::string& value) { return value; }
    static FieldRule read(const FieldJson& json, std::string& value)
    {
        if (!json.is_string())
            return "must be a text";
        value = json.get<std::string>();
        return std::nullopt;
    }
    static FieldJson schema() { return {{"type", "string"}}; }
};

/// Absent values are null.
template<class T> struct FieldType<std::optional<T>> {
    static FieldJson write(const std::optional<T>& value)
    {
        return value ? FieldType<T>::write(*value) : FieldJson(nullptr);
    }
    static FieldRule read(const FieldJson& json, std::optional<T>& value)
    {
        if (json.is_null()) {
            value.reset();
            return std::nullopt;
        }
        T read{};
        if (FieldRule rule = FieldType<T>::read(json, read))
            return *rule + ", or null";
        value = std::move(read);
        return std::nullopt;
    }
    static FieldJson schema()
    {
        FieldJson schema = FieldType<T>::schema();
        schema["type"] = {schema["type"], "null"};
        return schema;
    }
};

template<class T> struct FieldType<std::vector<T>> {
    static FieldJson write(const std::vector<T>& values)
    {
        FieldJson json = FieldJson::array();
        for (const T& value : values)
            json.push_back(FieldType<T>::write(value));
        return json;
    }
    static FieldRule read(const FieldJson& json, std::vector<T>& values)
    {
        if (!json.is_array())
            return "must be a list";
        std::vector<T> read;
        for (const FieldJson& element : json) {
            T value{};
            if (FieldRule rule = FieldType<T>::read(element, value))
                return "element " + std::to_string(read.size() + 1) + " " + *rule;
            read.push_back(std::move(value));
        }
        values = std::move(read);
        return std::nullopt;
    }
    static FieldJson schema() { return {{"type", "array"}, {"items", FieldType<T>::schema()}}; }
};

template<> struct FieldType<ScheduleLeg> {
    static FieldJson write(const ScheduleLeg& leg) { return {{"beta", leg.beta}, {"epochs", leg.epochs}}; }
    static FieldRule read(const FieldJson& json, ScheduleLeg& leg)
    {
        if (!json.is_object() || json.size() != 2 || !json.contains("beta") || !json.contains("epochs"))
            return "must be {\"beta\": ..., \"epochs\": ...}";
        if (FieldRule rule = FieldType<double>::read(json["beta"], leg.beta))
            return "beta " + *rule;
        if (FieldRule rule = FieldType<std::int64_t>::read(json["epochs"], leg.epochs))
            return "epochs " + *rule;
        return std::nullopt;
    }
    static FieldJson schema()
    {
        return {{"type", "object"},
                {"properties", {{"beta", {{"type", "number"}}}, {"epochs", {{"type", "integer"}}}}},
                {"required", {"beta", "epochs"}},
                {"additionalProperties", false}};
    }
};

/// The words of an enumeration, in the order of its values.
template<class E> struct EnumWords;
template<> struct EnumWords<Sampling> {
    static constexpr const char* words[] = {"raw", "moment_matched", "population"};
};
template<> struct EnumWords<Activation> {
    static constexpr const char* words[] = {"linear", "tanh", "sigmoid", "relu"};
};
template<> struct EnumWords<Batching> {
    static constexpr const char* words[] = {"shuffled", "replacement", "full", "fresh"};
};
template<> struct EnumWords<NoiseKind> {
    static constexpr const char* words[] = {"minibatch", "langevin", "minibatch_langevin", "none"};
};
template<> struct EnumWords<TemperatureReading> {
    static constexpr const char* words[] = {"constant", "trace_per_weight", "trace"};
};
template<> struct EnumWords<ProtocolKind> {
    static constexpr const char* words[] = {"random", "rank_trap", "schedule"};
};
template<> struct EnumWords<EscapeObservable> {
    static constexpr const char* words[] = {"singular_value", "test_mse"};
};

template<class E>
requires std::is_enum_v<E>
struct FieldType<E> {
    static FieldJson write(E value) { return EnumWords<E>::words[static_cast<int>(value)]; }
    static FieldRule read(const FieldJson& json, E& value)
    {
        std::string rule = "must be";
        int index = 0;
        for (const char* word : EnumWords<E>::words) {
            if (json == word) {
                value = static_cast<E>(index);
                return std::nullopt;
            }
            rule += (index++ > 0 ? " or \"" : " \"") + std::string(word) + "\"";
        }
        return rule;
    }
    static FieldJson schema()
    {
        FieldJson words = FieldJson::array();
        for (const char* word : EnumWords<E>::words)
            words.push_back(word);
        return {{"type", "string"}, {"enum", words}};
    }
};

} // namespace hysteron
