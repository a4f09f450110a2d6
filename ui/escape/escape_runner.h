#pragma once

#include "core/experiment/specification.h"
#include "ui/escape/escape_progress.h"

#include <QObject>

#include <Eigen/Core>

#include <memory>
#include <optional>
#include <thread>

namespace hysteron::ui {

/// Lets an ensemble wait on threads of its own and tells how it goes, at most some 20 times a second. Nothing here
/// blocks the screen, except stop(), for some milliseconds.
class EscapeRunner : public QObject
{
    Q_OBJECT
public:
    explicit EscapeRunner(QObject* parent = nullptr) : QObject(parent) {}
    ~EscapeRunner() override { stop(); }

    /// Replicas of this experiment, from its trap, or all from these weights. An ensemble that is under way is stopped
    /// first.
    void start(const Specification& specification, int replicas, std::int64_t maxEpochs,
               const std::optional<Eigen::VectorXd>& weights = std::nullopt);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }

signals:
    void progressed(std::shared_ptr<const hysteron::ui::EscapeProgress> progress);

private:
    void take(const std::shared_ptr<const EscapeProgress>& progress, int run);

    std::jthread m_worker;
    int m_run = 0; ///< reports of an older one are dropped
    bool m_running = false;
};

} // namespace hysteron::ui
