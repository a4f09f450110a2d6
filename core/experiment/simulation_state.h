#pragma once

#include "core/dynamics/dynamics.h"
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

/// The inside of a Simulation: the network at the end of an epoch and all that was seen of it so far.
struct Simulation::State {
    State(const Specification& specification, Task task, Network network, Engine engine);

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

    [[nodiscard]] double betaInForce() const;
    [[nodiscard]] bool followsSchedule() const;
    [[nodiscard]] double gradientTrace() const;

    Specification initial;       ///< as the run was created
    Specification specification; ///< with all live changes
    const Task task;
    Network network;
    std::unique_ptr<Dynamics> dynamics;
    StepParameters parameters;

    std::int64_t epoch = 0;
    std::int64_t steps = 0;
    double time = 0.0;
    OrderParameters order;
    double measuredTrace = 0.0; ///< what T is read from
    bool scheduleEnded = false; ///< by a live change of beta
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

    /// What goBack() returns to.
    struct Checkpoint {
        Eigen::VectorXd weights;
        std::int64_t epoch = 0;
        std::int64_t steps = 0;
        double time = 0.0;
        OrderParameters order;
        int rank = 0;
        double measuredTrace = 0.0;
        bool scheduleEnded = false;
    };
    Checkpoint lastGood;

    /// Copies for snapshots, made when one is asked for and shared while the epoch stays.
    struct SharedCopies {
        std::int64_t epoch = -1;
        double gradientTrace = 0.0;
        std::shared_ptr<const Snapshot::Curves> curves;
        std::shared_ptr<const std::vector<TrailPoint>> trail;
        std::shared_ptr<const std::vector<std::vector<std::int64_t>>> visits;
    };
    SharedCopies copies;

private:
    void refreshParameters();
    void refreshTemperature();
    void observe();
    void record();
    void recordSiblings();
    void cutCurves();
    [[nodiscard]] Checkpoint checkpoint() const;
    void keepIfGood();
    void diverge(const EpochResult& result);

    Eigen::VectorXd m_epochStart; ///< weights to return to when an epoch breaks
    double m_goodMse = 0.0;
    std::optional<Checkpoint> m_candidate; ///< becomes lastGood when the run stays good for a while
};

} // namespace hysteron
