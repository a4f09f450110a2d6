#include "app/cli/arguments.h"
#include "app/cli/commands.h"
#include "app/cli/experiment_arguments.h"
#include "app/cli/interruption.h"

#include "core/analysis/exponential_test.h"
#include "core/analysis/first_passage.h"
#include "core/base/number_format.h"
#include "core/base/worker_pool.h"
#include "core/sampling/ensemble.h"

#include <unistd.h>

#include <cmath>
#include <cstdio>
#include <memory>
#include <vector>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;
using sampling::Passage;
using sampling::PassageOutcome;

struct EscapeArguments {
    ExperimentArguments experiment;
    std::string replicas = "300";
    std::string maxEpochs;
    std::string threads;
    std::string precision = "f64";
    bool json = false;
};

/// What a terminal shows while one waits.
void showProgress(const sampling::Ensemble& ensemble, std::int64_t end)
{
    if (isatty(STDERR_FILENO) == 0)
        return;
    const std::size_t replicas = ensemble.passages().size();
    std::fprintf(stderr, "\r\033[Kepoch %lld of %lld, %zu of %zu wait", static_cast<long long>(ensemble.epoch()),
                 static_cast<long long>(end), ensemble.waiting(), replicas);
    if (ensemble.finished())
        std::fprintf(stderr, "\n");
}

/// Who diverged is no escape and was watched up to the epoch before; who still waits was watched until now.
std::vector<analysis::Passage> watched(const sampling::Ensemble& ensemble)
{
    std::vector<analysis::Passage> list;
    for (const Passage& passage : ensemble.passages()) {
        std::int64_t epochs = passage.epoch;
        if (passage.outcome == PassageOutcome::Waiting)
            epochs = ensemble.epoch();
        else if (passage.outcome == PassageOutcome::Diverged)
            epochs = passage.epoch - 1;
        if (epochs > 0)
            list.push_back({static_cast<double>(epochs), passage.outcome != PassageOutcome::Escaped});
    }
    return list;
}

template<class T> Json orNull(const std::optional<T>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

Json answerOf(const sampling::Ensemble& ensemble, const Specification& specification)
{
    const StepParameters& parameters = ensemble.start().parameters();
    const double timePerEpoch =
        parameters.learningRate * stepsPerEpoch(ensemble.start().task().trainingSize(), parameters.batch);
    Json times = Json::array();
    std::size_t diverged = 0;
    for (const Passage& passage : ensemble.passages()) {
        const bool waits = passage.outcome == PassageOutcome::Waiting;
        diverged += passage.outcome == PassageOutcome::Diverged;
        times.push_back({{"replica", passage.replica},
                         {"epochs", waits ? ensemble.epoch() : passage.epoch},
                         {"censored", passage.outcome != PassageOutcome::Escaped}});
        if (passage.outcome == PassageOutcome::Diverged)
            times.back()["diverged"] = true;
    }
    Json answer = {{"replicas", ensemble.passages().size()}};
    const std::vector<analysis::Passage> list = watched(ensemble);
    if (list.empty()) {
        answer.update({{"escaped", 0},
                       {"censored", ensemble.passages().size()},
                       {"exposure_epochs", 0},
                       {"tau_epochs", nullptr},
                       {"ci95", {nullptr, nullptr}},
                       {"tau_time", nullptr},
                       {"method", "nothing was watched"},
                       {"exponential_p", nullptr}});
    } else {
        const analysis::EscapeTimeEstimate estimate = analysis::estimateEscapeTime(list);
        answer.update(
            {{"escaped", estimate.escaped},
             {"censored", ensemble.passages().size() - estimate.escaped},
             {"exposure_epochs", estimate.exposure},
             {"tau_epochs", orNull(estimate.tau)},
             {"ci95", {estimate.low, orNull(estimate.high)}},
             {"tau_time", estimate.tau ? Json(*estimate.tau * timePerEpoch) : Json(nullptr)},
             {"ci95_time",
              {estimate.low * timePerEpoch, estimate.high ? Json(*estimate.high * timePerEpoch) : Json(nullptr)}},
             {"method", english(estimate.method)},
             {"exponential_p", orNull(analysis::testExponential(list).p)}});
    }
    answer.update({{"diverged", diverged},
                   {"epochs", ensemble.epoch()},
                   {"seed", specification.seed},
                   {"temperature", parameters.temperature},
                   {"time_per_epoch", timePerEpoch},
                   {"fingerprint", ensemble.fingerprint()},
                   {"times", times}});
    return answer;
}

void printAnswer(const Json& answer)
{
    const auto number = [](const Json& value) {
        return value.is_null() ? std::string("-") : shortestExact(std::round(value.get<double>() * 1e4) / 1e4);
    };
    std::printf("%-14s %lld: %lld escaped, %lld censored, %lld diverged\n", "replicas",
                answer["replicas"].get<long long>(), answer["escaped"].get<long long>(),
                answer["censored"].get<long long>() - answer["diverged"].get<long long>(),
                answer["diverged"].get<long long>());
    std::printf("%-14s %s epochs, 95 %%: %s to %s\n", "tau", number(answer["tau_epochs"]).c_str(),
                number(answer["ci95"][0]).c_str(), number(answer["ci95"][1]).c_str());
    if (!answer["tau_time"].is_null())
        std::printf("%-14s %s gradient-flow time, 95 %%: %s to %s\n", "", number(answer["tau_time"]).c_str(),
                    number(answer["ci95_time"][0]).c_str(), number(answer["ci95_time"][1]).c_str());
    std::printf("%-14s %s\n", "method", answer["method"].get<std::string>().c_str());
    if (answer["exponential_p"].is_null())
        std::printf("%-14s too few escapes to test\n", "exponential?");
    else
        std::printf("%-14s p = %s\n", "exponential?", number(answer["exponential_p"]).c_str());
    std::printf("%-14s %s\n", "fingerprint", answer["fingerprint"].get<std::string>().c_str());
}

int runEscape(const EscapeArguments& arguments)
{
    Errors errors;
    const Result<Specification> specification = arguments.experiment.specification();
    const auto replicas = parseInteger("--replicas", arguments.replicas, 1, 1'000'000);
    const auto maxEpochs = parseInteger("--max-epochs", arguments.maxEpochs.empty() ? "0" : arguments.maxEpochs,
                                        arguments.maxEpochs.empty() ? 0 : 1, 1'000'000'000);
    const auto threads = parseInteger(
        "--threads", arguments.threads.empty() ? std::to_string(WorkerPool::hardwareThreads()) : arguments.threads, 1,
        256);
    collect(errors, specification);
    collect(errors, replicas);
    collect(errors, maxEpochs);
    collect(errors, threads);
    if (arguments.precision != "f64" && arguments.precision != "f32")
        errors.push_back({"--precision", arguments.precision, "must be f64 or f32"});
    if (!errors.empty())
        return report(errors);

    const Interruption interruption;
    const sampling::EnsembleOptions options{.replicas = static_cast<int>(*replicas),
                                            .maxEpochs = *maxEpochs,
                                            .threads = static_cast<int>(*threads),
                                            .precision = arguments.precision == "f32" ? sampling::Precision::F32
                                                                                      : sampling::Precision::F64};
    const auto ensemble = sampling::Ensemble::create(*specification, options, interruption.token());
    if (!ensemble)
        return report(ensemble.errors());
    const std::int64_t end = *maxEpochs > 0 ? *maxEpochs : specification->training.epochs;
    while (!(*ensemble)->finished() && !interruption.requested()) {
        constexpr std::int64_t kEpochsPerReport = 1024;
        (*ensemble)->advance(kEpochsPerReport, interruption.token());
        showProgress(**ensemble, end);
    }

    const Json answer = answerOf(**ensemble, *specification);
    if (arguments.json)
        print(answer);
    else
        printAnswer(answer);
    if (!(*ensemble)->finished())
        return kInterrupted;
    return answer["escaped"] == 0 || answer["diverged"] > 0 ? kNumericalOutcome : kDone;
}

} // namespace

void addEscape(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<EscapeArguments>();
    CLI::App* command = app.add_subcommand("escape", "How long many replicas wait in their trap");
    arguments->experiment.addTo(*command);
    command->add_option("--replicas", arguments->replicas, "Number of replicas")->capture_default_str();
    command->add_option("--max-epochs", arguments->maxEpochs, "Where waiting ends; training.epochs by default");
    command->add_option("--threads", arguments->threads,
                        "Threads, all that the machine has by default; the results "
                        "do not depend on it");
    command->add_option("--precision", arguments->precision, "f64, or f32: faster, good to 1e-4")
        ->capture_default_str();
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runEscape(*arguments); }; });
}

} // namespace hysteron::cli
