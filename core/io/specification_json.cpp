// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/specification_json.h"

#include "core/io/field_json.h"

#include <algorithm>
#include <numeric>
#include <set>

namespace hysteron {

using Json = nlohmann::ordered_json;

namespace {

/// Edit distance, for guessing what a misspelt key was meant to be.
int distance(const std::string& a, const std::string& b)
{
    std::vector<int> row(b.size() + 1);
    std::iota(row.begin(), row.end(), 0);
    for (std::size_t i = 1; i <= a.size(); ++i) {
        int diagonal = std::exchange(row[0], static_cast<int>(i));
        for (std::size_t j = 1; j <= b.size(); ++j) {
            const int above = row[j];
            row[j] = std::min({row[j] + 1, row[j - 1] + 1, diagonal + (a[i - 1] != b[j - 1])});
            diagonal = above;
        }
    }
    return row.back();
}

std::string nearestKey(const std::string& key)
{
    const auto distanceTo = [&key](const Field& field) { return distance(key, field.key()); };
    return std::ranges::min_element(fields(), {}, distanceTo)->key();
}

Error unknownKey(const std::string& key, const Json& value)
{
    return {key, value.dump(), Text("is not a key of a specification; did you mean %1?", nearestKey(key))};
}

/// A NaN or infinity cannot be written in JSON, so such a value has none.
std::string valueText(const Json& value)
{
    return value.is_string() ? value.get<std::string>() : value.dump();
}

void setField(Specification& specification, const std::string& key, const Json& value, Errors& errors)
{
    const Field* field = findField(key);
    if (!field)
        errors.push_back(unknownKey(key, value));
    else if (auto rule = readField(*field, value, specification))
        errors.push_back({key, valueText(value), *std::move(rule)});
}

/// Both the wrong types and the broken rules, so that one look mends the file.
Result<Specification> checked(Specification specification, Errors errors)
{
    std::set<std::string> named;
    for (const Error& error : errors)
        named.insert(error.field);
    for (Error& error : specification.validate())
        if (!named.contains(error.field))
            errors.push_back(std::move(error));
    if (!errors.empty())
        return errors;
    return specification;
}

} // namespace

Json toJson(const Specification& specification)
{
    Json json = {{"version", kSpecificationVersion}};
    for (const Field& field : fields())
        (field.section.empty() ? json : json[field.section])[field.name] = fieldJson(field, specification);
    return json;
}

Result<Specification> specificationFromJson(const Json& json)
{
    if (!json.is_object())
        return Error{"specification", valueText(json).substr(0, 40), "must be a JSON object"};
    Specification specification;
    Errors errors;
    for (const auto& [key, value] : json.items()) {
        if (key == "version") {
            if (value != kSpecificationVersion)
                errors.push_back(
                    {key, value.dump(), Text("must be %1, the version this program reads", kSpecificationVersion)});
        } else if (value.is_object() && !findField(key)) {
            for (const auto& [name, inner] : value.items())
                setField(specification, key + "." + name, inner, errors);
        } else {
            setField(specification, key, value, errors);
        }
    }
    return checked(std::move(specification), std::move(errors));
}

Result<Specification> withSettings(const Specification& specification, const std::vector<std::string>& assignments)
{
    Specification changed = specification;
    Errors errors;
    for (const std::string& assignment : assignments) {
        const std::size_t equals = assignment.find('=');
        if (equals == std::string::npos || equals == 0) {
            errors.push_back({"--set", assignment, "must be key=value with a dotted key, e.g. training.beta=0.3"});
            continue;
        }
        const std::string text = assignment.substr(equals + 1);
        Json value = Json::parse(text, nullptr, false);
        if (value.is_discarded())
            value = text; // a bare word
        setField(changed, assignment.substr(0, equals), value, errors);
    }
    return checked(std::move(changed), std::move(errors));
}

Json specificationSchema()
{
    const Specification defaults;
    Json schema = {{"$schema", "https://json-schema.org/draft/2020-12/schema"},
                   {"title", "Hysteron experiment"},
                   {"description", "One experiment: with it a run is determined, bit for bit."},
                   {"type", "object"},
                   {"properties", {{"version", {{"const", kSpecificationVersion}}}}},
                   {"additionalProperties", false}};
    Json& properties = schema["properties"];
    for (const Field& field : fields()) {
        Json property = {{"description", english(field.meaning)}};
        property.update(fieldSchema(field));
        property["default"] = fieldJson(field, defaults);
        if (field.section.empty()) {
            properties[field.name] = property;
            continue;
        }
        if (!properties.contains(field.section))
            properties[field.section] = {
                {"type", "object"}, {"properties", Json::object()}, {"additionalProperties", false}};
        properties[field.section]["properties"][field.name] = property;
    }
    return schema;
}

} // namespace hysteron
