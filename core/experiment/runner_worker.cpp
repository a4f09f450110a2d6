#include "core/experiment/runner_worker.h"

#include <exception>
#include <utility>

namespace hysteron {

std::shared_ptr<Snapshot> emptySnapshot(std::uint64_t run, const Specification& specification)
{
    auto snapshot = std::make_shared<Snapshot>();
    snapshot->run = run;
    snapshot->specification = specification;
    snapshot->curves = std::make_shared<Snapshot::Curves>();
    snapshot->trail = std::make_shared<std::vector<TrailPoint>>();
    snapshot->visits = std::make_shared<std::vector<std::vector<std::int64_t>>>();
    return snapshot;
}

Runner::Impl::~Impl()
{
    {
        const std::lock_guard lock(mutex);
        quit = true;
        interrupt.request_stop();
        abandon.request_stop();
    }
    wake.notify_one();
    thread.join();
}

void Runner::Impl::post(Command command)
{
    const std::lock_guard lock(mutex);
    postLocked(std::move(command));
}

void Runner::Impl::postLocked(Command command)
{
    commands.push_back(std::move(command));
    interrupt.request_stop();
    wake.notify_one();
}

void Runner::Impl::work()
{
    std::unique_lock lock(mutex);
    const auto called = [this] { return quit || !commands.empty(); };
    while (!quit) {
        if (!commands.empty()) {
            const Command command = std::move(commands.front());
            commands.pop_front();
            if (commands.empty())
                interrupt = {};
            busy = true;
            lock.unlock();
            command();
            lock.lock();
            busy = false;
        } else if (running) {
            busy = true;
            lock.unlock();
            runPiece();
            lock.lock();
            busy = false;
            const Clock::time_point now = Clock::now();
            if (const Clock::time_point next = pacer.nextDue(now, speed); running && next > now)
                wake.wait_until(lock, next, called);
        } else {
            rest.notify_all();
            wake.wait(lock, called);
        }
    }
}

void Runner::Impl::runPiece()
{
    const Clock::time_point started = Clock::now();
    double epochsPerSecond = 0.0;
    bool asked = false;
    std::stop_token called;
    {
        const std::lock_guard lock(mutex);
        epochsPerSecond = speed;
        asked = wanted;
        called = interrupt.get_token();
    }
    core.work();
    const std::int64_t stepsBefore = simulation->steps();
    const std::int64_t done = simulation->advance(pacer.due(started, epochsPerSecond), called);
    core.rest();
    pacer.ran(done, simulation->steps() - stepsBefore, started, Clock::now());
    if (const RunState now = simulation->state(); now != RunState::Paused) {
        running = false;
        publish(now);
    } else if (asked && done > 0) {
        publish(RunState::Running);
    }
}

void Runner::Impl::prepare(const Specification& prepared, const std::vector<LoggedChange>& log, std::uint64_t newRun,
                           bool paused)
{
    std::stop_token abandoned;
    {
        const std::lock_guard lock(mutex);
        abandon = {};
        abandoned = abandon.get_token();
        if (quit || stopPending || newRun != newestRun)
            abandon.request_stop();
    }
    run = newRun;
    running = false;
    stopped = false;
    simulation.reset();
    gradientWatch.forget();
    std::vector<Text> problems;
    try {
        Result<std::unique_ptr<Simulation>> created = Simulation::create(prepared, abandoned, engine);
        if (created)
            simulation = std::move(created).value();
        const Errors errors = simulation ? simulation->follow(log) : created.errors();
        for (const Error& error : errors)
            problems.push_back(Text("%1: %2: %3", error.field, error.value, error.rule));
        if (!errors.empty())
            simulation.reset();
    } catch (const std::exception& failure) { // above all: no memory for a task of this size
        problems.push_back(Text("The experiment could not be prepared: %1", failure.what()));
    }
    if (abandoned.stop_requested())
        simulation.reset();
    else if (simulation)
        setRunning(!paused);
    if (!simulation) {
        auto snapshot = emptySnapshot(run, prepared);
        snapshot->notes = std::move(problems);
        publish(RunState::Stopped, std::move(snapshot));
    }
}

RunState Runner::Impl::stateNow() const
{
    if (stopped || !simulation)
        return RunState::Stopped;
    return running ? RunState::Running : simulation->state();
}

void Runner::Impl::setRunning(bool go)
{
    if (stopped || !simulation)
        return;
    running = go && simulation->state() == RunState::Paused;
    if (running)
        pacer.begin(Clock::now());
    publish(stateNow());
}

void Runner::Impl::end()
{
    {
        const std::lock_guard lock(mutex);
        stopPending = false;
    }
    running = false;
    stopped = true;
    if (simulation)
        publish(RunState::Stopped);
}

void Runner::Impl::publish(RunState newState)
{
    std::shared_ptr<Snapshot> snapshot = simulation->snapshot();
    snapshot->gradientNoise = gradientWatch.look(*simulation, snapshot->rank, newState == RunState::Running);
    publish(newState, std::move(snapshot));
}

void Runner::Impl::publish(RunState newState, std::shared_ptr<Snapshot> snapshot)
{
    snapshot->run = run;
    snapshot->state = newState;
    if (newState == RunState::Running) {
        snapshot->stepsPerSecond = pacer.stepsPerSecond();
        snapshot->epochsPerSecond = pacer.epochsPerSecond();
    }
    bool changed = false;
    {
        const std::lock_guard lock(mutex);
        if (run != newestRun)
            return; // a newer experiment was started meanwhile
        changed = state != newState;
        state = newState;
        latest = std::move(snapshot);
        wanted = false;
    }
    if (!changed)
        return;
    const std::lock_guard lock(callbackMutex);
    if (callback)
        callback(newState);
}

} // namespace hysteron
