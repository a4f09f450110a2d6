// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/measure.h"

#include "core/base/worker_pool.h"
#include "core/experiment/presets.h"
#include "core/sampling/ensemble.h"
#include "core/theory/temperature.h"

#include <Eigen/SVD>

#include <algorithm>
#include <atomic>
#include <cmath>
#include <mutex>
#include <stdexcept>

namespace hysteron::paper {

namespace {

double sigma2(const Network& network)
{
    return Eigen::JacobiSVD<Eigen::MatrixXd>(network.endToEnd()).singularValues()[1];
}

/// Of sigma_2 around its mean, at rank 2, looked at after every epoch.
double varianceAtRankTwo(const Specification& specification, const std::stop_token& stop)
{
    constexpr double kBurnIn = 80.0, kWatched = 800.0; // gradient-flow time; relaxation takes some units
    auto simulation = Simulation::create(prepare(specification).value(), stop);
    if (!simulation)
        throw std::logic_error("varianceAtRankTwo: " + simulation.errors().front().message());
    const double epoch = specification.training.learningRate *
                         stepsPerEpoch((*simulation)->task().trainingSize(), specification.training.batch);
    (*simulation)->advance(static_cast<std::int64_t>(kBurnIn / epoch), stop);
    double mean = 0.0, squares = 0.0, count = 0.0;
    for (double time = 0.0; time < kWatched && !stop.stop_requested(); time += epoch) {
        (*simulation)->advance(1);
        const double value = sigma2((*simulation)->network());
        count += 1.0;
        const double before = value - mean;
        mean += before / count;
        squares += before * (value - mean);
    }
    return squares / std::max(1.0, count - 1.0);
}

} // namespace

std::vector<Table> measureNoiseScaling(const Conditions& conditions, const ShareDone& share,
                                       const std::stop_token& stop)
{
    Table scaling{"noise-scaling", {"replacement", "batch", "learning_rate", "variance"}, {}};
    std::vector<Specification> all;
    for (const bool replacement : {false, true}) {
        for (const auto& [batch, rate] : {std::pair{16, 0.08},
                                          {32, 0.08},
                                          {64, 0.08},
                                          {128, 0.08},
                                          {64, 0.02},
                                          {64, 0.04},
                                          {64, 0.16},
                                          {16, 0.02}}) {
            Specification s = findPreset("fig1a-random-minibatch")->specification;
            s.task.sampling = Sampling::MomentMatched;
            s.training = {.beta = 0.2,
                          .learningRate = rate,
                          .batch = batch,
                          .batching = replacement ? Batching::Replacement : Batching::Shuffled,
                          .epochs = 1'000'000};
            s.seed = conditions.firstSeed;
            all.push_back(s);
            scaling.rows.push_back({replacement ? 1.0 : 0.0, static_cast<double>(batch), rate, 0.0});
        }
    }
    WorkerPool pool(conditions.threads);
    std::atomic<int> done{0};
    std::mutex mutex;
    pool.forEach(static_cast<int>(all.size()), [&](int k) {
        const auto index = static_cast<std::size_t>(k);
        scaling.rows[index][3] = varianceAtRankTwo(all[index], stop);
        const std::lock_guard lock(mutex);
        share(0.5 * ++done / static_cast<double>(all.size()));
    });

    Table waiting{
        "noise-waiting", {"by_rate", "batch", "learning_rate", "temperature", "replica", "time", "censored"}, {}};
    const int replicas = std::max(20, 2 * conditions.seeds);
    double part = 0.5;
    for (const auto& [byRate, batch, rate] : {std::tuple{0.0, 48, 0.08},
                                              {0.0, 52, 0.08},
                                              {0.0, 56, 0.08},
                                              {0.0, 60, 0.08},
                                              {1.0, 64, 0.08 * 64 / 48},
                                              {1.0, 64, 0.08 * 64 / 52},
                                              {1.0, 64, 0.08 * 64 / 56},
                                              {1.0, 64, 0.08 * 64 / 60}}) {
        Specification s = findPreset("fig1a-rank1")->specification;
        s.training.batch = batch;
        s.training.learningRate = rate;
        s.seed = conditions.firstSeed;
        auto ensemble = sampling::Ensemble::create(
            prepare(s).value(), {.replicas = replicas, .maxEpochs = 200'000, .threads = conditions.threads});
        if (!ensemble)
            throw std::logic_error("measureNoiseScaling: " + ensemble.errors().front().message());
        while (!(*ensemble)->finished() && !stop.stop_requested())
            (*ensemble)->advance(1000, stop);
        share(part += 0.5 / 8);
        const double epoch = rate * stepsPerEpoch((*ensemble)->start().task().trainingSize(), batch);
        for (const sampling::Passage& passage : (*ensemble)->passages())
            waiting.rows.push_back({byRate, static_cast<double>(batch), rate,
                                    theory::temperatureFromConstant(rate, batch, s.noise.c),
                                    static_cast<double>(passage.replica), static_cast<double>(passage.epoch) * epoch,
                                    passage.outcome == sampling::PassageOutcome::Escaped ? 0.0 : 1.0});
    }
    if (stop.stop_requested())
        return {};
    return {std::move(scaling), std::move(waiting)};
}

} // namespace hysteron::paper
