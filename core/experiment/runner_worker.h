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

    Impl() : thread([this] { work(); }) {}
    ~Impl();

    void post(Command command);
    void postLocked(Command command);

    // Worker only.
    void work();
    void runPiece();
    void prepare(const Specification& prepared, const std::vector<LoggedChange>& log, std::uint64_t newRun,
                 bool paused);
    void setRunning(bool go);
    void end();
    void publish(RunState newState);
    void publish(RunState newState, std::shared_ptr<Snapshot> snapshot);
    [[nodiscard]] RunState stateNow() const;

    // Shared, guarded by `mutex`.
    mutable std::mutex mutex;
    std::condition_variable wake; ///< a command came
    std::condition_variable rest; ///< the worker has nothing to do
    std::deque<Command> commands;
    bool busy = false; ///< the worker is using the simulation
    bool quit = false;
    bool stopPending = false;
    bool wanted = false;
    RunState state = RunState::Stopped;
    std::atomic<Engine> engine{Engine::Fast};
    Specification specification; ///< with the changes accepted so far: what the next one is judged by
    std::uint64_t newestRun = 0;
    double speed = std::numeric_limits<double>::infinity();
    std::shared_ptr<const Snapshot> latest;
    std::stop_source interrupt; ///< a command waits: come back after this epoch. Made anew when the last one is taken
    std::stop_source abandon;   ///< what is being prepared is not wanted any more. Made anew for every start

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

    std::thread thread; ///< last: starts when all else is ready
};

} // namespace hysteron
