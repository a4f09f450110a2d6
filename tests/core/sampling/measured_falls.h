// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/first_passage.h"
#include "core/dynamics/replica_fleet.h"
#include "core/model/order_parameters.h"
#include "core/theory/mode_landscape.h"

#include <algorithm>
#include <limits>
#include <vector>

namespace hysteron {

/// Replicas that have learnt all modes and wait to forget the last one by mini-batch noise alone.
struct FallExperiment {
    std::vector<double> eta = {0.9, 0.8}; ///< inputs and outputs: one of each per mode
    double beta = 0.34;
    double learningRate = 0.08;
    int batch = 16;
    Batching batching = Batching::Fresh;
    int samples = 0;          ///< of a training set with exact moments; 0: the population
    double targetShare = 0.5; ///< counts as fallen below this share of the saddle: few return, none after one epoch
    int replicas = 256;
    double longest = std::numeric_limits<double>::infinity(); ///< end of watching, gradient-flow time
    std::uint64_t seed = 7;

    [[nodiscard]] double q() const { return learningRate / batch; }
    [[nodiscard]] double target() const { return targetShare * *theory::ModeLandscape(eta.back(), 3).saddle(beta); }
};

/// First passages of the last singular value below the target, gradient-flow time, seen at the ends of epochs of
/// stepsPerEpoch() steps.
inline std::vector<analysis::Passage> measureFalls(const FallExperiment& experiment, WorkerPool& pool)
{
    const int modes = static_cast<int>(experiment.eta.size());
    TaskOptions options;
    options.eta = experiment.eta;
    options.inputs = options.outputs = modes;
    options.sampling = experiment.samples > 0 ? Sampling::MomentMatched : Sampling::Population;
    options.samples = std::max(2, experiment.samples);
    const Task task = makeTask(options).value();
    const NetworkShape shape{modes, modes, 10, 3};
    std::vector<double> lambda;
    for (const double eta : experiment.eta)
        lambda.push_back(*theory::ModeLandscape(eta, 3).minimum(experiment.beta));
    const Eigen::VectorXd start = balancedNetwork(shape, lambda).weights();

    const KernelTask<double> kernelTask(task, Activation::Linear);
    ReplicaFleet<double> fleet(kernelTask, shape, pool);
    for (int k = 0; k < experiment.replicas; ++k)
        fleet.add(static_cast<std::size_t>(k), experiment.seed, static_cast<std::uint32_t>(k), start);
    StepParameters parameters;
    parameters.beta = experiment.beta;
    parameters.learningRate = experiment.learningRate;
    parameters.batch = experiment.batch;
    parameters.batching = experiment.batching;
    parameters.noise = NoiseKind::Minibatch;

    const double timePerEpoch = experiment.learningRate * stepsPerEpoch(task.trainingSize(), experiment.batch);
    const double target = experiment.target();
    std::vector<analysis::Passage> passages(static_cast<std::size_t>(experiment.replicas), {0.0, true});
    constexpr int kPiece = 64;
    std::int64_t epoch = 0;
    while (fleet.size() > 0 && static_cast<double>(epoch) * timePerEpoch < experiment.longest) {
        fleet.advance(epoch, kPiece, parameters,
                      [&](const ReplicaBlock<double>& block, int lane, std::size_t member, std::int64_t now) {
                          passages[member].time = static_cast<double>(now) * timePerEpoch;
                          passages[member].censored = !(block.singularValue(lane, modes - 1) < target);
                          return passages[member].censored;
                      });
        epoch += kPiece;
    }
    return passages;
}

} // namespace hysteron
