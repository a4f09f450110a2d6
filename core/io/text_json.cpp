// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/text_json.h"

#include <utility>
#include <vector>

namespace hysteron {

using Json = nlohmann::ordered_json;

namespace {

constexpr std::size_t kMostValues = 9; ///< places of a sentence

template<std::size_t... Index>
Text sentenceWith(const std::string& sentence, const std::vector<Text>& values, std::index_sequence<Index...>)
{
    return Text(sentence.c_str(), values[Index]...);
}

template<std::size_t Count = 0> Text sentenceWith(const std::string& sentence, const std::vector<Text>& values)
{
    if constexpr (Count < kMostValues) {
        if (values.size() > Count)
            return sentenceWith<Count + 1>(sentence, values);
    }
    return sentenceWith(sentence, values, std::make_index_sequence<Count>());
}

} // namespace

Json toJson(const Text& text)
{
    if (text.sentence().empty())
        return text.characters();
    Json values = Json::array();
    for (const Text& value : text.values())
        values.push_back(toJson(value));
    return {{"sentence", text.sentence()}, {"values", values}};
}

std::optional<Text> textFromJson(const Json& json)
{
    if (json.is_string())
        return Text::verbatim(json.get<std::string>());
    if (!json.is_object() || !json.contains("sentence") || !json["sentence"].is_string() || !json.contains("values") ||
        !json["values"].is_array() || json["values"].size() > kMostValues)
        return std::nullopt;
    std::vector<Text> values;
    for (const Json& one : json["values"]) {
        const std::optional<Text> value = textFromJson(one);
        if (!value)
            return std::nullopt;
        values.push_back(*value);
    }
    return sentenceWith(json["sentence"].get<std::string>(), values);
}

} // namespace hysteron
