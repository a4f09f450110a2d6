#include "ui/escape/escape_runner.h"

#include "core/base/worker_pool.h"
#include "core/experiment/escape_rule.h"
#include "core/model/loss.h"
#include "core/sampling/ensemble.h"

#include <algorithm>
#include <chrono>

namespace hysteron::ui {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kBetweenReports{50};
constexpr int kLines = 40;          ///< more cannot be told apart
constexpr int kPointsPerLine = 400; ///< bounded whatever the length of the wait

/// What can be said before anybody has waited.
EscapeProgress describe(const sampling::Ensemble& ensemble, std::int64_t maxEpochs)
{
    const Simulation& start = ensemble.start();
    const Specification& specification = start.specification();
    const NetworkShape& shape = start.network().shape();
    const StepParameters& parameters = start.parameters();
    const bool trapped = specification.protocol.kind == ProtocolKind::RankTrap;
    EscapeProgress progress;
    progress.replicas = static_cast<int>(ensemble.passages().size());
    progress.maxEpochs = maxEpochs;
    progress.running = true;
    progress.beta = parameters.beta;
    progress.temperature = usesTemperature(parameters.noise) ? parameters.temperature : 0.0;
    progress.onlyMinibatchNoise = parameters.noise == NoiseKind::Minibatch;
    if (start.task().trainingSize() > 0) {
        progress.gradientTrace = gradientCovarianceTrace(start.network(), start.task().train);
        progress.gradientAlong =
            gradientVarianceAlongMode(start.network(), start.task(), trapped ? start.startRank() : 0);
    }
    progress.timePerEpoch = parameters.learningRate * stepsPerEpoch(start.task().trainingSize(), parameters.batch);
    const int modes = static_cast<int>(start.task().eta.size());
    progress.mode = trapped ? start.startRank() : modes - 1;
    const EscapeRule rule(specification.escape, start.task().eta, shape.depth, shape.outputs, progress.mode,
                          parameters.beta);
    progress.threshold = rule.threshold().value_or(0.0);
    if (trapped && progress.temperature > 0.0 && shape.activation == Activation::Linear) {
        const auto path = theory::escapePath(
            {start.task().eta, shape.depth, shape.width, shape.inputs, shape.outputs, parameters.beta},
            start.startRank(), start.startRank() + 1);
        if (path)
            progress.theory = *path;
    }
    return progress;
}

/// Adds what has happened since.
void update(EscapeProgress& progress, const sampling::Ensemble& ensemble)
{
    using sampling::PassageOutcome;
    std::vector<analysis::Passage> watched;
    progress.diverged = 0;
    for (const sampling::Passage& passage : ensemble.passages()) {
        progress.diverged += passage.outcome == PassageOutcome::Diverged;
        const std::int64_t epochs = passage.outcome == PassageOutcome::Waiting    ? ensemble.epoch()
                                    : passage.outcome == PassageOutcome::Diverged ? passage.epoch - 1
                                                                                  : passage.epoch;
        if (epochs > 0)
            watched.push_back({static_cast<double>(epochs), passage.outcome != PassageOutcome::Escaped});
    }
    progress.epoch = ensemble.epoch();
    progress.waiting = static_cast<int>(ensemble.waiting());
    progress.finished = ensemble.finished();
    if (watched.empty())
        return;
    progress.estimate = analysis::estimateEscapeTime(watched);
    progress.exponential = analysis::testExponential(watched);
    progress.survival = analysis::survivalCurve(std::move(watched));
}

/// A point for each of the first replicas; when there are too many, every second one goes.
void extendLines(EscapeProgress& progress, const sampling::Ensemble& ensemble)
{
    progress.lines.resize(static_cast<std::size_t>(std::min(kLines, progress.replicas)));
    for (std::size_t k = 0; k < progress.lines.size(); ++k) {
        const sampling::Passage& passage = ensemble.passages()[k];
        EscapeProgress::Line& line = progress.lines[k];
        const bool waits = passage.outcome == sampling::PassageOutcome::Waiting ||
                           passage.outcome == sampling::PassageOutcome::Censored;
        const double epoch = static_cast<double>(waits ? ensemble.epoch() : passage.epoch);
        if (!line.epochs.empty() && line.epochs.back() >= epoch)
            continue;
        line.epochs.push_back(epoch);
        line.values.push_back(ensemble.singularValues(k)[static_cast<std::size_t>(progress.mode)]);
        if (line.epochs.size() > kPointsPerLine) {
            std::size_t kept = 0;
            for (std::size_t i = 0; i < line.epochs.size(); i += 2, ++kept) {
                line.epochs[kept] = line.epochs[i];
                line.values[kept] = line.values[i];
            }
            line.epochs.resize(kept);
            line.values.resize(kept);
        }
    }
}

} // namespace

void EscapeRunner::start(const Specification& specification, int replicas, std::int64_t maxEpochs,
                         const std::optional<Eigen::VectorXd>& weights)
{
    stop();
    m_running = true;
    const int run = ++m_run;
    m_worker = std::jthread([this, run, specification, replicas, maxEpochs, weights](const std::stop_token& stop) {
        const auto report = [this, run](const EscapeProgress& progress) {
            QMetaObject::invokeMethod(
                this, [this, run, copy = std::make_shared<const EscapeProgress>(progress)] { take(copy, run); },
                Qt::QueuedConnection);
        };
        const sampling::EnsembleOptions options{
            .replicas = replicas, .maxEpochs = maxEpochs, .threads = std::max(1, WorkerPool::hardwareThreads() - 1)};
        const auto refuse = [&report](const Errors& errors) {
            EscapeProgress failed;
            failed.errors = errors;
            report(failed);
        };
        const auto prepared = prepare(specification, stop);
        if (!prepared)
            return refuse(prepared.errors());
        const auto ensemble = weights ? sampling::Ensemble::createAt(*prepared, *weights, options)
                                      : sampling::Ensemble::create(*prepared, options, stop);
        if (!ensemble)
            return refuse(ensemble.errors());
        EscapeProgress progress = describe(**ensemble, maxEpochs);
        std::int64_t piece = 1;
        auto last = Clock::now();
        while (!(*ensemble)->finished() && !stop.stop_requested()) {
            const auto begin = Clock::now();
            (*ensemble)->advance(piece, stop);
            extendLines(progress, **ensemble);
            // Pieces that fit between two reports.
            const auto took = Clock::now() - begin;
            if (took < kBetweenReports / 4)
                piece = std::min<std::int64_t>(2 * piece, std::max<std::int64_t>(1, maxEpochs / kPointsPerLine));
            else if (took > kBetweenReports)
                piece = std::max<std::int64_t>(1, piece / 2);
            if (Clock::now() - last >= kBetweenReports) {
                update(progress, **ensemble);
                report(progress);
                last = Clock::now();
            }
        }
        update(progress, **ensemble);
        progress.running = false;
        report(progress);
    });
}

void EscapeRunner::stop()
{
    if (m_worker.joinable()) {
        m_worker.request_stop();
        m_worker.join();
    }
}

void EscapeRunner::take(const std::shared_ptr<const EscapeProgress>& progress, int run)
{
    if (run != m_run)
        return;
    m_running = progress->running;
    emit progressed(progress);
}

} // namespace hysteron::ui
