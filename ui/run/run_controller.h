// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/runner.h"

#include <QObject>
#include <QTimer>

#include <map>
#include <memory>
#include <vector>

namespace hysteron::ui {

/// The only bridge between the screen and the worker thread.
///
/// A precise timer pulls the newest immutable snapshot 60 times a second while the run moves, and sleeps when it does
/// not; the worker wakes it when the state changes. Nothing here blocks, and the worker never waits for the screen.
class RunController : public QObject
{
    Q_OBJECT
public:
    explicit RunController(QObject* parent = nullptr);
    ~RunController() override;

    /// Starts an experiment; the old one goes on until the new one is prepared, on a thread of its own. False: a rule
    /// is broken, rejected() says which. What only the data tell comes later: then refused() and rejected(), and the
    /// old run was never gone. log: live changes of an earlier run, made again at their epochs until change() or
    /// recover() is called.
    bool start(const Specification& specification, bool paused = false, const std::vector<LoggedChange>& log = {});
    void togglePlay();
    void pause();
    /// Pauses a run that plays until release(): others need the cores.
    void hold();
    /// Goes on with what hold() paused, unless somebody ran, stepped or started something since.
    void release();
    void step();
    /// Live change that keeps the state; on errors nothing changes and rejected() says why.
    bool change(const ControlChange& change);
    void recover();
    /// Epochs per second; infinity is "as fast as it goes".
    void setSpeed(double epochsPerSecond);
    [[nodiscard]] double speed() const { return m_speed; }

    [[nodiscard]] bool isPlaying() const { return m_playing; }
    [[nodiscard]] const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }
    /// As started, without the live changes.
    [[nodiscard]] const Specification& specification() const { return m_starts.at(m_newest).specification; }
    /// That the run was started with.
    [[nodiscard]] const std::vector<LoggedChange>& log() const { return m_starts.at(m_newest).log; }
    [[nodiscard]] Runner& runner() { return m_runner; }

signals:
    /// A frame begins: the newest snapshot was taken. Emitted at most 60 times a second.
    void frameStarted();
    void snapshotChanged(std::shared_ptr<const hysteron::Snapshot> snapshot);
    void playingChanged(bool playing);
    /// Changes of the log came into force: this is the specification with them.
    void followed(const hysteron::Specification& specification);
    void speedChanged(double epochsPerSecond);
    void rejected(const hysteron::Errors& errors);
    /// The start of this specification came to nothing, and the run before it goes on.
    void refused(const hysteron::Specification& specification, const hysteron::Errors& errors);

private:
    void tick();
    void setPlaying(bool playing);

    void showRefusal(const Errors& errors);

    /// What was started.
    struct Started {
        Specification specification;
        std::vector<LoggedChange> log;
        bool following = false;   ///< the log, since nobody changed anything
        std::size_t followed = 0; ///< changes of it that were announced
    };
    Runner m_runner;
    QTimer m_timer;
    Started& started() { return m_starts[m_newest]; }
    std::map<std::uint64_t, Started> m_starts{{0, {}}}; ///< by run, from the one on the screen
    std::uint64_t m_newest = 0; ///< run that was started last; where it is refused, the one on the screen again
    std::shared_ptr<const Snapshot> m_snapshot;
    double m_speed = 280.0;
    bool m_playing = false;
    bool m_held = false;
};

} // namespace hysteron::ui
