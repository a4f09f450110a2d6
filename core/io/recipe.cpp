#include "core/io/recipe.h"

#include "core/base/version.h"
#include "core/io/specification_json.h"

namespace hysteron {

using Json = nlohmann::ordered_json;

namespace {

/// What wrote a recipe.
std::string program()
{
    return std::string("Hysteron ").append(version());
}

/// The part of a specification that a change can set, where it does.
Json changeJson(const ControlChange& change)
{
    const Json full = toJson(change.appliedTo(Specification()));
    const Json& training = full["training"];
    Json json = Json::object();
    if (change.beta)
        json["beta"] = training["beta"];
    if (change.learningRate)
        json["learning_rate"] = training["learning_rate"];
    if (change.batch)
        json["batch"] = training["batch"];
    if (change.batching)
        json["batching"] = training["batching"];
    if (change.noise)
        json["noise"] = full["noise"];
    return json;
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
    for (const auto& [key, value] : json.items()) {
        if (key == "noise")
            specification["noise"] = value;
        else if (key == "beta" || key == "learning_rate" || key == "batch" || key == "batching")
            specification["training"][key] = value;
        else if (key != "epoch")
            errors.push_back({"changes." + key, value.dump(),
                              "is not a live change; these are beta, learning_rate, batch, batching and noise"});
    }
    const Result<Specification> read = specificationFromJson(specification);
    for (Error& error : read.errors())
        errors.push_back(
            {"changes, epoch " + std::to_string(logged.epoch) + ": " + error.field, error.value, error.rule});
    if (!errors.empty())
        return errors;
    if (json.contains("beta"))
        logged.change.beta = read->training.beta;
    if (json.contains("learning_rate"))
        logged.change.learningRate = read->training.learningRate;
    if (json.contains("batch"))
        logged.change.batch = read->training.batch;
    if (json.contains("batching"))
        logged.change.batching = read->training.batching;
    if (json.contains("noise"))
        logged.change.noise = read->noise;
    return logged;
}

Errors readChanges(const Json& json, Recipe& recipe)
{
    if (!json.is_array())
        return {{"changes", json.dump().substr(0, 60), "must be a list"}};
    Errors errors;
    Specification present = recipe.specification;
    for (const Json& entry : json) {
        const Result<LoggedChange> logged = changeFromJson(entry, present);
        if (logged) {
            present = logged->change.appliedTo(present);
            recipe.changes.push_back(*logged);
        }
        for (Error& error : logged.errors())
            errors.push_back(std::move(error));
    }
    return errors;
}

} // namespace

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

std::string recipeText(const Specification& started, const Snapshot& snapshot)
{
    return Json{{"program", program()},
                {"specification", toJson(started)},
                {"changes", toJson(snapshot.changes)},
                {"epoch", snapshot.epoch}}
        .dump();
}

std::string recipeText(const std::string& command, const Specification* live)
{
    Json json = {{"program", program()}, {"command", command}};
    if (live)
        json["specification"] = toJson(*live);
    return json.dump();
}

Result<Recipe> recipeFromJson(const Json& json)
{
    Recipe recipe;
    const bool wrapped = json.is_object() && json.contains("specification");
    if (json.is_object() && json.contains("command") && json["command"].is_string())
        recipe.command = json["command"].get<std::string>();
    if (!wrapped && !recipe.command.empty())
        return Error{"specification", "(none)",
                     Text("there is no experiment in this figure; it was made by: %1", recipe.command)};
    const Result<Specification> specification = specificationFromJson(wrapped ? json["specification"] : json);
    if (!specification)
        return specification.errors();
    recipe.specification = *specification;
    if (!wrapped)
        return recipe;
    if (json.contains("epoch") && json["epoch"].is_number_integer())
        recipe.epoch = json["epoch"].get<std::int64_t>();
    if (json.contains("changes")) {
        if (Errors errors = readChanges(json["changes"], recipe); !errors.empty())
            return errors;
    }
    return recipe;
}

} // namespace hysteron
