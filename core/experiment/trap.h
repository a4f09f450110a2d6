// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"
#include "core/experiment/specification.h"
#include "core/model/network.h"

#include <stop_token>
#include <string>
#include <vector>

namespace hysteron {

/// The checkpoint behind a trap is made on its own clock, the paper's: one epoch of an anneal leg is 8 steps of 0.08
/// (N = 512, B = 64, eta_lr = 0.08). So a trapped state does not depend on the learning rate and the batch under study.
inline constexpr double kTrapLearningRate = 0.08;
inline constexpr int kTrapStepsPerEpoch = 8;

enum class TrapOutcome {
    Made,
    Cancelled,
    Unstable, ///< the first weights are so large that even the smallest step size diverges
};

/// Takes `network` through the legs by gradient descent without noise on the whole training set. Where the step 0.08
/// diverges (large weights, data of large variance) it starts again with half the step and twice as many steps.
[[nodiscard]] TrapOutcome annealIntoTrap(Network& network, const Task& task, const std::vector<ScheduleLeg>& legs,
                                         const std::stop_token& stop);

/// The legs of the trap: those of the specification, or derived from the spectrum of the training data themselves.
[[nodiscard]] std::vector<ScheduleLeg> trapLegs(const Specification& specification, const Task& task);

/// In plain words why the trap has another rank than it should have.
[[nodiscard]] Text missedTrapNote(int wanted, int reached, const Task& task, int depth,
                                  const std::vector<ScheduleLeg>& legs);

} // namespace hysteron
