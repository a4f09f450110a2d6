#include "core/experiment/runner.h"

#include "core/experiment/pacer.h"
#include "core/experiment/simulation.h"

#include <atomic>
#include <cmath>
#include <condition_variable>
#include <deque>
#include <exception>
#include <limits>
#include <mutex>
#include <stdexcept>
#include <thread>
#include <utility>

namespace hysteron {

namespace {
bool moves(RunState state)
{
    return state == RunState::Preparing || state == RunState::Running;
}

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
} // namespace

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

    std::mutex callbackMutex;
    std::function<void(RunState)> callback;

    std::atomic<bool> interrupt = false; ///< a command waits: come back after this epoch
    std::atomic<bool> abandon = false;   ///< what is being prepared is not wanted any more

    // The worker's own; others may look while it is not busy.
    std::unique_ptr<Simulation> simulation;
    std::uint64_t run = 0;
    bool running = false;
    bool stopped = false;
    Pacer pacer;
    GradientWatch gradientWatch;

    std::thread thread; ///< last: starts when all else is ready
};

Runner::Impl::~Impl()
{
    {
        const std::lock_guard lock(mutex);
        quit = true;
        interrupt = abandon = true;
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
    interrupt = true;
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
            interrupt = !commands.empty();
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
    {
        const std::lock_guard lock(mutex);
        epochsPerSecond = speed;
        asked = wanted;
    }
    const std::int64_t stepsBefore = simulation->steps();
    const std::int64_t done = simulation->advance(pacer.due(started, epochsPerSecond), &interrupt);
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
    {
        const std::lock_guard lock(mutex);
        abandon = quit || stopPending || newRun != newestRun;
    }
    run = newRun;
    running = false;
    stopped = false;
    simulation.reset();
    gradientWatch.forget();
    std::vector<std::string> problems;
    try {
        Result<std::unique_ptr<Simulation>> created = Simulation::create(prepared, &abandon, engine);
        if (created)
            simulation = std::move(created).value();
        const Errors errors = simulation ? simulation->follow(log) : created.errors();
        for (const Error& error : errors)
            problems.push_back(error.message());
        if (!errors.empty())
            simulation.reset();
    } catch (const std::exception& failure) { // above all: no memory for a task of this size
        problems.push_back(std::string("The experiment could not be prepared: ") + failure.what());
    }
    if (abandon)
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

void Runner::setEngine(Engine engine)
{
    m_impl->engine = engine;
}

Runner::Runner() : m_impl(std::make_unique<Impl>()) {}
Runner::~Runner() = default;

Errors Runner::start(const Specification& specification, bool paused, const std::vector<LoggedChange>& log)
{
    if (Errors errors = specification.validate(); !errors.empty())
        return errors;
    Impl& impl = *m_impl;
    const std::lock_guard lock(impl.mutex);
    const std::uint64_t run = ++impl.newestRun;
    impl.commands.clear();
    impl.stopPending = false;
    impl.abandon = true;
    impl.specification = specification;
    impl.state = RunState::Preparing;
    impl.latest = emptySnapshot(run, specification);
    impl.postLocked([&impl, specification, log, run, paused] { impl.prepare(specification, log, run, paused); });
    return {};
}

void Runner::pause()
{
    m_impl->post([&impl = *m_impl] { impl.setRunning(false); });
}

void Runner::resume()
{
    m_impl->post([&impl = *m_impl] { impl.setRunning(true); });
}

void Runner::stepOnce()
{
    m_impl->post([&impl = *m_impl] {
        if (impl.simulation && !impl.stopped)
            impl.simulation->advance(1);
        impl.setRunning(false);
    });
}

void Runner::stop()
{
    Impl& impl = *m_impl;
    const std::lock_guard lock(impl.mutex);
    impl.stopPending = true;
    impl.abandon = true;
    impl.postLocked([&impl] { impl.end(); });
}

Errors Runner::change(const ControlChange& change)
{
    Impl& impl = *m_impl;
    const std::lock_guard lock(impl.mutex);
    if (impl.state == RunState::Stopped)
        return {{"run", "stopped", "start an experiment before changing it"}};
    const bool diverged = impl.state == RunState::Diverged && impl.commands.empty();
    if (Errors errors = checkChange(impl.specification, diverged ? impl.latest->divergence : std::nullopt, change);
        !errors.empty())
        return errors;
    impl.specification = change.appliedTo(impl.specification);
    impl.postLocked([&impl, change] {
        if (!impl.simulation || impl.stopped)
            return;
        // Checked before; what can still fail is a change that crossed a divergence, and then the run stays as it is.
        (void)impl.simulation->apply(change);
        impl.publish(impl.stateNow());
    });
    return {};
}

void Runner::recover()
{
    m_impl->post([&impl = *m_impl] {
        if (!impl.simulation || impl.stopped || impl.simulation->state() != RunState::Diverged)
            return;
        impl.simulation->recover();
        impl.gradientWatch.forget();
        impl.setRunning(true);
    });
}

void Runner::setSpeed(double epochsPerSecond)
{
    if (!(epochsPerSecond > 0.0))
        throw std::invalid_argument("Runner::setSpeed: the speed must be above 0");
    Impl& impl = *m_impl;
    const std::lock_guard lock(impl.mutex);
    impl.speed = epochsPerSecond;
    impl.postLocked([] {}); // ends a wait that was measured by the old speed
}

void Runner::setEndEpoch(std::int64_t epochs)
{
    m_impl->post([&impl = *m_impl, epochs] {
        if (!impl.simulation || impl.stopped)
            return;
        impl.simulation->setEndEpoch(epochs);
        impl.publish(impl.stateNow());
    });
}

std::shared_ptr<const Snapshot> Runner::snapshot()
{
    const std::lock_guard lock(m_impl->mutex);
    m_impl->wanted = true;
    return m_impl->latest;
}

void Runner::onStateChange(std::function<void(RunState)> callback)
{
    const std::lock_guard lock(m_impl->callbackMutex);
    m_impl->callback = std::move(callback);
}

void Runner::wait()
{
    std::unique_lock lock(m_impl->mutex);
    m_impl->rest.wait(lock, [&impl = *m_impl] { return impl.commands.empty() && !impl.busy && !moves(impl.state); });
}

std::string Runner::fingerprint() const
{
    const std::lock_guard lock(m_impl->mutex);
    if (m_impl->busy || !m_impl->commands.empty() || moves(m_impl->state))
        throw std::logic_error("Runner::fingerprint: only when the run is at rest; wait() first");
    return m_impl->simulation ? m_impl->simulation->fingerprint() : std::string();
}

std::optional<Runner::Present> Runner::present() const
{
    const std::lock_guard lock(m_impl->mutex);
    if (m_impl->busy || !m_impl->commands.empty() || moves(m_impl->state) || !m_impl->simulation)
        return std::nullopt;
    const Simulation& simulation = *m_impl->simulation;
    Present present{simulation.specification(), simulation.network().weights()};
    const StepParameters& parameters = simulation.parameters();
    present.specification.training.beta = parameters.beta;
    if (usesTemperature(parameters.noise))
        present.specification.noise.temperature = parameters.temperature;
    return present;
}

} // namespace hysteron
