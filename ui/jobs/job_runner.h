// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/record.h"

#include <QObject>
#include <QTimer>

#include <chrono>
#include <filesystem>
#include <functional>
#include <memory>
#include <mutex>
#include <optional>
#include <string>
#include <thread>

namespace hysteron::ui {

/// How a job goes, for whoever shows it.
struct JobProgress {
    bool running = false;
    study::Progress progress;
    std::optional<double> secondsLeft; ///< by the study's own word, or by its pace; empty while nothing can be said
};

/// All long work of the window: makes the study of a request and lets it go on, on a thread of its own. Reports come at
/// most 20 times a second, and seldom enough to cost little of the work. Nothing here blocks the screen but the
/// destructor while a job is under way: until that has heard its stop, mostly some milliseconds.
class JobRunner : public QObject
{
    Q_OBJECT
public:
    /// Makes a study on the thread of its job.
    using Make = std::function<Result<std::unique_ptr<study::Study>>(const study::Resources&, const std::stop_token&)>;

    explicit JobRunner(QObject* parent = nullptr);
    ~JobRunner() override;

    /// What is under way is stopped, its reports are dropped, and the new job begins when it has ended. kept: see
    /// study::Resources.
    void start(study::Request request, std::filesystem::path kept = {});
    /// kind: of the study (study::kindOf), for errors.
    void start(Make make, std::string kind, std::filesystem::path kept = {});
    /// Returns at once; the last report follows.
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }
    [[nodiscard]] JobProgress progress() const;

signals:
    /// progress() has changed.
    void progressed();
    /// The answer so far. The last one of a job comes when isRunning() is false.
    void reported(std::shared_ptr<const hysteron::study::Record> record);
    /// It could not be started; there is no report then.
    void failed(const hysteron::Errors& errors);

private:
    using Clock = std::chrono::steady_clock;
    struct Job {
        Make make;
        std::string kind;
        std::filesystem::path kept;
        int run;
    };
    void begin();
    void work(const Job& job, const std::stop_token& stop);
    void deliver(int run, std::shared_ptr<const study::Record> record, bool last);
    void end();

    std::jthread m_worker;
    bool m_working = false;    ///< the worker has not said that it ends
    std::optional<Job> m_next; ///< waits for the worker, which was stopped
    int m_run = 0;             ///< reports of an older one are dropped
    bool m_running = false;
    bool m_stopped = false; ///< by stop()
    Clock::time_point m_begin;
    QTimer m_timer; ///< a piece of work may last long: the screen asks how it goes

    mutable std::mutex m_mutex;
    std::shared_ptr<const study::Study> m_study; ///< that goes on; guarded by m_mutex
};

} // namespace hysteron::ui
