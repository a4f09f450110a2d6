// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/forward_flux.h"

#include "core/analysis/summary.h"
#include "core/base/number_format.h"
#include "core/dynamics/replica_fleet.h"
#include "core/experiment/enum_words.h"
#include "core/experiment/escape_rule.h"

#include <boost/math/distributions/students_t.hpp>

#include <algorithm>
#include <cmath>
#include <string>
#include <utility>

namespace hysteron::sampling {

namespace {

/// Walkers of repeat r are the replicas from kFirstWalker + r 2^24 of the seed: beyond those of any ensemble.
constexpr std::uint32_t kFirstWalker = 0x40000000;
constexpr std::uint32_t kWalkersPerRepeat = 1U << 24;
/// The basin forgets its start within some 1/beta; this is many times that.
constexpr double kSettlingTimes = 20.0;
constexpr double kBasinQuantile = 0.5;
constexpr double kFirstQuantile = 0.9;
constexpr int kBasinEpochs = 256; ///< watched for the quantiles
constexpr int kPieceEpochs = 256;
constexpr int kMostInterfaces = 500;
/// A trial ends in the basin or at an interface within a few relaxation times; this is an alarm, not a limit.
constexpr std::int64_t kLongestTrial = 10'000'000;

/// The parameters of the run, with an epoch of one step: the batch means nothing to Langevin noise on the whole set,
/// and the temperature is known.
StepParameters oneStepEpochs(const Simulation& start)
{
    constexpr int kPopulation = 512; // stepsPerEpoch() counts a population so
    StepParameters parameters = start.parameters();
    parameters.batch = std::max(start.task().trainingSize(), kPopulation);
    return parameters;
}

double quantile(std::vector<double> values, double share)
{
    const auto place = values.begin() + static_cast<std::ptrdiff_t>(share * static_cast<double>(values.size() - 1));
    std::nth_element(values.begin(), place, values.end());
    return *place;
}

} // namespace

class ForwardFlux::Sampler
{
public:
    Sampler(const Specification& specification, std::unique_ptr<Simulation> start, const ForwardFluxOptions& options,
            int mode, double threshold)
        : m_specification(specification), m_start(std::move(start)), m_options(options), m_mode(mode),
          m_threshold(threshold), m_parameters(oneStepEpochs(*m_start)),
          m_task(m_start->task(), m_start->network().shape().activation), m_pool(options.threads)
    {
    }

    Result<ForwardFluxRepeat> repeat(int number, const std::stop_token& stop);
    [[nodiscard]] const Simulation& start() const { return *m_start; }

private:
    using Block = ReplicaBlock<double>;
    using States = std::vector<Eigen::VectorXd>;

    [[nodiscard]] double timePerEpoch() const { return m_parameters.learningRate; }
    ReplicaFleet<double> fleet() { return {m_task, m_start->network().shape(), m_pool}; }
    std::uint32_t nextWalker() { return kFirstWalker + m_repeat * kWalkersPerRepeat + m_walkers++; }
    double watched(const Block& block, int lane) const { return block.singularValue(lane, m_mode); }

    /// Finds basin, first interface and flux; leaves the states at the first interface.
    Errors leaveBasin(ForwardFluxRepeat& result, const std::stop_token& stop);
    /// Trials from `states` until they pass `goal` or fall back. Returns the highest value of each; `reached` gets the
    /// states of those that passed.
    std::vector<double> launch(const States& states, int trials, double goal, States* reached,
                               ForwardFluxRepeat& result, const std::stop_token& stop);

    const Specification m_specification;
    const std::unique_ptr<Simulation> m_start;
    const ForwardFluxOptions m_options;
    const int m_mode;
    const double m_threshold;
    const StepParameters m_parameters;
    const KernelTask<double> m_task;
    WorkerPool m_pool;
    std::uint32_t m_repeat = 0;
    std::uint32_t m_walkers = 0; ///< of this repeat
    double m_basin = 0.0;        ///< below: in the basin
    States m_atFirst;
};

Errors ForwardFlux::Sampler::leaveBasin(ForwardFluxRepeat& result, const std::stop_token& stop)
{
    const auto walkers = static_cast<std::size_t>(m_options.walkers);
    ReplicaFleet<double> basin = fleet();
    for (std::size_t k = 0; k < walkers; ++k)
        basin.add(k, m_specification.seed, nextWalker(), m_start->network().weights());

    // Those that escape meanwhile are no longer in the basin, and those are few where this method is of use.
    const auto settling =
        static_cast<std::int64_t>(std::ceil(kSettlingTimes / std::max(m_parameters.beta, 1e-3) / timePerEpoch()));
    const auto stepsIn = [&](std::int64_t epochs) {
        result.steps +=
            static_cast<std::int64_t>(basin.size()) * epochs * stepsPerEpoch(m_task.samples(), m_parameters.batch);
    };
    const auto stays = [this](const Block& block, int lane) {
        return block.isWithinLimit(lane) && watched(block, lane) < m_threshold;
    };
    stepsIn(settling);
    basin.advance(0, static_cast<int>(settling), m_parameters,
                  [&](const Block& block, int lane, std::size_t, std::int64_t) { return stays(block, lane); });
    std::vector<std::vector<double>> seen(walkers);
    stepsIn(kBasinEpochs);
    basin.advance(settling, kBasinEpochs, m_parameters,
                  [&](const Block& block, int lane, std::size_t member, std::int64_t) {
                      seen[member].push_back(watched(block, lane));
                      return stays(block, lane);
                  });
    std::vector<double> values;
    for (const std::vector<double>& one : seen)
        values.insert(values.end(), one.begin(), one.end());
    if (values.size() < walkers * kBasinEpochs / 2)
        return {{"noise.temperature", shortestExact(m_parameters.temperature),
                 "is so high that half of the walkers leave the trap while it is looked at; simulate directly"}};
    m_basin = quantile(values, kBasinQuantile);
    const double first = quantile(values, kFirstQuantile);
    result.interfaces.push_back(first);

    // A crossing counts when the walker was in the basin since its last one.
    std::vector<char> armed(walkers, 0);
    std::vector<States> crossings(walkers);
    std::int64_t epochs = settling + kBasinEpochs;
    double exposure = 0.0;
    std::size_t found = 0;
    while (found < walkers && basin.size() > 0 && !stop.stop_requested()) {
        stepsIn(kPieceEpochs);
        std::vector<int> watchedEpochs(walkers, 0);
        basin.advance(epochs, kPieceEpochs, m_parameters,
                      [&](const Block& block, int lane, std::size_t member, std::int64_t) {
                          ++watchedEpochs[member];
                          const double value = watched(block, lane);
                          if (value < m_basin)
                              armed[member] = 1;
                          if (armed[member] && value >= first) {
                              crossings[member].push_back(block.weights(lane));
                              armed[member] = 0;
                          }
                          return stays(block, lane);
                      });
        epochs += kPieceEpochs;
        found = 0;
        for (std::size_t k = 0; k < walkers; ++k) {
            exposure += watchedEpochs[k] * timePerEpoch();
            found += crossings[k].size();
        }
    }
    m_atFirst.clear();
    for (States& states : crossings)
        std::move(states.begin(), states.end(), std::back_inserter(m_atFirst));
    if (m_atFirst.empty())
        return {{"noise.temperature", shortestExact(m_parameters.temperature), "moves nobody out of the basin"}};
    result.flux = static_cast<double>(m_atFirst.size()) / exposure;
    return {};
}

std::vector<double> ForwardFlux::Sampler::launch(const States& states, int trials, double goal, States* reached,
                                                 ForwardFluxRepeat& result, const std::stop_token& stop)
{
    const auto count = static_cast<std::size_t>(trials);
    EpochStream choice(m_specification.seed, StreamId::Sampling, nextWalker());
    choice.beginEpoch(0);
    ReplicaFleet<double> walkers = fleet();
    for (std::size_t k = 0; k < count; ++k)
        walkers.add(k, m_specification.seed, nextWalker(), states[choice.below(states.size())]);

    std::vector<double> highest(count, 0.0);
    States passed(count);
    std::vector<std::int64_t> epochs(count, 0);
    for (std::int64_t epoch = 0; walkers.size() > 0 && epoch < kLongestTrial && !stop.stop_requested();
         epoch += kPieceEpochs)
        walkers.advance(epoch, kPieceEpochs, m_parameters,
                        [&](const Block& block, int lane, std::size_t member, std::int64_t now) {
                            const double value = watched(block, lane);
                            epochs[member] = now;
                            highest[member] = std::max(highest[member], value);
                            if (value >= goal && reached)
                                passed[member] = block.weights(lane);
                            return block.isWithinLimit(lane) && value < goal && value >= m_basin;
                        });
    for (std::size_t k = 0; k < count; ++k) {
        result.steps += epochs[k];
        if (reached && passed[k].size() > 0)
            reached->push_back(std::move(passed[k]));
    }
    return highest;
}

Result<ForwardFluxRepeat> ForwardFlux::Sampler::repeat(int number, const std::stop_token& stop)
{
    m_repeat = static_cast<std::uint32_t>(number);
    m_walkers = 0;
    ForwardFluxRepeat result;
    if (Errors errors = leaveBasin(result, stop); !errors.empty())
        return errors;
    States states = std::move(m_atFirst);
    double logRate = std::log(result.flux);
    while (result.interfaces.back() < m_threshold) {
        const auto here = std::to_string(result.interfaces.size()) + " at " + shortestExact(result.interfaces.back());
        if (stop.stop_requested())
            return Error{"ffs", "interface " + here, "was interrupted"};
        const std::vector<double> pilots = launch(states, m_options.walkers / 2, m_threshold, nullptr, result, stop);
        const double next = std::min(quantile(pilots, 1.0 - m_options.wantedProbability), m_threshold);
        if (!(next > result.interfaces.back()) || result.interfaces.size() >= kMostInterfaces)
            return Error{"ffs", "interface " + here, "no trial gets beyond it; take more walkers"};
        States reached;
        launch(states, m_options.walkers, next, &reached, result, stop);
        if (reached.empty())
            return Error{"ffs", "interface " + here, "no trial reaches the next one; take more walkers"};
        const double probability = static_cast<double>(reached.size()) / m_options.walkers;
        logRate += std::log(probability);
        result.interfaces.push_back(next);
        result.probabilities.push_back(probability);
        states = std::move(reached);
    }
    if (stop.stop_requested())
        return Error{"ffs", "repeat " + std::to_string(number), "was interrupted"};
    result.logTau = -logRate;
    return result;
}

ForwardFlux::ForwardFlux(std::unique_ptr<Sampler> sampler) : m_sampler(std::move(sampler)) {}
ForwardFlux::~ForwardFlux() = default;

Result<std::unique_ptr<ForwardFlux>> ForwardFlux::create(const std::shared_ptr<const Prepared>& prepared,
                                                         const ForwardFluxOptions& options, const std::stop_token& stop)
{
    const Specification& specification = prepared->specification();
    Errors errors;
    const auto within = [&](const char* field, int value, int low, int high) {
        if (value < low || value > high)
            errors.push_back({field, std::to_string(value), Text("must be an integer from %1 to %2", low, high)});
    };
    within("walkers", options.walkers, 20, 100'000);
    within("repeats", options.repeats, 2, 64);
    within("threads", options.threads, 1, 256);
    if (specification.protocol.kind != ProtocolKind::RankTrap)
        errors.push_back(
            {"protocol.kind", wordOf(specification.protocol.kind), "must be rank_trap: the walkers start in a trap"});
    if (specification.escape.observable != EscapeObservable::SingularValue)
        errors.push_back({"escape.observable", wordOf(specification.escape.observable),
                          "must be singular_value, along which interfaces are placed"});
    if (specification.noise.kind != NoiseKind::Langevin)
        errors.push_back({"noise.kind", wordOf(specification.noise.kind),
                          "must be langevin: between two steps a state must be all there is"});
    if (!errors.empty())
        return errors;
    Result<std::unique_ptr<Simulation>> start = Simulation::create(prepared, stop);
    if (!start)
        return start.errors();
    const Task& task = (*start)->task();
    const NetworkShape& shape = (*start)->network().shape();
    if (!kernels::isSupported(shape))
        return Error{"task.inputs", std::to_string(shape.inputs), Text("must be at most %1", kernels::kMostFeatures)};
    if (!((*start)->parameters().temperature > 0.0))
        return Error{"noise.temperature", "0", "must be above 0"};
    const EscapeRule rule(specification.escape, task.eta, shape.depth, task.outputs(), (*start)->startRank(),
                          (*start)->parameters().beta);
    if (!rule.threshold())
        return Error{"protocol.rank", std::to_string((*start)->startRank()), "leaves no mode to escape to"};
    auto sampler =
        std::make_unique<Sampler>(specification, std::move(start).value(), options, rule.mode(), *rule.threshold());
    return std::unique_ptr<ForwardFlux>(new ForwardFlux(std::move(sampler)));
}

Result<ForwardFluxRepeat> ForwardFlux::repeat(int number, const std::stop_token& stop)
{
    return m_sampler->repeat(number, stop);
}

const Simulation& ForwardFlux::start() const
{
    return m_sampler->start();
}

std::vector<double> temperatureLadder(double highest)
{
    std::vector<double> temperatures;
    for (const double share : {1.0, 0.8, 0.65, 0.5, 0.4})
        temperatures.push_back(share * highest);
    return temperatures;
}

ForwardFluxEstimate estimateOf(const std::vector<ForwardFluxRepeat>& repeats)
{
    std::vector<double> logTaus;
    for (const ForwardFluxRepeat& repeat : repeats)
        logTaus.push_back(repeat.logTau);
    const analysis::Mean mean = analysis::meanOf(logTaus);
    const boost::math::students_t law(static_cast<double>(mean.count) - 1.0);
    const double half = boost::math::quantile(law, 0.975) * mean.standardError;
    return {mean.value, mean.value - half, mean.value + half};
}

} // namespace hysteron::sampling
