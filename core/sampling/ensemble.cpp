#include "core/sampling/ensemble.h"

#include "core/base/fingerprint.h"
#include "core/dynamics/replica_fleet.h"
#include "core/experiment/escape_rule.h"
#include "core/experiment/first_weights.h"
#include "core/model/loss.h"

#include <algorithm>
#include <limits>
#include <optional>
#include <utility>

namespace hysteron::sampling {

namespace {

constexpr std::int64_t kLongestWait = 1'000'000'000;
constexpr int kMostReplicas = 1'000'000;
constexpr int kMostThreads = 256;
/// A piece of work: long against its hand-over, short against a person's patience.
constexpr int kStepsPerPiece = 2048;

struct Member {
    std::uint64_t seed;
    std::uint32_t replica;
    Eigen::VectorXd weights;
};

EscapeRule ruleOf(const Simulation& start, const Specification& specification)
{
    const Task& task = start.task();
    const int last = static_cast<int>(task.eta.size()) - 1;
    const int from = specification.protocol.kind == ProtocolKind::RankTrap ? start.startRank() : last;
    return {specification.escape, task.eta, specification.network.depth, task.outputs(), from, start.parameters().beta};
}

template<class T> class FleetEnsemble : public Ensemble
{
public:
    FleetEnsemble(Specification specification, std::unique_ptr<Simulation> start, const std::vector<Member>& members,
                  const EnsembleOptions& options)
        : m_specification(std::move(specification)), m_start(std::move(start)),
          m_task(m_start->task(), m_start->network().shape().activation), m_parameters(m_start->parameters()),
          m_rule(ruleOf(*m_start, m_specification)),
          m_end(options.maxEpochs > 0 ? options.maxEpochs : m_specification.training.epochs),
          m_leave(options.leaveAtEscape), m_pool(options.threads), m_fleet(m_task, m_start->network().shape(), m_pool)
    {
        m_passages.resize(members.size());
        m_final.resize(members.size());
        for (std::size_t k = 0; k < members.size(); ++k) {
            m_passages[k].replica = static_cast<std::uint32_t>(k);
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
    [[nodiscard]] std::string fingerprint() const override
    {
        std::vector<Eigen::VectorXd> all = m_final;
        m_fleet.forEach(
            [&](const ReplicaBlock<T>& block, int lane, std::size_t member) { all[member] = block.weights(lane); });
        Fingerprint fingerprint;
        for (std::size_t k = 0; k < all.size(); ++k) {
            fingerprint.add(std::span<const double>(all[k].data(), static_cast<std::size_t>(all[k].size())));
            fingerprint.add(static_cast<std::uint64_t>(m_passages[k].epoch));
            fingerprint.add(static_cast<std::uint64_t>(m_passages[k].outcome));
        }
        return fingerprint.hex();
    }
    [[nodiscard]] const Simulation& start() const override { return *m_start; }

private:
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
        const bool stays =
            passage.outcome == PassageOutcome::Waiting || (passage.outcome == PassageOutcome::Escaped && !m_leave);
        if (!stays)
            m_final[member] = block.weights(lane);
        return stays;
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
    std::vector<Eigen::VectorXd> m_final; ///< of those that left
};

Errors check(const EnsembleOptions& options)
{
    Errors errors;
    const auto within = [&](const char* field, std::int64_t value, std::int64_t low, std::int64_t high) {
        if (value < low || value > high)
            errors.push_back({field, std::to_string(value), Text("must be an integer from %1 to %2", low, high)});
    };
    within("replicas", options.replicas, 1, kMostReplicas);
    within("max_epochs", options.maxEpochs, 0, kLongestWait);
    within("threads", options.threads, 1, kMostThreads);
    return errors;
}

/// Sizes without a kernel, and rules that nothing can meet.
Errors checkStart(const Specification& specification, const Simulation& start)
{
    Errors errors;
    const NetworkShape& shape = start.network().shape();
    if (!kernels::isSupported(shape))
        errors.push_back({"task.inputs", std::to_string(shape.inputs),
                          Text("ensembles need at most %1 inputs and outputs", kernels::kMostFeatures)});
    else if (!ruleOf(start, specification).threshold())
        errors.push_back({"protocol.rank", std::to_string(start.startRank()),
                          "nothing is left to escape to: the network starts with all modes learnt, or beta is above "
                          "the fold of the next one and no error tells the two apart"});
    return errors;
}

std::unique_ptr<Ensemble> makeEnsemble(const Specification& specification, std::unique_ptr<Simulation> start,
                                       const std::vector<Member>& members, const EnsembleOptions& options)
{
    if (options.precision == Precision::F32)
        return std::make_unique<FleetEnsemble<float>>(specification, std::move(start), members, options);
    return std::make_unique<FleetEnsemble<double>>(specification, std::move(start), members, options);
}

} // namespace

Result<std::unique_ptr<Ensemble>> Ensemble::create(const Specification& specification, const EnsembleOptions& options,
                                                   const std::stop_token& stop)
{
    if (Errors errors = check(options); !errors.empty())
        return errors;
    Result<std::unique_ptr<Simulation>> start = Simulation::create(specification, stop);
    if (!start)
        return start.errors();
    if (Errors errors = checkStart(specification, **start); !errors.empty())
        return errors;
    const bool trapped = specification.protocol.kind == ProtocolKind::RankTrap;
    std::vector<Member> members;
    for (int k = 0; k < options.replicas; ++k) {
        const auto replica = static_cast<std::uint32_t>(k);
        members.push_back({specification.seed, replica,
                           trapped ? (*start)->network().weights()
                                   : firstNetwork(specification, (*start)->task(), replica).weights()});
    }
    return makeEnsemble(specification, std::move(start).value(), members, options);
}

Result<std::unique_ptr<Ensemble>> Ensemble::createAt(const Specification& specification, const Eigen::VectorXd& weights,
                                                     const EnsembleOptions& options)
{
    if (Errors errors = check(options); !errors.empty())
        return errors;
    Result<std::unique_ptr<Simulation>> start = Simulation::createAt(specification, weights);
    if (!start)
        return start.errors();
    const Specification trapped = (*start)->specification();
    if (Errors errors = checkStart(trapped, **start); !errors.empty())
        return errors;
    std::vector<Member> members;
    for (int k = 0; k < options.replicas; ++k)
        members.push_back({trapped.seed, static_cast<std::uint32_t>(k), weights});
    return makeEnsemble(trapped, std::move(start).value(), members, options);
}

Result<std::unique_ptr<Ensemble>> Ensemble::createFromSeeds(const Specification& specification,
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
        Specification one = specification;
        one.seed = seed;
        Result<std::unique_ptr<Simulation>> start = Simulation::create(one, stop);
        if (!start)
            return start.errors();
        if (Errors errors = checkStart(one, **start); !errors.empty())
            return errors;
        members.push_back({seed, 0, (*start)->network().weights()});
        if (!first)
            first = std::move(start).value();
    }
    return makeEnsemble(specification, std::move(first), members, options);
}

} // namespace hysteron::sampling
