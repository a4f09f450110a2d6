#include "app/cli/experiment_arguments.h"

#include "app/cli/arguments.h"

#include "core/experiment/presets.h"
#include "core/io/recipe_file.h"
#include "core/io/specification_json.h"

#include <algorithm>
#include <cstdio>

namespace hysteron::cli {

namespace {

Result<Recipe> start(const std::string& file, const std::string& preset)
{
    if (!file.empty() && !preset.empty())
        return Error{"--preset", preset, "cannot be given together with a file"};
    if (!file.empty())
        return readRecipe(file);
    if (preset.empty())
        return Error{"SPEC", "(none)",
                     "must be a file or an exported figure, or --preset NAME; hysteron-cli presets lists the names"};
    if (const Preset* found = findPreset(preset))
        return Recipe{.specification = found->specification, .changes = {}, .command = {}};
    std::vector<std::string> names;
    for (const Preset& known : presets())
        names.push_back(known.name);
    return Error{"--preset", preset, Text("must be one of %1", Text::list(names))};
}

} // namespace

void ExperimentArguments::addTo(CLI::App& command)
{
    command.add_option("SPEC", file, "Experiment (JSON file), or an exported figure (PNG, SVG, PDF)");
    command.add_option("--preset", preset, "A known-good experiment by its name");
    command.add_option("--set", settings, "Change one field: key=value, dotted keys as in the file");
    command.add_option("--seed", seed, "Seed of weights, batches and noise");
    command.add_option("--epochs", epochs, "Length of the run");
}

Result<Recipe> ExperimentArguments::recipe() const
{
    Result<Recipe> recipe = start(file, preset);
    if (!recipe)
        return recipe;
    Specification& specification = recipe.value().specification;
    Errors errors;
    if (Result<Specification> changed = withSettings(specification, settings))
        specification = std::move(changed).value();
    else
        collect(errors, changed);
    if (!seed.empty()) {
        const auto value = parseSeed("--seed", seed);
        if (value)
            specification.seed = *value;
        collect(errors, value);
    }
    if (!epochs.empty()) {
        const auto value = parseInteger("--epochs", epochs, 1, 1'000'000'000);
        if (value)
            specification.training.epochs = *value;
        collect(errors, value);
    } else { // a run that was prolonged
        specification.training.epochs = std::max(specification.training.epochs, recipe->epoch);
    }
    if (errors.empty())
        errors = specification.validate();
    if (!errors.empty())
        return errors;
    return recipe;
}

Result<Specification> ExperimentArguments::specification() const
{
    const Result<Recipe> recipe = this->recipe();
    if (!recipe)
        return recipe.errors();
    if (!recipe->changes.empty())
        std::fprintf(stderr,
                     "note: %s: its run was changed while it went on; this starts from the experiment before "
                     "that\n",
                     file.c_str());
    return recipe->specification;
}

} // namespace hysteron::cli
