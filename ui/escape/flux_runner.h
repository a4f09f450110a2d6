#pragma once

#include "core/base/result.h"
#include "core/experiment/specification.h"

#include <QObject>

#include <cstdint>
#include <memory>
#include <optional>
#include <thread>
#include <vector>

namespace hysteron::ui {

/// ln tau at one temperature by forward flux sampling, gradient-flow time.
struct FluxPoint {
    double temperature = 0.0;
    double logTau = 0.0;
    double low = 0.0; ///< 95 %
    double high = 0.0;
    std::int64_t steps = 0; ///< replica steps it took
};

/// How sampling goes, immutable.
struct FluxProgress {
    Errors errors; ///< why it could not start or ended early; points found so far stay
    bool running = false;
    double temperature = 0.0; ///< in work
    int repeat = 0;           ///< of this temperature, done
    int repeats = 0;
    int temperaturesLeft = 0; ///< after this one
    std::vector<FluxPoint> points;
};

/// Forward flux sampling of the same escape at falling temperatures, on threads of its own. Nothing here blocks the
/// screen, except stop(), for some milliseconds.
class FluxRunner : public QObject
{
    Q_OBJECT
public:
    explicit FluxRunner(QObject* parent = nullptr) : QObject(parent) {}
    ~FluxRunner() override { stop(); }

    /// From `temperature` downwards: sampling::temperatureLadder(). What is under way is stopped first.
    void start(const Specification& specification, double temperature);
    void stop();
    [[nodiscard]] bool isRunning() const { return m_running; }

signals:
    void progressed(std::shared_ptr<const hysteron::ui::FluxProgress> progress);

private:
    void take(const std::shared_ptr<const FluxProgress>& progress, int run);

    std::jthread m_worker;
    int m_run = 0; ///< reports of an older one are dropped
    bool m_running = false;
};

} // namespace hysteron::ui
