// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/trap.h"

#include "core/dynamics/dynamics.h"
#include "core/experiment/plain_number.h"
#include "core/theory/mode_landscape.h"

#include <algorithm>
#include <cstdint>

namespace hysteron {

namespace {
constexpr int kHalvings = 10;
constexpr double kSmallestEta = 1e-6; ///< below, a mode of the training data is rounding and not a feature
constexpr int kPopulationBatch = 512; ///< stepsPerEpoch counts a population as 512 samples

/// True when a leg was walked to its end.
TrapOutcome walk(Network& network, Dynamics& descent, const StepParameters& step, std::int64_t steps,
                 const std::stop_token& stop)
{
    for (std::int64_t i = 0; i < steps; ++i) {
        if (stop.stop_requested())
            return TrapOutcome::Cancelled;
        if (descent.advanceEpoch(network, static_cast<std::uint64_t>(i), step).outcome != StepOutcome::Ok)
            return TrapOutcome::Unstable;
    }
    return TrapOutcome::Made;
}

TrapOutcome walkAll(Network& network, Dynamics& descent, StepParameters step, std::int64_t stepsPerEpoch,
                    const std::vector<ScheduleLeg>& legs, const std::stop_token& stop)
{
    for (const ScheduleLeg& leg : legs) {
        step.beta = leg.beta;
        if (const TrapOutcome outcome = walk(network, descent, step, leg.epochs * stepsPerEpoch, stop);
            outcome != TrapOutcome::Made)
            return outcome;
    }
    return TrapOutcome::Made;
}
} // namespace

TrapOutcome annealIntoTrap(Network& network, const Task& task, const std::vector<ScheduleLeg>& legs,
                           const std::stop_token& stop)
{
    // Without noise no random number is drawn, so the seed is of no account; one step per epoch of the dynamics.
    const std::unique_ptr<Dynamics> descent = makeReferenceDynamics(task, network.shape(), 0);
    StepParameters step;
    step.noise = NoiseKind::None;
    step.batching = Batching::Full;
    step.batch = std::max(task.trainingSize(), kPopulationBatch);

    const Eigen::VectorXd first = network.weights();
    for (int halvings = 0; halvings <= kHalvings; ++halvings) {
        network.weights() = first;
        const std::int64_t finer = std::int64_t{1} << halvings;
        step.learningRate = kTrapLearningRate / static_cast<double>(finer);
        const TrapOutcome outcome = walkAll(network, *descent, step, kTrapStepsPerEpoch * finer, legs, stop);
        if (outcome != TrapOutcome::Unstable)
            return outcome;
    }
    return TrapOutcome::Unstable;
}

std::vector<ScheduleLeg> trapLegs(const Specification& specification, const Task& task)
{
    if (!specification.protocol.anneal.empty())
        return specification.protocol.anneal;
    std::vector<double> eta = task.empiricalEta;
    std::erase_if(eta, [](double value) { return value < kSmallestEta; });
    return derivedAnneal(eta, specification.network.depth, specification.protocol.rank, kTrapLearningRate,
                         kTrapStepsPerEpoch);
}

Text missedTrapNote(int wanted, int reached, const Task& task, int depth, const std::vector<ScheduleLeg>& legs)
{
    std::vector<double> folds;
    for (const double eta : task.empiricalEta)
        folds.push_back(eta < kSmallestEta ? 0.0 : theory::ModeLandscape(eta, depth).criticalBeta());
    return Text("The trap should have rank %1 but has rank %2: the last leg of its anneal is at beta = %3, while the "
                "training data's own singular values (%4) are forgotten above beta = %5.",
                wanted, reached, plainNumber(legs.back().beta), plainNumbers(task.empiricalEta), plainNumbers(folds));
}

} // namespace hysteron
