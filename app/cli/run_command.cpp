// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/experiment_arguments.h"
#include "app/cli/study_arguments.h"

#include "core/base/files.h"
#include "core/base/number_format.h"
#include "core/io/checkpoint_json.h"
#include "core/io/specification_json.h"

#include <cstdio>
#include <filesystem>
#include <memory>

namespace hysteron::cli {

namespace {

struct RunArguments {
    ExperimentArguments experiment;
    std::string engine = "fast";
    StudyArguments study;
};

void printRun(const study::Record& record)
{
    const RunSummary& summary = std::get<study::RunRecord>(record.values).summary;
    std::printf("%-16s %s after %lld epochs\n", "outcome", summary.outcome.c_str(),
                static_cast<long long>(summary.epochs));
    std::printf("%-16s %d -> %d\n", "rank", summary.startRank, summary.rank);
    std::printf("%-16s", "singular values");
    for (const double value : summary.singularValues)
        std::printf(" %s", shortestExact(value).c_str());
    std::printf("\n%-16s %s\n%-16s %s\n", "train MSE", shortestExact(summary.trainMse).c_str(), "test MSE",
                shortestExact(summary.testMse).c_str());
    for (const Transition& transition : summary.transitions)
        std::printf("%-16s epoch %lld: rank %d -> %d\n", "transition", static_cast<long long>(transition.epoch),
                    transition.from, transition.to);
    if (summary.divergence)
        std::printf("%-16s %s\n", "diverged", english(summary.divergence->cause).c_str());
    for (const auto& note : summary.notes)
        std::printf("%-16s %s\n", "note", english(note).c_str());
    std::printf("%-16s %s\n", "fingerprint", summary.fingerprint.c_str());
}

int runRun(const RunArguments& arguments)
{
    OptionReader options;
    Result<study::RunRequest> request = arguments.experiment.run();
    options.collect(request);
    Engine engine = Engine::Fast;
    options.read("--engine", arguments.engine, engine, {"fast", "reference"});
    const auto resources = arguments.study.resources();
    options.collect(resources);
    if (!options.errors().empty())
        return report(options.errors());
    request.value().experiment.engine = engine;

    const Interruption interruption;
    const auto study = makeStudy(*request, *resources, interruption.token());
    if (!study)
        return report(study.errors());
    const std::filesystem::path directory = arguments.study.directory;
    return drive(**study, interruption, arguments.study, printRun, [&](const study::Record& record) {
        if (directory.empty())
            return Errors{};
        Errors errors = writeFile(directory / "specification.json",
                                  toJson(request->experiment.specification).dump(2) + "\n", "--out");
        if (errors.empty())
            errors = writeFile(directory / "state.json",
                               toJson(std::get<study::RunRecord>(record.values).checkpoint).dump() + "\n", "--out");
        return errors;
    });
}

} // namespace

void addRun(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<RunArguments>();
    CLI::App* command = app.add_subcommand("run", "One run");
    arguments->experiment.addTo(*command);
    command->add_option("--engine", arguments->engine, "fast (default) or reference: the same numbers up to rounding");
    arguments->study.addTo(*command);
    command->footer("--out also writes specification.json and state.json (where it stands, to go on from).");
    command->callback([arguments, &action] { action = [arguments] { return runRun(*arguments); }; });
}

} // namespace hysteron::cli
