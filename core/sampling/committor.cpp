// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/committor.h"

#include "core/base/number_format.h"
#include "core/dynamics/replica_fleet.h"
#include "core/experiment/enum_words.h"
#include "core/experiment/escape_rule.h"

#include <boost/math/distributions/binomial.hpp>

#include <algorithm>
#include <string>
#include <vector>

namespace hysteron::sampling {

namespace {

constexpr double kLowerShare = 1.0 / 8.0;
constexpr int kPieceEpochs = 64;

analysis::Interval clopperPearson(int successes, int trials)
{
    using Binomial = boost::math::binomial_distribution<>;
    if (trials == 0)
        return {0.0, 1.0};
    return {Binomial::find_lower_bound_on_p(trials, successes, 0.025),
            Binomial::find_upper_bound_on_p(trials, successes, 0.025)};
}

} // namespace

Result<Committor> committor(const Simulation& start, const Eigen::VectorXd& weights, const CommittorOptions& options,
                            const std::stop_token& stop)
{
    const Specification& specification = start.specification();
    const Task& task = start.task();
    const NetworkShape& shape = start.network().shape();
    const StepParameters& parameters = start.parameters();
    if (!kernels::isSupported(shape))
        return Error{"task.inputs", std::to_string(shape.inputs), Text("must be at most %1", kernels::kMostFeatures)};
    const int mode = start.startRank();
    if (specification.protocol.kind != ProtocolKind::RankTrap || mode >= static_cast<int>(task.eta.size()))
        return Error{"protocol.kind", wordOf(specification.protocol.kind),
                     "must be rank_trap with a mode left to learn: it names the two phases"};
    const theory::ModeLandscape landscape(task.eta[static_cast<std::size_t>(mode)], shape.depth);
    const auto saddle = landscape.saddle(parameters.beta);
    if (!saddle)
        return Error{"training.beta", shortestExact(parameters.beta), "must be between 0 and the fold of the mode"};

    Committor result;
    result.upperThreshold = landscape.learntThreshold(parameters.beta);
    result.lowerThreshold = kLowerShare * *saddle;
    const KernelTask<double> kernelTask(task, shape.activation);
    WorkerPool pool(options.threads);
    ReplicaFleet<double> fleet(kernelTask, shape, pool);
    const auto walkers = static_cast<std::size_t>(options.walkers);
    for (std::size_t k = 0; k < walkers; ++k)
        fleet.add(k, specification.seed, static_cast<std::uint32_t>(k), weights);
    enum : char { Undecided, Upper, Lower };
    std::vector<char> ends(walkers, Undecided);
    for (std::int64_t epoch = 0; epoch < options.maxEpochs && fleet.size() > 0 && !stop.stop_requested();) {
        const int piece = static_cast<int>(std::min<std::int64_t>(kPieceEpochs, options.maxEpochs - epoch));
        fleet.advance(epoch, piece, parameters,
                      [&](const ReplicaBlock<double>& block, int lane, std::size_t member, std::int64_t) {
                          const double value = block.singularValue(lane, mode);
                          if (value > result.upperThreshold)
                              ends[member] = Upper;
                          else if (value < result.lowerThreshold)
                              ends[member] = Lower;
                          return block.isWithinLimit(lane) && ends[member] == Undecided;
                      });
        epoch += piece;
    }
    result.upper = static_cast<int>(std::count(ends.begin(), ends.end(), Upper));
    result.lower = static_cast<int>(std::count(ends.begin(), ends.end(), Lower));
    result.undecided = options.walkers - result.upper - result.lower;
    if (const int decided = result.upper + result.lower; decided > 0)
        result.share = static_cast<double>(result.upper) / decided;
    result.interval = clopperPearson(result.upper, result.upper + result.lower);
    return result;
}

} // namespace hysteron::sampling
