#include "app/cli/arguments.h"
#include "app/cli/commands.h"

#include "core/base/number_format.h"
#include "core/theory/paper_rate.h"

#include <cmath>
#include <cstdio>
#include <memory>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;
using theory::EscapePath;

struct RateArguments {
    std::string eta = "0.9,0.8";
    std::string depth = "3", width = "10", inputs = "2", outputs = "2";
    std::string beta = "0.32", temperature = "1e-3";
    std::string from = "1", to;
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
             {{"ln_tau_eq11", paper.logTau11 ? Json(*paper.logTau11) : Json(nullptr)},
              {"about_eq11", paper.aboutEq11},
              {"effective_barrier_eq12", paper.effectiveBarrier12},
              {"effective_barrier_eq12_corrected_sign", paper.effectiveBarrierCorrected},
              {"about_eq12", paper.aboutEq12}}}};
}

void printAnswer(const Json& answer, double temperature)
{
    const auto line = [](const char* name, double value, const char* meaning) {
        std::printf("%-22s %-14.8g %s\n", name, value, meaning);
    };
    line("ln tau", answer["ln_tau"], "gradient-flow time (Kramers and Langer, collective coordinates)");
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
    if (!errors.empty())
        return report(errors);
    const auto path = theory::escapePath({*eta, depth, width, inputs, outputs, *beta}, from, to);
    if (!path) {
        errors = path.errors();
        for (Error& error : errors)
            error.field = "--" + error.field;
        return report(errors);
    }
    const Json answer = answerOf(*path, *temperature);
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
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runRate(*arguments); }; });
}

} // namespace hysteron::cli
