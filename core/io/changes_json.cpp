// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/changes_json.h"

#include "core/io/specification_json.h"

#include <algorithm>

namespace hysteron {

using Json = nlohmann::ordered_json;

namespace {

/// The part of a specification that a change can set, where it does.
Json changeJson(const ControlChange& change)
{
    const Json full = toJson(change.appliedTo(Specification()));
    Json json = Json::object();
    for (const ControlPart& part : controlParts())
        if (part.isSet(change))
            json[part.key()] = part.name.empty() ? full[part.section] : full[part.section][part.name];
    return json;
}

const ControlPart* findPart(const std::string& key)
{
    const auto found = std::ranges::find(controlParts(), key, &ControlPart::key);
    return found == controlParts().end() ? nullptr : &*found;
}

Text liveChanges()
{
    std::vector<std::string> keys;
    for (const ControlPart& part : controlParts())
        keys.push_back(part.key());
    return Text::list(keys);
}

/// The change itself is judged when it comes into force: here only its types.
Result<LoggedChange> changeFromJson(const Json& json, const Specification& before)
{
    LoggedChange logged;
    Json specification = toJson(before);
    Errors errors;
    if (!json.is_object() || !json.contains("epoch") || !json["epoch"].is_number_integer())
        return Error{"changes", json.dump().substr(0, 60), "must each be an object with an epoch, a whole number"};
    logged.epoch = json["epoch"].get<std::int64_t>();
    std::vector<const ControlPart*> parts;
    for (const auto& [key, value] : json.items()) {
        if (const ControlPart* part = findPart(key)) {
            (part->name.empty() ? specification[part->section] : specification[part->section][part->name]) = value;
            parts.push_back(part);
        } else if (key != "epoch") {
            errors.push_back(
                {"changes." + key, value.dump(), Text("is not a live change; these are %1", liveChanges())});
        }
    }
    const Result<Specification> read = specificationFromJson(specification);
    for (Error& error : read.errors())
        errors.push_back(
            {"changes, epoch " + std::to_string(logged.epoch) + ": " + error.field, error.value, error.rule});
    if (!errors.empty())
        return errors;
    for (const ControlPart* part : parts)
        part->set(logged.change, *read);
    return logged;
}

} // namespace

Result<std::vector<LoggedChange>> changesFromJson(const Json& json, const Specification& started)
{
    if (!json.is_array())
        return Error{"changes", json.dump().substr(0, 60), "must be a list"};
    Errors errors;
    std::vector<LoggedChange> changes;
    Specification present = started;
    for (const Json& entry : json) {
        const Result<LoggedChange> logged = changeFromJson(entry, present);
        if (logged) {
            present = logged->change.appliedTo(present);
            changes.push_back(*logged);
        }
        for (Error& error : logged.errors())
            errors.push_back(std::move(error));
    }
    if (!errors.empty())
        return errors;
    return changes;
}

Json toJson(const std::vector<LoggedChange>& changes)
{
    Json list = Json::array();
    for (const LoggedChange& logged : changes) {
        Json json = {{"epoch", logged.epoch}};
        json.update(changeJson(logged.change));
        list.push_back(std::move(json));
    }
    return list;
}

} // namespace hysteron
