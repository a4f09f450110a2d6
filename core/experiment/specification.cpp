#include "core/experiment/specification.h"

#include "core/base/number_format.h"
#include "core/kernels/block.h"

#include <algorithm>
#include <cstddef>
#include <cstdint>
#include <string>
#include <utility>

namespace hysteron {

namespace {
constexpr double kMaxBeta = 10.0;
constexpr double kMaxLearningRate = 10.0;
constexpr double kMaxTemperature = 10.0;
constexpr double kMaxC = 1e6;
constexpr double kMaxInitStd = 10.0;
constexpr double kMaxThreshold = 1e6;
constexpr std::int64_t kMaxEpochs = 1'000'000'000;
constexpr std::int64_t kMaxDwell = 100'000'000;
constexpr int kMaxBatchOfCsv = 1'000'000;

/// Writes down what is broken; every test is phrased so that NaN fails it.
class Rules
{
public:
    explicit Rules(Errors& errors) : m_errors(errors) {}

    void within(const std::string& field, double value, double low, double high)
    {
        if (!(value >= low && value <= high))
            broken(field, shortestExact(value),
                   "must be a finite number from " + shortestExact(low) + " to " + shortestExact(high));
    }
    void positive(const std::string& field, double value, double high)
    {
        if (!(value > 0.0 && value <= high))
            broken(field, shortestExact(value), "must be a finite number above 0 and at most " + shortestExact(high));
    }
    void count(const std::string& field, std::int64_t value, std::int64_t low, std::int64_t high,
               const std::string& meaningOfHigh = {})
    {
        if (value < low || value > high)
            broken(field, std::to_string(value),
                   "must be an integer from " + std::to_string(low) + " to " + std::to_string(high) + meaningOfHigh);
    }
    void broken(std::string field, std::string value, std::string rule)
    {
        m_errors.push_back({std::move(field), std::move(value), std::move(rule)});
    }

private:
    Errors& m_errors;
};

void append(Errors& errors, const Errors& more)
{
    errors.insert(errors.end(), more.begin(), more.end());
}

/// Modes the task can have; for a user's table an upper bound, its own number is known when the file was read.
int modeCount(const TaskOptions& task)
{
    if (!task.csv)
        return static_cast<int>(task.eta.size());
    return task.csvOutputs.empty() ? task.outputs : static_cast<int>(task.csvOutputs.size());
}

void checkTraining(const Specification& specification, Rules& rules)
{
    const TrainingOptions& training = specification.training;
    rules.within("training.beta", training.beta, 0.0, kMaxBeta);
    rules.positive("training.learning_rate", training.learningRate, kMaxLearningRate);
    if (specification.task.csv)
        rules.count("training.batch", training.batch, 1, kMaxBatchOfCsv);
    else if (specification.task.samples >= 1)
        rules.count("training.batch", training.batch, 1, specification.task.samples, " (task.samples)");
    rules.count("training.epochs", training.epochs, 1, kMaxEpochs);
}

/// Fresh data are drawn as second moments, which is all that a linear network sees of them.
void checkFreshData(const Specification& specification, Rules& rules)
{
    if (specification.training.batching != Batching::Fresh)
        return;
    constexpr int kMost = kernels::kMostFeatures;
    if (specification.task.csv)
        rules.broken("training.batching", "fresh", "a file has no further data; choose shuffled, replacement or full");
    else if (specification.task.inputs > kMost || specification.task.outputs > kMost)
        rules.broken("training.batching", "fresh",
                     "needs at most " + std::to_string(kMost) + " inputs and outputs (task.inputs, task.outputs)");
    if (specification.network.activation != Activation::Linear)
        rules.broken("training.batching", "fresh", "needs a linear network (network.activation)");
}

/// Hidden units that are not linear see samples and not their moments.
void checkActivation(const Specification& specification, Rules& rules)
{
    if (specification.network.activation != Activation::Linear && !specification.task.csv &&
        specification.task.sampling == Sampling::Population)
        rules.broken("task.sampling", "population",
                     "only a linear network can be trained on the population itself; choose raw or moment_matched");
}

void checkNoise(const Specification& specification, Rules& rules)
{
    const NoiseOptions& noise = specification.noise;
    if (noise.temperature)
        rules.within("noise.temperature", *noise.temperature, 0.0, kMaxTemperature);
    rules.positive("noise.c", noise.c, kMaxC);
    if (specification.task.sampling == Sampling::Population && !specification.task.csv &&
        specification.training.batching != Batching::Fresh && usesMinibatches(noise.kind))
        rules.broken("noise.kind", noise.kind == NoiseKind::Minibatch ? "minibatch" : "minibatch_langevin",
                     "mini-batches are drawn from samples, and task.sampling population has none; choose langevin or "
                     "none, or training.batching fresh");
}

void checkTrapRules(const Specification& specification, Rules& rules)
{
    const int rank = specification.protocol.rank;
    const int modes = modeCount(specification.task);
    const int width = specification.network.width;
    if (modes < 1 || width < 1)
        return; // reported where they belong
    if (width < modes)
        rules.count("protocol.rank", rank, 0, width, " (network.width, which bounds the rank)");
    else
        rules.count("protocol.rank", rank, 0, modes, " (the number of modes)");
    if (rank < 0 || rank >= modes)
        return;
    if (specification.network.depth == 2)
        rules.broken("protocol.rank", std::to_string(rank),
                     "a network of depth 2 has no metastable trap: its transitions are continuous, without a barrier; "
                     "use network.depth 3 or more, or protocol.kind random or schedule");
    const std::vector<double>& eta = specification.task.eta;
    if (rank > 0 && specification.protocol.anneal.empty() && !specification.task.csv && eta[rank - 1] == eta[rank])
        rules.broken("protocol.rank", std::to_string(rank),
                     "modes " + std::to_string(rank) + " and " + std::to_string(rank + 1) +
                         " have the same eta, so that no beta forgets one and keeps the other");
}

void checkProtocol(const Specification& specification, Rules& rules)
{
    const ProtocolOptions& protocol = specification.protocol;
    if (protocol.kind == ProtocolKind::RankTrap)
        checkTrapRules(specification, rules);
    if (protocol.kind == ProtocolKind::Schedule && protocol.anneal.empty())
        rules.broken("protocol.anneal", "[]", "a schedule needs at least one leg {beta, epochs}");
    for (std::size_t i = 0; i < protocol.anneal.size(); ++i) {
        const std::string leg = "protocol.anneal[" + std::to_string(i) + "].";
        rules.within(leg + "beta", protocol.anneal[i].beta, 0.0, kMaxBeta);
        rules.count(leg + "epochs", protocol.anneal[i].epochs, 1, kMaxDwell);
    }
    if (protocol.initStd)
        rules.positive("protocol.init_std", *protocol.initStd, kMaxInitStd);
}
void checkLiveRules(const Specification& specification, Rules& rules)
{
    checkTraining(specification, rules);
    checkFreshData(specification, rules);
    checkNoise(specification, rules);
}
} // namespace

Errors checkLive(const Specification& specification)
{
    Errors errors;
    Rules rules(errors);
    checkLiveRules(specification, rules);
    return errors;
}

Errors checkTrap(const Specification& specification)
{
    Errors errors;
    Rules rules(errors);
    checkTrapRules(specification, rules);
    return errors;
}

Errors Specification::validate() const
{
    Errors errors;
    append(errors, task.validate());
    append(errors, network.validate());
    Rules rules(errors);
    checkLiveRules(*this, rules);
    checkActivation(*this, rules);
    checkProtocol(*this, rules);
    if (escape.threshold)
        rules.positive("escape.threshold", *escape.threshold, kMaxThreshold);
    return errors;
}

double scheduledBeta(const Specification& specification, std::int64_t epoch)
{
    if (specification.protocol.kind == ProtocolKind::Schedule) {
        for (const ScheduleLeg& leg : specification.protocol.anneal) {
            if (epoch < leg.epochs)
                return leg.beta;
            epoch -= leg.epochs;
        }
    }
    return specification.training.beta;
}

std::optional<std::int64_t> nextBetaChange(const Specification& specification, std::int64_t epoch)
{
    if (specification.protocol.kind == ProtocolKind::Schedule) {
        std::int64_t end = 0;
        for (const ScheduleLeg& leg : specification.protocol.anneal) {
            end += leg.epochs;
            if (epoch < end)
                return end;
        }
    }
    return std::nullopt;
}

} // namespace hysteron
