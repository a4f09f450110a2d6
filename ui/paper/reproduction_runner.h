// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/paper/evidence.h"
#include "ui/jobs/job_runner.h"

#include <QObject>

#include <memory>
#include <set>
#include <string>
#include <vector>

namespace hysteron::ui {

/// How a reproduction goes, immutable.
struct ReproductionState {
    Errors errors; ///< why it could not start or ended early; what was finished so far stays
    bool running = false;
    int seeds = 0;
    std::string figure;                ///< id of the one in work
    Text what;                         ///< is being measured
    double share = 0.0;                ///< of what was asked for, 0..1
    double secondsLeft = 0.0;          ///< about
    std::vector<std::string> finished; ///< ids of figures whose measurements are all there, in the order of the paper
    std::shared_ptr<const paper::Evidence> evidence = std::make_shared<const paper::Evidence>();

    [[nodiscard]] bool isFinished(const std::string& figure) const;
};

/// What the measurements that a figure still lacks take on this machine, about. finished: ids of figures, whose
/// measurements it may share.
[[nodiscard]] double secondsFor(const std::vector<std::string>& figures, const std::vector<std::string>& finished,
                                int seeds);

/// Measures what figures need, by a job runner. Tables are kept in a directory for each number of seeds; what lies
/// there already is not measured again. Only start(), load() and the destructor wait, for the end of a run that was
/// stopped.
class ReproductionRunner : public QObject
{
    Q_OBJECT
public:
    /// directory: where tables are kept; empty: "paper" in the user's cache.
    explicit ReproductionRunner(const QString& directory = {}, QObject* parent = nullptr);

    /// Shows what was measured before with as many seeds, without measuring.
    void load(int seeds) { run({}, seeds); }
    void start(const std::vector<std::string>& figures, int seeds) { run(figures, seeds); }
    /// Returns at once; the last report follows.
    void stop();
    /// Measures, or is about to.
    [[nodiscard]] bool isRunning() const { return m_state.running || !m_next.empty(); }

signals:
    void progressed(std::shared_ptr<const hysteron::ui::ReproductionState> state);

private:
    void run(const std::vector<std::string>& figures, int seeds);
    void begin(const std::vector<std::string>& figures);
    void take(const study::Record& record);
    void takeProgress();
    void report();

    QString m_directory;
    JobRunner m_job;
    ReproductionState m_state;
    std::set<std::string> m_measured; ///< ids of measurements whose tables are in the evidence
    std::vector<std::string> m_next;  ///< to be measured when what is kept was read
    std::vector<std::string> m_asked; ///< that is being measured
};

} // namespace hysteron::ui
