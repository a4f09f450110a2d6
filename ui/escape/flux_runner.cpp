#include "ui/escape/flux_runner.h"

#include "core/base/worker_pool.h"
#include "core/sampling/forward_flux.h"

#include <algorithm>
#include <iterator>

namespace hysteron::ui {

namespace {

/// One temperature; false when it was stopped or failed (then the errors say why).
template<class Report>
bool sampleAt(const Specification& specification, FluxProgress& progress, const std::stop_token& stop,
              const Report& report)
{
    const sampling::ForwardFluxOptions options{.threads = std::max(1, WorkerPool::hardwareThreads() - 1)};
    progress.repeat = 0;
    progress.repeats = options.repeats;
    report();
    const auto prepared = prepare(specification, stop);
    if (!prepared) {
        progress.errors = prepared.errors();
        return false;
    }
    const auto flux = sampling::ForwardFlux::create(*prepared, options, stop);
    if (!flux) {
        progress.errors = flux.errors();
        return false;
    }
    std::vector<sampling::ForwardFluxRepeat> repeats;
    std::int64_t steps = 0;
    while (static_cast<int>(repeats.size()) < options.repeats) {
        const auto repeat = (*flux)->repeat(static_cast<int>(repeats.size()), stop);
        if (stop.stop_requested())
            return false;
        if (!repeat) {
            progress.errors = repeat.errors();
            return false;
        }
        repeats.push_back(*repeat);
        steps += repeat->steps;
        progress.repeat = static_cast<int>(repeats.size());
        report();
    }
    const sampling::ForwardFluxEstimate estimate = estimateOf(repeats);
    progress.points.push_back({progress.temperature, estimate.logTau, estimate.low, estimate.high, steps});
    return true;
}

} // namespace

void FluxRunner::start(const Specification& specification, double temperature)
{
    stop();
    m_running = true;
    const int run = ++m_run;
    m_worker = std::jthread([this, run, specification, temperature](const std::stop_token& stop) {
        FluxProgress progress;
        progress.running = true;
        const auto report = [this, run, &progress] {
            QMetaObject::invokeMethod(
                this, [this, run, copy = std::make_shared<const FluxProgress>(progress)] { take(copy, run); },
                Qt::QueuedConnection);
        };
        const std::vector<double> ladder = sampling::temperatureLadder(temperature);
        progress.temperaturesLeft = static_cast<int>(ladder.size());
        for (const double lower : ladder) {
            Specification at = specification;
            progress.temperature = lower;
            --progress.temperaturesLeft;
            at.noise.temperature = progress.temperature;
            if (!sampleAt(at, progress, stop, report))
                break;
        }
        progress.running = false;
        report();
    });
}

void FluxRunner::stop()
{
    if (m_worker.joinable()) {
        m_worker.request_stop();
        m_worker.join();
    }
}

void FluxRunner::take(const std::shared_ptr<const FluxProgress>& progress, int run)
{
    if (run != m_run)
        return;
    m_running = progress->running;
    emit progressed(progress);
}

} // namespace hysteron::ui
