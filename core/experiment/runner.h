// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/control.h"
#include "core/experiment/snapshot.h"
#include "core/experiment/specification.h"

#include <Eigen/Core>

#include <cstdint>
#include <functional>
#include <memory>
#include <optional>
#include <string>
#include <vector>

namespace hysteron {

/// Drives one Simulation on a worker thread: the facade of the window (and of any other live front end).
///
/// All calls return at once and may come from any one thread (the owner's). The worker publishes an immutable snapshot
/// only when the last one was taken, so it never waits for the screen and copies nothing nobody looks at.
/// A command is answered when the epoch in progress is over.
/// Determinism: pausing, speed and how often snapshots are taken change nothing in the numbers.
class Runner
{
public:
    Runner();
    ~Runner(); ///< stops and joins

    Runner(const Runner&) = delete;
    Runner& operator=(const Runner&) = delete;

    /// For later starts.
    void setEngine(Engine engine);
    /// For later starts: training.epochs does not end them. A schedule does, where it is the protocol; resume() goes on
    /// beyond it, and a live change of beta, which ends the schedule, leaves a run without an end.
    void setEndless(bool endless);
    /// Starts afresh. The specification is checked and its data are made on a thread of their own; until they are ready
    /// the old run goes on. Then its place is taken by the new one, with snapshots of state Preparing and empty curves
    /// while the trap is annealed (at once where there was no run before). What comes after start() is meant for the
    /// new run and waits for it. log: live changes to come, see Simulation::follow().
    /// Bad input of any kind leaves the old run untouched and arrives in takeRefusal(). Returns the number of the run,
    /// Snapshot::run: starts are counted from 1.
    std::uint64_t start(const Specification& specification, bool paused = false,
                        const std::vector<LoggedChange>& log = {});
    /// Why the newest start came to nothing, once; empty otherwise. onStateChange() is called when it is there.
    [[nodiscard]] Errors takeRefusal();
    void pause();
    void resume();
    /// One epoch, then paused.
    void stepOnce();
    /// Ends the worker's run, and a start that is under way; the last snapshot stays.
    void stop();
    /// Live change, in force from the next epoch on. Errors leave the run untouched. After divergence a smaller
    /// learning rate brings the run back to its last good state, paused.
    [[nodiscard]] Errors change(const ControlChange& change);
    /// After divergence: half the learning rate, or less where that is above the stability limit too, from the last
    /// good state, running again.
    void recover();
    /// Epochs per second; infinity: as fast as it goes. > 0.
    void setSpeed(double epochsPerSecond);
    /// Extends training.epochs so that the run goes on beyond its end.
    void setEndEpoch(std::int64_t epochs);

    /// Newest published snapshot (never null after the first start), and a request for the next one.
    [[nodiscard]] std::shared_ptr<const Snapshot> snapshot();
    /// Called on the worker when the state changes (paused, finished, diverged) or a start was refused: for waking a
    /// sleeping screen timer.
    /// It must not call onStateChange() or wait(). When onStateChange() returns, the old callback is not running.
    void onStateChange(std::function<void(RunState)> callback);
    /// Blocks until the run is paused, finished, diverged or stopped (tests and headless use).
    void wait();
    /// Hash of the present weights and transitions, empty before the first run; throws std::logic_error while running.
    [[nodiscard]] std::string fingerprint() const;
    /// Where the network stands, for others to start from: the specification as in force now (with T as a number) and
    /// all weights. Empty while the run moves, and before the first one has begun.
    struct Present {
        Specification specification;
        Eigen::VectorXd weights;
    };
    [[nodiscard]] std::optional<Present> present() const;

private:
    struct Impl;
    std::unique_ptr<Impl> m_impl;
};

} // namespace hysteron
