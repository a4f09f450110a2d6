#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/experiment_arguments.h"
#include "app/cli/interruption.h"

#include "core/base/files.h"
#include "core/base/worker_pool.h"
#include "core/io/checkpoint_json.h"
#include "core/sampling/committor.h"

#include <cstdio>
#include <memory>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;

struct CommittorArguments {
    ExperimentArguments experiment;
    std::string state, walkers = "1000", maxEpochs = "100000", threads;
    bool json = false;
};

int runCommittor(const CommittorArguments& arguments)
{
    Errors errors;
    const Result<Specification> specification = arguments.experiment.specification();
    const auto walkers = parseInteger("--walkers", arguments.walkers, 1, 1'000'000);
    const auto maxEpochs = parseInteger("--max-epochs", arguments.maxEpochs, 1, 1'000'000'000);
    const auto threads = parseInteger(
        "--threads", arguments.threads.empty() ? std::to_string(WorkerPool::hardwareThreads()) : arguments.threads, 1,
        256);
    collect(errors, specification);
    collect(errors, walkers);
    collect(errors, maxEpochs);
    collect(errors, threads);
    if (arguments.state.empty())
        errors.push_back({"--state", "(none)", "must be a state.json that run --out wrote"});
    if (!errors.empty())
        return report(errors);

    const Interruption interruption;
    const auto prepared = prepare(*specification, interruption.token());
    if (!prepared)
        return report(prepared.errors());
    const auto start = Simulation::create(*prepared, interruption.token());
    if (!start)
        return report(start.errors());
    const Result<std::string> file = readFile(arguments.state, "--state");
    if (!file)
        return report(file.errors());
    const auto weights =
        weightsFromJson(Json::parse(*file, nullptr, false), (*prepared)->shape(), "--state", arguments.state);
    if (!weights)
        return report(weights.errors());
    const auto result = sampling::committor(
        **start, *weights,
        {.walkers = static_cast<int>(*walkers), .maxEpochs = *maxEpochs, .threads = static_cast<int>(*threads)},
        interruption.token());
    if (!result)
        return report(result.errors());
    if (arguments.json)
        print({{"committor", result->share ? Json(*result->share) : Json(nullptr)},
               {"ci95", {result->interval.low, result->interval.high}},
               {"undecided", result->undecided},
               {"upper", result->upper},
               {"lower", result->lower},
               {"upper_threshold", result->upperThreshold},
               {"lower_threshold", result->lowerThreshold}});
    else
        std::printf("%d of %d reach the upper phase first (95 %%: %.4f to %.4f), %d undecided\n", result->upper,
                    result->upper + result->lower, result->interval.low, result->interval.high, result->undecided);
    if (interruption.requested())
        return kInterrupted;
    return result->share ? kDone : kNumericalOutcome;
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
    command->add_option("--threads", arguments->threads, "Threads; the results do not depend on it");
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runCommittor(*arguments); }; });
}

} // namespace hysteron::cli
