// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/paper/reproduction_runner.h"

#include "core/base/worker_pool.h"
#include "core/paper/reproduction.h"

#include <QDir>
#include <QStandardPaths>

#include <algorithm>
#include <set>
#include <utility>

namespace hysteron::ui {

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
    connect(&m_job, &JobRunner::reported, this,
            [this](const std::shared_ptr<const study::Record>& record) { take(*record); });
    connect(&m_job, &JobRunner::progressed, this, &ReproductionRunner::takeProgress);
    connect(&m_job, &JobRunner::failed, this, [this](const Errors& errors) {
        m_next.clear();
        m_state.errors = errors;
        m_state.running = false;
        report();
    });
    if (m_directory.isEmpty())
        m_directory =
            QDir(QStandardPaths::writableLocation(QStandardPaths::CacheLocation)).filePath(QStringLiteral("paper"));
}

void ReproductionRunner::run(const std::vector<std::string>& figures, int seeds)
{
    m_state = {};
    m_state.seeds = seeds;
    m_measured.clear();
    m_next = figures;
    begin({});
}

/// No figures: what is kept is read.
void ReproductionRunner::begin(const std::vector<std::string>& figures)
{
    m_asked = figures;
    m_state.running = !figures.empty();
    // Of other seeds, tables would replace each other.
    const QString kept = QDir(m_directory).filePath(QStringLiteral("seeds-%1").arg(m_state.seeds));
    m_job.start(study::ReproductionRequest{.figures = figures, .seeds = m_state.seeds}, kept.toStdString());
}

void ReproductionRunner::stop()
{
    m_next.clear();
    m_job.stop();
}

void ReproductionRunner::take(const study::Record& record)
{
    const paper::Reproduction& reproduction = *std::get<study::ReproductionRecord>(record.values).reproduction;
    auto evidence = std::make_shared<paper::Evidence>(*m_state.evidence);
    for (const auto& [name, table] : reproduction.evidence.tables())
        evidence->add(table);
    m_state.evidence = std::move(evidence);
    m_measured.insert(reproduction.measured.begin(), reproduction.measured.end());
    m_state.finished.clear();
    m_state.figure.clear();
    for (const paper::FigureEntry& entry : paper::figureEntries()) {
        const bool whole =
            std::ranges::all_of(entry.measurements, [this](const std::string& id) { return m_measured.contains(id); });
        if (whole)
            m_state.finished.push_back(entry.id);
        else if (m_state.figure.empty() && std::ranges::find(m_asked, entry.id) != m_asked.end())
            m_state.figure = entry.id;
    }
    m_state.errors = record.problems;
    if (m_job.isRunning()) {
        if (!m_asked.empty())
            takeProgress();
        return;
    }
    if (!m_next.empty() && record.problems.empty())
        return begin(std::exchange(m_next, {}));
    m_state.running = false;
    m_state.figure.clear();
    m_state.what = {};
    report();
}

void ReproductionRunner::takeProgress()
{
    if (!m_state.running || !m_job.isRunning())
        return;
    const JobProgress now = m_job.progress();
    m_state.what = now.progress.what;
    m_state.share = std::clamp(std::max(m_state.share, now.progress.share), 0.0, 1.0);
    m_state.secondsLeft = now.secondsLeft.value_or(secondsFor(m_asked, m_state.finished, m_state.seeds));
    report();
}

void ReproductionRunner::report()
{
    emit progressed(std::make_shared<const ReproductionState>(m_state));
}

} // namespace hysteron::ui
