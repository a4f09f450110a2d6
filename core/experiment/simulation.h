// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dynamics/dynamics.h"
#include "core/experiment/checkpoint.h"
#include "core/experiment/control.h"
#include "core/experiment/prepared.h"
#include "core/experiment/snapshot.h"
#include "core/experiment/specification.h"

#include <memory>
#include <optional>
#include <stop_token>
#include <vector>

namespace hysteron {

/// What forbids this live change: those rules of the specification it leads to that a live change can break and, after
/// divergence, that only a smaller learning rate brings the run back.
[[nodiscard]] Errors checkChange(const Specification& current, const std::optional<Divergence>& divergence,
                                 const ControlChange& change);

/// One experiment, single-threaded and deterministic: what the command line runs to the end and the Runner drives in
/// pieces. How the epochs are cut into calls changes nothing.
class Simulation
{
public:
    /// Makes network and trap. Errors: a trap that cannot be annealed.
    /// The trap is annealed by the reference whatever the engine, so that both start from the same state.
    /// `stop` is polled while the trap is annealed; a stopped simulation stands at the epoch it reached.
    [[nodiscard]] static Result<std::unique_ptr<Simulation>> create(const std::shared_ptr<const Prepared>& prepared,
                                                                    const std::stop_token& stop = {},
                                                                    Engine engine = Engine::Fast);
    /// The same experiment from a given state instead of its protocol's: it stands at epoch 0 with these weights, and
    /// its specification says that it was trapped at the rank they have. Errors: a wrong number of weights, one beyond
    /// kDivergenceLimit, or a network that knows no trap.
    [[nodiscard]] static Result<std::unique_ptr<Simulation>> createAt(const std::shared_ptr<const Prepared>& prepared,
                                                                      const Eigen::VectorXd& weights,
                                                                      Engine engine = Engine::Fast);
    /// Goes on from a checkpoint of the same experiment; the trap is not annealed again. Errors: as restore().
    [[nodiscard]] static Result<std::unique_ptr<Simulation>>
    resume(const std::shared_ptr<const Prepared>& prepared, const Checkpoint& checkpoint, Engine engine = Engine::Fast);
    ~Simulation();

    /// Everything that restore() needs. Cheap, see there.
    [[nodiscard]] Checkpoint checkpoint() const;
    /// Back (or ahead) to where this experiment stood once; what followed is forgotten, live changes included. Errors:
    /// a checkpoint of another experiment, or one that no run can have; then nothing has changed.
    [[nodiscard]] Errors restore(const Checkpoint& checkpoint);

    /// Runs up to `epochs` further epochs; ends early when finished or diverged. Returns epochs done.
    std::int64_t advance(std::int64_t epochs, const std::stop_token& stop = {});

    /// Takes effect at the start of the next epoch. A change that breaks a rule changes nothing and says why.
    /// A change of beta ends a schedule: from then on this beta is in force. T readings from the gradient trace measure
    /// it again when the noise is changed. After divergence only a smaller learning rate is accepted; the run goes back
    /// to the last good state first, see recover().
    [[nodiscard]] Errors apply(const ControlChange& change);

    /// Changes to come, each in force from its epoch on exactly as when it was made live: what a log of an earlier run
    /// holds. A call of apply() or recover() drops what is left of them. Errors: epochs that do not ascend or lie
    /// before the present one, changes that break a rule; then nothing is followed.
    [[nodiscard]] Errors follow(const std::vector<LoggedChange>& log);

    /// After divergence: back to the last good state with the suggested learning rate, logged like any live change. The
    /// epoch counter goes on from Divergence::lastGoodEpoch; curves, transitions and log entries beyond it are dropped,
    /// so that specification, seed and log again determine the run. The last good state is at most some 30 epochs old:
    /// one whose training MSE was at most twice that of the rank-0 network and stayed so for 16 epochs (epoch 0 if
    /// there was none). Changes made after it are in force from it on.
    void recover();

    /// Moves the end of the run to this epoch; never before the present one. At most 10^9. It belongs to the run: the
    /// specification, which says where the run ends by itself, stays as it is.
    void setEndEpoch(std::int64_t epochs);
    [[nodiscard]] std::int64_t endEpoch() const;

    // What an ensemble starts from.
    [[nodiscard]] const std::shared_ptr<const Prepared>& prepared() const;
    [[nodiscard]] const Task& task() const;
    [[nodiscard]] const Network& network() const;
    [[nodiscard]] const StepParameters& parameters() const;   ///< in force now
    [[nodiscard]] int startRank() const;                      ///< rank at epoch 0
    [[nodiscard]] const Specification& specification() const; ///< with all live changes

    [[nodiscard]] RunState state() const; ///< Paused (can go on), Finished or Diverged
    [[nodiscard]] std::int64_t epoch() const;
    [[nodiscard]] std::int64_t steps() const;
    /// Everything but run, rates, gradient noise and Running/Stopped, which only the Runner knows.
    [[nodiscard]] std::shared_ptr<Snapshot> snapshot() const;
    /// Hash of the weights and the transition epochs, 16 hex digits.
    [[nodiscard]] std::string fingerprint() const;

private:
    struct State;
    explicit Simulation(std::unique_ptr<State> state);
    std::unique_ptr<State> m_state;
};

} // namespace hysteron
