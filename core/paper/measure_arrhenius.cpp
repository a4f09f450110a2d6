// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/measure.h"

#include "core/experiment/presets.h"
#include "core/sampling/ensemble.h"
#include "core/sampling/forward_flux.h"
#include "core/theory/temperature.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hysteron::paper {

namespace {

/// Waits for all replicas, piece by piece for the progress.
std::unique_ptr<sampling::Ensemble> waited(const Specification& specification, const sampling::EnsembleOptions& options,
                                           const ShareDone& share, double from, double to, const std::stop_token& stop)
{
    auto ensemble = sampling::Ensemble::create(prepare(specification).value(), options);
    if (!ensemble)
        throw std::logic_error("waited: " + ensemble.errors().front().message());
    const auto total = static_cast<double>(options.replicas);
    while (!(*ensemble)->finished() && !stop.stop_requested()) {
        (*ensemble)->advance(std::max<std::int64_t>(100, options.maxEpochs / 100), stop);
        const double byTime = static_cast<double>((*ensemble)->epoch()) / static_cast<double>(options.maxEpochs);
        const double byCount = 1.0 - static_cast<double>((*ensemble)->waiting()) / total;
        share(from + (to - from) * std::max(byTime, byCount));
    }
    return std::move(ensemble).value();
}

} // namespace

std::vector<Table> measureLiteralGrid(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    constexpr double kRates[] = {5e-4, 1e-3, 2e-3, 3e-3, 5e-3}; // App. A
    constexpr std::int64_t kEpochs = 20000;
    Table table{
        "fig2b-literal",
        {"langevin", "learning_rate", "temperature", "replicas", "escaped", "exposure_epochs", "barrier_over_t"},
        {}};
    int done = 0;
    for (const bool langevin : {false, true}) {
        for (const double rate : kRates) {
            Specification s = findPreset(langevin ? "fig1a-rank1" : "fig1a-rank1-minibatch")->specification;
            s.training.learningRate = rate;
            s.seed = conditions.firstSeed;
            const auto ensemble =
                waited(s, {.replicas = conditions.seeds, .maxEpochs = kEpochs, .threads = conditions.threads}, share,
                       0.1 * done, 0.1 * (done + 1), stop);
            ++done;
            double escaped = 0.0, exposure = 0.0;
            for (const sampling::Passage& passage : ensemble->passages()) {
                escaped += passage.outcome == sampling::PassageOutcome::Escaped;
                exposure += static_cast<double>(passage.epoch);
            }
            const double t = theory::temperatureFromConstant(rate, s.training.batch, s.noise.c);
            const double barrier = *theory::ModeLandscape(0.8, s.network.depth).escapeBarrier(s.training.beta);
            table.rows.push_back({langevin ? 1.0 : 0.0, rate, langevin ? t : 0.0, static_cast<double>(conditions.seeds),
                                  escaped, exposure, barrier / t});
        }
    }
    return stop.stop_requested() ? std::vector<Table>{} : std::vector<Table>{std::move(table)};
}

std::vector<Table> measureWaiting(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    constexpr double kTemperatures[] = {1.5e-3, 1.35e-3, 1.2e-3, 1.1e-3, 1.0e-3};
    constexpr std::int64_t kEpochs = 400'000;
    Table table{"fig2b-waiting", {"temperature", "replica", "time", "censored"}, {}};
    const int replicas = std::max(20, 6 * conditions.seeds);
    double from = 0.0;
    for (const double t : kTemperatures) {
        Specification s = findPreset("fig1a-rank1")->specification;
        s.noise.temperature = t;
        s.seed = conditions.firstSeed;
        const double to = from + 0.2;
        const auto ensemble = waited(s, {.replicas = replicas, .maxEpochs = kEpochs, .threads = conditions.threads},
                                     share, from, to, stop);
        from = to;
        const Simulation& start = ensemble->start();
        const double epoch =
            start.parameters().learningRate * stepsPerEpoch(start.task().trainingSize(), start.parameters().batch);
        for (const sampling::Passage& passage : ensemble->passages())
            table.rows.push_back({t, static_cast<double>(passage.replica), static_cast<double>(passage.epoch) * epoch,
                                  passage.outcome == sampling::PassageOutcome::Escaped ? 0.0 : 1.0});
    }
    return stop.stop_requested() ? std::vector<Table>{} : std::vector<Table>{std::move(table)};
}

std::vector<Table> measureFlux(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    constexpr double kTemperatures[] = {1.2e-3, 1e-3, 8e-4, 6e-4, 4.5e-4, 3e-4};
    Table table{"fig2b-flux", {"temperature", "ln_tau", "low", "high", "repeats", "steps"}, {}};
    const sampling::ForwardFluxOptions options{.threads = conditions.threads};
    double done = 0.0;
    for (const double t : kTemperatures) {
        Specification s = findPreset("fig1a-rank1")->specification;
        s.noise.temperature = t;
        s.seed = conditions.firstSeed;
        const auto flux = sampling::ForwardFlux::create(prepare(s).value(), options);
        if (!flux)
            throw std::logic_error("measureFlux: " + flux.errors().front().message());
        std::vector<sampling::ForwardFluxRepeat> repeats;
        double steps = 0.0;
        for (int k = 0; k < options.repeats; ++k) {
            const auto repeat = (*flux)->repeat(k, stop);
            if (stop.stop_requested())
                return {};
            if (!repeat)
                throw std::logic_error("measureFlux: " + repeat.errors().front().message());
            repeats.push_back(*repeat);
            steps += static_cast<double>(repeat->steps);
            share((done + static_cast<double>(k + 1) / options.repeats) / std::size(kTemperatures));
        }
        done += 1.0;
        const sampling::ForwardFluxEstimate estimate = estimateOf(repeats);
        table.rows.push_back(
            {t, estimate.logTau, estimate.low, estimate.high, static_cast<double>(options.repeats), steps});
    }
    return {std::move(table)};
}

} // namespace hysteron::paper
