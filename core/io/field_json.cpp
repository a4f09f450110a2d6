// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/field_json.h"

#include <cmath>
#include <cstdint>
#include <limits>
#include <type_traits>
#include <utility>

namespace hysteron {

namespace {

using Json = nlohmann::ordered_json;

/// A value, or the rule that the JSON breaks.
using Read = std::variant<FieldValue, Text>;

const Text& tooLarge()
{
    static const Text rule("is larger than any number this field can hold");
    return rule;
}

Read readReal(const Json& json)
{
    if (!json.is_number())
        return Text("must be a number");
    return FieldValue(json.get<double>());
}

/// 20000.0 is whole too, because many programs write numbers that way.
template<class T> Read readWhole(const Json& json)
{
    if (json.is_number_unsigned()) {
        const auto number = json.get<std::uint64_t>();
        if (number > static_cast<std::uint64_t>(std::numeric_limits<T>::max()))
            return tooLarge();
        return FieldValue(static_cast<T>(number));
    }
    const double number = json.is_number() ? json.get<double>() : 0.5;
    if (number != std::floor(number))
        return Text("must be a whole number");
    if (std::is_unsigned_v<T> && number < 0.0)
        return Text("must be a whole number, 0 or more");
    if (!(number >= static_cast<double>(std::numeric_limits<T>::min()) &&
          number < static_cast<double>(std::numeric_limits<T>::max())))
        return tooLarge();
    return FieldValue(json.is_number_integer() ? json.get<T>() : static_cast<T>(number));
}

Read readSwitch(const Json& json)
{
    if (!json.is_boolean())
        return Text("must be true or false");
    return FieldValue(json.get<bool>());
}

Read readText(const Json& json)
{
    if (!json.is_string())
        return Text("must be a text");
    return FieldValue(json.get<std::string>());
}

Read readChoice(const Json& json, const std::vector<std::string>& words)
{
    Text choice;
    for (const std::string& word : words) {
        if (json == word)
            return FieldValue(word);
        const std::string quoted = '"' + word + '"';
        choice = choice.empty() ? Text::verbatim(quoted) : Text("%1 or %2", choice, quoted);
    }
    return Text("must be %1", choice);
}

template<class T, class ReadItem> Read readList(const Json& json, ReadItem readItem)
{
    if (!json.is_array())
        return Text("must be a list");
    std::vector<T> items;
    for (const Json& element : json) {
        const Read read = readItem(element);
        if (const Text* rule = std::get_if<Text>(&read))
            return Text("element %1 %2", items.size() + 1, *rule);
        items.push_back(std::get<T>(std::get<FieldValue>(read)));
    }
    return FieldValue(std::move(items));
}

Read readLegs(const Json& json)
{
    if (!json.is_array())
        return Text("must be a list");
    std::vector<ScheduleLeg> legs;
    for (const Json& element : json) {
        const auto broken = [&legs](const Text& rule) { return Text("element %1 %2", legs.size() + 1, rule); };
        if (!element.is_object() || element.size() != 2 || !element.contains("beta") || !element.contains("epochs"))
            return broken("must be {\"beta\": ..., \"epochs\": ...}");
        const Read beta = readReal(element["beta"]), epochs = readWhole<std::int64_t>(element["epochs"]);
        if (const Text* rule = std::get_if<Text>(&beta))
            return broken(Text("beta %1", *rule));
        if (const Text* rule = std::get_if<Text>(&epochs))
            return broken(Text("epochs %1", *rule));
        legs.push_back(
            {std::get<double>(std::get<FieldValue>(beta)), std::get<std::int64_t>(std::get<FieldValue>(epochs))});
    }
    return FieldValue(std::move(legs));
}

Read readValue(const Field& field, const Json& json)
{
    switch (field.kind) {
    case FieldKind::Real:
        return readReal(json);
    case FieldKind::Whole:
        return readWhole<std::int64_t>(json);
    case FieldKind::Seed:
        return readWhole<std::uint64_t>(json);
    case FieldKind::Switch:
        return readSwitch(json);
    case FieldKind::Choice:
        return readChoice(json, field.words);
    case FieldKind::Text:
        return readText(json);
    case FieldKind::Reals:
        return readList<double>(json, readReal);
    case FieldKind::Texts:
        return readList<std::string>(json, readText);
    case FieldKind::Legs:
        break;
    }
    return readLegs(json);
}

Json legJson(const ScheduleLeg& leg)
{
    return {{"beta", leg.beta}, {"epochs", leg.epochs}};
}

Json schemaNumber(double value, bool whole)
{
    return whole ? Json(static_cast<std::int64_t>(value)) : Json(value);
}

/// A number of this type within the range, where there is one.
Json numberSchema(const std::optional<FieldRange>& range, bool whole)
{
    Json schema = {{"type", whole ? "integer" : "number"}};
    if (range) {
        schema[range->lowOpen ? "exclusiveMinimum" : "minimum"] = schemaNumber(range->low, whole);
        schema[range->highOpen ? "exclusiveMaximum" : "maximum"] = schemaNumber(range->high, whole);
    }
    return schema;
}

Json listOf(Json items)
{
    return {{"type", "array"}, {"items", std::move(items)}};
}

Json valueSchema(const Field& field)
{
    switch (field.kind) {
    case FieldKind::Real:
        return numberSchema(field.range, false);
    case FieldKind::Whole:
        return numberSchema(field.range, true);
    case FieldKind::Seed:
        return {{"type", "integer"}, {"minimum", 0}, {"maximum", std::numeric_limits<std::uint64_t>::max()}};
    case FieldKind::Switch:
        return {{"type", "boolean"}};
    case FieldKind::Choice:
        return {{"type", "string"}, {"enum", field.words}};
    case FieldKind::Text:
        return {{"type", "string"}};
    case FieldKind::Reals:
        return listOf(numberSchema(field.range, false));
    case FieldKind::Texts:
        return listOf({{"type", "string"}});
    case FieldKind::Legs:
        break;
    }
    return listOf({{"type", "object"},
                   {"properties",
                    {{"beta", numberSchema(legBetaRange(), false)}, {"epochs", numberSchema(legEpochsRange(), true)}}},
                   {"required", {"beta", "epochs"}},
                   {"additionalProperties", false}});
}

} // namespace

Json fieldJson(const Field& field, const Specification& specification)
{
    return std::visit(
        [](const auto& value) -> Json {
            using T = std::remove_cvref_t<decltype(value)>;
            if constexpr (std::is_same_v<T, std::monostate>) {
                return nullptr;
            } else if constexpr (std::is_same_v<T, std::vector<ScheduleLeg>>) {
                Json legs = Json::array();
                for (const ScheduleLeg& leg : value)
                    legs.push_back(legJson(leg));
                return legs;
            } else {
                return value;
            }
        },
        field.get(specification));
}

std::optional<Text> readField(const Field& field, const Json& json, Specification& specification)
{
    const Read read = field.optional && json.is_null() ? FieldValue() : readValue(field, json);
    std::optional<Text> rule;
    if (const Text* broken = std::get_if<Text>(&read))
        rule = *broken;
    else if (!field.set(specification, std::get<FieldValue>(read)))
        rule = tooLarge();
    if (rule && field.optional)
        rule = Text("%1, or null", *rule);
    return rule;
}

Json fieldSchema(const Field& field)
{
    Json schema = valueSchema(field);
    if (field.optional)
        schema["type"] = {schema["type"], "null"};
    return schema;
}

} // namespace hysteron
