// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dynamics/dynamics.h"
#include "core/experiment/checkpoint.h"
#include "core/experiment/escape_rule.h"
#include "core/experiment/rank_tracker.h"
#include "core/experiment/simulation.h"
#include "core/experiment/trail.h"
#include "core/experiment/visit_counts.h"
#include "core/model/order_parameters.h"

#include <cstdint>
#include <deque>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hysteron {

/// Why this is no checkpoint of that experiment.
[[nodiscard]] Errors checkCheckpoint(const Checkpoint& checkpoint, const Specification& started,
                                     const Prepared& prepared);

/// The inside of a Simulation: the network at the end of an epoch and all that was seen of it so far.
struct Simulation::State {
    /// start: the specification of `prepared`, or one that differs in how the run begins.
    State(std::shared_ptr<const Prepared> prepared, const Specification& start, Network network, Engine engine);

    State(const State&) = delete; // the dynamics refers to the task
    State& operator=(const State&) = delete;

    /// One epoch, or the divergence in it.
    void runEpoch();
    /// logged: by an earlier run, whose log holds the noise only where it was set anew.
    void change(const ControlChange& change, bool logged = false);
    /// Makes the changes to come that are due.
    void followLog();
    /// Back to the last good state, with this change on top of the parameters that broke.
    void goBack(const ControlChange& change);

    /// As it stands, for going on later.
    [[nodiscard]] Checkpoint checkpoint();
    /// checkCheckpoint() found nothing wrong with it.
    void restore(const Checkpoint& checkpoint);
    void makeCopies();

    [[nodiscard]] double betaInForce() const;
    [[nodiscard]] bool followsSchedule() const;
    [[nodiscard]] double gradientTrace() const;

    Specification initial;       ///< as the run was created
    Specification specification; ///< with all live changes
    const std::shared_ptr<const Prepared> prepared;
    const Task& task; ///< of `prepared`
    Network network;
    std::unique_ptr<Dynamics> dynamics;
    StepParameters parameters;

    RunPoint at; ///< its weights and its rank are those of `network` and `rank`, and filled in by point()
    std::optional<std::int64_t> end; ///< of the run, when it was moved
    int startRank = 0;
    RankTracker rank;
    EscapeRule escape;

    std::vector<Transition> transitions;
    std::optional<std::int64_t> escapeEpoch;
    std::optional<Divergence> divergence;
    std::vector<LoggedChange> changes;
    std::deque<LoggedChange> toCome; ///< see Simulation::follow()
    std::vector<Text> notes;
    Text temperatureNote;

    Snapshot::Curves curves;
    Trail trail;
    VisitCounts visits;

    std::shared_ptr<const RunPoint> lastGood;  ///< what goBack() returns to
    std::shared_ptr<const RunPoint> candidate; ///< becomes lastGood when the run stays good for a while

    /// Copies for snapshots and checkpoints, made when one is asked for and shared while the epoch stays.
    struct SharedCopies {
        std::int64_t epoch = -1;
        std::optional<double> gradientTrace; ///< takes longer than all else, and only snapshots tell it
        std::shared_ptr<const Snapshot::Curves> curves;
        std::shared_ptr<const std::vector<TrailPoint>> trail;
        std::shared_ptr<const std::vector<std::vector<std::int64_t>>> visits;
    };
    SharedCopies copies;

private:
    [[nodiscard]] RunPoint point() const;
    void standAt(const RunPoint& point);
    void refreshParameters();
    void refreshTemperature();
    void observe();
    void record();
    void recordSiblings();
    void restartSiblingCurves(); ///< another engine has other siblings
    void cutCurves();
    void keepIfGood();
    void diverge(const EpochResult& result);

    Eigen::VectorXd m_epochStart; ///< weights to return to when an epoch breaks
    double m_goodMse = 0.0;
};

} // namespace hysteron
