// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/ensemble.h"

#include "core/base/fingerprint.h"
#include "core/dynamics/replica_fleet.h"
#include "core/experiment/escape_rule.h"
#include "core/experiment/fields.h"
#include "core/experiment/first_weights.h"
#include "core/model/loss.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace hysteron::sampling {

namespace {

constexpr int kMostReplicas = 1'000'000;
constexpr int kLastReplica = 1'000'000'000; // forward flux draws beyond (forward_flux.cpp)
constexpr int kMostThreads = 256;
/// A piece of work: long against its hand-over, short against a person's patience.
constexpr int kStepsPerPiece = 2048;

struct Member {
    std::uint64_t seed;
    std::uint32_t replica;
    Eigen::VectorXd weights;
};

EscapeRule ruleOf(const Simulation& start)
{
    const Task& task = start.task();
    const Specification& specification = start.specification();
    const int last = static_cast<int>(task.eta.size()) - 1;
    const int from = specification.protocol.kind == ProtocolKind::RankTrap ? start.startRank() : last;
    return {specification.escape, task.eta, specification.network.depth, task.outputs(), from, start.parameters().beta};
}

template<class T> class FleetEnsemble : public Ensemble
{
public:
    FleetEnsemble(std::unique_ptr<Simulation> start, const std::vector<Member>& members, const EnsembleOptions& options)
        : m_specification(start->specification()), m_start(std::move(start)),
          m_task(m_start->task(), m_start->network().shape().activation), m_parameters(m_start->parameters()),
          m_rule(ruleOf(*m_start)), m_end(options.maxEpochs > 0 ? options.maxEpochs : m_specification.training.epochs),
          m_leave(options.leaveAtEscape), m_pool(options.threads), m_fleet(m_task, m_start->network().shape(), m_pool)
    {
        m_passages.resize(members.size());
        m_final.resize(members.size());
        for (std::size_t k = 0; k < members.size(); ++k) {
            m_passages[k].replica = static_cast<std::uint32_t>(options.firstReplica) + static_cast<std::uint32_t>(k);
            m_seeds.push_back({members[k].seed, members[k].replica});
            m_fleet.add(k, members[k].seed, members[k].replica, members[k].weights);
        }
    }

    void advance(std::int64_t epochs, const std::stop_token& stop) override
    {
        const std::int64_t until = std::min(m_end, m_epoch + epochs);
        const int stepsPerEpoch = hysteron::stepsPerEpoch(m_task.samples(), m_parameters.batch);
        const std::int64_t piece = std::max(1, kStepsPerPiece / stepsPerEpoch);
        while (m_epoch < until && m_fleet.size() > 0 && !stop.stop_requested()) {
            std::int64_t next = std::min(until, m_epoch + piece);
            if (const auto change = nextBetaChange(m_specification, m_epoch))
                next = std::min(next, *change);
            m_parameters.beta = scheduledBeta(m_specification, m_epoch);
            m_rule.setBeta(m_parameters.beta);
            m_fleet.advance(m_epoch, static_cast<int>(next - m_epoch), m_parameters,
                            [this](const ReplicaBlock<T>& block, int lane, std::size_t member, std::int64_t epoch) {
                                return see(block, lane, member, epoch);
                            });
            // Exact for those that stay; who left is counted to its last epoch below.
            m_epoch = next;
        }
        if (m_epoch == m_end) {
            for (Passage& passage : m_passages) {
                if (passage.outcome == PassageOutcome::Waiting)
                    passage = {passage.replica, m_end, PassageOutcome::Censored};
            }
        }
    }

    [[nodiscard]] bool finished() const override { return m_epoch >= m_end || m_fleet.size() == 0; }
    [[nodiscard]] std::int64_t epoch() const override { return m_epoch; }
    [[nodiscard]] std::int64_t steps() const override
    {
        std::int64_t epochs = 0;
        for (const Passage& passage : m_passages)
            epochs += passage.outcome == PassageOutcome::Waiting || !m_leave ? m_epoch : passage.epoch;
        return epochs * hysteron::stepsPerEpoch(m_task.samples(), m_parameters.batch);
    }
    [[nodiscard]] std::size_t waiting() const override
    {
        return static_cast<std::size_t>(std::ranges::count(m_passages, PassageOutcome::Waiting, &Passage::outcome));
    }
    [[nodiscard]] const std::vector<Passage>& passages() const override { return m_passages; }

    [[nodiscard]] Eigen::VectorXd weights(std::size_t replica) const override
    {
        if (m_final[replica].size() > 0)
            return m_final[replica];
        Eigen::VectorXd found;
        m_fleet.forEach([&](const ReplicaBlock<T>& block, int lane, std::size_t member) {
            if (member == replica)
                found = block.weights(lane);
        });
        return found;
    }
    [[nodiscard]] std::vector<double> singularValues(std::size_t replica) const override
    {
        Network network(m_start->network().shape());
        network.weights() = weights(replica);
        return orderParameters(network, m_start->task()).singularValues;
    }
    [[nodiscard]] std::vector<std::vector<double>> firstSingularValues(std::size_t count) const override
    {
        count = std::min(count, m_final.size());
        std::vector<Eigen::VectorXd> first(m_final.begin(), m_final.begin() + static_cast<std::ptrdiff_t>(count));
        m_fleet.forEach([&](const ReplicaBlock<T>& block, int lane, std::size_t member) {
            if (member < count)
                first[member] = block.weights(lane);
        });
        std::vector<std::vector<double>> values;
        Network network(m_start->network().shape());
        for (const Eigen::VectorXd& weights : first) {
            network.weights() = weights;
            values.push_back(orderParameters(network, m_start->task()).singularValues);
        }
        return values;
    }
    [[nodiscard]] std::string fingerprint() const override
    {
        const std::vector<Eigen::VectorXd> all = allWeights();
        Fingerprint fingerprint;
        for (std::size_t k = 0; k < all.size(); ++k) {
            fingerprint.add(std::span<const double>(all[k].data(), static_cast<std::size_t>(all[k].size())));
            fingerprint.add(static_cast<std::uint64_t>(m_passages[k].epoch));
            fingerprint.add(static_cast<std::uint64_t>(m_passages[k].outcome));
        }
        return fingerprint.hex();
    }
    [[nodiscard]] EnsembleState state() const override { return {m_epoch, m_passages, allWeights()}; }
    [[nodiscard]] Errors restore(const EnsembleState& state) override
    {
        const std::size_t count = m_passages.size();
        if (state.passages.size() != count || state.weights.size() != count)
            return {{"replicas", std::to_string(state.passages.size()), Text("must be %1 with their weights", count)}};
        if (state.epoch < 0 || state.epoch > m_end)
            return {{"epoch", std::to_string(state.epoch), Text("must be from 0 to %1", m_end)}};
        for (const Eigen::VectorXd& weights : state.weights)
            if (weights.size() != m_start->network().weights().size())
                return {{"weights", std::to_string(weights.size()),
                         Text("must be %1 numbers for this network", m_start->network().weights().size())}};
        m_epoch = state.epoch;
        m_passages = state.passages;
        m_final.assign(count, {});
        m_fleet.clear();
        for (std::size_t k = 0; k < count; ++k) {
            if (stays(m_passages[k]))
                m_fleet.add(k, m_seeds[k].first, m_seeds[k].second, state.weights[k]);
            else
                m_final[k] = state.weights[k];
        }
        return {};
    }
    [[nodiscard]] const Simulation& start() const override { return *m_start; }

private:
    [[nodiscard]] std::vector<Eigen::VectorXd> allWeights() const
    {
        std::vector<Eigen::VectorXd> all = m_final;
        m_fleet.forEach(
            [&](const ReplicaBlock<T>& block, int lane, std::size_t member) { all[member] = block.weights(lane); });
        return all;
    }
    /// Who is moved on: censored ones stand where waiting ended, with all the others.
    [[nodiscard]] bool stays(const Passage& passage) const
    {
        return passage.outcome == PassageOutcome::Waiting || passage.outcome == PassageOutcome::Censored ||
               (passage.outcome == PassageOutcome::Escaped && !m_leave);
    }
    bool passed(const ReplicaBlock<T>& block, int lane) const
    {
        if (m_rule.observable() == EscapeObservable::SingularValue)
            return m_rule.passed(block.singularValue(lane, m_rule.mode()));
        const Task& task = m_start->task();
        if (m_start->network().shape().activation == Activation::Linear) {
            OrderParameters order;
            order.testMse = meanSquaredError(block.endToEnd(lane), task.testMoments);
            return m_rule.passed(order);
        }
        Network network(m_start->network().shape());
        network.weights() = block.weights(lane);
        return m_rule.passed(orderParameters(network, task));
    }
    bool see(const ReplicaBlock<T>& block, int lane, std::size_t member, std::int64_t epoch)
    {
        Passage& passage = m_passages[member];
        if (!block.isWithinLimit(lane))
            passage = {passage.replica, epoch, PassageOutcome::Diverged};
        else if (passage.outcome == PassageOutcome::Waiting && passed(block, lane))
            passage = {passage.replica, epoch, PassageOutcome::Escaped};
        if (!stays(passage))
            m_final[member] = block.weights(lane);
        return stays(passage);
    }

    const Specification m_specification;
    const std::unique_ptr<Simulation> m_start;
    const KernelTask<T> m_task;
    StepParameters m_parameters;
    EscapeRule m_rule;
    const std::int64_t m_end;
    const bool m_leave;
    WorkerPool m_pool;
    ReplicaFleet<T> m_fleet;
    std::int64_t m_epoch = 0;
    std::vector<Passage> m_passages;
    std::vector<std::pair<std::uint64_t, std::uint32_t>> m_seeds; ///< seed and replica of each
    std::vector<Eigen::VectorXd> m_final;                         ///< of those that left
};

Errors check(const EnsembleOptions& options)
{
    Errors errors;
    const auto within = [&](const char* field, std::int64_t value, std::int64_t low, std::int64_t high) {
        if (value < low || value > high)
            errors.push_back({field, std::to_string(value), Text("must be an integer from %1 to %2", low, high)});
    };
    within("replicas", options.replicas, 1, kMostReplicas);
    within("first_replica", options.firstReplica, 0, kLastReplica);
    within("max_epochs", options.maxEpochs, 0, static_cast<std::int64_t>(rangeOf("training.epochs").high));
    within("threads", options.threads, 1, kMostThreads);
    return errors;
}

/// Sizes without a kernel, and rules that nothing can meet.
Errors checkStart(const Simulation& start)
{
    Errors errors;
    const NetworkShape& shape = start.network().shape();
    if (!kernels::isSupported(shape))
        errors.push_back({"task.inputs", std::to_string(shape.inputs),
                          Text("ensembles need at most %1 inputs and outputs", kernels::kMostFeatures)});
    else if (!ruleOf(start).threshold())
        errors.push_back({"protocol.rank", std::to_string(start.startRank()),
                          "nothing is left to escape to: the network starts with all modes learnt, or beta is above "
                          "the fold of the next one and no error tells the two apart"});
    return errors;
}

std::unique_ptr<Ensemble> makeEnsemble(std::unique_ptr<Simulation> start, const std::vector<Member>& members,
                                       const EnsembleOptions& options)
{
    if (options.precision == Precision::F32)
        return std::make_unique<FleetEnsemble<float>>(std::move(start), members, options);
    return std::make_unique<FleetEnsemble<double>>(std::move(start), members, options);
}

} // namespace

Result<std::unique_ptr<Ensemble>> Ensemble::create(const std::shared_ptr<const Prepared>& prepared,
                                                   const EnsembleOptions& options, const std::stop_token& stop)
{
    if (Errors errors = check(options); !errors.empty())
        return errors;
    Result<std::unique_ptr<Simulation>> start = Simulation::create(prepared, stop);
    if (!start)
        return start.errors();
    if (Errors errors = checkStart(**start); !errors.empty())
        return errors;
    const Specification& specification = prepared->specification();
    const bool trapped = specification.protocol.kind == ProtocolKind::RankTrap;
    std::vector<Member> members;
    for (int k = 0; k < options.replicas; ++k) {
        const auto replica = static_cast<std::uint32_t>(options.firstReplica + k);
        members.push_back({specification.seed, replica,
                           trapped ? (*start)->network().weights() : firstNetwork(*prepared, replica).weights()});
    }
    return makeEnsemble(std::move(start).value(), members, options);
}

Result<std::unique_ptr<Ensemble>> Ensemble::createAt(const std::shared_ptr<const Prepared>& prepared,
                                                     const Eigen::VectorXd& weights, const EnsembleOptions& options)
{
    if (Errors errors = check(options); !errors.empty())
        return errors;
    Result<std::unique_ptr<Simulation>> start = Simulation::createAt(prepared, weights);
    if (!start)
        return start.errors();
    if (Errors errors = checkStart(**start); !errors.empty())
        return errors;
    std::vector<Member> members;
    for (int k = 0; k < options.replicas; ++k)
        members.push_back(
            {prepared->specification().seed, static_cast<std::uint32_t>(options.firstReplica + k), weights});
    return makeEnsemble(std::move(start).value(), members, options);
}

Result<std::unique_ptr<Ensemble>> Ensemble::createFromSeeds(const std::shared_ptr<const Prepared>& prepared,
                                                            const std::vector<std::uint64_t>& seeds,
                                                            const EnsembleOptions& options, const std::stop_token& stop)
{
    if (Errors errors = check(options); !errors.empty())
        return errors;
    if (seeds.empty())
        return Error{"seeds", "[]", "must be at least one seed"};
    std::unique_ptr<Simulation> first;
    std::vector<Member> members;
    for (const std::uint64_t seed : seeds) {
        Result<std::unique_ptr<Simulation>> start = Simulation::create(prepared->withSeed(seed), stop);
        if (!start)
            return start.errors();
        if (Errors errors = checkStart(**start); !errors.empty())
            return errors;
        members.push_back({seed, 0, (*start)->network().weights()});
        if (!first)
            first = std::move(start).value();
    }
    return makeEnsemble(std::move(first), members, options);
}

} // namespace hysteron::sampling
