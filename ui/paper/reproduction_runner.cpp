#include "ui/paper/reproduction_runner.h"

#include "core/base/worker_pool.h"
#include "core/paper/reproduction.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <chrono>
#include <exception>
#include <set>

namespace hysteron::ui {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kBetweenReports{50};

/// Everything that one run reads and writes, on its thread.
class Work
{
public:
    using Report = std::function<void(const ReproductionState&)>;

    Work(int seeds, std::filesystem::path out, Report report) : m_out(std::move(out)), m_report(std::move(report))
    {
        m_state.seeds = seeds;
    }

    /// Finds everything that lies there: a reproduction that is stopped before it begins.
    void findKept(const std::stop_token& stop)
    {
        std::stop_source stopped;
        stopped.request_stop();
        for (const paper::FigureEntry& entry : paper::figureEntries()) {
            if (stop.stop_requested())
                return;
            measure(entry.id, {}, stopped.get_token()); // one that cannot be read does not hide the others
        }
    }

    void measureAll(const std::vector<std::string>& figures, const std::stop_token& stop)
    {
        std::erase_if(m_toDo = figures, [this](const std::string& id) { return m_state.isFinished(id); });
        m_planned = secondsFor(m_toDo, m_state.finished, m_state.seeds);
        m_state.running = true;
        m_begin = Clock::now();
        m_report(m_state);
        while (!m_toDo.empty() && !stop.stop_requested()) {
            m_state.figure = m_toDo.front();
            // A figure before it may have made its measurements.
            const double before = left();
            m_toDo.erase(m_toDo.begin());
            const double after = left();
            const auto progress = [&](const paper::ReproductionProgress& one) {
                tell(one, m_planned - before, before - after);
            };
            if (!measure(m_state.figure, progress, stop))
                break;
            m_report(m_state);
        }
    }

    void end()
    {
        m_state.running = false;
        m_state.figure.clear();
        m_state.what = {};
        m_report(m_state);
    }

private:
    [[nodiscard]] double left() const { return secondsFor(m_toDo, m_state.finished, m_state.seeds); }

    /// done, own: seconds as planned, of the figures before this one and of its own.
    void tell(const paper::ReproductionProgress& one, double done, double own)
    {
        m_state.what = one.what;
        const double share = (done + one.share * own) / std::max(m_planned, 1e-9);
        m_state.share = std::clamp(std::max(m_state.share, share), 0.0, 1.0);
        // The plan alone says it at first, the pace so far later on.
        const double elapsed = std::chrono::duration<double>(Clock::now() - m_begin).count();
        const double byPlan = m_planned * (1.0 - m_state.share);
        const double byPace = m_state.share > 0.0 ? elapsed * (1.0 - m_state.share) / m_state.share : byPlan;
        const double trust = std::min(1.0, 5.0 * m_state.share);
        m_state.secondsLeft = trust * byPace + (1.0 - trust) * byPlan;
        if (Clock::now() - m_reported < kBetweenReports)
            return;
        m_reported = Clock::now();
        m_report(m_state);
    }

    /// False when it failed: then the errors say why.
    bool measure(const std::string& figure, const paper::ReportProgress& progress, const std::stop_token& stop)
    {
        try {
            return tryToMeasure(figure, progress, stop);
        } catch (const std::exception& problem) { // a file in the cache that somebody else wrote
            m_state.errors = {{"figure", figure, problem.what()}};
            return false;
        }
    }

    bool tryToMeasure(const std::string& figure, const paper::ReportProgress& progress, const std::stop_token& stop)
    {
        paper::ReproductionOptions options;
        options.figures = {figure};
        options.conditions.seeds = m_state.seeds;
        options.conditions.threads = WorkerPool::hardwareThreads();
        options.out = m_out;
        const Result<paper::Reproduction> reproduction = paper::reproduce(options, progress, stop);
        if (!reproduction) {
            m_state.errors = reproduction.errors();
            return false;
        }
        auto evidence = std::make_shared<paper::Evidence>(*m_state.evidence);
        for (const auto& [name, table] : reproduction->evidence.tables())
            evidence->add(table);
        m_state.evidence = std::move(evidence);
        if (reproduction->complete && !m_state.isFinished(figure))
            m_state.finished.push_back(figure);
        return true;
    }

    std::filesystem::path m_out;
    Report m_report;
    ReproductionState m_state;
    std::vector<std::string> m_toDo;
    double m_planned = 0.0; ///< seconds
    Clock::time_point m_begin, m_reported;
};

} // namespace

bool ReproductionState::isFinished(const std::string& id) const
{
    return std::ranges::find(finished, id) != finished.end();
}

double secondsFor(const std::vector<std::string>& figures, const std::vector<std::string>& finished, int seeds)
{
    constexpr int kSeeds = 50, kThreads = 2; // of the times that are known
    constexpr double kFixed = 0.2;           // part of them that few seeds take as well
    std::set<std::string> needed, made;
    for (const std::string& id : finished)
        made.insert(paper::findFigure(id)->measurements.begin(), paper::findFigure(id)->measurements.end());
    for (const std::string& id : figures) {
        for (const std::string& measurement : paper::findFigure(id)->measurements) {
            if (!made.contains(measurement))
                needed.insert(measurement);
        }
    }
    double seconds = 0.0;
    for (const std::string& measurement : needed)
        seconds += paper::findMeasurement(measurement)->seconds;
    return seconds * (kFixed + (1.0 - kFixed) * seeds / kSeeds) * kThreads /
           std::min(kThreads, WorkerPool::hardwareThreads());
}

ReproductionRunner::ReproductionRunner(const QString& directory, QObject* parent)
    : QObject(parent), m_directory(directory)
{
    if (m_directory.isEmpty())
        m_directory =
            QDir(QStandardPaths::writableLocation(QStandardPaths::CacheLocation)).filePath(QStringLiteral("paper"));
}

void ReproductionRunner::run(const std::vector<std::string>& figures, int seeds)
{
    m_worker = {}; // stops and joins
    m_running = !figures.empty();
    const int run = ++m_run;
    // Of other seeds, tables would replace each other.
    const QString out = QDir(m_directory).filePath(QStringLiteral("seeds-%1").arg(seeds));
    const auto report = [this, run](const ReproductionState& state) {
        QMetaObject::invokeMethod(
            this, [this, run, copy = std::make_shared<const ReproductionState>(state)] { take(copy, run); },
            Qt::QueuedConnection);
    };
    m_worker = std::jthread([figures, seeds, report, path = out.toStdString()](const std::stop_token& stop) {
        Work work(seeds, path, report);
        work.findKept(stop);
        if (!figures.empty())
            work.measureAll(figures, stop);
        work.end();
    });
}

void ReproductionRunner::stop()
{
    m_worker.request_stop();
}

void ReproductionRunner::take(const std::shared_ptr<const ReproductionState>& state, int run)
{
    if (run != m_run)
        return;
    m_running = state->running;
    emit progressed(state);
}

} // namespace hysteron::ui
