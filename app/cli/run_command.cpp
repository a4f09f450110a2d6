#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/experiment_arguments.h"
#include "app/cli/interruption.h"
#include "app/cli/state_file.h"

#include "core/base/files.h"
#include "core/base/number_format.h"
#include "core/experiment/run_summary.h"
#include "core/io/curve_table.h"
#include "core/io/specification_json.h"

#include <cstdio>
#include <filesystem>
#include <memory>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;

struct RunArguments {
    ExperimentArguments experiment;
    std::string directory;
    std::string engine = "fast";
    bool json = false;
};

Json summaryJson(const RunSummary& summary, const Specification& specification, const Simulation& simulation)
{
    Json transitions = Json::array();
    for (const Transition& transition : summary.transitions)
        transitions.push_back({{"epoch", transition.epoch}, {"from", transition.from}, {"to", transition.to}});
    Json divergence = nullptr;
    if (summary.divergence)
        divergence = {{"epoch", summary.divergence->epoch},
                      {"step", summary.divergence->step},
                      {"learning_rate", summary.divergence->learningRate},
                      {"cause", english(summary.divergence->cause)},
                      {"suggested_learning_rate", summary.divergence->suggestedLearningRate},
                      {"last_good_epoch", summary.divergence->lastGoodEpoch}};
    return {{"outcome", summary.outcome},
            {"epochs", summary.epochs},
            {"steps", simulation.steps()},
            {"seed", specification.seed},
            {"start_rank", summary.startRank},
            {"rank", summary.rank},
            {"singular_values", summary.singularValues},
            {"train_mse", summary.trainMse},
            {"test_mse", summary.testMse},
            {"temperature", summary.temperature},
            {"escape_epoch", summary.escapeEpoch ? Json(*summary.escapeEpoch) : Json(nullptr)},
            {"transitions", transitions},
            {"changes", toJson(simulation.snapshot()->changes)},
            {"divergence", divergence},
            {"notes", english(summary.notes)},
            {"fingerprint", summary.fingerprint}};
}

void printSummary(const RunSummary& summary)
{
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
    for (const Text& note : summary.notes)
        std::printf("%-16s %s\n", "note", english(note).c_str());
    std::printf("%-16s %s\n", "fingerprint", summary.fingerprint.c_str());
}

Errors writeResults(const std::string& directory, const Specification& specification, const Json& summary,
                    const Simulation& simulation)
{
    Errors errors = makeDirectories(directory, "--out");
    if (!errors.empty())
        return errors;
    const std::filesystem::path root = directory;
    for (const auto& [name, text] :
         {std::pair<const char*, std::string>{"curves.csv", curvesCsv(*simulation.snapshot())},
          {"specification.json", toJson(specification).dump(2) + "\n"},
          {"summary.json", summary.dump(2) + "\n"},
          {"state.json", stateJson(simulation.network()).dump() + "\n"}})
        for (Error& error : writeFile(root / name, text, "--out"))
            errors.push_back(std::move(error));
    return errors;
}

int runRun(const RunArguments& arguments)
{
    const Result<Recipe> recipe = arguments.experiment.recipe();
    if (!recipe)
        return report(recipe.errors());
    const Specification& specification = recipe->specification;
    const std::optional<Engine> engine = engineNamed(arguments.engine);
    if (!engine)
        return report({{"--engine", arguments.engine, "must be fast or reference"}});
    const Interruption interruption;
    const auto simulation = Simulation::create(specification, interruption.token(), *engine);
    if (!simulation)
        return report(simulation.errors());
    if (const Errors errors = (*simulation)->follow(recipe->changes); !errors.empty())
        return report(errors);
    if (!interruption.requested())
        (*simulation)->advance(specification.training.epochs, interruption.token());

    RunSummary summary = summarise(**simulation);
    const bool stopped = interruption.requested() && (*simulation)->state() == RunState::Paused;
    if (stopped)
        summary.outcome = "interrupted";
    const Json json = summaryJson(summary, specification, **simulation);
    if (!arguments.directory.empty()) {
        const Errors errors = writeResults(arguments.directory, specification, json, **simulation);
        if (!errors.empty())
            return report(errors);
    }
    if (arguments.json)
        print(json);
    else
        printSummary(summary);
    if (stopped)
        return kInterrupted;
    return summary.divergence ? kNumericalOutcome : kDone;
}

} // namespace

void addRun(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<RunArguments>();
    CLI::App* command = app.add_subcommand("run", "One run");
    arguments->experiment.addTo(*command);
    command->add_option("--engine", arguments->engine, "fast (default) or reference: the same numbers up to rounding");
    command->add_option("--out", arguments->directory,
                        "Directory for curves.csv, specification.json, summary.json and state.json (the weights)");
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runRun(*arguments); }; });
}

} // namespace hysteron::cli
