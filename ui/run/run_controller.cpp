// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/run_controller.h"

#include <algorithm>
#include <chrono>
#include <utility>

namespace hysteron::ui {

namespace {
using namespace std::chrono_literals;
constexpr auto kFramePeriod = 16ms;

bool moves(RunState state)
{
    return state == RunState::Running || state == RunState::Preparing;
}

bool endsPlaying(RunState state)
{
    return state == RunState::Finished || state == RunState::Diverged || state == RunState::Stopped;
}
} // namespace

RunController::RunController(QObject* parent) : QObject(parent)
{
    m_timer.setTimerType(Qt::PreciseTimer);
    m_timer.setInterval(kFramePeriod);
    connect(&m_timer, &QTimer::timeout, this, &RunController::tick);
    // Called on the worker: only a queued call may cross into the screen's thread.
    m_runner.onStateChange([this](RunState) {
        QMetaObject::invokeMethod(
            this, [this] { m_timer.start(); }, Qt::QueuedConnection);
    });
    m_runner.setSpeed(m_speed);
    m_runner.setEndless(true);
}

RunController::~RunController()
{
    m_runner.stop();
    m_runner.onStateChange({});
}

bool RunController::start(const Specification& specification, bool paused, const std::vector<LoggedChange>& log)
{
    if (const Errors errors = specification.validate(); !errors.empty()) {
        emit rejected(errors);
        return false;
    }
    m_newest = m_runner.start(specification, paused, log);
    m_held = false;
    started() = {specification, log, !log.empty(), 0};
    m_snapshot = m_runner.snapshot(); // nobody ever sees a run without a snapshot
    setPlaying(!paused);
    m_timer.start();
    return true;
}

void RunController::togglePlay()
{
    if (m_playing) {
        pause();
        return;
    }
    if (m_snapshot && m_snapshot->state == RunState::Diverged)
        return; // recover() or restart() is the way on
    m_runner.resume();
    setPlaying(true);
    m_timer.start();
}

void RunController::pause()
{
    m_runner.pause();
    setPlaying(false);
}

void RunController::hold()
{
    const bool playing = m_playing;
    if (playing)
        pause();
    m_held = m_held || playing;
}

void RunController::release()
{
    if (m_held && !m_playing)
        togglePlay();
    m_held = false;
}

void RunController::step()
{
    m_held = false;
    m_runner.stepOnce();
    setPlaying(false);
    m_timer.start();
}

bool RunController::change(const ControlChange& change)
{
    if (const Errors errors = m_runner.change(change); !errors.empty()) {
        emit rejected(errors);
        return false;
    }
    started().following = false;
    m_timer.start();
    return true;
}

void RunController::recover()
{
    started().following = false;
    m_runner.recover();
    setPlaying(true);
    m_timer.start();
}

void RunController::setSpeed(double epochsPerSecond)
{
    if (epochsPerSecond == m_speed)
        return;
    m_speed = epochsPerSecond;
    m_runner.setSpeed(epochsPerSecond);
    emit speedChanged(epochsPerSecond);
}

void RunController::tick()
{
    if (const Errors errors = m_runner.takeRefusal(); !errors.empty())
        showRefusal(errors);
    std::shared_ptr<const Snapshot> newest = m_runner.snapshot();
    if (!newest || newest == m_snapshot)
        return;
    m_snapshot = std::move(newest);
    emit frameStarted();
    m_starts.erase(m_starts.begin(), m_starts.lower_bound(m_snapshot->run));
    Started& run = started();
    if (m_snapshot->run == m_newest && run.following && m_snapshot->changes.size() > run.followed) {
        run.followed = m_snapshot->changes.size();
        emit followed(m_snapshot->specification);
    }
    emit snapshotChanged(m_snapshot);
    // "Paused" while we mean to play is an answer to an older command: the resumed run is on its way.
    const RunState state = m_snapshot->state;
    if (m_snapshot->run == m_newest && endsPlaying(state))
        setPlaying(false);
    // The worker publishes once more when it comes to rest; after that there is nothing to pull.
    if (!m_playing && !moves(state))
        m_timer.stop();
}

void RunController::showRefusal(const Errors& errors)
{
    const Specification wanted = started().specification;
    const std::shared_ptr<const Snapshot> present = m_runner.snapshot();
    m_newest = present->run;
    setPlaying(present->state == RunState::Running);
    emit refused(wanted, errors);
    emit rejected(errors);
}

void RunController::setPlaying(bool playing)
{
    if (playing == m_playing)
        return;
    m_playing = playing;
    emit playingChanged(playing);
}

} // namespace hysteron::ui
