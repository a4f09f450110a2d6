// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"

#include "core/base/number_format.h"
#include "core/theory/mode_landscape.h"

#include <algorithm>
#include <cstdio>
#include <memory>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;

struct TheoryArguments {
    std::string eta = "0.9,0.8";
    std::string depth = "3";
    std::string beta = "0.32";
    bool json = false;
};

Json orNull(const std::optional<double>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json modeJson(double eta, int depth, double beta)
{
    const theory::ModeLandscape mode(eta, depth);
    return {{"eta", eta},
            {"beta_critical", mode.criticalBeta()},
            {"beta_equal", mode.equalBeta()},
            {"lambda_critical", mode.criticalLambda()},
            {"lambda_minimum", orNull(mode.minimum(beta))},
            {"lambda_saddle", orNull(mode.saddle(beta))},
            {"barrier_escape", orNull(mode.escapeBarrier(beta))},
            {"barrier_return", orNull(mode.returnBarrier(beta))},
            {"order", mode.isFirstOrder() ? "first" : "second"}};
}

void printTable(const Json& modes)
{
    // One quantity a line, one mode a column: readable for any number of modes that fit a terminal.
    for (const auto& [key, first] : modes.front().items()) {
        std::printf("%-16s", key.c_str());
        for (const Json& mode : modes) {
            const Json& value = mode[key];
            const std::string text = value.is_null()     ? "-"
                                     : value.is_string() ? value.get<std::string>()
                                                         : shortestExact(value.get<double>());
            std::printf("  %-22s", text.c_str());
        }
        std::printf("\n");
    }
}

int runTheory(const TheoryArguments& arguments)
{
    Errors errors;
    const auto eta = parseList("--eta", arguments.eta);
    const auto depth = parseInteger("--depth", arguments.depth, 2, 12);
    const auto beta = parseNumber("--beta", arguments.beta);
    collect(errors, eta);
    collect(errors, depth);
    collect(errors, beta);
    if (beta && !(*beta >= 0.0 && *beta <= 1e6))
        errors.push_back({"--beta", arguments.beta, "must be a number from 0 to 1e6"});
    if (eta)
        for (const double value : *eta)
            if (!(value >= 1e-6 && value <= 1e6))
                errors.push_back({"--eta", shortestExact(value), "must be a number from 1e-6 to 1e6"});
    if (!errors.empty())
        return report(errors);

    Json modes = Json::array();
    for (const double value : *eta)
        modes.push_back(modeJson(value, static_cast<int>(*depth), *beta));
    if (arguments.json)
        print({{"depth", *depth}, {"beta", *beta}, {"modes", modes}});
    else
        printTable(modes);
    return kDone;
}

} // namespace

void addTheory(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<TheoryArguments>();
    CLI::App* command = app.add_subcommand("theory", "Closed forms of each mode: folds, minima, saddles, barriers");
    command->add_option("--eta", arguments->eta, "Singular values, separated by commas")->capture_default_str();
    command->add_option("--depth", arguments->depth, "Number of layers, 2 to 12")->capture_default_str();
    command->add_option("--beta", arguments->beta, "Weight decay")->capture_default_str();
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runTheory(*arguments); }; });
}

} // namespace hysteron::cli
