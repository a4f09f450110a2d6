#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/experiment_arguments.h"
#include "app/cli/interruption.h"

#include "core/base/files.h"
#include "core/base/number_format.h"
#include "core/base/worker_pool.h"
#include "core/io/specification_json.h"
#include "core/sampling/forward_flux.h"
#include "core/theory/escape_rate.h"

#include <unistd.h>

#include <chrono>
#include <cstdio>
#include <filesystem>
#include <memory>
#include <vector>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;
using sampling::ForwardFlux;
using sampling::ForwardFluxRepeat;

struct ForwardFluxArguments {
    ExperimentArguments experiment;
    std::string walkers = "2000", repeats = "8", threads;
    std::string file;
    bool json = false;
};

Json repeatJson(const ForwardFluxRepeat& repeat)
{
    return {{"ln_tau", repeat.logTau},
            {"flux", repeat.flux},
            {"interfaces", repeat.interfaces},
            {"probabilities", repeat.probabilities},
            {"steps", repeat.steps}};
}

ForwardFluxRepeat repeatOf(const Json& json)
{
    return {json.at("flux").get<double>(), json.at("interfaces").get<std::vector<double>>(),
            json.at("probabilities").get<std::vector<double>>(), json.at("ln_tau").get<double>(),
            json.at("steps").get<std::int64_t>()};
}

/// Repeats that an earlier call finished for the same question; an error when the file answers another one.
Result<std::vector<ForwardFluxRepeat>> finishedRepeats(const std::string& path, const Json& question)
{
    std::vector<ForwardFluxRepeat> repeats;
    if (path.empty() || !std::filesystem::exists(path))
        return repeats;
    const Result<std::string> text = readFile(path, "--resume");
    if (!text)
        return text.errors();
    try {
        const Json json = Json::parse(*text);
        if (json.at("question") != question)
            return Error{"--resume", path, "belongs to another experiment or number of walkers; choose another file"};
        for (const Json& repeat : json.at("repeats"))
            repeats.push_back(repeatOf(repeat));
    } catch (const Json::exception&) {
        return Error{"--resume", path, "must be a file that ffs --resume wrote, or not exist"};
    }
    return repeats;
}

Errors keep(const std::string& path, const Json& question, const std::vector<ForwardFluxRepeat>& repeats)
{
    if (path.empty())
        return {};
    Json list = Json::array();
    for (const ForwardFluxRepeat& repeat : repeats)
        list.push_back(repeatJson(repeat));
    return writeFile(path, Json{{"question", question}, {"repeats", list}}.dump(2) + "\n", "--resume");
}

/// What Kramers and Langer say of the same transition on the population; null where they say nothing.
Json theoryOf(const ForwardFlux& flux, const Specification& specification)
{
    const Simulation& start = flux.start();
    const NetworkShape& shape = start.network().shape();
    if (shape.activation != Activation::Linear)
        return nullptr;
    const auto path = theory::escapePath(
        {start.task().eta, shape.depth, shape.width, shape.inputs, shape.outputs, specification.training.beta},
        start.startRank(), start.startRank() + 1);
    return path ? Json(path->logTau(start.parameters().temperature)) : Json(nullptr);
}

int runForwardFlux(const ForwardFluxArguments& arguments)
{
    Errors errors;
    const Result<Specification> specification = arguments.experiment.specification();
    const auto walkers = parseInteger("--walkers", arguments.walkers, 20, 100'000);
    const auto repeats = parseInteger("--repeats", arguments.repeats, 2, 64);
    const auto threads = parseInteger(
        "--threads", arguments.threads.empty() ? std::to_string(WorkerPool::hardwareThreads()) : arguments.threads, 1,
        256);
    collect(errors, specification);
    collect(errors, walkers);
    collect(errors, repeats);
    collect(errors, threads);
    if (!errors.empty())
        return report(errors);

    const Interruption interruption;
    const auto begin = std::chrono::steady_clock::now();
    const auto prepared = prepare(*specification, interruption.token());
    if (!prepared)
        return report(prepared.errors());
    const auto flux = ForwardFlux::create(*prepared,
                                          {.walkers = static_cast<int>(*walkers),
                                           .repeats = static_cast<int>(*repeats),
                                           .threads = static_cast<int>(*threads)},
                                          interruption.token());
    if (!flux)
        return report(flux.errors());
    const Json question = {{"specification", toJson(*specification)}, {"walkers", *walkers}};
    auto done = finishedRepeats(arguments.file, question);
    if (!done)
        return report(done.errors());
    std::vector<ForwardFluxRepeat>& list = done.value();
    while (static_cast<std::int64_t>(list.size()) < *repeats && !interruption.requested()) {
        const auto repeat = (*flux)->repeat(static_cast<int>(list.size()), interruption.token());
        if (!repeat && !interruption.requested()) {
            report(repeat.errors());
            return kNumericalOutcome;
        }
        if (!repeat)
            break;
        list.push_back(*repeat);
        if (errors = keep(arguments.file, question, list); !errors.empty())
            return report(errors);
        if (isatty(STDERR_FILENO) != 0)
            std::fprintf(stderr, "\r\033[Krepeat %zu of %lld", list.size(), static_cast<long long>(*repeats));
    }
    if (isatty(STDERR_FILENO) != 0)
        std::fprintf(stderr, "\n");
    list.resize(std::min(list.size(), static_cast<std::size_t>(*repeats)));

    const double seconds = std::chrono::duration<double>(std::chrono::steady_clock::now() - begin).count();
    Json answer = {{"ln_tau", nullptr}, {"ci95", {nullptr, nullptr}}};
    if (list.size() >= 2) {
        const sampling::ForwardFluxEstimate estimate = sampling::estimateOf(list);
        answer = {{"ln_tau", estimate.logTau}, {"ci95", {estimate.low, estimate.high}}};
    }
    std::int64_t steps = 0;
    Json each = Json::array();
    for (const ForwardFluxRepeat& repeat : list) {
        steps += repeat.steps;
        each.push_back(repeatJson(repeat));
    }
    answer.update({{"ln_tau_langer", theoryOf(**flux, *specification)},
                   {"interfaces", list.empty() ? Json::array() : Json(list.front().interfaces)},
                   {"steps", steps},
                   {"wall_seconds", seconds},
                   {"repeats", each}});
    if (arguments.json) {
        print(answer);
    } else if (list.size() >= 2) {
        std::printf("ln tau %.4f, 95 %%: %.4f to %.4f (gradient-flow time, %zu repeats, %zu interfaces)\n",
                    answer["ln_tau"].get<double>(), answer["ci95"][0].get<double>(), answer["ci95"][1].get<double>(),
                    list.size(), list.front().interfaces.size());
        if (answer["ln_tau_langer"].is_number())
            std::printf("Kramers and Langer: %.4f\n", answer["ln_tau_langer"].get<double>());
        std::printf("%.3g replica steps, %.1f s\n", static_cast<double>(steps), seconds);
    }
    return interruption.requested() ? kInterrupted : kDone;
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
    command->add_option("--threads", arguments->threads, "Threads; the results do not depend on it");
    command->add_option("--resume", arguments->file,
                        "File that keeps finished repeats; an existing one is gone on with");
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runForwardFlux(*arguments); }; });
}

} // namespace hysteron::cli
