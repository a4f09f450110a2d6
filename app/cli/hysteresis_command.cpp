// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/experiment_arguments.h"
#include "app/cli/study_arguments.h"

#include "core/base/number_format.h"

#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>
#include <vector>

namespace hysteron::cli {

namespace {

struct HysteresisArguments {
    ExperimentArguments experiment;
    std::string from, to, step, dwell, replicas = "1", precision = "f64";
    StudyArguments study;
};

std::string plain(const std::optional<double>& value)
{
    return value ? shortestExact(std::round(*value * 1e6) / 1e6) : std::string("-");
}

void printBranch(const char* name, const std::vector<sampling::SweepPoint>& branch)
{
    std::printf("%-6s %10s %6s   %s\n", name, "beta", "rank", "singular values");
    for (const sampling::SweepPoint& point : branch) {
        std::printf("%-6s %10s %6d  ", "", shortestExact(point.beta).c_str(), point.rank);
        for (const double value : point.singularValues)
            std::printf(" %9.6f", value);
        std::printf("\n");
    }
}

void printSweep(const study::Record& record)
{
    const auto& sweep = std::get<study::SweepStudyRecord>(record.values);
    const sampling::SweepRecord& first = sweep.replicas.front();
    printBranch("up", first.up);
    printBranch("down", first.down);
    for (const sampling::SweepJump& jump : jumpsOf(first))
        std::printf("%-14s on the way %s, at beta = %s: rank %d to %d\n", "jump",
                    jump.direction == sampling::SweepDirection::Up ? "up" : "down", shortestExact(jump.beta).c_str(),
                    jump.from, jump.to);
    std::printf("%-14s %s (dimensionless)\n", "loop area", plain(loopArea(first)).c_str());
    if (sweep.replicas.size() > 1)
        std::printf("%-14s %s +- %s over %zu replicas; above is the first, --json has all\n", "",
                    plain(sweep.areaMean).c_str(), plain(sweep.areaError).c_str(), sweep.replicas.size());
    if (sweep.diverged > 0)
        std::printf("%-14s %zu replicas\n", "diverged", sweep.diverged);
    std::printf("%-14s %s\n", "fingerprint", record.provenance.sources.front().fingerprint.c_str());
}

int runHysteresis(const HysteresisArguments& arguments)
{
    OptionReader options;
    study::SweepRequest request;
    const auto experiment = arguments.experiment.experiment();
    options.collect(experiment);
    for (const auto& [field, text] : {std::pair{"--from", &arguments.from},
                                      {"--to", &arguments.to},
                                      {"--step", &arguments.step},
                                      {"--dwell", &arguments.dwell}}) {
        if (text->empty())
            options.add({field, "(empty)", "must be given"});
    }
    options.read("--from", arguments.from, request.from);
    options.read("--to", arguments.to, request.to);
    options.read("--step", arguments.step, request.step);
    options.read("--dwell", arguments.dwell, request.dwell);
    options.read("--replicas", arguments.replicas, request.replicas);
    options.read("--precision", arguments.precision, request.precision, {"f64", "f32"});
    options.collect(arguments.study.resources());
    if (!options.errors().empty())
        return report(options.errors());
    request.experiment = *experiment;
    return answer(request, arguments.study, printSweep);
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
    command->add_option("--precision", arguments->precision, "f64, or f32: faster, good to 1e-4")
        ->capture_default_str();
    arguments->study.addTo(*command);
    arguments->study.addResumeTo(*command);
    command->callback([arguments, &action] { action = [arguments] { return runHysteresis(*arguments); }; });
}

} // namespace hysteron::cli
