// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/random.h"
#include "core/base/result.h"
#include "core/data/task.h"
#include "core/model/loss.h"
#include "core/model/network.h"

#include <cstdint>
#include <memory>
#include <optional>
#include <string_view>
#include <vector>

namespace hysteron {

enum class Batching {
    Shuffled,    ///< each epoch a random partition of the data into floor(N/B) batches
    Replacement, ///< every batch drawn independently with replacement
    Full,        ///< the whole training set at every step
    Fresh,       ///< every batch is new data from the Gaussian task itself: online learning (linear networks only)
};

enum class NoiseKind {
    Minibatch,         ///< SGD: the only noise is the choice of the batch
    Langevin,          ///< gradient of the whole set + sqrt(2 eta_lr T) xi on every weight
    MinibatchLangevin, ///< both (SGLD)
    None,              ///< gradient descent on the whole set
};

[[nodiscard]] constexpr bool usesMinibatches(NoiseKind kind)
{
    return kind == NoiseKind::Minibatch || kind == NoiseKind::MinibatchLangevin;
}
[[nodiscard]] constexpr bool usesTemperature(NoiseKind kind)
{
    return kind == NoiseKind::Langevin || kind == NoiseKind::MinibatchLangevin;
}

/// Everything one step depends on besides state, data and random numbers. May change between epochs.
struct StepParameters {
    double beta = 0.32;         ///< weight decay, dimensionless, >= 0
    double learningRate = 0.08; ///< eta_lr, time per step (gradient-flow time), > 0
    double temperature = 0.0;   ///< T, dimensionless, >= 0; ignored without Langevin noise
    int batch = 64;             ///< B, 1..N; larger values mean the whole set, as does B = N without replacement
    Batching batching = Batching::Shuffled;
    NoiseKind noise = NoiseKind::Minibatch;

    bool operator==(const StepParameters&) const = default;
};

/// Steps in one epoch: floor(N/B), at least 1. Always derived from B, also when the batch is not used by the gradient,
/// so that epochs of all noise kinds are comparable. samples = 0 (population) counts as 512, the paper's N.
[[nodiscard]] int stepsPerEpoch(int samples, int batch);

/// Whether the gradient is one of a drawn batch and not of the whole set (fresh data are drawn at any size). samples:
/// N, 0 for the population, which has nothing to draw from but fresh data: asking for other mini-batches is a
/// programmer error, throws std::logic_error.
[[nodiscard]] bool drawsBatches(const StepParameters& parameters, int samples);

enum class StepOutcome {
    Ok,
    Diverged, ///< a weight became non-finite or exceeded kDivergenceLimit in magnitude
};
inline constexpr double kDivergenceLimit = 1e3;
[[nodiscard]] bool isWithinLimit(const Eigen::VectorXd& weights);

struct EpochResult {
    StepOutcome outcome = StepOutcome::Ok;
    int steps = 0; ///< steps taken; on divergence the last one is the step that broke
};

/// Which implementation: the same numbers up to rounding.
enum class Engine {
    Fast,      ///< core/kernels, a block of replicas at a time
    Reference, ///< plain Eigen, one network: readable, for comparison
};

/// Moves a network through one epoch at a time. Implementations give the same numbers for the same
/// (seed, replica, epoch index, parameters), whatever happened to the object before: an epoch is a pure function.
class Dynamics
{
public:
    virtual ~Dynamics() = default;
    /// One step: W <- W - eta_lr (grad data term + beta W) [+ sqrt(2 eta_lr T) xi].
    /// `network` has the shape given at construction. Mini-batches are drawn from samples: asking for them where the
    /// training set is empty (population) is a programmer error and throws std::logic_error.
    virtual EpochResult advanceEpoch(Network& network, std::uint64_t epoch, const StepParameters& parameters) = 0;
    [[nodiscard]] virtual Engine engine() const = 0;

    /// Siblings: the replicas after this one of the same seed, which a fast engine moves at the price of one. They set
    /// out from the network's state at the first epoch, or where they were gathered last, and do not touch its numbers.
    [[nodiscard]] virtual int siblings() const { return 0; }
    /// Singular values of sibling k after the last epoch, descending; NaN when it broke.
    [[nodiscard]] virtual std::vector<double> siblingSingularValues(int) { return {}; }
    /// The siblings set out afresh from where the network stands at the next epoch.
    virtual void gatherSiblings() {}
    /// Their weights, for going on later; empty while they are gathered.
    [[nodiscard]] virtual std::vector<Eigen::VectorXd> siblingWeights() const { return {}; }
    /// As siblingWeights() told; another number of siblings than this engine's gathers them.
    virtual void placeSiblings(const std::vector<Eigen::VectorXd>&) {}
};

/// "fast" or "reference".
[[nodiscard]] std::optional<Engine> engineNamed(std::string_view name);

/// Moves one network by the readable reference. `task` must outlive it.
[[nodiscard]] std::unique_ptr<Dynamics> makeReferenceDynamics(const Task& task, const NetworkShape& shape,
                                                              std::uint64_t seed, std::uint32_t replica = 0);
/// The engine asked for; sizes that have no kernel (isSupported() of core/kernels/block.h) get the reference.
[[nodiscard]] std::unique_ptr<Dynamics> makeDynamics(Engine engine, const Task& task, const NetworkShape& shape,
                                                     std::uint64_t seed, std::uint32_t replica = 0);

} // namespace hysteron
