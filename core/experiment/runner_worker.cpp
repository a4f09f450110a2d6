// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/runner_worker.h"

#include "core/experiment/fields.h"

#include <algorithm>
#include <exception>
#include <iterator>
#include <tuple>
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

namespace {
/// Where the schedule ends; empty for other protocols.
std::optional<std::int64_t> scheduleEnd(const Specification& specification)
{
    if (specification.protocol.kind != ProtocolKind::Schedule)
        return std::nullopt;
    std::int64_t end = 0;
    for (const ScheduleLeg& leg : specification.protocol.anneal)
        end += leg.epochs;
    return end;
}

Error unprepared(const std::exception& failure)
{
    return {"specification", "(too large)", Text("could not be prepared: %1", failure.what())};
}

Result<std::shared_ptr<const Prepared>> tryToPrepare(const Specification& specification, const std::stop_token& stop)
{
    try {
        return prepare(specification, stop);
    } catch (const std::exception& failure) { // above all: no memory for a task of this size
        return unprepared(failure);
    }
}
} // namespace

Runner::Impl::~Impl()
{
    {
        const std::lock_guard lock(mutex);
        quit = true;
        interrupt.request_stop();
        abandon.request_stop();
        stopLoading.request_stop();
    }
    wake.notify_one();
    wakeLoader.notify_one();
    worker.join();
    loader.join();
}

void Runner::Impl::post(Command command)
{
    const std::lock_guard lock(mutex);
    postLocked(std::move(command));
}

void Runner::Impl::postLocked(Command command)
{
    if (!pending.empty()) {
        held.push_back({newestRun, std::move(command)});
        return;
    }
    commands.push_back(std::move(command));
    interrupt.request_stop();
    wake.notify_one();
}

void Runner::Impl::dropStarts()
{
    for (std::stop_source* source : {&abandon, &stopLoading}) {
        source->request_stop();
        *source = {};
    }
    asked.clear();
    ready.clear();
    pending.clear();
    held.clear();
    refusal.clear();
}

bool Runner::Impl::atRest() const
{
    return pending.empty() && commands.empty() && !busy && state != RunState::Preparing && state != RunState::Running;
}

void Runner::Impl::load()
{
    std::unique_lock lock(mutex);
    for (;;) {
        wakeLoader.wait(lock, [this] { return quit || !asked.empty(); });
        if (quit)
            return;
        Start start = std::move(asked.front());
        asked.pop_front();
        const std::stop_token dropped = stopLoading.get_token();
        lock.unlock();
        Result<std::shared_ptr<const Prepared>> prepared = tryToPrepare(start.specification, dropped);
        lock.lock();
        if (dropped.stop_requested())
            continue;
        if (prepared) { // only now the run before it is in the way
            abandon.request_stop();
            abandon = {};
        }
        ready.push_back({std::move(start), std::move(prepared)});
        interrupt.request_stop();
        wake.notify_one();
    }
}

void Runner::Impl::work()
{
    std::unique_lock lock(mutex);
    const auto called = [this] { return quit || !ready.empty() || !commands.empty(); };
    const auto hear = [this] {
        if (ready.empty() && commands.empty())
            interrupt = {};
    };
    while (!quit) {
        if (!commands.empty()) { // of the present run: those of a run to come are held back
            const Command command = std::move(commands.front());
            commands.pop_front();
            hear();
            busy = true;
            lock.unlock();
            command();
            lock.lock();
            busy = false;
        } else if (!ready.empty()) {
            Loaded next = std::move(ready.front());
            ready.pop_front();
            hear();
            busy = true;
            lock.unlock();
            begin(std::move(next));
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
    bool looked = false;
    std::stop_token called;
    {
        const std::lock_guard lock(mutex);
        epochsPerSecond = speed;
        looked = wanted;
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
    } else if (looked && done > 0) {
        publish(RunState::Running);
    }
}

Errors Runner::Impl::makeSimulation(const Loaded& next, const std::stop_token& stop)
{
    if (!next.prepared)
        return next.prepared.errors();
    publish(RunState::Preparing, emptySnapshot(run, next.start.specification));
    try {
        Result<std::unique_ptr<Simulation>> created = Simulation::create(*next.prepared, stop, engine);
        if (!created)
            return created.errors();
        simulation = std::move(created).value();
        if (endless)
            simulation->setEndEpoch(scheduleEnd(next.start.specification).value_or(noEnd()));
        return simulation->follow(next.start.log);
    } catch (const std::exception& failure) { // above all: no memory for a network of this size
        return {unprepared(failure)};
    }
}

void Runner::Impl::decide(std::uint64_t decided, bool taken)
{
    const auto start = std::ranges::find(pending, decided, &Pending::run);
    if (start == pending.end())
        return; // stopped meanwhile
    if (taken)
        specification = start->specification;
    pending.erase(start);
    for (Held& one : held)
        if (taken && one.run == decided)
            commands.push_back(std::move(one.command));
    std::erase_if(held, [decided](const Held& one) { return one.run == decided; });
}

void Runner::Impl::begin(Loaded next)
{
    std::stop_token abandoned;
    {
        const std::lock_guard lock(mutex);
        const auto replaces = [](const Loaded& later) { return later.prepared.ok(); };
        if (std::ranges::any_of(ready, replaces)) {
            decide(next.start.run, false);
            return;
        }
        if (std::ranges::find(pending, next.start.run, &Pending::run) == pending.end())
            return; // stopped meanwhile
        abandoned = abandon.get_token();
    }
    std::unique_ptr<Simulation> old = std::move(simulation);
    const auto [oldRun, oldRunning, oldStopped] = std::tuple(run, running, stopped);
    run = next.start.run;
    running = stopped = false;
    gradientWatch.forget();
    const Errors errors = makeSimulation(next, abandoned);
    const bool replaced = abandoned.stop_requested();
    const bool taken = errors.empty() && !replaced;
    {
        const std::lock_guard lock(mutex);
        if (!replaced && run == newestRun)
            refusal = errors;
        decide(run, taken);
    }
    if (taken) {
        setRunning(!next.start.paused);
        return;
    }
    simulation = std::move(old);
    run = oldRun;
    stopped = oldStopped;
    running = oldRunning;
    gradientWatch.forget();
    if (running)
        pacer.begin(Clock::now());
    if (replaced)
        return; // what came instead says how things stand
    if (simulation) {
        publish(stateNow());
    } else {
        auto snapshot = emptySnapshot(next.start.run, next.start.specification);
        for (const Error& error : errors)
            snapshot->notes.push_back(Text("%1: %2: %3", error.field, error.value, error.rule));
        publish(RunState::Stopped, std::move(snapshot));
    }
    tell(stateNow());
}

RunState Runner::Impl::stateNow() const
{
    if (stopped || !simulation)
        return RunState::Stopped;
    return running ? RunState::Running : simulation->state();
}

std::int64_t Runner::Impl::noEnd()
{
    return static_cast<std::int64_t>(rangeOf("training.epochs").high);
}

void Runner::Impl::goBeyondSchedule()
{
    if (endless && simulation && !stopped && simulation->state() == RunState::Finished)
        simulation->setEndEpoch(noEnd());
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
    running = false;
    stopped = true;
    if (simulation)
        publish(RunState::Stopped);
    else
        publish(RunState::Stopped, emptySnapshot(run, specification));
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
        changed = state != newState;
        state = newState;
        latest = std::move(snapshot);
        wanted = false;
    }
    if (changed)
        tell(newState);
}

void Runner::Impl::tell(RunState newState)
{
    const std::lock_guard lock(callbackMutex);
    if (callback)
        callback(newState);
}

} // namespace hysteron
