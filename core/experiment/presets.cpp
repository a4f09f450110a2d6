// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"

#include <algorithm>
#include <cstdint>
#include <utility>

namespace hysteron {

namespace {
/// Anneals of App. A: full rank at beta = 0, then above the fold of the mode that is to be missing. Both legs are some
/// five times longer than convergence takes.
std::vector<ScheduleLeg> intoRankOne()
{
    return {{0.0, 400}, {0.361, 800}};
}
std::vector<ScheduleLeg> intoRankZero()
{
    return {{0.0, 400}, {0.43, 800}};
}

/// Fig. 1(a): beta = 0.32, eta_lr = 0.08, B = 64 of N = 512, 20000 epochs, w = 10, L = 3, C = 1.179 (T = 1.0602e-3).
/// Moment-matched data have exactly the barrier of eta = 0.9, 0.8.
Specification figureOneA()
{
    Specification s;
    s.task.sampling = Sampling::MomentMatched;
    return s;
}

Specification trapped(Specification s, int rank, const std::vector<ScheduleLeg>& anneal)
{
    s.protocol.kind = ProtocolKind::RankTrap;
    s.protocol.rank = rank;
    s.protocol.anneal = anneal;
    return s;
}

Specification fromRandomWeights(Specification s)
{
    s.protocol.kind = ProtocolKind::Random;
    return s;
}

/// The paper's literal words: raw samples, and the only noise is the choice of the mini-batch.
Specification minibatch(Specification s)
{
    s.task.sampling = Sampling::Raw;
    s.noise.kind = NoiseKind::Minibatch;
    return s;
}

/// The rank-1 trap with a seed whose escape comes after 3654 epochs: at 280 epochs a second about 13 seconds.
Specification firstLight()
{
    Specification s = trapped(figureOneA(), 1, intoRankOne());
    s.seed = 1;
    return s;
}

/// Betas from..to in equal steps, each for `epochs`.
void appendSweep(std::vector<ScheduleLeg>& legs, int fromHundredths, int toHundredths, std::int64_t epochs)
{
    const int direction = fromHundredths <= toHundredths ? 1 : -1;
    for (int hundredths = fromHundredths;; hundredths += direction) {
        legs.push_back({hundredths / 100.0, epochs});
        if (hundredths == toHundredths)
            return;
    }
}

Specification swept(Specification s, std::vector<ScheduleLeg> legs)
{
    s.protocol.kind = ProtocolKind::Schedule;
    s.training.beta = legs.back().beta;
    s.training.epochs = 0;
    for (const ScheduleLeg& leg : legs)
        s.training.epochs += leg.epochs;
    s.protocol.anneal = std::move(legs);
    return s;
}

/// Fig. 1(b): 25 of 5000 samples, 10000 test samples, beta = 0.0025, eta_lr = 0.1, B = 64, escape at sigma_2 > 1e-3.
/// B exceeds the 25 samples: every step sees all of them, there is no noise, and what decides is the seed that the
/// anneal leaves of mode 2. With b0 = sigma_2^(1/3) it grows back after t = (1/beta) ln(b0/(b0 - beta/eta_2)). The leg
/// of 34 epochs between the folds of these 25 samples (0.361 and 0.197) leaves sigma_2 = 4e-6; 40 epochs leave so
/// little, about (beta/eta_2)^3, that it never returns.
Specification figureOneB()
{
    Specification s;
    s.task.samples = 5000;
    s.task.subsample = 25;
    s.task.testSamples = 10000;
    s.training.beta = 0.0025;
    s.training.learningRate = 0.1;
    s.training.epochs = 4000;
    s.noise.kind = NoiseKind::Minibatch;
    s.escape.threshold = 1e-3;
    return trapped(s, 1, {{0.0, 400}, {0.279, 34}});
}

/// Fig. 3: upward quasi-static sweep by gradient descent. A mode is forgotten some 60 epochs after beta has passed its
/// fold by 0.01, so that 200 epochs a step are enough.
Specification figureThree()
{
    Specification s;
    s.task.sampling = Sampling::MomentMatched;
    s.noise.kind = NoiseKind::None;
    std::vector<ScheduleLeg> legs;
    appendSweep(legs, 0, 50, 200);
    return swept(s, std::move(legs));
}

Specification hysteresisLoop()
{
    Specification s;
    s.task.sampling = Sampling::MomentMatched;
    s.noise.temperature = 1e-3;
    std::vector<ScheduleLeg> legs;
    appendSweep(legs, 10, 50, 200);
    appendSweep(legs, 49, 10, 200);
    return swept(s, std::move(legs));
}

Specification fourFeatures()
{
    Specification s;
    s.task.eta = {0.9, 0.75, 0.6, 0.45};
    s.task.inputs = s.task.outputs = 4;
    s.task.sampling = Sampling::MomentMatched;
    s.training.beta = 0.14;
    s.noise.temperature = 3.5e-4;
    s.seed = 49;
    return trapped(s, 0, {});
}

/// Sec. 4.2: eight features from 0.9 to 0.45 in equal steps, as many samples as Fig. 1(b) trains on.
Specification eightFeatures()
{
    Specification s;
    s.task.eta.clear();
    for (int i = 0; i < 8; ++i)
        s.task.eta.push_back(0.9 - 0.45 * i / 7.0);
    s.task.inputs = s.task.outputs = 8;
    s.task.samples = s.training.batch = 25;
    s.task.testSamples = 4000;
    s.task.seed = 42;
    s.training.beta = 0.0025;
    s.training.learningRate = 0.1;
    s.training.epochs = 8000; // 800 units of time: twice 1/beta
    s.noise.kind = NoiseKind::None;
    return fromRandomWeights(s);
}

Specification depthTwo()
{
    Specification s;
    s.task.sampling = Sampling::MomentMatched;
    s.network.depth = 2;
    s.noise.temperature = 1e-5;
    std::vector<ScheduleLeg> legs;
    appendSweep(legs, 50, 110, 200);
    appendSweep(legs, 109, 50, 200);
    return swept(s, std::move(legs));
}

/// App. G: every sample is passed through the network, so few of them, and large steps.
Specification tanhSweep()
{
    Specification s;
    s.task.sampling = Sampling::MomentMatched;
    s.task.samples = 64;
    s.network.activation = Activation::Tanh;
    s.training.batch = 64;
    s.training.learningRate = 0.3;
    s.noise.kind = NoiseKind::None;
    std::vector<ScheduleLeg> legs;
    appendSweep(legs, 5, 45, 300);
    appendSweep(legs, 44, 5, 300);
    return swept(s, std::move(legs));
}

std::vector<Preset> makePresets()
{
    return {
        {"first-light", "Rank-1 trap, short wait",
         "The rank-1 trap of Fig. 1(a) with a seed for which thermal noise lifts the network over the barrier after 3654 epochs, about 13 seconds at 280 epochs a second.",
         firstLight()},
        {"fig1a-random", "Random start (Fig. 1a)",
         "Random weights start above the saddle, so that all of the seeds 42 to 91 are at rank 2 within 5 epochs and none falls back in 20000.",
         fromRandomWeights(figureOneA())},
        {"fig1a-rank1", "Rank-1 trap (Fig. 1a)",
         "Langevin noise of T = 1.06e-3 (C = 1.179) needs thousands of epochs to climb the barrier of exactly eta = 0.8 (moment-matched data): 4500 +- 640 on average over the seeds 42 to 91.",
         trapped(figureOneA(), 1, intoRankOne())},
        {"fig1a-trivial", "Trivial-phase trap (Fig. 1a)",
         "From rank 0 the stronger mode escapes first, after 105 epochs on average over the seeds 42 to 91, and the second then waits some forty times longer: the reverse of the paper's order.",
         trapped(figureOneA(), 0, intoRankZero())},
        {"fig1a-random-minibatch", "Random start, mini-batch SGD",
         "The paper's literal words, raw samples and shuffled mini-batches: a random start learns both modes at once and keeps them.",
         minibatch(fromRandomWeights(figureOneA()))},
        {"fig1a-rank1-minibatch", "Rank-1 trap, mini-batch SGD",
         "The paper's literal words never escape: the noise of mini-batches vanishes with the missing mode faster than weight decay pulls; task.seed 1 is one of the samples whose own fold (0.342) lies below the trap's 0.361.",
         minibatch(trapped(figureOneA(), 1, intoRankOne()))},
        {"fig1a-trivial-minibatch", "Trivial-phase trap, mini-batch SGD",
         "At rank 0 every sample's gradient is zero, so that mini-batches make no noise at all and the network stays there.",
         minibatch(trapped(figureOneA(), 0, intoRankZero()))},
        {"fig1b", "Grokking on 25 samples (Fig. 1b)",
         "The batch is the whole set of 25 samples, so nothing here is noise: the anneal leaves a trace of mode 2 that grows back after 1500 epochs, and with 40 instead of 34 epochs of anneal it never does.",
         figureOneB()},
        {"fig3", "Upward sweep of beta (Fig. 3)",
         "Gradient descent loses one mode per fold, in steps of 0.01 first seen at beta = 0.36 and 0.42, above the folds 0.3509 and 0.4105; on the way down it would stay at rank 0.",
         figureThree()},
        {"hysteresis-loop", "Hysteresis loop",
         "With noise of T = 1e-3 the sweep up forgets the modes near their folds 0.35 and 0.41, and the sweep down learns them again only near 0.29 and 0.33.",
         hysteresisLoop()},
        {"four-features", "Four features",
         "Each mode has its own barrier, and the weaker the mode the higher it is: the seed 49 learns them after 29, 35, 123 and 2856 epochs.",
         fourFeatures()},
        {"eight-features", "Eight features, 25 samples",
         "Gradient descent without a trap ends with a train error of 0.35 and a test error of 0.97: a gap opens without any memory of single samples, and with 100 samples it shrinks to 0.50 and 0.55.",
         eightFeatures()},
        {"depth-2", "Depth 2: no barrier",
         "Two layers have no barrier: sigma = eta - beta on the way up and on the way down, the transitions at beta = 0.8 and 0.9 are continuous and there is no loop.",
         depthTwo()},
        {"tanh-sweep", "Sweep of a tanh network (App. G)",
         "Hidden units with tanh lose their modes in jumps too, here at beta = 0.32 and 0.39 on the way up, and gradient descent never learns them again on the way down.",
         tanhSweep()},
    };
}
} // namespace

const std::vector<Preset>& presets()
{
    static const std::vector<Preset> all = makePresets();
    return all;
}

const Preset* findPreset(const std::string& name)
{
    const std::vector<Preset>& all = presets();
    const auto found = std::find_if(all.begin(), all.end(), [&](const Preset& preset) { return preset.name == name; });
    return found == all.end() ? nullptr : &*found;
}

const Preset& defaultPreset()
{
    return presets().front();
}

} // namespace hysteron
