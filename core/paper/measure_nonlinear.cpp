// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/measure.h"

#include "core/experiment/presets.h"
#include "core/sampling/ensemble.h"
#include "core/sampling/sweep.h"

#include <algorithm>
#include <stdexcept>

namespace hysteron::paper {

namespace {

/// Few samples and large steps: a network that is not linear must go through every sample.
Specification small(Activation activation, const Conditions& conditions)
{
    Specification s = findPreset("fig3")->specification;
    s.protocol = {};
    s.protocol.kind = ProtocolKind::Random;
    s.network.activation = activation;
    s.task.samples = 64;
    s.training.batch = 64;
    s.training.learningRate = 0.3;
    s.seed = conditions.firstSeed;
    return s;
}

} // namespace

std::vector<Table> measureNonlinear(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    struct Kind {
        Activation activation;
        bool langevin;
        sampling::SweepOptions options;
    };
    const int threads = conditions.threads;
    const Kind kinds[] = {
        {Activation::Tanh,
         false,
         {.from = 0.05, .to = 0.45, .step = 0.01, .dwell = 2000, .replicas = 8, .threads = threads}},
        {Activation::Tanh,
         true,
         {.from = 0.05, .to = 0.45, .step = 0.01, .dwell = 600, .replicas = 8, .threads = threads}},
        {Activation::Sigmoid,
         false,
         {.from = 0.0, .to = 0.08, .step = 0.0025, .dwell = 4000, .replicas = 8, .threads = threads}},
    };
    Table sweeps{
        "appg-sweeps", {"activation", "langevin", "replica", "down", "beta", "sigma1", "sigma2", "test_mse"}, {}};
    Table jumps{"appg-jumps", {"activation", "langevin", "replica", "down", "beta", "from", "to"}, {}};
    double done = 0.0;
    for (const Kind& kind : kinds) {
        Specification s = small(kind.activation, conditions);
        if (kind.langevin) {
            s.noise.kind = NoiseKind::Langevin;
            s.noise.temperature = 1e-3;
        }
        auto sweep = sampling::Sweep::create(prepare(sampling::withoutProtocol(s)).value(), kind.options);
        if (!sweep)
            throw std::logic_error("measureNonlinear: " + sweep.errors().front().message());
        while (!(*sweep)->finished()) {
            (*sweep)->advance(std::max<std::int64_t>(100, (*sweep)->totalEpochs() / 50), stop);
            if (stop.stop_requested())
                return {};
            share((done + static_cast<double>((*sweep)->epoch()) / static_cast<double>((*sweep)->totalEpochs())) / 4.0);
        }
        done += 1.0;
        const std::vector<double> labels{static_cast<double>(kind.activation), kind.langevin ? 1.0 : 0.0};
        double replica = 0.0;
        for (const sampling::SweepRecord& record : (*sweep)->records()) {
            double down = 0.0;
            for (const auto* branch : {&record.up, &record.down}) {
                for (const sampling::SweepPoint& point : *branch)
                    sweeps.rows.push_back({labels[0], labels[1], replica, down, point.beta, point.singularValues[0],
                                           point.singularValues[1], point.testMse});
                down += 1.0;
            }
            for (const sampling::SweepJump& jump : jumpsOf(record))
                jumps.rows.push_back({labels[0], labels[1], replica,
                                      jump.direction == sampling::SweepDirection::Up ? 0.0 : 1.0, jump.beta,
                                      static_cast<double>(jump.from), static_cast<double>(jump.to)});
            replica += 1.0;
        }
    }
    // Out of the state without a feature, by noise.
    Table escapes{"appg-escapes", {"temperature", "replica", "time", "censored"}, {}};
    for (const double temperature : {6e-4, 8e-4, 1e-3}) {
        Specification s = small(Activation::Tanh, conditions);
        s.noise.kind = NoiseKind::Langevin;
        s.noise.temperature = temperature;
        s.training.beta = 0.32;
        s.training.learningRate = 0.1;
        s.protocol.kind = ProtocolKind::RankTrap;
        s.protocol.rank = 0;
        s.protocol.anneal = {{0.0, 400}, {0.45, 800}};
        auto ensemble = sampling::Ensemble::create(
            prepare(s).value(), {.replicas = std::max(16, conditions.seeds), .maxEpochs = 40'000, .threads = threads});
        if (!ensemble)
            throw std::logic_error("measureNonlinear: " + ensemble.errors().front().message());
        while (!(*ensemble)->finished() && !stop.stop_requested())
            (*ensemble)->advance(1000, stop);
        share((done += 1.0 / 3.0) / 4.0);
        for (const sampling::Passage& passage : (*ensemble)->passages())
            escapes.rows.push_back({temperature, static_cast<double>(passage.replica),
                                    static_cast<double>(passage.epoch) * s.training.learningRate,
                                    passage.outcome == sampling::PassageOutcome::Escaped ? 0.0 : 1.0});
    }
    if (stop.stop_requested())
        return {};
    return {std::move(sweeps), std::move(jumps), std::move(escapes)};
}

} // namespace hysteron::paper
