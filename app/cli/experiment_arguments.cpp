// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/experiment_arguments.h"

#include "app/cli/arguments.h"

#include "core/experiment/presets.h"
#include "core/io/specification_json.h"
#include "core/study/again.h"

#include <cstdio>

namespace hysteron::cli {

namespace {

Result<study::RunRequest> start(const std::string& file, const std::string& preset)
{
    if (!file.empty() && !preset.empty())
        return Error{"--preset", preset, "cannot be given together with a file"};
    if (!file.empty()) {
        const auto provenance = study::readProvenance(file, "specification");
        return provenance ? study::runIn(*provenance) : provenance.errors();
    }
    if (preset.empty())
        return Error{"SPEC", "(none)",
                     "must be a file or an exported figure, or --preset NAME; hysteron-cli presets lists the names"};
    if (const Preset* found = findPreset(preset))
        return study::RunRequest{.experiment = {found->specification, {}, {}, Engine::Fast}, .epochs = 0};
    std::vector<std::string> names;
    for (const Preset& known : presets())
        names.push_back(known.name);
    return Error{"--preset", preset, Text("must be one of %1", Text::list(names))};
}

} // namespace

void ExperimentArguments::addTo(CLI::App& command)
{
    command.add_option("SPEC", file, "Experiment or record (JSON), or an exported figure (PNG, SVG, PDF)");
    command.add_option("--preset", preset, "A known-good experiment by its name");
    command.add_option("--set", settings, "Change one field: key=value, dotted keys as in the file");
    command.add_option("--seed", seed, "Seed of weights, batches and noise");
    command.add_option("--epochs", epochs, "Length of the run");
}

Result<study::RunRequest> ExperimentArguments::run() const
{
    Result<study::RunRequest> run = start(file, preset);
    if (!run)
        return run;
    Specification& specification = run.value().experiment.specification;
    OptionReader options;
    if (Result<Specification> changed = withSettings(specification, settings))
        specification = std::move(changed).value();
    else
        options.collect(changed);
    options.read("--seed", seed, specification.seed);
    if (!epochs.empty()) {
        options.read("--epochs", epochs, specification.training.epochs);
        run.value().epochs = 0;
    }
    Errors errors = options.errors();
    if (errors.empty()) {
        errors = specification.validate();
        for (Error& error : errors) {
            if (error.field == "training.epochs" && !epochs.empty())
                error.field = "--epochs";
        }
    }
    if (!errors.empty())
        return errors;
    return run;
}

Result<study::Experiment> ExperimentArguments::experiment() const
{
    Result<study::RunRequest> run = this->run();
    if (!run)
        return run.errors();
    study::Experiment& experiment = run.value().experiment;
    if (!experiment.changes.empty())
        std::fprintf(stderr,
                     "note: %s: its run was changed while it went on; this starts from the experiment before "
                     "that\n",
                     file.c_str());
    experiment.changes.clear();
    return experiment;
}

} // namespace hysteron::cli
