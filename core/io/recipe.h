#pragma once

#include "core/base/result.h"
#include "core/experiment/control.h"
#include "core/experiment/snapshot.h"

#include <nlohmann/json.hpp>

#include <cstdint>
#include <string>
#include <vector>

namespace hysteron {

/// What makes a run again, to the last bit: a specification as it was started (with its seed) and the log of its live
/// changes. It is written into every exported figure.
struct Recipe {
    Specification specification;
    std::vector<LoggedChange> changes; ///< by ascending epoch, as Simulation::follow() takes them
    std::int64_t epoch = 0;            ///< that the figure shows; 0 for a plain specification
    std::string command;               ///< that makes the figure again; empty for one of a single run
};

/// Of the run that `snapshot` shows. started: its specification without the live changes.
[[nodiscard]] std::string recipeText(const Specification& started, const Snapshot& snapshot);
/// Of a figure that was made from many runs by a command line; live: the experiment that shows it live, null when there
/// is none.
[[nodiscard]] std::string recipeText(const std::string& command, const Specification* live);

/// Changes as they stand in a recipe.
[[nodiscard]] nlohmann::ordered_json toJson(const std::vector<LoggedChange>& changes);

/// Reads them: live changes of a run that was started with `started`. Errors: not what toJson() writes, or changes that
/// break a rule.
[[nodiscard]] Result<std::vector<LoggedChange>> changesFromJson(const nlohmann::ordered_json& json,
                                                                const Specification& started);

/// Reads a recipe, or a specification alone. Errors: those of specificationFromJson(), changes that are not what
/// toJson() writes, and a figure without an experiment.
[[nodiscard]] Result<Recipe> recipeFromJson(const nlohmann::ordered_json& json);

} // namespace hysteron
