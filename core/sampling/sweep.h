// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/task.h"
#include "core/dynamics/dynamics.h"
#include "core/experiment/prepared.h"
#include "core/sampling/ensemble.h"
#include "core/sampling/sweep_record.h"

#include <cstdint>
#include <memory>
#include <stop_token>
#include <string>
#include <vector>

namespace hysteron::sampling {

struct SweepOptions {
    double from = 0.0;        ///< first and smallest beta, [0, 10)
    double to = 0.5;          ///< largest beta, (from, 10]
    double step = 0.01;       ///< between neighbouring values; see betaGrid()
    std::int64_t dwell = 200; ///< epochs at each value, 1..10^8
    int replicas = 1;         ///< 1..10^5, and replicas times values at most 10^7
    int threads = 1;          ///< 1..256; the results do not depend on it
    Precision precision = Precision::F64;
};

/// Where a sweep stands: with it another one of the same making goes on, bit for bit.
struct SweepState {
    std::int64_t epoch = 0;
    double temperature = 0.0; ///< in force; measured when the sweep set out
    std::vector<SweepRecord> records;
    std::vector<Eigen::VectorXd> weights; ///< of each replica, where it stands or broke
};

/// What to prepare for a sweep: with the protocol that breaks no rule, since a sweep has one of its own.
[[nodiscard]] Specification withoutProtocol(Specification specification);

/// A quasi-static sweep of beta, up and back down, the state carried on from each value to the next: what separates the
/// branches of a first-order transition. Replica k is the run of the seed (seed + k), with its own first weights,
/// batches and noise; the data are the same for all.
///
/// Every network starts at full rank: random weights (protocol.init_std; the rest of `protocol` and training.beta are
/// not looked at), trained without noise at beta = 0 for twice as long as the linear network needs to learn all modes.
/// Then it dwells at `from`, the next value, ... the last one, there once more, and so back to `from`; each value is
/// recorded at the end of its dwell. It is the Simulation of the same seed with noise `none` and beta = 0 whose noise
/// and beta are changed live at these epochs.
///
/// Quasi-static is a promise of the dwell, not of the program. Near a fold relaxation slows down: beyond it by a small
/// d, a mode lingers for a gradient-flow time of order 1/sqrt(d), and where the dwell is shorter it falls at a later
/// value (the paper's network in steps of 0.01 needs 50 epochs; with 20 each mode falls one step late, with 5 four).
/// With noise the dwell also decides which barriers are climbed: a loop shrinks slowly as the dwell grows (at T = 1e-3
/// from area 0.053 at 200 epochs to 0.028 at 3200), so that its area means nothing without the dwell.
///
/// rank: singular values above the threshold of their mode at that beta (ModeLandscape::learntThreshold). The closed
/// forms in it are those of a linear network; other activations have folds of their own, and count above eta/10.
class Sweep
{
public:
    /// Makes the first weights. prepared: of withoutProtocol(), or whatever else; its protocol is not looked at.
    /// Errors: of the options, or sizes that have no kernel.
    [[nodiscard]] static Result<std::unique_ptr<Sweep>> create(const std::shared_ptr<const Prepared>& prepared,
                                                               const SweepOptions& options);
    virtual ~Sweep() = default;

    /// Goes on by up to `epochs` epochs; a stop is heard within some milliseconds and leaves whole epochs. How the
    /// sweep is cut into calls changes nothing.
    virtual void advance(std::int64_t epochs, const std::stop_token& stop = {}) = 0;
    /// At the end, or all replicas diverged.
    [[nodiscard]] virtual bool finished() const = 0;
    /// Epochs done and to do, those of the training before the sweep included.
    [[nodiscard]] virtual std::int64_t epoch() const = 0;
    [[nodiscard]] virtual std::int64_t totalEpochs() const = 0;
    /// The values of beta, ascending.
    [[nodiscard]] virtual const std::vector<double>& grid() const = 0;
    /// One for each replica, with the points that were finished.
    [[nodiscard]] virtual const std::vector<SweepRecord>& records() const = 0;
    /// In force now. A temperature that is read off the gradient trace is measured when the sweep sets out, at full
    /// rank, on replica 0.
    [[nodiscard]] virtual const StepParameters& parameters() const = 0;
    [[nodiscard]] virtual const Task& task() const = 0;
    /// Hash of the weights of all replicas in order and the epochs that diverged, 16 hex digits.
    [[nodiscard]] virtual std::string fingerprint() const = 0;
    [[nodiscard]] virtual SweepState state() const = 0;
    /// Errors: another number of replicas, points or weights, an epoch beyond the end; then nothing has changed.
    [[nodiscard]] virtual Errors restore(const SweepState& state) = 0;
};

} // namespace hysteron::sampling
