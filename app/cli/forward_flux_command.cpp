// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/experiment_arguments.h"
#include "app/cli/study_arguments.h"

#include <cstdio>
#include <memory>
#include <vector>

namespace hysteron::cli {

namespace {

struct ForwardFluxArguments {
    ExperimentArguments experiment;
    std::string walkers = "2000", repeats = "8", temperatures;
    StudyArguments study;
};

void printForwardFlux(const study::Record& record)
{
    for (const study::ForwardFluxPoint& point : std::get<study::ForwardFluxRecord>(record.values).points) {
        if (!point.estimate)
            continue;
        std::int64_t steps = 0;
        for (const sampling::ForwardFluxRepeat& repeat : point.repeats)
            steps += repeat.steps;
        std::printf("T = %g: ln tau %.4f, 95 %%: %.4f to %.4f (gradient-flow time, %zu repeats, %zu interfaces)\n",
                    point.temperature, point.estimate->logTau, point.estimate->low, point.estimate->high,
                    point.repeats.size(), point.repeats.front().interfaces.size());
        if (point.logTauLanger)
            std::printf("Kramers and Langer: %.4f\n", *point.logTauLanger);
        std::printf("%.3g replica steps\n", static_cast<double>(steps));
    }
}

int runForwardFlux(const ForwardFluxArguments& arguments)
{
    OptionReader options;
    study::ForwardFluxRequest request;
    const auto experiment = arguments.experiment.experiment();
    options.collect(experiment);
    options.read("--walkers", arguments.walkers, request.walkers);
    options.read("--repeats", arguments.repeats, request.repeats);
    if (!arguments.temperatures.empty()) {
        const auto temperatures = parseList("--temperatures", arguments.temperatures);
        options.collect(temperatures);
        if (temperatures)
            request.temperatures = *temperatures;
    }
    options.collect(arguments.study.resources());
    if (!options.errors().empty())
        return report(options.errors());
    request.experiment = *experiment;
    return answer(request, arguments.study, printForwardFlux);
}

} // namespace

void addForwardFlux(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<ForwardFluxArguments>();
    CLI::App* command = app.add_subcommand("ffs", "Escape times too long to be waited for, by forward flux sampling");
    arguments->experiment.addTo(*command);
    command->add_option("--walkers", arguments->walkers, "Trials at every interface")->capture_default_str();
    command->add_option("--repeats", arguments->repeats, "Independent repetitions, for the interval")
        ->capture_default_str();
    command->add_option("--temperatures", arguments->temperatures,
                        "Several T, separated by commas; that of the experiment by default");
    arguments->study.addTo(*command);
    arguments->study.addResumeTo(*command);
    command->callback([arguments, &action] { action = [arguments] { return runForwardFlux(*arguments); }; });
}

} // namespace hysteron::cli
