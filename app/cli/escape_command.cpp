// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/experiment_arguments.h"
#include "app/cli/study_arguments.h"

#include "core/base/number_format.h"

#include <cmath>
#include <cstdio>
#include <memory>

namespace hysteron::cli {

namespace {

struct EscapeArguments {
    ExperimentArguments experiment;
    std::string replicas = "300";
    std::string maxEpochs;
    std::string precision = "f64";
    StudyArguments study;
};

void printEscape(const study::Record& record)
{
    const auto& escape = std::get<study::EscapeRecord>(record.values);
    const auto number = [](const std::optional<double>& value) {
        return value ? shortestExact(std::round(*value * 1e4) / 1e4) : std::string("-");
    };
    const auto perEpoch = [&](const std::optional<double>& epochs) {
        return epochs ? std::optional(*epochs * escape.timePerEpoch) : std::nullopt;
    };
    const std::size_t replicas = escape.passages.size();
    std::printf("%-14s %zu: %zu escaped, %zu censored, %zu diverged\n", "replicas", replicas, escape.escaped,
                replicas - escape.escaped - escape.diverged, escape.diverged);
    if (const auto& estimate = escape.estimate) {
        std::printf("%-14s %s epochs, 95 %%: %s to %s\n", "tau", number(estimate->tau).c_str(),
                    number(estimate->low).c_str(), number(estimate->high).c_str());
        if (estimate->tau)
            std::printf("%-14s %s gradient-flow time, 95 %%: %s to %s\n", "", number(perEpoch(estimate->tau)).c_str(),
                        number(perEpoch(estimate->low)).c_str(), number(perEpoch(estimate->high)).c_str());
        std::printf("%-14s %s\n", "method", english(estimate->method).c_str());
    }
    if (escape.exponential.p)
        std::printf("%-14s p = %s\n", "exponential?", number(escape.exponential.p).c_str());
    else
        std::printf("%-14s too few escapes to test\n", "exponential?");
    std::printf("%-14s %s\n", "fingerprint", record.provenance.sources.front().fingerprint.c_str());
}

int runEscape(const EscapeArguments& arguments)
{
    OptionReader options;
    study::EscapeRequest request;
    const auto experiment = arguments.experiment.experiment();
    options.collect(experiment);
    options.read("--replicas", arguments.replicas, request.replicas);
    options.read("--max-epochs", arguments.maxEpochs, request.maxEpochs);
    options.read("--precision", arguments.precision, request.precision, {"f64", "f32"});
    options.collect(arguments.study.resources());
    if (request.maxEpochs < 1 && !arguments.maxEpochs.empty()) // 0 is the program's own way to say: to the end
        options.add({"--max-epochs", arguments.maxEpochs, "must be at least 1"});
    if (!options.errors().empty())
        return report(options.errors());
    request.experiment = *experiment;
    return answer(request, arguments.study, printEscape);
}

} // namespace

void addEscape(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<EscapeArguments>();
    CLI::App* command = app.add_subcommand("escape", "How long many replicas wait in their trap");
    arguments->experiment.addTo(*command);
    command->add_option("--replicas", arguments->replicas, "Number of replicas")->capture_default_str();
    command->add_option("--max-epochs", arguments->maxEpochs, "Where waiting ends; training.epochs by default");
    command->add_option("--precision", arguments->precision, "f64, or f32: faster, good to 1e-4")
        ->capture_default_str();
    arguments->study.addTo(*command);
    arguments->study.addResumeTo(*command);
    command->callback([arguments, &action] { action = [arguments] { return runEscape(*arguments); }; });
}

} // namespace hysteron::cli
