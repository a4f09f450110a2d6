// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dynamics/dynamics.h"
#include "core/experiment/control.h"
#include "core/experiment/gradient_watch.h"
#include "core/experiment/history.h"
#include "core/experiment/specification.h"
#include "core/theory/mode_landscape.h"

#include <array>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hysteron {

/// How a run stands. Numerical outcomes are values here, never error texts.
enum class RunState {
    Preparing, ///< data and trap are being made
    Paused,
    Running,
    Finished, ///< its end was reached, see Snapshot::endEpoch
    Diverged,
    Stopped,
};

/// The rank changed. Up: the next singular value rose above its threshold. Down: it fell below the saddle, so that a
/// fluctuation around the threshold is not a series of transitions.
struct Transition {
    std::int64_t epoch = 0;
    int from = 0;
    int to = 0;
    bool operator==(const Transition&) const = default;
};

/// Where and why a run broke.
struct Divergence {
    std::int64_t epoch = 0;             ///< epoch in which it happened, counted from 1: its end was never reached
    std::int64_t step = 0;              ///< step since epoch 0
    double learningRate = 0.0;          ///< the one that broke
    Text cause;                         ///< one sentence
    double suggestedLearningRate = 0.0; ///< half of it, or less where it is known that half would break too
    std::int64_t lastGoodEpoch = 0;     ///< the state that recover() goes back to
    [[nodiscard]] bool suggestsHalf() const { return suggestedLearningRate == learningRate / 2.0; }
    bool operator==(const Divergence&) const = default;
};

/// One point of the state's trail in the bifurcation diagram.
struct TrailPoint {
    std::int64_t epoch;
    double beta;
    std::vector<double> singularValues;
    bool operator==(const TrailPoint&) const = default;
};

/// Everything the screen shows, immutable and complete. Curves are shared between snapshots when they did not change.
struct Snapshot {
    std::uint64_t run = 0; ///< counts the successful starts of a Runner from 1: results of an older run are recognised
    RunState state = RunState::Preparing;
    Specification specification;  ///< with all live changes applied
    StepParameters parameters;    ///< in force at this epoch
    Engine engine = Engine::Fast; ///< that moves it
    int weightCount = 0;          ///< D
    std::string fingerprint;      ///< of the weights and the transitions at this epoch, Simulation::fingerprint()

    std::int64_t epoch = 0;
    std::int64_t endEpoch = 0; ///< where the run ends: training.epochs, or where that was moved to
    std::int64_t steps = 0;
    double time = 0.0; ///< gradient-flow time: sum of eta_lr over the steps
    std::vector<double> singularValues;
    double trainMse = 0.0;
    double testMse = 0.0;
    double loss = 0.0; ///< regularised training loss U(W)
    int rank = 0;
    int startRank = 0;                       ///< rank at epoch 0, after the trap
    double gradientTrace = 0.0;              ///< trace of the per-sample gradient covariance at this state
    std::vector<Transition> transitions;     ///< the first 10000
    std::optional<std::int64_t> escapeEpoch; ///< first passage by escape.*, if it happened
    std::optional<Divergence> divergence;
    std::vector<LoggedChange> changes;

    std::vector<double> eta;          ///< modes theory works with
    std::vector<double> empiricalEta; ///< of the training data
    std::vector<Text> notes;          ///< from the data and the protocol

    struct Curves {
        std::vector<History> singularValues; ///< one per singular value
        History trainMse;
        History testMse;
        /// [sibling][singular value]: other replicas of the same seed from the same start, thinned further; empty with
        /// the reference engine. They show chance, and do not belong to the run.
        std::vector<std::vector<History>> siblings;
        bool operator==(const Curves&) const = default;
    };
    std::shared_ptr<const Curves> curves;
    std::shared_ptr<const std::vector<TrailPoint>> trail; ///< thinned; the newest point is last
    /// Visits of the mode in question (see modeInQuestion) since the last control change, in equal bins of its singular
    /// value over [0, 1.5 eta): the raw material of the free energy. One count per epoch
    /// (none for a value beyond the last bin).
    std::shared_ptr<const std::vector<std::vector<std::int64_t>>> visits; ///< [mode][bin]

    /// Measured some three times a second, so that its epoch may be an earlier one; null where nothing was measured.
    std::shared_ptr<const GradientNoise> gradientNoise;

    double stepsPerSecond = 0.0; ///< wall-clock rate while running; 0 when paused
    double epochsPerSecond = 0.0;
};

/// The mode whose barrier matters now, from 0: the first that is not learnt; when all are, the last learnt one.
[[nodiscard]] int modeInQuestion(int rank, int modes);
[[nodiscard]] int modeInQuestion(const Snapshot& snapshot);

} // namespace hysteron
