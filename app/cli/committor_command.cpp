// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/experiment_arguments.h"
#include "app/cli/study_arguments.h"

#include "core/base/files.h"
#include "core/experiment/prepared.h"
#include "core/io/checkpoint_json.h"

#include <cstdio>
#include <memory>

namespace hysteron::cli {

namespace {

struct CommittorArguments {
    ExperimentArguments experiment;
    std::string state, walkers = "1000", maxEpochs = "100000";
    StudyArguments study;
};

void printCommittor(const study::Record& record)
{
    const sampling::Committor& result = std::get<study::CommittorRecord>(record.values).committor;
    std::printf("%d of %d reach the upper phase first (95 %%: %.4f to %.4f), %d undecided\n", result.upper,
                result.upper + result.lower, result.interval.low, result.interval.high, result.undecided);
}

int runCommittor(const CommittorArguments& arguments)
{
    OptionReader options;
    study::CommittorRequest request;
    const auto experiment = arguments.experiment.experiment();
    options.collect(experiment);
    options.read("--walkers", arguments.walkers, request.walkers);
    options.read("--max-epochs", arguments.maxEpochs, request.maxEpochs);
    options.collect(arguments.study.resources());
    if (arguments.state.empty())
        options.add({"--state", "(none)", "must be a state.json that run --out wrote"});
    if (!options.errors().empty())
        return report(options.errors());
    request.experiment = *experiment;
    const auto prepared = prepare(request.experiment.specification); // only the data say how many inputs a table has
    const auto text = readFile(arguments.state, "--state");
    options.collect(prepared);
    options.collect(text);
    if (!options.errors().empty())
        return report(options.errors());
    const auto weights = weightsFromJson(nlohmann::ordered_json::parse(*text, nullptr, false), (*prepared)->shape(),
                                         "--state", arguments.state);
    if (!weights)
        return report(weights.errors());
    request.experiment.weights.assign(weights->begin(), weights->end());
    return answer(request, arguments.study, printCommittor);
}

} // namespace

void addCommittor(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<CommittorArguments>();
    CLI::App* command =
        app.add_subcommand("committor", "Share of walkers from a saved state that reach the upper phase first");
    arguments->experiment.addTo(*command);
    command->add_option("--state", arguments->state, "state.json of run --out");
    command->add_option("--walkers", arguments->walkers, "Walkers")->capture_default_str();
    command->add_option("--max-epochs", arguments->maxEpochs, "Where a walker is given up")->capture_default_str();
    arguments->study.addTo(*command);
    command->callback([arguments, &action] { action = [arguments] { return runCommittor(*arguments); }; });
}

} // namespace hysteron::cli
