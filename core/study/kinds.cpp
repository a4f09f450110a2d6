// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/kinds.h"

#include "core/base/number_format.h"
#include "core/experiment/presets.h"
#include "core/io/field_json.h"
#include "core/io/specification_json.h"
#include "core/study/kind_json.h"

#include <type_traits>

namespace hysteron::study {

namespace {

/// A word of a command line, quoted where a shell needs it.
std::string quoted(const std::string& word)
{
    const bool plain = !word.empty() && word.find_first_not_of("abcdefghijklmnopqrstuvwxyzABCDEFGHIJKLMNOPQRSTUVWXYZ"
                                                               "0123456789._-+=/,:%@") == std::string::npos;
    if (plain)
        return word;
    std::string text = "'";
    for (const char character : word)
        text += character == '\'' ? std::string("'\\''") : std::string(1, character);
    return text + "'";
}

/// The preset that needs the fewest changes, and these.
std::string experimentWords(const Specification& specification)
{
    std::string best;
    for (const Preset& preset : presets()) {
        std::string words = " --preset " + preset.name;
        for (const Field& field : fields()) {
            const Json value = fieldJson(field, specification);
            if (value == fieldJson(field, preset.specification))
                continue;
            words += field.key() == "seed"
                         ? " --seed " + value.dump()
                         : " --set " + quoted(field.key() + "=" +
                                              (value.is_string() ? value.get<std::string>() : value.dump()));
        }
        if (best.empty() || words.size() < best.size())
            best = words;
    }
    return best;
}

std::string argument(const char* name, const std::string& value)
{
    return value.empty() ? std::string() : std::string(" --") + name + " " + quoted(value);
}

std::string wordsOf(const RunRequest& request)
{
    return experimentWords(request.experiment.specification) +
           (request.epochs > 0 ? " --epochs " + std::to_string(request.epochs) : "") +
           (request.experiment.engine == Engine::Reference ? " --engine reference" : "");
}

std::string wordsOf(const EscapeRequest& request)
{
    return experimentWords(request.experiment.specification) + " --replicas " + std::to_string(request.replicas) +
           (request.maxEpochs > 0 ? " --max-epochs " + std::to_string(request.maxEpochs) : "") +
           (request.precision == sampling::Precision::F32 ? " --precision f32" : "");
}

std::string wordsOf(const ForwardFluxRequest& request)
{
    Specification at = request.experiment.specification;
    if (!request.temperatures.empty())
        at.noise.temperature = request.temperatures.front();
    return experimentWords(at) + " --walkers " + std::to_string(request.walkers) + " --repeats " +
           std::to_string(request.repeats);
}

std::string wordsOf(const SweepRequest& request)
{
    return experimentWords(request.experiment.specification) + " --from " + shortestExact(request.from) + " --to " +
           shortestExact(request.to) + " --step " + shortestExact(request.step) + " --dwell " +
           std::to_string(request.dwell) + " --replicas " + std::to_string(request.replicas);
}

std::string wordsOf(const CommittorRequest& request)
{
    return experimentWords(request.experiment.specification) + " --state STATE --walkers " +
           std::to_string(request.walkers) + " --max-epochs " + std::to_string(request.maxEpochs);
}

std::string wordsOf(const FitRequest& request)
{
    std::string words = " " + quoted(request.file);
    if (request.curves)
        return words + " --curve" + argument("step", request.step) + argument("train", request.train) +
               argument("test", request.test);
    return words + argument("tau", request.time) + argument("x", request.x) +
           argument("x-is", name(request.covariate)) + argument("censored", request.censored) +
           argument("group", request.group);
}

std::string wordsOf(const ReproductionRequest& request)
{
    std::string words;
    for (const std::string& figure : request.figures)
        words += " " + figure;
    words += " --seeds " + std::to_string(request.seeds);
    if (request.firstSeed != ReproductionRequest{}.firstSeed)
        words += " --first-seed " + std::to_string(request.firstSeed);
    return words + " --out paper";
}

} // namespace

Result<std::unique_ptr<Study>> makeStudy(const Request& request, const Resources& resources,
                                         const std::stop_token& stop)
{
    return std::visit([&](const auto& one) { return makeStudy(one, resources, stop); }, request);
}

std::string kindOf(const Request& request)
{
    return std::visit([](const auto& one) { return std::string(one.kKind); }, request);
}

const Experiment* experimentOf(const Request& request)
{
    return std::visit(
        [](const auto& one) -> const Experiment* {
            if constexpr (requires { one.experiment; })
                return &one.experiment;
            else
                return nullptr;
        },
        request);
}

std::string commandOf(const Request& request)
{
    return std::visit([](const auto& one) { return "hysteron-cli " + std::string(one.kKind) + wordsOf(one); }, request);
}

} // namespace hysteron::study
