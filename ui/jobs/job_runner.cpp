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
    join();
}

void JobRunner::join()
{
    if (m_worker.joinable()) {
        m_worker.request_stop();
        m_worker.join();
    }
}

void JobRunner::start(study::Request request, std::filesystem::path kept)
{
    join();
    const int run = ++m_run;
    m_running = true;
    m_begin = Clock::now();
    m_timer.start();
    m_worker = std::jthread([this, run, request = std::move(request),
                             kept = std::move(kept)](const std::stop_token& stop) { work(request, kept, run, stop); });
    emit progressed();
}

void JobRunner::stop()
{
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

void JobRunner::work(const study::Request& request, const std::filesystem::path& kept, int run,
                     const std::stop_token& stop)
{
    const auto fail = [this, run](const Errors& errors) {
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
    const auto post = [this, run](study::Record record, bool last) {
        QMetaObject::invokeMethod(
            this,
            [this, run, last, shared = std::make_shared<const study::Record>(std::move(record))] {
                deliver(run, shared, last);
            },
            Qt::QueuedConnection);
    };
    try {
        const int threads = WorkerPool::hardwareThreads(); // the budget of cores shares them out
        auto made = makeStudy(request, {.threads = threads, .kept = kept}, stop);
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
            if (Clock::now() < due)
                continue;
            const auto begin = Clock::now();
            study::Record record = study->record();
            const auto took = Clock::now() - begin;
            post(std::move(record), false);
            due = Clock::now() + std::max<Clock::duration>(kBetweenReports, kReportShare * took);
        }
        post(study->record(), true);
    } catch (const std::exception& problem) { // above all: no memory for so many replicas
        fail({{"memory", kindOf(request), Text("could not be done: %1", problem.what())}});
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
