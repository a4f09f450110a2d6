// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/runner.h"

#include "core/experiment/runner_worker.h"

#include <stdexcept>
#include <utility>

namespace hysteron {

void Runner::setEngine(Engine engine)
{
    m_impl->engine = engine;
}

void Runner::setEndless(bool endless)
{
    m_impl->endless = endless;
}

Runner::Runner() : m_impl(std::make_unique<Impl>()) {}
Runner::~Runner() = default;

std::uint64_t Runner::start(const Specification& specification, bool paused, const std::vector<LoggedChange>& log)
{
    Impl& impl = *m_impl;
    const std::lock_guard lock(impl.mutex);
    const std::uint64_t run = ++impl.newestRun;
    impl.refusal.clear();
    impl.asked.push_back({specification, log, paused, run});
    impl.pending.push_back({run, specification});
    if (impl.state == RunState::Stopped || impl.state == RunState::Preparing) { // nothing goes on meanwhile
        impl.state = RunState::Preparing;
        impl.latest = emptySnapshot(run, specification);
    }
    impl.wakeLoader.notify_one();
    return run;
}

Errors Runner::takeRefusal()
{
    const std::lock_guard lock(m_impl->mutex);
    return std::exchange(m_impl->refusal, {});
}

void Runner::pause()
{
    m_impl->post([&impl = *m_impl] { impl.setRunning(false); });
}

void Runner::resume()
{
    m_impl->post([&impl = *m_impl] {
        impl.goBeyondSchedule();
        impl.setRunning(true);
    });
}

void Runner::stepOnce()
{
    m_impl->post([&impl = *m_impl] {
        impl.goBeyondSchedule();
        if (impl.simulation && !impl.stopped)
            impl.simulation->advance(1);
        impl.setRunning(false);
    });
}

void Runner::stop()
{
    Impl& impl = *m_impl;
    const std::lock_guard lock(impl.mutex);
    impl.dropStarts();
    impl.postLocked([&impl] { impl.end(); });
}

Errors Runner::change(const ControlChange& change)
{
    Impl& impl = *m_impl;
    const std::lock_guard lock(impl.mutex);
    const bool starting = !impl.pending.empty();
    if (!starting && impl.state == RunState::Stopped)
        return {{"run", "stopped", "start an experiment before changing it"}};
    Specification& present = starting ? impl.pending.back().specification : impl.specification;
    const bool diverged = !starting && impl.state == RunState::Diverged && impl.commands.empty();
    if (Errors errors = checkChange(present, diverged ? impl.latest->divergence : std::nullopt, change);
        !errors.empty())
        return errors;
    present = change.appliedTo(present);
    impl.postLocked([&impl, change] {
        if (!impl.simulation || impl.stopped)
            return;
        // Checked before; what can still fail is a change that crossed a divergence, and then the run stays as it is.
        (void)impl.simulation->apply(change);
        if (change.beta && impl.endless) // whoever takes beta in hand ends the schedule, and it no longer ends the run
            impl.simulation->setEndEpoch(Impl::noEnd());
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
    m_impl->rest.wait(lock, [&impl = *m_impl] { return impl.atRest(); });
}

std::string Runner::fingerprint() const
{
    const std::lock_guard lock(m_impl->mutex);
    if (!m_impl->atRest())
        throw std::logic_error("Runner::fingerprint: only when the run is at rest; wait() first");
    return m_impl->simulation ? m_impl->simulation->fingerprint() : std::string();
}

std::optional<Runner::Present> Runner::present() const
{
    const std::lock_guard lock(m_impl->mutex);
    if (!m_impl->atRest() || !m_impl->simulation)
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
