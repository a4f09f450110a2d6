// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/commands.h"
#include "app/cli/fit_text.h"
#include "app/cli/study_arguments.h"

#include "core/base/number_format.h"

#include <cstdio>
#include <memory>

namespace hysteron::cli {

namespace {

struct FitArguments {
    study::FitRequest request;
    std::string xIs = "1/T";
    StudyArguments study;
};

void printAnswer(const study::FitRequest& request, const study::Record& record)
{
    const auto& fit = std::get<study::FitRecord>(record.values);
    if (fit.delay)
        printDelay(*fit.delay);
    if (fit.pooled)
        printFit(*fit.pooled);
    for (const auto& [value, comparison] : fit.groups) {
        std::printf("\n--- %s = %s\n", request.group.c_str(), shortestExact(value).c_str());
        printFit(comparison);
    }
}

int runFit(const FitArguments& arguments)
{
    study::FitRequest request = arguments.request;
    const std::optional<Covariate> covariate = covariateOf(arguments.xIs);
    if (!covariate)
        return report({{"--x-is", arguments.xIs, "must be 1/T, T or eta_lr"}});
    request.covariate = *covariate;
    return answer(request, arguments.study, [&request](const study::Record& record) { printAnswer(request, record); });
}

} // namespace

void addFit(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<FitArguments>();
    study::FitRequest& request = arguments->request;
    CLI::App* command =
        app.add_subcommand("fit", "Escape-time law of anybody's data, or the delay of a training curve");
    command->add_option("FILE", request.file, "CSV file with a header and numbers")->required();
    command->add_option("--tau", request.time, "Column of the times; one for each x is taken for a mean");
    command->add_option("--x", request.x, "Column of the covariate");
    command->add_option("--x-is", arguments->xIs, "1/T (the laws take x as it is), T or eta_lr (they take 1/x)")
        ->capture_default_str();
    command->add_option("--censored", request.censored, "Column with 1 where nothing had happened by the time, else 0");
    command->add_option("--group", request.group, "Column of a number; one more answer for each of its values");
    command->add_flag("--curve", request.curves, "The delay between train and test error instead of a law");
    command->add_option("--step", request.step, "With --curve: column of steps or epochs");
    command->add_option("--train", request.train, "With --curve: column of the train error");
    command->add_option("--test", request.test, "With --curve: column of the test error");
    arguments->study.addTo(*command);
    command->callback([arguments, &action] { action = [arguments] { return runFit(*arguments); }; });
}

} // namespace hysteron::cli
