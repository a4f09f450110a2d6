#include "app/cli/experiment_arguments.h"

#include "app/cli/arguments.h"

#include "core/experiment/presets.h"
#include "core/io/specification_json.h"

namespace hysteron::cli {

namespace {

Result<Specification> start(const std::string& file, const std::string& preset)
{
    if (!file.empty() && !preset.empty())
        return Error{"--preset", preset, "cannot be given together with a file"};
    if (!file.empty())
        return readSpecification(file);
    if (preset.empty())
        return Error{"SPEC", "(none)", "must be a file, or --preset NAME; hysteron-cli presets lists the names"};
    if (const Preset* found = findPreset(preset))
        return found->specification;
    std::string names;
    for (const Preset& known : presets())
        names += (names.empty() ? "" : ", ") + known.name;
    return Error{"--preset", preset, "must be one of " + names};
}

} // namespace

void ExperimentArguments::addTo(CLI::App& command)
{
    command.add_option("SPEC", file, "Experiment (JSON file)");
    command.add_option("--preset", preset, "A known-good experiment by its name");
    command.add_option("--set", settings, "Change one field: key=value, dotted keys as in the file");
    command.add_option("--seed", seed, "Seed of weights, batches and noise");
    command.add_option("--epochs", epochs, "Length of the run");
}

Result<Specification> ExperimentArguments::specification() const
{
    Result<Specification> specification = start(file, preset);
    if (!specification)
        return specification;
    Errors errors;
    if (Result<Specification> changed = withSettings(*specification, settings))
        specification = std::move(changed);
    else
        collect(errors, changed);
    if (!seed.empty()) {
        const auto value = parseSeed("--seed", seed);
        if (value)
            specification.value().seed = *value;
        collect(errors, value);
    }
    if (!epochs.empty()) {
        const auto value = parseInteger("--epochs", epochs, 1, 1'000'000'000);
        if (value)
            specification.value().training.epochs = *value;
        collect(errors, value);
    }
    if (errors.empty())
        errors = specification->validate();
    if (!errors.empty())
        return errors;
    return specification;
}

} // namespace hysteron::cli
