// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"

#include "core/base/number_format.h"
#include "core/study/kind_json.h"
#include "core/theory/free_energy_rate.h"
#include "core/theory/mode_landscape.h"
#include "core/theory/paper_rate.h"
#include "core/theory/sgd_fall.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <memory>
#include <optional>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;
using study::orNull;
using theory::EscapePath;

struct RateArguments {
    std::string eta = "0.9,0.8";
    std::string depth = "3", width = "10", inputs = "2", outputs = "2";
    std::string beta = "0.32", temperature = "1e-3";
    std::string from = "1", to;
    std::string batch, rate;
    bool json = false;
};

Json answerOf(const EscapePath& path, double temperature)
{
    const theory::PaperRate paper = theory::paperRate(path, temperature);
    return {{"ln_tau", path.logTau(temperature)},
            {"tau", std::exp(path.logTau(temperature))},
            {"barrier", path.barrier},
            {"barrier_over_temperature", path.barrier / temperature},
            {"negative_eigenvalue", path.negativeEigenvalue},
            {"zero_modes_minimum", path.zeroModesMinimum},
            {"zero_modes_saddle", path.zeroModesSaddle},
            {"local_slope", path.localSlope(temperature)},
            {"ln_volume_minimum", path.logVolumeMinimum},
            {"ln_volume_saddle", path.logVolumeSaddle},
            {"ln_determinant_minimum", path.logDeterminantMinimum},
            {"ln_determinant_saddle", path.logDeterminantSaddle},
            {"expansion", path.expansion(temperature)},
            {"trusted", path.isTrusted(temperature)},
            {"paper",
             {{"ln_tau_eq11", orNull(paper.logTau11)},
              {"about_eq11", english(paper.aboutEq11)},
              {"effective_barrier_eq12", paper.effectiveBarrier12},
              {"effective_barrier_eq12_corrected_sign", paper.effectiveBarrierCorrected},
              {"about_eq12", english(paper.aboutEq12)}}}};
}

/// Both ways by free energy and diffusion alone; "back" is the way from toRank to fromRank.
Json freeEnergyAnswer(const theory::FreeEnergyRate& rate, const std::optional<double>& coexistence, bool up)
{
    return {{"ln_tau_free_energy", orNull(up ? rate.logTau : rate.logTauBack)},
            {"ln_tau_free_energy_back", orNull(up ? rate.logTauBack : rate.logTau)},
            {"coexistence_temperature", orNull(coexistence)},
            {"bottleneck", orNull(rate.bottleneck)},
            {"ln_weight_ratio", orNull(rate.logWeightRatio)},
            {"method", rate.method == theory::RateMethod::None ? Json(nullptr) : Json(wordOf(rate.method))},
            {"about_method", english(rate.method == theory::RateMethod::None ? rate.reason : rate.accuracy)}};
}

/// Forgetting by mini-batches instead of Langevin noise; counts as fallen at half the saddle.
Result<Json> minibatchAnswer(double eta, int depth, double beta, double learningRate, double batch)
{
    const double target = 0.5 * theory::ModeLandscape(eta, depth).saddle(beta).value();
    const auto fall = theory::sgdFall(eta, depth, beta, learningRate / batch, target);
    if (!fall)
        return fall.errors();
    return Json{{"ln_tau", fall->logTauSamples},        {"ln_tau_gaussian", fall->logTau},
                {"ln_tau_mori", fall->logTauMori},      {"ln_tau_log_loss", fall->logTauLogLoss},
                {"barrier", fall->quasiBarrierSamples}, {"barrier_gaussian", fall->quasiBarrier},
                {"exponent_mori", fall->exponent},      {"target", target}};
}

void line(const char* name, double value, const char* meaning)
{
    std::printf("%-22s %-14.8g %s\n", name, value, meaning);
}

void printMinibatch(const Json& answer)
{
    std::printf("\nMini-batches with replacement instead (one mode; further modes shorten it by a factor):\n");
    line("ln tau", answer["ln_tau"], "gradient-flow time, to half the saddle");
    line("barrier", answer["barrier"], "in units of this noise");
    line("ln tau, Gaussian", answer["ln_tau_gaussian"], "with the noise as a diffusion");
    line("ln tau, log loss", answer["ln_tau_log_loss"], "with the noise proportional to the data loss");
    line("ln tau, Mori et al.", answer["ln_tau_mori"], "power law of the loss");
}

void printFreeEnergy(const Json& answer)
{
    const auto maybe = [&answer](const char* name, const char* key, const char* meaning) {
        if (!answer[key].is_null())
            line(name, answer[key], meaning);
    };
    maybe("ln tau, free energy", "ln_tau_free_energy", "gradient-flow time, from equilibrium alone");
    maybe("  the way back", "ln_tau_free_energy_back", "");
    maybe("  bottleneck", "bottleneck", "singular value at which most turn round");
    maybe("  coexistence at T", "coexistence_temperature", "both ranks have the same weight in equilibrium");
    std::printf("  %s\n", answer["about_method"].get<std::string>().c_str());
}

void printAnswer(const Json& answer, double temperature)
{
    printFreeEnergy(answer);
    line("ln tau, Langer", answer["ln_tau"], "gradient-flow time (Kramers and Langer, collective coordinates)");
    line("dE", answer["barrier"], "barrier");
    line("dE/T", answer["barrier_over_temperature"], "");
    line("d ln tau/d(1/T)", answer["local_slope"], "what a straight line measures at this T, always below dE");
    line("omega_-", answer["negative_eigenvalue"], "the way down from the saddle");
    std::printf("%-22s %d at the minimum, %d at the saddle\n", "zero modes", answer["zero_modes_minimum"].get<int>(),
                answer["zero_modes_saddle"].get<int>());
    if (answer["trusted"].get<bool>())
        line("harmonic estimate", answer["expansion"], "(thermal cloud over distance, squared): small, trusted");
    else
        line("harmonic estimate", answer["expansion"],
             "(thermal cloud over distance, squared): above 0.05, ln tau is off by some tenths or more");
    std::printf("\nThe paper, T = %s:\n", shortestExact(temperature).c_str());
    std::printf("  %s\n", answer["paper"]["about_eq11"].get<std::string>().c_str());
    std::printf("  Eq.(12) gives %.6g as printed and %.6g with the right sign. %s\n",
                answer["paper"]["effective_barrier_eq12"].get<double>(),
                answer["paper"]["effective_barrier_eq12_corrected_sign"].get<double>(),
                answer["paper"]["about_eq12"].get<std::string>().c_str());
    if (answer.contains("minibatch"))
        printMinibatch(answer["minibatch"]);
}

Errors asOptions(Errors errors)
{
    for (Error& error : errors)
        error.field = "--" + error.field;
    return errors;
}

int runRate(const RateArguments& arguments)
{
    Errors errors;
    const auto eta = parseList("--eta", arguments.eta);
    const auto integer = [&](const char* field, const std::string& text) {
        const auto value = parseInteger(field, text, 0, 64);
        collect(errors, value);
        return value ? static_cast<int>(*value) : 0;
    };
    const int depth = integer("--depth", arguments.depth), width = integer("--width", arguments.width);
    const int inputs = integer("--inputs", arguments.inputs), outputs = integer("--outputs", arguments.outputs);
    const int from = integer("--from-rank", arguments.from);
    const int to = arguments.to.empty() ? from + 1 : integer("--to-rank", arguments.to);
    const auto beta = parseNumber("--beta", arguments.beta);
    const auto temperature = parseNumber("--temperature", arguments.temperature);
    collect(errors, eta);
    collect(errors, beta);
    collect(errors, temperature);
    if (temperature && !(*temperature > 0.0 && *temperature <= 1e6))
        errors.push_back({"--temperature", arguments.temperature, "must be a number above 0 and at most 1e6"});
    std::optional<double> batch, rate;
    const auto sgd = [&](const char* field, const std::string& text, std::optional<double>& target) {
        if (text.empty())
            return;
        const auto value = parseNumber(field, text);
        collect(errors, value);
        if (value && !(*value > 0.0 && *value <= 1e6))
            errors.push_back({field, text, "must be a number above 0 and at most 1e6"});
        else if (value)
            target = *value;
    };
    sgd("--batch", arguments.batch, batch);
    sgd("--learning-rate", arguments.rate, rate);
    if (arguments.batch.empty() != arguments.rate.empty())
        errors.push_back({"--batch", arguments.batch, "must be given together with --learning-rate"});
    else if (!arguments.batch.empty() && to >= from)
        errors.push_back({"--to-rank", std::to_string(to),
                          "must be from-rank - 1: mini-batches only forget, they cannot learn a mode"});
    if (!errors.empty())
        return report(errors);
    const theory::LinearProblem problem{*eta, depth, width, inputs, outputs, *beta};
    const auto path = theory::escapePath(problem, from, to);
    if (!path)
        return report(asOptions(path.errors()));
    Json answer = answerOf(*path, *temperature);
    const int trapRank = std::min(from, to);
    const auto byFreeEnergy = theory::freeEnergyRate(problem, trapRank, *temperature);
    if (!byFreeEnergy)
        return report(asOptions(byFreeEnergy.errors()));
    answer.update(freeEnergyAnswer(*byFreeEnergy, theory::coexistenceTemperature(problem, trapRank), from < to));
    if (batch && rate) {
        const auto fall = minibatchAnswer((*eta)[static_cast<std::size_t>(to)], depth, *beta, *rate, *batch);
        if (!fall)
            return report(asOptions(fall.errors()));
        answer["minibatch"] = *fall;
    }
    if (arguments.json)
        print(answer);
    else
        printAnswer(answer, *temperature);
    return kDone;
}

} // namespace

void addRate(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<RateArguments>();
    CLI::App* command = app.add_subcommand("rate", "How long theory says that a trap lasts");
    const auto option = [&](const char* name, std::string& target, const char* meaning) {
        command->add_option(name, target, meaning)->capture_default_str();
    };
    option("--eta", arguments->eta, "Singular values, separated by commas, descending");
    option("--depth", arguments->depth, "Number of layers, 3 to 12");
    option("--width", arguments->width, "Hidden units of each layer, 1 to 64");
    option("--inputs", arguments->inputs, "Inputs, 1 to 64");
    option("--outputs", arguments->outputs, "Outputs, 1 to 64");
    option("--beta", arguments->beta, "Weight decay");
    option("--temperature", arguments->temperature, "T of the noise");
    option("--from-rank", arguments->from, "Modes learnt at first");
    command->add_option("--to-rank", arguments->to, "from-rank + 1 (default), or - 1 for forgetting");
    command->add_option("--batch", arguments->batch, "B of mini-batch noise, for forgetting");
    command->add_option("--learning-rate", arguments->rate, "eta_lr of mini-batch noise, for forgetting");
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runRate(*arguments); }; });
}

} // namespace hysteron::cli
