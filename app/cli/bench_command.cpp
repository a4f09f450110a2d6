// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/arguments.h"
#include "app/cli/commands.h"

#include "core/analysis/summary.h"
#include "core/base/worker_pool.h"
#include "core/experiment/presets.h"
#include "core/kernels/block.h"
#include "core/kernels/fma_limit.h"
#include "core/sampling/ensemble.h"
#include "core/sampling/workload.h"

#include <cstdio>
#include <ctime>
#include <memory>
#include <numeric>
#include <vector>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;

constexpr int kEpochsOfFingerprint = 20;

struct BenchArguments {
    std::string seconds = "2";
    std::string threads;
    bool figure1a = false;
    bool json = false;
};

double seconds(clockid_t clock)
{
    timespec now{};
    clock_gettime(clock, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

/// Rates of pieces of work per second of CPU time; the median shrugs off what else the machine does.
class Rates
{
public:
    void add(double rate) { m_rates.push_back(rate); }
    [[nodiscard]] double last() const { return m_rates.back(); }
    template<class Work> void add(clockid_t clock, const Work& work)
    {
        const double begin = seconds(clock);
        const double done = work();
        m_rates.push_back(done / (seconds(clock) - begin));
    }
    [[nodiscard]] double median() const { return analysis::medianOf(m_rates); }

private:
    std::vector<double> m_rates;
};

/// Epochs that take about 5 ms.
int pieceOf(sampling::Workload& workload)
{
    int epochs = 1;
    while (epochs < 1 << 20) {
        const double begin = seconds(CLOCK_THREAD_CPUTIME_ID);
        workload.advance(epochs);
        if (seconds(CLOCK_THREAD_CPUTIME_ID) - begin > 2.5e-3)
            break;
        epochs *= 2;
    }
    return epochs;
}

/// Kernels one after the other in many short rounds, so that a slow moment meets all of them.
Json benchKernels(double budget, Json& ceiling)
{
    auto workloads = sampling::makeWorkloads();
    std::vector<std::string> fingerprints;
    for (const auto& workload : workloads) {
        workload->advance(kEpochsOfFingerprint);
        fingerprints.push_back(workload->fingerprint());
    }
    std::vector<int> pieces;
    for (const auto& workload : workloads)
        pieces.push_back(pieceOf(*workload));
    std::vector<Rates> rates(workloads.size());
    Rates limit64, limit32;
    const double end = seconds(CLOCK_MONOTONIC) + budget;
    do {
        limit64.add(CLOCK_THREAD_CPUTIME_ID, [] { return kernels::fusedMultiplyAdds<double>(5e7); });
        limit32.add(CLOCK_THREAD_CPUTIME_ID, [] { return kernels::fusedMultiplyAdds<float>(1e8); });
        for (std::size_t i = 0; i < workloads.size(); ++i)
            rates[i].add(CLOCK_THREAD_CPUTIME_ID,
                         [&] { return static_cast<double>(workloads[i]->advance(pieces[i])); });
    } while (seconds(CLOCK_MONOTONIC) < end);

    ceiling = {{"f64", limit64.median()}, {"f32", limit32.median()}};
    Json results = Json::array();
    for (std::size_t i = 0; i < workloads.size(); ++i) {
        const sampling::Workload& workload = *workloads[i];
        const double limit = workload.limit(workload.precision() == "f64" ? limit64.median() : limit32.median());
        results.push_back({{"name", workload.name()},
                           {"replica_steps_per_second", rates[i].median()},
                           {"threads", 1},
                           {"precision", workload.precision()},
                           {"target", kernels::instructionSet()},
                           {"share_of_multiply_add_limit", limit > 0.0 ? Json(rates[i].median() / limit) : Json()},
                           {"fingerprint", fingerprints[i]}});
    }
    return results;
}

/// The trap of Fig. 1(a) with 512 replicas, observed after every epoch: CPU-second rates with one and more threads.
void benchEnsemble(double budget, int threads, Json& results)
{
    const auto trap = prepare(findPreset("fig1a-rank1")->specification).value();
    std::vector<int> counts = {1};
    if (threads > 1)
        counts.push_back(threads);
    std::vector<std::unique_ptr<sampling::Ensemble>> ensembles;
    for (const int count : counts)
        ensembles.push_back(
            sampling::Ensemble::create(
                trap, {.replicas = 512, .maxEpochs = 1'000'000'000, .threads = count, .leaveAtEscape = false})
                .value());
    // The first pieces wake threads and touch memory for the first time: they are not counted.
    for (const auto& ensemble : ensembles)
        ensemble->advance(128);
    constexpr int kLeastRounds = 15;
    std::vector<Rates> rates(counts.size());
    Rates kept; // of the rate of one thread, in the same round: a busy machine slows both
    const double end = seconds(CLOCK_MONOTONIC) + budget;
    for (int round = 0; round < kLeastRounds || seconds(CLOCK_MONOTONIC) < end; ++round) {
        for (std::size_t i = 0; i < counts.size(); ++i)
            rates[i].add(CLOCK_PROCESS_CPUTIME_ID, [&] {
                const std::int64_t before = ensembles[i]->steps();
                ensembles[i]->advance(128);
                return static_cast<double>(ensembles[i]->steps() - before);
            });
        kept.add(rates.back().last() / rates.front().last());
    }
    for (std::size_t i = 0; i < counts.size(); ++i)
        results.push_back({{"name", "ensemble langevin"},
                           {"replica_steps_per_second", rates[i].median()},
                           {"threads", counts[i]},
                           {"precision", "f64"},
                           {"target", kernels::instructionSet()},
                           {"share_of_multiply_add_limit", nullptr},
                           {"share_of_one_thread", counts[i] > 1 ? Json(kept.median()) : Json()},
                           {"fingerprint", nullptr}});
}

/// Fig. 1(a) in full: three protocols, 50 seeds, 20000 epochs each, observed at every epoch. Wall-clock seconds.
double benchFigure1a(int threads)
{
    std::vector<std::uint64_t> seeds(50);
    std::iota(seeds.begin(), seeds.end(), 42);
    const double begin = seconds(CLOCK_MONOTONIC);
    for (const char* name : {"fig1a-random", "fig1a-rank1", "fig1a-trivial"}) {
        const auto ensemble =
            sampling::Ensemble::createFromSeeds(prepare(findPreset(name)->specification).value(), seeds,
                                                {.maxEpochs = 20'000, .threads = threads, .leaveAtEscape = false});
        ensemble.value()->advance(20'000);
    }
    return seconds(CLOCK_MONOTONIC) - begin;
}

int runBench(const BenchArguments& arguments)
{
    Errors errors;
    const auto budget = parseNumber("--seconds", arguments.seconds);
    const auto threads = parseInteger(
        "--threads", arguments.threads.empty() ? std::to_string(WorkerPool::hardwareThreads()) : arguments.threads, 1,
        256);
    collect(errors, budget);
    collect(errors, threads);
    if (budget && !(*budget > 0.0 && *budget <= 3600.0))
        errors.push_back({"--seconds", arguments.seconds, "must be a number above 0 and at most 3600"});
    if (!errors.empty())
        return report(errors);

    Json ceiling;
    Json results = benchKernels(0.7 * *budget, ceiling);
    benchEnsemble(0.3 * *budget, static_cast<int>(*threads), results);
    const double figure1a = arguments.figure1a ? benchFigure1a(static_cast<int>(*threads)) : 0.0;
    if (arguments.json) {
        print({{"multiply_adds_per_second", ceiling},
               {"results", results},
               {"fig1a_seconds", arguments.figure1a ? Json(figure1a) : Json()}});
        return kDone;
    }
    std::printf("%-18s %-4s %7s  %10s\n", "", "", "threads", "M steps/s");
    for (const Json& result : results) {
        std::printf("%-18s %-4s %7d  %10.2f", result["name"].get<std::string>().c_str(),
                    result["precision"].get<std::string>().c_str(), result["threads"].get<int>(),
                    result["replica_steps_per_second"].get<double>() / 1e6);
        if (result["share_of_multiply_add_limit"].is_number())
            std::printf("   %.2f of the multiply-add limit", result["share_of_multiply_add_limit"].get<double>());
        std::printf("\n");
    }
    if (arguments.figure1a)
        std::printf("Fig. 1(a) in full (3 protocols, 50 seeds, 20000 epochs) on %d threads: %.2f s\n",
                    static_cast<int>(*threads), figure1a);
    std::printf("replica steps per CPU second, medians; %s\n", kernels::instructionSet().c_str());
    return kDone;
}

} // namespace

void addBench(CLI::App& app, Action& action)
{
    auto arguments = std::make_shared<BenchArguments>();
    CLI::App* command = app.add_subcommand("bench", "Speed of the kernels on this machine, and what they compute");
    command->add_option("--seconds", arguments->seconds, "Time to spend")->capture_default_str();
    command->add_option("--threads", arguments->threads, "Of the ensemble; all that the machine has");
    command->add_flag("--fig1a", arguments->figure1a, "Also time Fig. 1(a) in full");
    command->add_flag("--json", arguments->json, "One JSON document on standard output");
    command->callback([arguments, &action] { action = [arguments] { return runBench(*arguments); }; });
}

} // namespace hysteron::cli
