// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/sweep.h"

#include "core/base/fingerprint.h"
#include "core/dynamics/replica_fleet.h"
#include "core/experiment/fields.h"
#include "core/experiment/first_weights.h"
#include "core/experiment/noise_temperature.h"
#include "core/model/loss.h"
#include "core/model/order_parameters.h"
#include "core/sampling/beta_grid.h"

#include <algorithm>
#include <cstdint>
#include <optional>
#include <utility>

namespace hysteron::sampling {

namespace {

constexpr int kMostReplicas = 100'000;
constexpr int kMostThreads = 256;
constexpr std::int64_t kMostRecords = 10'000'000; ///< replicas times values: some gigabytes
constexpr double kSmallestEta = 1e-6;             ///< below, a mode of the training data is rounding
constexpr double kLearntShare = 0.1;
/// A piece of work, in steps of linear networks by one thread: some 10 ms, long against its hand-over.
constexpr double kStepsPerPiece = 40'000.0;
/// A sample costs a network that is not linear as much as this part of a linear step.
constexpr double kStepsPerSample = 1.0 / 8.0;

/// The training before the sweep: long enough to learn every mode at beta = 0.
std::int64_t trainingEpochs(const Task& task, const Specification& specification)
{
    std::vector<double> eta = task.empiricalEta;
    std::erase_if(eta, [](double value) { return value < kSmallestEta; });
    const TrainingOptions& training = specification.training;
    return derivedAnneal(eta, specification.network.depth, static_cast<int>(eta.size()), training.learningRate,
                         stepsPerEpoch(task.trainingSize(), training.batch))
        .front()
        .epochs;
}

std::vector<double> learntThresholds(const Task& task, const NetworkShape& shape, double beta)
{
    std::vector<double> thresholds;
    for (const double eta : task.eta)
        thresholds.push_back(shape.activation == Activation::Linear
                                 ? theory::ModeLandscape(eta, shape.depth).learntThreshold(beta)
                                 : kLearntShare * eta);
    return thresholds;
}

template<class T> class FleetSweep : public Sweep
{
public:
    FleetSweep(std::shared_ptr<const Prepared> prepared, std::vector<double> grid, const SweepOptions& options)
        : m_prepared(std::move(prepared)), m_specification(m_prepared->specification()), m_task(m_prepared->task()),
          m_shape(m_prepared->shape()), m_grid(std::move(grid)), m_dwell(options.dwell),
          m_training(trainingEpochs(m_task, m_specification)), m_kernelTask(m_task, m_shape.activation),
          m_pool(options.threads), m_fleet(m_kernelTask, m_shape, m_pool),
          m_records(static_cast<std::size_t>(options.replicas)), m_final(m_records.size())
    {
        const TrainingOptions& training = m_specification.training;
        m_parameters = {.beta = 0.0,
                        .learningRate = training.learningRate,
                        .temperature = 0.0,
                        .batch = training.batch,
                        .batching = training.batching,
                        .noise = NoiseKind::None};
        for (std::size_t k = 0; k < m_records.size(); ++k) {
            m_records[k].seed = m_specification.seed + k;
            m_fleet.add(k, m_records[k].seed, 0, firstNetwork(*m_prepared->withSeed(m_records[k].seed)).weights());
        }
        m_threads = static_cast<std::size_t>(options.threads);
    }

    void advance(std::int64_t epochs, const std::stop_token& stop) override
    {
        const std::int64_t until = std::min(totalEpochs(), m_epoch + epochs);
        while (m_epoch < until && m_fleet.size() > 0 && !stop.stop_requested()) {
            const std::int64_t next = std::min({until, endOfLeg(), m_epoch + epochsPerPiece()});
            m_fleet.advance(m_epoch, static_cast<int>(next - m_epoch), m_parameters,
                            [this](const ReplicaBlock<T>& block, int lane, std::size_t member, std::int64_t epoch) {
                                return see(block, lane, member, epoch);
                            });
            m_epoch = next;
            if (m_epoch == m_training)
                setOut();
            else if (m_epoch > m_training && (m_epoch - m_training) % m_dwell == 0)
                record();
        }
    }

    [[nodiscard]] bool finished() const override { return m_epoch >= totalEpochs() || m_fleet.size() == 0; }
    [[nodiscard]] std::int64_t epoch() const override { return m_epoch; }
    [[nodiscard]] std::int64_t totalEpochs() const override
    {
        return m_training + 2 * static_cast<std::int64_t>(m_grid.size()) * m_dwell;
    }
    [[nodiscard]] const std::vector<double>& grid() const override { return m_grid; }
    [[nodiscard]] const std::vector<SweepRecord>& records() const override { return m_records; }
    [[nodiscard]] const StepParameters& parameters() const override { return m_parameters; }
    [[nodiscard]] const Task& task() const override { return m_task; }
    [[nodiscard]] std::string fingerprint() const override
    {
        const std::vector<Eigen::VectorXd> all = allWeights();
        Fingerprint fingerprint;
        for (std::size_t k = 0; k < all.size(); ++k) {
            fingerprint.add(std::span<const double>(all[k].data(), static_cast<std::size_t>(all[k].size())));
            fingerprint.add(static_cast<std::uint64_t>(m_records[k].divergedEpoch.value_or(0)));
        }
        return fingerprint.hex();
    }
    [[nodiscard]] SweepState state() const override
    {
        return {m_epoch, m_parameters.temperature, m_records, allWeights()};
    }
    [[nodiscard]] Errors restore(const SweepState& state) override
    {
        const std::size_t count = m_records.size();
        if (state.records.size() != count || state.weights.size() != count)
            return {{"replicas", std::to_string(state.records.size()), Text("must be %1 with their weights", count)}};
        if (state.epoch < 0 || state.epoch > totalEpochs())
            return {{"epoch", std::to_string(state.epoch), Text("must be from 0 to %1", totalEpochs())}};
        const std::size_t legs = state.epoch < m_training ? 0 : passedAt(state.epoch);
        for (std::size_t k = 0; k < count; ++k) {
            const SweepRecord& record = state.records[k];
            if (record.seed != m_records[k].seed || record.up.size() + record.down.size() > legs ||
                (!record.divergedEpoch && record.up.size() + record.down.size() != legs))
                return {{"sweeps", std::to_string(k), Text("must be replica %1 with the points of its way so far", k)}};
            if (state.weights[k].size() != m_shape.weightCount())
                return {{"weights", std::to_string(state.weights[k].size()),
                         Text("must be %1 numbers for this network", m_shape.weightCount())}};
        }
        m_epoch = state.epoch;
        m_records = state.records;
        m_final.assign(count, {});
        m_fleet.clear();
        for (std::size_t k = 0; k < count; ++k) {
            if (m_records[k].divergedEpoch)
                m_final[k] = state.weights[k];
            else
                m_fleet.add(k, m_records[k].seed, 0, state.weights[k]);
        }
        const bool training = m_epoch < m_training;
        m_parameters.noise = training ? NoiseKind::None : m_specification.noise.kind;
        m_parameters.temperature = state.temperature;
        m_parameters.beta = training ? 0.0 : betaOfLeg(std::min(legs, 2 * m_grid.size() - 1));
        return {};
    }

private:
    [[nodiscard]] std::vector<Eigen::VectorXd> allWeights() const
    {
        std::vector<Eigen::VectorXd> all = m_final;
        m_fleet.forEach(
            [&](const ReplicaBlock<T>& block, int lane, std::size_t member) { all[member] = block.weights(lane); });
        return all;
    }
    [[nodiscard]] std::int64_t endOfLeg() const
    {
        return m_epoch < m_training ? m_training : m_training + ((m_epoch - m_training) / m_dwell + 1) * m_dwell;
    }
    [[nodiscard]] std::int64_t epochsPerPiece() const
    {
        const int samples = m_kernelTask.samples();
        const double perStep =
            m_shape.activation == Activation::Linear
                ? 1.0
                : 1.0 + kStepsPerSample * (drawsBatches(m_parameters, samples) ? m_parameters.batch : samples);
        const std::size_t replicas = (m_fleet.size() + m_threads - 1) / m_threads; // of one thread
        const double perEpoch = static_cast<double>(replicas) * perStep * stepsPerEpoch(samples, m_parameters.batch);
        return std::max<std::int64_t>(1, static_cast<std::int64_t>(kStepsPerPiece / perEpoch));
    }
    /// Values of beta that are behind us, on both branches.
    [[nodiscard]] std::size_t passed() const { return passedAt(m_epoch); }
    [[nodiscard]] std::size_t passedAt(std::int64_t epoch) const
    {
        return static_cast<std::size_t>((epoch - m_training) / m_dwell);
    }
    [[nodiscard]] double betaOfLeg(std::size_t leg) const
    {
        return leg < m_grid.size() ? m_grid[leg] : m_grid[2 * m_grid.size() - 1 - leg];
    }

    bool see(const ReplicaBlock<T>& block, int lane, std::size_t member, std::int64_t epoch)
    {
        if (block.isWithinLimit(lane))
            return true;
        m_records[member].divergedEpoch = epoch;
        m_final[member] = block.weights(lane);
        return false;
    }
    /// All modes are learnt: from here on the noise and the betas are those of the sweep.
    void setOut()
    {
        const TrainingOptions& training = m_specification.training;
        m_parameters.beta = m_grid.front();
        m_parameters.noise = m_specification.noise.kind;
        double trace = 0.0;
        if (readsTrace(m_specification.noise)) {
            Network network(m_shape);
            m_fleet.forEach([&](const ReplicaBlock<T>& block, int lane, std::size_t member) {
                if (member == 0)
                    network.weights() = block.weights(lane);
            });
            trace = m_task.trainingSize() == 0 ? gradientCovarianceTrace(network, m_task.trainMoments)
                                               : gradientCovarianceTrace(network, m_task.train);
        }
        m_parameters.temperature =
            temperatureInForce(m_specification.noise, training, m_task.trainingSize(), m_shape.weightCount(), trace);
    }
    /// Writes down where everybody stands at the end of a dwell, and turns to the next beta.
    void record()
    {
        const bool up = passed() <= m_grid.size();
        const std::vector<double> thresholds = learntThresholds(m_task, m_shape, m_parameters.beta);
        Network network(m_shape);
        m_fleet.forEach([&](const ReplicaBlock<T>& block, int lane, std::size_t member) {
            network.weights() = block.weights(lane);
            const OrderParameters order = orderParameters(network, m_task);
            (up ? m_records[member].up : m_records[member].down)
                .push_back({m_parameters.beta, order.singularValues, countRank(order.singularValues, thresholds),
                            order.trainMse, order.testMse});
        });
        if (m_epoch < totalEpochs())
            m_parameters.beta = betaOfLeg(passed());
    }

    const std::shared_ptr<const Prepared> m_prepared;
    const Specification& m_specification;
    const Task& m_task;
    const NetworkShape m_shape;
    const std::vector<double> m_grid;
    const std::int64_t m_dwell;
    const std::int64_t m_training;
    const KernelTask<T> m_kernelTask;
    StepParameters m_parameters;
    std::size_t m_threads = 1;
    WorkerPool m_pool;
    ReplicaFleet<T> m_fleet;
    std::int64_t m_epoch = 0; ///< those of the training included
    std::vector<SweepRecord> m_records;
    std::vector<Eigen::VectorXd> m_final; ///< of those that diverged
};

Errors check(const SweepOptions& options, const Result<std::vector<double>>& grid)
{
    Errors errors = grid.errors();
    const auto within = [&](const char* field, std::int64_t value, std::int64_t low, std::int64_t high) {
        const bool fits = value >= low && value <= high;
        if (!fits)
            errors.push_back({field, std::to_string(value), Text("must be an integer from %1 to %2", low, high)});
        return fits;
    };
    within("dwell", options.dwell, 1, static_cast<std::int64_t>(legEpochsRange().high));
    within("threads", options.threads, 1, kMostThreads);
    if (within("replicas", options.replicas, 1, kMostReplicas) && grid &&
        options.replicas * static_cast<std::int64_t>(grid->size()) > kMostRecords)
        errors.push_back({"replicas", std::to_string(options.replicas),
                          Text("replicas times values of beta must be at most %1", kMostRecords)});
    return errors;
}

} // namespace

Specification withoutProtocol(Specification specification)
{
    specification.protocol.kind = ProtocolKind::Random;
    return specification;
}

Result<std::unique_ptr<Sweep>> Sweep::create(const std::shared_ptr<const Prepared>& prepared,
                                             const SweepOptions& options)
{
    Result<std::vector<double>> grid = betaGrid(options.from, options.to, options.step);
    if (Errors errors = check(options, grid); !errors.empty())
        return errors;
    if (const NetworkShape& shape = prepared->shape(); !kernels::isSupported(shape))
        return Error{"task.inputs", std::to_string(shape.inputs),
                     Text("sweeps need at most %1 inputs and outputs", kernels::kMostFeatures)};
    if (options.precision == Precision::F32)
        return std::unique_ptr<Sweep>(std::make_unique<FleetSweep<float>>(prepared, std::move(grid).value(), options));
    return std::unique_ptr<Sweep>(std::make_unique<FleetSweep<double>>(prepared, std::move(grid).value(), options));
}

} // namespace hysteron::sampling
