// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/simulation.h"

#include "core/base/fingerprint.h"
#include "core/base/number_format.h"
#include "core/experiment/fields.h"
#include "core/experiment/first_weights.h"
#include "core/experiment/simulation_state.h"
#include "core/experiment/trap.h"
#include "core/model/loss.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hysteron {

Simulation::Simulation(std::unique_ptr<State> state) : m_state(std::move(state)) {}
Simulation::~Simulation() = default;

Result<std::unique_ptr<Simulation>> Simulation::create(const std::shared_ptr<const Prepared>& prepared,
                                                       const std::stop_token& stop, Engine engine)
{
    const Specification& specification = prepared->specification();
    const Task& task = prepared->task();
    Network network = firstNetwork(*prepared);
    const ProtocolOptions& protocol = specification.protocol;
    if (protocol.kind != ProtocolKind::RankTrap)
        return std::unique_ptr<Simulation>(
            new Simulation(std::make_unique<State>(prepared, specification, std::move(network), engine)));

    const std::vector<ScheduleLeg> legs = trapLegs(specification, task);
    const TrapOutcome outcome = annealIntoTrap(network, task, legs, stop);
    if (outcome == TrapOutcome::Unstable)
        return Error{"protocol.init_std", shortestExact(firstDeviation(specification)),
                     "the first weights or the data are so large that gradient descent diverges while the trap is "
                     "annealed, at any step size; choose a smaller standard deviation or whiten the data"};
    auto state = std::make_unique<State>(prepared, specification, std::move(network), engine);
    if (outcome == TrapOutcome::Made && state->startRank != protocol.rank)
        state->notes.push_back(
            missedTrapNote(protocol.rank, state->startRank, task, specification.network.depth, legs));
    return std::unique_ptr<Simulation>(new Simulation(std::move(state)));
}

Result<std::unique_ptr<Simulation>> Simulation::createAt(const std::shared_ptr<const Prepared>& prepared,
                                                         const Eigen::VectorXd& weights, Engine engine)
{
    Network network(prepared->shape());
    if (weights.size() != network.weights().size())
        return Error{"weights", std::to_string(weights.size()),
                     Text("must be %1 numbers for this network", network.weights().size())};
    if (!isWithinLimit(weights))
        return Error{"weights", "(beyond the limit)",
                     Text("must be finite and at most %1 in magnitude", kDivergenceLimit)};
    network.weights() = weights;
    Specification trapped = prepared->specification();
    trapped.protocol = {};
    trapped.protocol.kind = ProtocolKind::RankTrap;
    auto state = std::make_unique<State>(prepared, trapped, std::move(network), engine);
    trapped.protocol.rank = state->startRank;
    if (Errors errors = checkTrap(trapped); !errors.empty())
        return errors;
    state->initial = state->specification = trapped;
    return std::unique_ptr<Simulation>(new Simulation(std::move(state)));
}

Result<std::unique_ptr<Simulation>> Simulation::resume(const std::shared_ptr<const Prepared>& prepared,
                                                       const Checkpoint& checkpoint, Engine engine)
{
    // The protocol is behind the run, and createAt() may have written another one.
    Specification started = prepared->specification();
    started.protocol = checkpoint.specification.protocol;
    if (Errors errors = checkCheckpoint(checkpoint, started, *prepared); !errors.empty())
        return errors;
    Network network(prepared->shape());
    network.weights() = checkpoint.at.weights;
    auto state = std::make_unique<State>(prepared, started, std::move(network), engine);
    state->restore(checkpoint);
    return std::unique_ptr<Simulation>(new Simulation(std::move(state)));
}

Checkpoint Simulation::checkpoint() const
{
    return m_state->checkpoint();
}

Errors Simulation::restore(const Checkpoint& checkpoint)
{
    Errors errors = checkCheckpoint(checkpoint, m_state->initial, *m_state->prepared);
    if (errors.empty())
        m_state->restore(checkpoint);
    return errors;
}

std::int64_t Simulation::advance(std::int64_t epochs, const std::stop_token& stop)
{
    const std::int64_t first = m_state->at.epoch;
    while (epochs-- > 0 && state() == RunState::Paused && !stop.stop_requested())
        m_state->runEpoch();
    return m_state->at.epoch - first;
}

Errors checkChange(const Specification& current, const std::optional<Divergence>& divergence,
                   const ControlChange& change)
{
    Errors errors = checkLive(change.appliedTo(current));
    if (!divergence || !errors.empty())
        return errors;
    const double broken = divergence->learningRate;
    if (change.learningRate && *change.learningRate < broken)
        return {};
    return {
        {"training.learning_rate", shortestExact(change.learningRate.value_or(broken)),
         Text("the run diverged with %1; only a smaller learning rate brings it back to its last good state", broken)}};
}

Errors Simulation::apply(const ControlChange& change)
{
    if (Errors errors = checkChange(m_state->specification, m_state->divergence, change); !errors.empty())
        return errors;
    m_state->toCome.clear();
    if (m_state->divergence)
        m_state->goBack(change);
    else
        m_state->change(change);
    return {};
}

Errors Simulation::follow(const std::vector<LoggedChange>& log)
{
    Errors errors;
    Specification present = m_state->specification;
    std::int64_t earliest = m_state->at.epoch;
    for (const LoggedChange& logged : log) {
        if (logged.epoch < earliest)
            errors.push_back({"changes.epoch", std::to_string(logged.epoch),
                              Text("must be at least %1, one line for each epoch, ascending", earliest)});
        earliest = logged.epoch + 1;
        present = logged.change.appliedTo(present);
        for (Error& error : checkLive(present))
            errors.push_back(
                {"changes, epoch " + std::to_string(logged.epoch) + ": " + error.field, error.value, error.rule});
    }
    if (!errors.empty())
        return errors;
    m_state->toCome.assign(log.begin(), log.end());
    m_state->followLog();
    return {};
}

void Simulation::recover()
{
    if (!m_state->divergence)
        return;
    m_state->toCome.clear();
    ControlChange smaller;
    smaller.learningRate = m_state->divergence->suggestedLearningRate;
    m_state->goBack(smaller);
}

void Simulation::setEndEpoch(std::int64_t epochs)
{
    m_state->end = std::clamp(epochs, m_state->at.epoch, static_cast<std::int64_t>(rangeOf("training.epochs").high));
}

std::int64_t Simulation::endEpoch() const
{
    return m_state->end.value_or(m_state->initial.training.epochs);
}

const std::shared_ptr<const Prepared>& Simulation::prepared() const
{
    return m_state->prepared;
}

const Task& Simulation::task() const
{
    return m_state->task;
}

const Network& Simulation::network() const
{
    return m_state->network;
}

const StepParameters& Simulation::parameters() const
{
    return m_state->parameters;
}

const Specification& Simulation::specification() const
{
    return m_state->specification;
}

int Simulation::startRank() const
{
    return m_state->startRank;
}

RunState Simulation::state() const
{
    if (m_state->divergence)
        return RunState::Diverged;
    return m_state->at.epoch >= endEpoch() ? RunState::Finished : RunState::Paused;
}

std::int64_t Simulation::epoch() const
{
    return m_state->at.epoch;
}

std::int64_t Simulation::steps() const
{
    return m_state->at.steps;
}

std::shared_ptr<Snapshot> Simulation::snapshot() const
{
    State& s = *m_state;
    s.makeCopies();
    if (!s.copies.gradientTrace)
        s.copies.gradientTrace = s.gradientTrace();

    auto snapshot = std::make_shared<Snapshot>();
    snapshot->state = state();
    snapshot->specification = s.specification;
    snapshot->parameters = s.parameters;
    snapshot->engine = s.dynamics->engine();
    snapshot->weightCount = s.network.shape().weightCount();
    snapshot->fingerprint = fingerprint();
    snapshot->epoch = s.at.epoch;
    snapshot->endEpoch = endEpoch();
    snapshot->steps = s.at.steps;
    snapshot->time = s.at.time;
    snapshot->singularValues = s.at.order.singularValues;
    snapshot->trainMse = s.at.order.trainMse;
    snapshot->testMse = s.at.order.testMse;
    snapshot->loss = 0.5 * s.at.order.trainMse * s.task.outputs() + // U(W), core/model/loss.h
                     0.5 * s.parameters.beta * s.network.weights().squaredNorm();
    snapshot->rank = s.rank.rank();
    snapshot->startRank = s.startRank;
    snapshot->gradientTrace = *s.copies.gradientTrace;
    snapshot->transitions = s.transitions;
    snapshot->escapeEpoch = s.escapeEpoch;
    snapshot->divergence = s.divergence;
    snapshot->changes = s.changes;
    snapshot->eta = s.task.eta;
    snapshot->empiricalEta = s.task.empiricalEta;
    snapshot->notes = s.notes;
    if (!s.temperatureNote.empty())
        snapshot->notes.push_back(s.temperatureNote);
    snapshot->curves = s.copies.curves;
    snapshot->trail = s.copies.trail;
    snapshot->visits = s.copies.visits;
    return snapshot;
}

std::string Simulation::fingerprint() const
{
    Fingerprint fingerprint;
    const Eigen::VectorXd& weights = m_state->network.weights();
    fingerprint.add(std::span<const double>(weights.data(), static_cast<std::size_t>(weights.size())));
    for (const Transition& transition : m_state->transitions) {
        fingerprint.add(static_cast<std::uint64_t>(transition.epoch));
        fingerprint.add(static_cast<std::uint64_t>(transition.from));
        fingerprint.add(static_cast<std::uint64_t>(transition.to));
    }
    return fingerprint.hex();
}

} // namespace hysteron
