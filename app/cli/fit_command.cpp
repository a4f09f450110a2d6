#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/fit_json.h"

#include "core/base/number_format.h"
#include "core/io/measured_table.h"

#include <cstdio>
#include <memory>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;

struct FitArguments {
    std::string file;
    std::string tau;
    std::string x;
    std::string xIs = "1/T";
    std::string censored;
    std::string group;
    bool curve = false;
    std::string step;
    std::string train;
    std::string test;
    bool json = false;
};

int runLaws(const FitArguments& arguments, const CsvTable& table)
{
    const std::optional<Covariate> covariate = covariateOf(arguments.xIs);
    if (!covariate)
        return report({{"--x-is", arguments.xIs, "must be 1/T, T or eta_lr"}});
    const Result<MeasuredWaits> waits = readWaits(table, arguments.file,
                                                  {.time = {"--tau", arguments.tau},
                                                   .x = {"--x", arguments.x},
                                                   .covariate = *covariate,
                                                   .censored = {"--censored", arguments.censored},
                                                   .group = {"--group", arguments.group}});
    if (!waits)
        return report(waits.errors());
    const analysis::LawComparison pooled = analysis::compareLaws(waits->all);
    Json json = fitJson(pooled);
    json["x_is"] = arguments.xIs;
    if (!arguments.json)
        printFit(pooled);
    for (const auto& [value, group] : waits->groups) {
        const analysis::LawComparison comparison = analysis::compareLaws(group);
        Json answer{{"group", value}};
        answer.update(fitJson(comparison));
        json["groups"].push_back(std::move(answer));
        if (!arguments.json) {
            std::printf("\n--- %s = %s\n", arguments.group.c_str(), shortestExact(value).c_str());
            printFit(comparison);
        }
    }
    if (arguments.json)
        print(json);
    return pooled.tooFewEvents ? kNumericalOutcome : kDone;
}

int runCurve(const FitArguments& arguments, const CsvTable& table)
{
    const Result<MeasuredCurves> curves = readCurves(table, arguments.file,
                                                     {.step = {"--step", arguments.step},
                                                      .train = {"--train", arguments.train},
                                                      .test = {"--test", arguments.test}});
    if (!curves)
        return report(curves.errors());
    const analysis::ConvergenceDelay delay = convergenceDelay(curves->train, curves->test);
    if (arguments.json)
        print(delayJson(delay));
    else
        printDelay(delay);
    return delay.delay ? kDone : kNumericalOutcome;
}

int runFit(const FitArguments& arguments)
{
    const Result<CsvTable> table = readCsv(arguments.file, "FILE");
    if (!table)
        return report(table.errors());
    return arguments.curve ? runCurve(arguments, *table) : runLaws(arguments, *table);
}

} // namespace

void addFit(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<FitArguments>();
    CLI::App* command =
        app.add_subcommand("fit", "Escape-time law of anybody's data, or the delay of a training curve");
    command->add_option("FILE", arguments->file, "CSV file with a header and numbers")->required();
    command->add_option("--tau", arguments->tau, "Column of the times; one for each x is taken for a mean");
    command->add_option("--x", arguments->x, "Column of the covariate");
    command->add_option("--x-is", arguments->xIs, "1/T (the laws take x as it is), T or eta_lr (they take 1/x)")
        ->capture_default_str();
    command->add_option("--censored", arguments->censored,
                        "Column with 1 where nothing had happened by the time, else 0");
    command->add_option("--group", arguments->group, "Column of a number; one more answer for each of its values");
    command->add_flag("--curve", arguments->curve, "The delay between train and test error instead of a law");
    command->add_option("--step", arguments->step, "With --curve: column of steps or epochs");
    command->add_option("--train", arguments->train, "With --curve: column of the train error");
    command->add_option("--test", arguments->test, "With --curve: column of the test error");
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runFit(*arguments); }; });
}

} // namespace hysteron::cli
