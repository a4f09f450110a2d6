// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/experiment/simulation.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace hysteron::sampling {

enum class Precision { F64, F32 };

struct EnsembleOptions {
    int replicas = 300;         ///< 1..10^6
    int firstReplica = 0;       ///< 0..10^9: replicas firstReplica, firstReplica + 1, ... of the seed
    std::int64_t maxEpochs = 0; ///< where waiting ends, epochs, 1..10^9; 0: training.epochs of the specification
    int threads = 1;            ///< 1..256; the results do not depend on it
    Precision precision = Precision::F64;
    bool leaveAtEscape = true; ///< false: everybody goes on to the end
};

enum class PassageOutcome { Waiting, Escaped, Censored, Diverged };

/// The fate of one replica.
struct Passage {
    std::uint32_t replica = 0;
    /// First epoch at whose end the escape rule holds; the last one waited for when censored; the epoch that broke when
    /// diverged.
    std::int64_t epoch = 0;
    PassageOutcome outcome = PassageOutcome::Waiting;
};

/// Where an ensemble stands: with it another one of the same making goes on, bit for bit.
struct EnsembleState {
    std::int64_t epoch = 0;
    std::vector<Passage> passages;
    std::vector<Eigen::VectorXd> weights; ///< of each replica, where it stands or left
};

/// First passages of many replicas of one experiment. Replica k draws the random numbers (seed, k), whatever the number
/// of replicas and threads; replica 0 is the run that Simulation makes of the same specification, up to the rounding
/// of the observation.
///
/// From a trap all start in the same trapped state, that of replica 0, and wait for the next mode (EscapeRule). Other
/// protocols give each its own first weights, and wait until the last mode is learnt.
class Ensemble
{
public:
    /// Makes the trap. Errors: of the trap, of the options, or sizes that have no kernel.
    [[nodiscard]] static Result<std::unique_ptr<Ensemble>> create(const std::shared_ptr<const Prepared>& prepared,
                                                                  const EnsembleOptions& options,
                                                                  const std::stop_token& stop = {});
    /// Several experiments side by side that differ in their seeds only, one replica each: seeds[k] is replica 0 of
    /// that seed, with its own trap, and is called replica k here. options.replicas is ignored.
    [[nodiscard]] static Result<std::unique_ptr<Ensemble>>
    createFromSeeds(const std::shared_ptr<const Prepared>& prepared, const std::vector<std::uint64_t>& seeds,
                    const EnsembleOptions& options, const std::stop_token& stop = {});
    /// All from one given state, whatever the protocol, waiting for the mode after those it has learnt (see
    /// Simulation::createAt).
    [[nodiscard]] static Result<std::unique_ptr<Ensemble>> createAt(const std::shared_ptr<const Prepared>& prepared,
                                                                    const Eigen::VectorXd& weights,
                                                                    const EnsembleOptions& options);
    virtual ~Ensemble() = default;

    /// Waits up to `epochs` epochs more; a stop is heard within some milliseconds and leaves whole epochs.
    virtual void advance(std::int64_t epochs, const std::stop_token& stop = {}) = 0;
    [[nodiscard]] virtual bool finished() const = 0;
    [[nodiscard]] virtual std::int64_t epoch() const = 0;
    /// Replica steps so far.
    [[nodiscard]] virtual std::int64_t steps() const = 0;
    [[nodiscard]] virtual std::size_t waiting() const = 0;
    [[nodiscard]] virtual const std::vector<Passage>& passages() const = 0;
    /// Singular values of a replica where it stands or left, descending.
    [[nodiscard]] virtual std::vector<double> singularValues(std::size_t replica) const = 0;
    /// Of the first `count` replicas, or as many as there are.
    [[nodiscard]] virtual std::vector<std::vector<double>> firstSingularValues(std::size_t count) const = 0;
    [[nodiscard]] virtual Eigen::VectorXd weights(std::size_t replica) const = 0;
    /// Hash of the weights and passages of all replicas in order, 16 hex digits.
    [[nodiscard]] virtual std::string fingerprint() const = 0;
    [[nodiscard]] virtual EnsembleState state() const = 0;
    /// Errors: another number of replicas or weights, an epoch beyond the end; then nothing has changed.
    [[nodiscard]] virtual Errors restore(const EnsembleState& state) = 0;
    /// What everybody started from (the first seed's, where there are several).
    [[nodiscard]] virtual const Simulation& start() const = 0;
};

} // namespace hysteron::sampling
