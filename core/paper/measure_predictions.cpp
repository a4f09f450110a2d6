// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/measure.h"

#include "core/analysis/first_passage.h"
#include "core/experiment/presets.h"
#include "core/paper/seed_runs.h"
#include "core/sampling/ensemble.h"
#include "core/sampling/forward_flux.h"
#include "core/theory/mode_landscape.h"

#include <algorithm>
#include <cmath>
#include <optional>
#include <stdexcept>

namespace hysteron::paper {

namespace {

/// Features of equal distance between the strongest and the weakest of the preset four-features.
std::vector<double> featuresOf(int count)
{
    constexpr double kStrongest = 0.9, kWeakest = 0.45;
    std::vector<double> eta;
    for (int i = 0; i < count; ++i)
        eta.push_back(kStrongest - (kStrongest - kWeakest) * i / (count - 1));
    return eta;
}

constexpr double kDepthTemperature = 1e-3;
constexpr double kFixedBeta = 0.2; ///< below the folds of eta = 0.8 for all depths up to 6
constexpr double kFixedShare = 0.8;

} // namespace

std::vector<Table> measureStages(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    constexpr int kMostFeatures = 8;
    const int seeds = std::max(5, conditions.seeds / 5);
    std::vector<SeedRun> runs;
    for (int features = 2; features <= kMostFeatures; ++features) {
        for (int k = 0; k < seeds; ++k) {
            Specification s = findPreset("four-features")->specification;
            s.task.eta = featuresOf(features);
            s.task.inputs = s.task.outputs = features;
            s.training.epochs = 20000;
            s.seed = conditions.firstSeed + static_cast<std::uint64_t>(k);
            runs.push_back({s, {static_cast<double>(features), static_cast<double>(s.seed)}});
        }
    }
    std::vector<std::vector<std::vector<double>>> rows(runs.size());
    runSeeds(runs, conditions, share, stop, [&](std::size_t k, const Simulation& simulation) {
        const auto snapshot = simulation.snapshot();
        for (int stage = 1; stage <= static_cast<int>(runs[k].labels[0]); ++stage) {
            const auto epoch = firstEpochAtRank(*snapshot, stage);
            std::vector<double> row = runs[k].labels;
            row.insert(row.end(), {static_cast<double>(stage), epoch ? 1.0 : 0.0,
                                   epoch ? static_cast<double>(*epoch) : static_cast<double>(snapshot->epoch)});
            rows[k].push_back(std::move(row));
        }
    });
    if (stop.stop_requested())
        return {};
    Table table{"staged-runs", {"features", "seed", "stage", "reached", "epoch"}, {}};
    for (auto& some : rows)
        table.rows.insert(table.rows.end(), some.begin(), some.end());
    return {std::move(table)};
}

namespace {

struct LogTime {
    double value, low, high;
};

/// Short waits are waited for, long ones sampled; empty when stopped.
std::optional<LogTime> logWait(const Specification& s, const Conditions& conditions, const std::stop_token& stop)
{
    const sampling::ForwardFluxOptions options{.walkers = 500, .repeats = 4, .threads = conditions.threads};
    constexpr std::int64_t kWaited = 20'000; // epochs
    const auto prepared = prepare(s).value();
    const auto ensemble =
        sampling::Ensemble::create(prepared, {.replicas = 100, .maxEpochs = kWaited, .threads = conditions.threads});
    if (!ensemble)
        throw std::logic_error("measureDepth: " + ensemble.errors().front().message());
    (*ensemble)->advance(kWaited / 10, stop);
    if ((*ensemble)->waiting() < 80) {
        (*ensemble)->advance(kWaited, stop);
        std::vector<analysis::Passage> watched;
        for (const sampling::Passage& passage : (*ensemble)->passages())
            watched.push_back({static_cast<double>(std::max<std::int64_t>(1, passage.epoch)),
                               passage.outcome != sampling::PassageOutcome::Escaped});
        const auto estimate = analysis::estimateEscapeTime(watched);
        const double epoch = s.training.learningRate * stepsPerEpoch(s.task.samples, s.training.batch);
        return LogTime{std::log(*estimate.tau * epoch), std::log(estimate.low * epoch),
                       std::log(*estimate.high * epoch)};
    }
    const auto flux = sampling::ForwardFlux::create(prepared, options);
    if (!flux)
        throw std::logic_error("measureDepth: " + flux.errors().front().message());
    std::vector<sampling::ForwardFluxRepeat> repeats;
    for (int k = 0; k < options.repeats; ++k) {
        const auto repeat = (*flux)->repeat(k, stop);
        if (stop.stop_requested())
            return std::nullopt;
        if (!repeat)
            throw std::logic_error("measureDepth: " + repeat.errors().front().message());
        repeats.push_back(*repeat);
    }
    const sampling::ForwardFluxEstimate estimate = estimateOf(repeats);
    return LogTime{estimate.logTau, estimate.low, estimate.high};
}

} // namespace

std::vector<Table> measureDepth(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    Table table{"depth-escapes", {"setting", "depth", "beta", "temperature", "ln_tau", "low", "high"}, {}};
    constexpr int kDeepest = 5; // at 6 the barrier is some 200 T: theory alone
    double done = 0.0;
    for (const int setting : {0, 1}) { // the same beta, the same share of beta_c
        for (int depth = 3; depth <= kDeepest; ++depth) {
            const theory::ModeLandscape landscape(0.8, depth);
            Specification s = findPreset("fig1a-rank1")->specification;
            s.protocol.anneal.clear(); // folds of this depth
            s.network.depth = depth;
            s.training.beta = setting == 0 ? kFixedBeta : kFixedShare * landscape.criticalBeta();
            s.noise.temperature = kDepthTemperature;
            s.seed = conditions.firstSeed;
            const auto wait = logWait(s, conditions, stop);
            if (!wait || stop.stop_requested())
                return {};
            table.rows.push_back({static_cast<double>(setting), static_cast<double>(depth), s.training.beta,
                                  kDepthTemperature, wait->value, wait->low, wait->high});
            share(++done / (2.0 * (kDeepest - 2)));
        }
    }
    return {std::move(table)};
}

std::vector<Table> measureGap(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    const int seeds = std::max(5, conditions.seeds / 4);
    std::vector<SeedRun> runs;
    for (const int features : {2, 4, 8}) {
        for (const int samples : {12, 25, 50, 100, 200, 400, 800}) {
            for (int k = 0; k < seeds; ++k) {
                Specification s = findPreset("eight-features")->specification;
                s.task.samples = s.training.batch = samples;
                s.task.eta = featuresOf(features);
                s.task.inputs = s.task.outputs = features;
                s.seed = s.task.seed = conditions.firstSeed + static_cast<std::uint64_t>(k);
                double bayes = 0.0;
                for (const double eta : s.task.eta)
                    bayes += (1.0 - eta * eta) / features;
                runs.push_back({s,
                                {static_cast<double>(features), static_cast<double>(samples),
                                 static_cast<double>(s.seed), bayes}});
            }
        }
    }
    Table table{"gap-runs",
                {"features", "samples", "seed", "bayes", "train_mse", "test_mse"},
                std::vector<std::vector<double>>(runs.size())};
    runSeeds(runs, conditions, share, stop, [&](std::size_t k, const Simulation& simulation) {
        const auto snapshot = simulation.snapshot();
        table.rows[k] = runs[k].labels;
        table.rows[k].push_back(snapshot->trainMse);
        table.rows[k].push_back(snapshot->testMse);
    });
    return stop.stop_requested() ? std::vector<Table>{} : std::vector<Table>{std::move(table)};
}

} // namespace hysteron::paper
