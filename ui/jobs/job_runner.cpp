// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/jobs/job_runner.h"

#include "core/base/worker_pool.h"
#include "core/study/remaining_time.h"

#include <exception>
#include <utility>

namespace hysteron::ui {

namespace {
constexpr std::chrono::milliseconds kPiece{40};
constexpr std::chrono::milliseconds kBetweenReports{50};
constexpr int kReportShare = 10; ///< making reports takes at most this part of the time
constexpr std::chrono::milliseconds kBetweenLooks{100};
} // namespace

JobRunner::JobRunner(QObject* parent) : QObject(parent)
{
    m_timer.setInterval(kBetweenLooks);
    connect(&m_timer, &QTimer::timeout, this, &JobRunner::progressed);
}

JobRunner::~JobRunner()
{
    m_worker = {}; // stopped and waited for while everything that it uses is there
}

void JobRunner::start(study::Request request, std::filesystem::path kept)
{
    std::string kind = kindOf(request);
    start([request = std::move(request)](const study::Resources& resources,
                                         const std::stop_token& stop) { return makeStudy(request, resources, stop); },
          std::move(kind), std::move(kept));
}

void JobRunner::start(Make make, std::string kind, std::filesystem::path kept)
{
    m_running = true;
    m_stopped = false;
    m_timer.start();
    m_next = Job{std::move(make), std::move(kind), std::move(kept), ++m_run};
    if (m_working)
        m_worker.request_stop(); // to wait for it here would hold up the screen
    else
        begin();
    emit progressed();
}

void JobRunner::begin()
{
    m_working = true;
    m_begin = Clock::now();
    {
        const std::lock_guard lock(m_mutex);
        m_study.reset(); // of the job before
    }
    m_worker = std::jthread([this, job = std::move(*m_next)](const std::stop_token& stop) {
        work(job, stop);
        QMetaObject::invokeMethod(this, &JobRunner::end, Qt::QueuedConnection);
    });
    m_next.reset();
    if (m_stopped)
        m_worker.request_stop();
}

void JobRunner::end()
{
    m_working = false;
    if (m_next)
        begin();
}

void JobRunner::stop()
{
    m_stopped = true;
    m_worker.request_stop();
}

JobProgress JobRunner::progress() const
{
    JobProgress now{.running = m_running, .progress = {}, .secondsLeft = {}};
    const std::lock_guard lock(m_mutex);
    if (!m_study)
        return now;
    now.progress = m_study->progress();
    now.secondsLeft = secondsLeft(now.progress, std::chrono::duration<double>(Clock::now() - m_begin).count());
    return now;
}

void JobRunner::work(const Job& job, const std::stop_token& stop)
{
    const auto fail = [this, run = job.run](const Errors& errors) {
        QMetaObject::invokeMethod(
            this,
            [this, run, errors] {
                if (run != m_run)
                    return;
                m_running = false;
                m_timer.stop();
                emit failed(errors);
                emit progressed();
            },
            Qt::QueuedConnection);
    };
    const auto post = [this, run = job.run](study::Record record, bool last) {
        QMetaObject::invokeMethod(
            this,
            [this, run, last, shared = std::make_shared<const study::Record>(std::move(record))] {
                deliver(run, shared, last);
            },
            Qt::QueuedConnection);
    };
    try {
        const int threads = WorkerPool::hardwareThreads(); // the budget of cores shares them out
        auto made = job.make({.threads = threads, .kept = job.kept}, stop);
        if (!made)
            return fail(made.errors());
        const std::shared_ptr<study::Study> study = std::move(made).value();
        {
            const std::lock_guard lock(m_mutex);
            m_study = study;
        }
        post(study->record(), false); // what can be said before anything has happened
        auto due = Clock::now() + kBetweenReports;
        while (!study->finished() && !stop.stop_requested()) {
            study->advance(kPiece, stop);
            if (study->finished() || Clock::now() < due)
                continue;
            const auto begin = Clock::now();
            study::Record record = study->record();
            const auto took = Clock::now() - begin;
            post(std::move(record), false);
            due = Clock::now() + std::max<Clock::duration>(kBetweenReports, kReportShare * took);
        }
        post(study->record(), true);
    } catch (const std::exception& problem) { // above all: no memory for so many replicas
        fail({{"memory", job.kind, Text("could not be done: %1", problem.what())}});
    }
}

void JobRunner::deliver(int run, std::shared_ptr<const study::Record> record, bool last)
{
    if (run != m_run)
        return;
    if (last) {
        m_running = false;
        m_timer.stop();
    }
    emit reported(std::move(record));
    emit progressed();
}

} // namespace hysteron::ui
