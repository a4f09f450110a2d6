#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/experiment_arguments.h"
#include "app/cli/interruption.h"

#include "core/base/number_format.h"
#include "core/base/worker_pool.h"
#include "core/sampling/sweep.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>
#include <vector>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;
using sampling::Sweep;
using sampling::SweepPoint;
using sampling::SweepRecord;

struct HysteresisArguments {
    ExperimentArguments experiment;
    std::string from, to, step, dwell, replicas = "1", threads, precision = "f64";
    bool json = false;
};

void showProgress(const Sweep& sweep)
{
    if (isatty(STDERR_FILENO) == 0)
        return;
    std::fprintf(stderr, "\r\033[Kepoch %lld of %lld, beta = %s", static_cast<long long>(sweep.epoch()),
                 static_cast<long long>(sweep.totalEpochs()), shortestExact(sweep.parameters().beta).c_str());
    if (sweep.finished())
        std::fprintf(stderr, "\n");
}

Json branchOf(const std::vector<SweepPoint>& points)
{
    Json branch = Json::array();
    for (const SweepPoint& point : points)
        branch.push_back({{"beta", point.beta},
                          {"singular_values", point.singularValues},
                          {"rank", point.rank},
                          {"train_mse", point.trainMse},
                          {"test_mse", point.testMse}});
    return branch;
}

template<class T> Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json recordOf(const SweepRecord& record)
{
    Json jumps = Json::array();
    for (const sampling::SweepJump& jump : jumpsOf(record))
        jumps.push_back({{"direction", jump.direction == sampling::SweepDirection::Up ? "up" : "down"},
                         {"beta", jump.beta},
                         {"from", jump.from},
                         {"to", jump.to}});
    return {{"up", branchOf(record.up)},
            {"down", branchOf(record.down)},
            {"jumps", jumps},
            {"loop_area", orNull(loopArea(record))},
            {"diverged_epoch", orNull(record.divergedEpoch)},
            {"seed", record.seed}};
}

/// The sweep of the first seed, then what only several replicas have.
Json answerOf(const Sweep& sweep)
{
    Json answer = recordOf(sweep.records().front());
    Json all = Json::array();
    std::vector<double> areas;
    std::size_t diverged = 0;
    for (const SweepRecord& record : sweep.records()) {
        all.push_back(recordOf(record));
        diverged += record.divergedEpoch.has_value();
        if (const auto area = loopArea(record))
            areas.push_back(*area);
    }
    const auto count = static_cast<double>(areas.size());
    double mean = 0.0;
    double squares = 0.0;
    for (const double area : areas)
        mean += area / count;
    for (const double area : areas)
        squares += (area - mean) * (area - mean);
    const bool spread = areas.size() > 1;
    answer.update({{"replicas", sweep.records().size()},
                   {"diverged", diverged},
                   {"loop_area_mean", areas.empty() ? Json(nullptr) : Json(mean)},
                   {"loop_area_error", spread ? Json(std::sqrt(squares / (count - 1.0) / count)) : Json(nullptr)},
                   {"temperature", sweep.parameters().temperature},
                   {"epochs", sweep.epoch()},
                   {"fingerprint", sweep.fingerprint()},
                   {"sweeps", all}});
    return answer;
}

std::string plain(const Json& value)
{
    return value.is_null() ? std::string("-") : shortestExact(std::round(value.get<double>() * 1e6) / 1e6);
}

void printBranch(const char* name, const Json& branch)
{
    std::printf("%-6s %10s %6s   %s\n", name, "beta", "rank", "singular values");
    for (const Json& point : branch) {
        std::printf("%-6s %10s %6d  ", "", shortestExact(point["beta"].get<double>()).c_str(),
                    point["rank"].get<int>());
        for (const Json& value : point["singular_values"])
            std::printf(" %9.6f", value.get<double>());
        std::printf("\n");
    }
}

void printAnswer(const Json& answer)
{
    printBranch("up", answer["up"]);
    printBranch("down", answer["down"]);
    for (const Json& jump : answer["jumps"])
        std::printf("%-14s on the way %s, at beta = %s: rank %d to %d\n", "jump",
                    jump["direction"].get<std::string>().c_str(), shortestExact(jump["beta"].get<double>()).c_str(),
                    jump["from"].get<int>(), jump["to"].get<int>());
    std::printf("%-14s %s (dimensionless)\n", "loop area", plain(answer["loop_area"]).c_str());
    if (answer["replicas"] > 1)
        std::printf("%-14s %s +- %s over %lld replicas; above is the first, --json has all\n", "",
                    plain(answer["loop_area_mean"]).c_str(), plain(answer["loop_area_error"]).c_str(),
                    answer["replicas"].get<long long>());
    if (answer["diverged"] > 0)
        std::printf("%-14s %lld replicas\n", "diverged", answer["diverged"].get<long long>());
    std::printf("%-14s %s\n", "fingerprint", answer["fingerprint"].get<std::string>().c_str());
}

/// The options of a sweep are arguments here.
Errors asArguments(Errors errors)
{
    for (Error& error : errors) {
        for (const char* option : {"from", "to", "step", "dwell", "replicas", "threads"}) {
            if (error.field == option)
                error.field = std::string("--") + option;
        }
    }
    return errors;
}

int runHysteresis(const HysteresisArguments& arguments)
{
    Errors errors;
    const Result<Specification> specification = arguments.experiment.specification();
    const auto from = parseNumber("--from", arguments.from);
    const auto to = parseNumber("--to", arguments.to);
    const auto step = parseNumber("--step", arguments.step);
    const auto dwell = parseInteger("--dwell", arguments.dwell, 1, 100'000'000);
    const auto replicas = parseInteger("--replicas", arguments.replicas, 1, 100'000);
    const auto threads = parseInteger(
        "--threads", arguments.threads.empty() ? std::to_string(WorkerPool::hardwareThreads()) : arguments.threads, 1,
        256);
    collect(errors, specification);
    collect(errors, from);
    collect(errors, to);
    collect(errors, step);
    collect(errors, dwell);
    collect(errors, replicas);
    collect(errors, threads);
    if (arguments.precision != "f64" && arguments.precision != "f32")
        errors.push_back({"--precision", arguments.precision, "must be f64 or f32"});
    if (!errors.empty())
        return report(errors);

    const Interruption interruption;
    const auto prepared = prepare(sampling::withoutProtocol(*specification), interruption.token());
    if (!prepared)
        return report(prepared.errors());
    const auto sweep = Sweep::create(
        *prepared, {.from = *from,
                    .to = *to,
                    .step = *step,
                    .dwell = *dwell,
                    .replicas = static_cast<int>(*replicas),
                    .threads = static_cast<int>(*threads),
                    .precision = arguments.precision == "f32" ? sampling::Precision::F32 : sampling::Precision::F64});
    if (!sweep)
        return report(asArguments(sweep.errors()));
    while (!(*sweep)->finished() && !interruption.requested()) {
        constexpr std::int64_t kEpochsPerReport = 1024;
        (*sweep)->advance(kEpochsPerReport, interruption.token());
        showProgress(**sweep);
    }

    const Json answer = answerOf(**sweep);
    if (arguments.json)
        print(answer);
    else
        printAnswer(answer);
    if (!(*sweep)->finished())
        return kInterrupted;
    return answer["diverged"] > 0 ? kNumericalOutcome : kDone;
}

} // namespace

void addHysteresis(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<HysteresisArguments>();
    CLI::App* command = app.add_subcommand(
        "hysteresis",
        "Sweep beta slowly up and back down, the state carried on: jumps and the loop between the branches");
    arguments->experiment.addTo(*command);
    command->add_option("--from", arguments->from, "First and smallest beta");
    command->add_option("--to", arguments->to, "Largest beta");
    command->add_option("--step", arguments->step, "Between neighbouring values of beta");
    command->add_option(
        "--dwell", arguments->dwell,
        "Epochs at each value; near a fold a network relaxes slowly, and falls late where they are few");
    command->add_option("--replicas", arguments->replicas, "Runs of the seeds seed, seed + 1, ... side by side")
        ->capture_default_str();
    command->add_option("--threads", arguments->threads,
                        "Threads, all that the machine has by default; the results do not depend on it");
    command->add_option("--precision", arguments->precision, "f64, or f32: faster, good to 1e-4")
        ->capture_default_str();
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runHysteresis(*arguments); }; });
}

} // namespace hysteron::cli
