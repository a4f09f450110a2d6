// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/control.h"
#include "core/experiment/snapshot.h"
#include "core/model/order_parameters.h"

#include <Eigen/Core>

#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hysteron {

/// Where a run stands at the end of an epoch: the state and what was read off it.
struct RunPoint {
    Eigen::VectorXd weights; ///< D of them, see Network
    std::int64_t epoch = 0;
    std::int64_t steps = 0;
    double time = 0.0; ///< gradient-flow time
    OrderParameters order;
    int rank = 0;               ///< with the memory of RankTracker
    double measuredTrace = 0.0; ///< what T is read from
    bool scheduleEnded = false; ///< by a live change of beta
};

/// Everything that a run needs to go on from an epoch as if nothing had happened: with the same Prepared, restore()
/// leads to the same weights, transitions, curves and trail, bit for bit, through live changes, schedules, divergence
/// and recovery (Simulation::checkpoint, restore, resume). The same engine and instruction set are needed for that, as
/// for a run from its start.
///
/// The curves, the trail and the visits are shared with the snapshot of the same epoch, and the two good states with
/// the run: what a checkpoint costs is a copy of the curves where nobody has looked at this epoch yet. A run of
/// fig1a-rank1 of 20000 epochs holds 560 kB of curves (never more than 0.9 MB), copied in 20 to 80 us, and 50 kB of
/// trail and visits; all the rest is 10 kB, taken in 1 us. Going back takes 0.2 to 0.4 ms. A file of it has 1.0 MB.
struct Checkpoint {
    Specification specification; ///< of the run as it was created, without live changes
    RunPoint at;
    double beta = 0.0; ///< in force in the epoch that led to `at`: a leg of a schedule may just have ended
    int startRank = 0;
    std::optional<std::int64_t> end;   ///< where the run ends, when it was moved (Simulation::setEndEpoch)
    std::vector<LoggedChange> changes; ///< in force
    std::vector<LoggedChange> toCome;  ///< that are still followed
    std::vector<Transition> transitions;
    std::optional<std::int64_t> escapeEpoch;
    std::optional<Divergence> divergence;
    std::vector<Text> notes;
    std::vector<Eigen::VectorXd> siblings; ///< their weights; empty when they are to set out from `at`

    std::shared_ptr<const Snapshot::Curves> curves;
    std::shared_ptr<const std::vector<TrailPoint>> trail;
    std::shared_ptr<const std::vector<std::vector<std::int64_t>>> visits; ///< [mode][bin]

    // The way back after a divergence.
    std::shared_ptr<const RunPoint> lastGood;
    std::shared_ptr<const RunPoint> candidate; ///< becomes lastGood when the run stays good; may be null
};

} // namespace hysteron
