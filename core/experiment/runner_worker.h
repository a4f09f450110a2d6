// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/core_budget.h"
#include "core/experiment/pacer.h"
#include "core/experiment/runner.h"
#include "core/experiment/simulation.h"

#include <atomic>
#include <condition_variable>
#include <cstdint>
#include <deque>
#include <limits>
#include <mutex>
#include <stop_token>
#include <thread>
#include <vector>

namespace hysteron {

/// Of a run that is not there yet, or never came to be.
[[nodiscard]] std::shared_ptr<Snapshot> emptySnapshot(std::uint64_t run, const Specification& specification);

/// What the two threads share, and the worker's own state.
struct Runner::Impl {
    using Command = std::function<void()>; ///< executed on the worker
    using Clock = std::chrono::steady_clock;

    /// What was asked for, as it goes from the screen to the loader and on to the worker.
    struct Start {
        Specification specification;
        std::vector<LoggedChange> log;
        bool paused = false;
        std::uint64_t run = 0;
    };
    struct Loaded {
        Start start;
        Result<std::shared_ptr<const Prepared>> prepared;
    };

    Impl() : worker([this] { work(); }), loader([this] { load(); }) {}
    ~Impl();

    void post(Command command);
    void postLocked(Command command);
    /// Whatever starts are under way come to nothing. Under the lock.
    void dropStarts();
    [[nodiscard]] bool atRest() const; ///< under the lock

    // Loader only.
    void load();

    // Worker only.
    void work();
    void runPiece();
    void begin(Loaded next);
    /// How the start of this run ended; what was held for it follows, where it was taken.
    void decide(std::uint64_t decided, bool taken);
    [[nodiscard]] Errors makeSimulation(const Loaded& next, const std::stop_token& stop);
    /// Where a schedule has ended a run without an end, the run goes on at the last beta.
    void goBeyondSchedule();
    /// The longest run there is.
    [[nodiscard]] static std::int64_t noEnd();
    void setRunning(bool go);
    void end();
    void publish(RunState newState);
    void tell(RunState newState);
    void publish(RunState newState, std::shared_ptr<Snapshot> snapshot);
    [[nodiscard]] RunState stateNow() const;

    // Shared, guarded by `mutex`.
    mutable std::mutex mutex;
    std::condition_variable wake; ///< a command came
    std::condition_variable wakeLoader;
    std::condition_variable rest; ///< the worker has nothing to do
    std::deque<Command> commands;
    bool busy = false; ///< the worker is using the simulation
    bool quit = false;
    bool wanted = false;
    RunState state = RunState::Stopped;
    std::atomic<Engine> engine{Engine::Fast};
    std::atomic<bool> endless = false;
    Specification specification; ///< with the changes accepted so far: what the next one is judged by
    struct Pending {
        std::uint64_t run;
        Specification specification; ///< likewise with the changes accepted so far
    };
    struct Held {
        std::uint64_t run;
        Command command;
    };
    std::deque<Start> asked;     ///< for the loader
    std::deque<Loaded> ready;    ///< for the worker
    std::deque<Pending> pending; ///< starts that were neither taken nor refused yet, the newest last
    std::deque<Held> held;       ///< commands for runs to come
    Errors refusal;
    std::uint64_t newestRun = 0;
    double speed = std::numeric_limits<double>::infinity();
    std::shared_ptr<const Snapshot> latest;
    std::stop_source interrupt; ///< a command waits: come back after this epoch. Made anew when the last one is taken
    std::stop_source abandon;   ///< the trap that is being annealed is not wanted any more. Made anew likewise
    std::stop_source stopLoading;

    std::mutex callbackMutex;
    std::function<void(RunState)> callback;

    // The worker's own; others may look while it is not busy.
    std::unique_ptr<Simulation> simulation;
    std::uint64_t run = 0;
    CoreBudget::Claim core{CoreBudget::machine(), 1}; ///< so that ensembles leave it one
    bool running = false;
    bool stopped = false;
    Pacer pacer;
    GradientWatch gradientWatch;

    std::thread worker; ///< the threads are last: they start when all else is ready
    std::thread loader;
};

} // namespace hysteron
