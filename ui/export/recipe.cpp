#include "ui/export/recipe.h"

#include "core/io/specification_json.h"

namespace hysteron::ui {

namespace {

nlohmann::ordered_json changeJson(const LoggedChange& logged)
{
    nlohmann::ordered_json json = {{"epoch", logged.epoch}};
    const Specification before;
    const nlohmann::ordered_json full = toJson(logged.change.appliedTo(before));
    const ControlChange& change = logged.change;
    if (change.beta)
        json["beta"] = full["training"]["beta"];
    if (change.learningRate)
        json["learning_rate"] = full["training"]["learning_rate"];
    if (change.batch)
        json["batch"] = full["training"]["batch"];
    if (change.batching)
        json["batching"] = full["training"]["batching"];
    if (change.noise)
        json["noise"] = full["noise"];
    return json;
}

} // namespace

std::string recipeOf(const Specification& started, const Snapshot& snapshot)
{
    nlohmann::ordered_json changes = nlohmann::ordered_json::array();
    for (const LoggedChange& logged : snapshot.changes)
        changes.push_back(changeJson(logged));
    const nlohmann::ordered_json recipe = {{"program", "Hysteron " HYSTERON_VERSION},
                                           {"specification", toJson(started)},
                                           {"changes", changes},
                                           {"epoch", snapshot.epoch}};
    return recipe.dump();
}

} // namespace hysteron::ui
