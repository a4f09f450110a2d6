// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/simulation_state.h"

#include "core/experiment/noise_temperature.h"
#include "core/experiment/stability.h"
#include "core/model/loss.h"

#include <algorithm>
#include <utility>

namespace hysteron {

namespace {
/// A state counts as good while its training error is at most this multiple of the rank-0 network's.
constexpr double kGoodShare = 2.0;
/// Epochs for which a state must stay good before it is one to go back to: a run that breaks looks good almost to the
/// end.
constexpr std::int64_t kProbation = 16;

/// What is read off a gradient trace below this is rounding: no noise at all.
constexpr double kNoTemperature = 1e-12;
/// Bounded memory for all siblings together that a snapshot copies quickly.
constexpr int kSiblingBuckets = 256;
/// A run that flickers between two ranks for days must not fill the memory.
constexpr std::size_t kMostTransitions = 10'000;
} // namespace

Simulation::State::State(std::shared_ptr<const Prepared> startPrepared, const Specification& start,
                         Network startNetwork, Engine engine)
    : initial(start), specification(start), prepared(std::move(startPrepared)), task(prepared->task()),
      network(std::move(startNetwork)), dynamics(makeDynamics(engine, task, network.shape(), initial.seed)),
      rank(task.eta, network.shape().depth, initial.training.beta),
      escape(initial.escape, task.eta, network.shape().depth, task.outputs(), 0, initial.training.beta),
      notes(task.notes), visits(task.eta)
{
    if (network.shape().activation != Activation::Linear)
        notes.push_back("The hidden units are not linear: lines and thresholds are those of the linear network, and "
                        "singular values those of the nearest linear map.");
    m_goodMse = kGoodShare * meanSquaredError(Eigen::MatrixXd::Zero(task.outputs(), task.inputs()), task.trainMoments);

    at.measuredTrace = gradientTrace();
    refreshParameters();
    at.order = orderParameters(network, task);
    startRank = rank.restart(at.order.singularValues);
    escape = EscapeRule(initial.escape, task.eta, network.shape().depth, task.outputs(), startRank, parameters.beta);
    curves.singularValues.resize(at.order.singularValues.size());
    restartSiblingCurves();
    record();
    lastGood = candidate = std::make_shared<const RunPoint>(point());
}

bool Simulation::State::followsSchedule() const
{
    return !at.scheduleEnded && nextBetaChange(initial, at.epoch);
}

double Simulation::State::betaInForce() const
{
    return followsSchedule() ? scheduledBeta(initial, at.epoch) : specification.training.beta;
}

double Simulation::State::gradientTrace() const
{
    return task.trainingSize() == 0 ? gradientCovarianceTrace(network, task.trainMoments)
                                    : gradientCovarianceTrace(network, task.train);
}

void Simulation::State::refreshTemperature()
{
    temperatureNote = {};
    parameters.temperature = temperatureInForce(specification.noise, specification.training, task.trainingSize(),
                                                network.shape().weightCount(), at.measuredTrace);
    if (readsTrace(specification.noise) && parameters.temperature < kNoTemperature)
        temperatureNote = "T is 0: where it was measured, every sample has the same gradient, as is always so in the "
                          "rank-0 state. Choose another reading of T or set it directly.";
}

void Simulation::State::refreshParameters()
{
    const TrainingOptions& training = specification.training;
    parameters.beta = betaInForce();
    parameters.learningRate = training.learningRate;
    parameters.batch = training.batch;
    parameters.batching = training.batching;
    parameters.noise = specification.noise.kind;
    refreshTemperature();
    rank.setBeta(parameters.beta);
    escape.setBeta(parameters.beta);
    visits.clear();
    copies = {};
}

void Simulation::State::change(const ControlChange& wanted, bool logged)
{
    const bool sameEpoch = !changes.empty() && changes.back().epoch == at.epoch;
    const bool endsSchedule = wanted.beta && followsSchedule();
    ControlChange change = wanted;
    // There and back again within one epoch is one line of the log, and T was measured anew all the same.
    const bool noiseIsNew = logged || (sameEpoch && changes.back().change.noise) || change.noise != specification.noise;
    if (!noiseIsNew)
        change.noise.reset();
    const Specification next = change.appliedTo(specification);
    if (next == specification && !endsSchedule && !change.noise)
        return;
    if (change.noise)
        at.measuredTrace = gradientTrace();
    at.scheduleEnded = at.scheduleEnded || endsSchedule;
    specification = next;
    if (sameEpoch)
        changes.back().change.merge(change);
    else
        changes.push_back({at.epoch, change});
    refreshParameters();
}

void Simulation::State::followLog()
{
    while (!toCome.empty() && toCome.front().epoch == at.epoch) {
        change(toCome.front().change, true);
        toCome.pop_front();
    }
}

void Simulation::State::runEpoch()
{
    if (betaInForce() != parameters.beta)
        refreshParameters();
    m_epochStart = network.weights();
    const EpochResult result = dynamics->advanceEpoch(network, static_cast<std::uint64_t>(at.epoch), parameters);
    if (result.outcome == StepOutcome::Diverged) {
        diverge(result);
        return;
    }
    ++at.epoch;
    at.steps += result.steps;
    at.time += parameters.learningRate * result.steps;
    observe();
    record();
    keepIfGood();
    followLog();
}

void Simulation::State::observe()
{
    at.order = orderParameters(network, task);
    const int before = rank.rank();
    if (const int now = rank.update(at.order.singularValues); now != before && transitions.size() < kMostTransitions) {
        transitions.push_back({at.epoch, before, now});
        if (transitions.size() == kMostTransitions)
            notes.push_back(Text("Only the first %1 changes of rank are listed.", kMostTransitions));
    }
    const bool trapped = initial.protocol.kind == ProtocolKind::RankTrap;
    if (trapped && !escapeEpoch && escape.passed(at.order))
        escapeEpoch = at.epoch;
    const int mode = modeInQuestion(rank.rank(), static_cast<int>(task.eta.size()));
    visits.add(mode, at.order.singularValues[mode]);
}

void Simulation::State::record()
{
    for (std::size_t i = 0; i < curves.singularValues.size(); ++i)
        curves.singularValues[i].append(at.epoch, at.order.singularValues[i]);
    curves.trainMse.append(at.epoch, at.order.trainMse);
    curves.testMse.append(at.epoch, at.order.testMse);
    trail.append(at.epoch, parameters.beta, at.order.singularValues);
    recordSiblings();
}

void Simulation::State::restartSiblingCurves()
{
    curves.siblings.assign(static_cast<std::size_t>(dynamics->siblings()),
                           std::vector<History>(at.order.singularValues.size(), History(0, kSiblingBuckets)));
}

void Simulation::State::recordSiblings()
{
    for (std::size_t k = 0; k < curves.siblings.size(); ++k) {
        const std::vector<double> values =
            at.epoch > 0 ? dynamics->siblingSingularValues(static_cast<int>(k)) : at.order.singularValues;
        for (std::size_t i = 0; i < values.size(); ++i)
            curves.siblings[k][i].append(at.epoch, values[i]);
    }
}

void Simulation::State::cutCurves()
{
    const auto cut = [this](History& curve, double value) {
        curve.dropAfter(at.epoch);
        if (curve.size() == 0 || curve.buckets().back().lastEpoch < at.epoch)
            curve.append(at.epoch, value);
    };
    for (std::size_t i = 0; i < curves.singularValues.size(); ++i)
        cut(curves.singularValues[i], at.order.singularValues[i]);
    cut(curves.trainMse, at.order.trainMse);
    cut(curves.testMse, at.order.testMse);
    for (std::vector<History>& sibling : curves.siblings) {
        for (std::size_t i = 0; i < sibling.size(); ++i)
            cut(sibling[i], at.order.singularValues[i]);
    }
    dynamics->gatherSiblings();
    trail.dropAfter(at.epoch - 1);
    trail.append(at.epoch, parameters.beta, at.order.singularValues);
}

RunPoint Simulation::State::point() const
{
    RunPoint point = at;
    point.weights = network.weights();
    point.rank = rank.rank();
    return point;
}

void Simulation::State::standAt(const RunPoint& point)
{
    at = point;
    network.weights() = point.weights;
    rank.restoreRank(point.rank);
}

void Simulation::State::keepIfGood()
{
    if (!(at.order.trainMse <= m_goodMse)) {
        candidate.reset();
        return;
    }
    if (candidate && at.epoch < candidate->epoch + kProbation)
        return;
    if (candidate)
        lastGood = candidate;
    candidate = std::make_shared<const RunPoint>(point());
}

void Simulation::State::diverge(const EpochResult& result)
{
    // The run stands at the last whole epoch; the broken weights are of no use to anybody.
    network.weights() = m_epochStart;
    Network good = network;
    good.weights() = lastGood->weights;
    const Instability instability = explainDivergence(parameters, good, task);
    divergence = Divergence{at.epoch + 1,      at.steps + result.steps, parameters.learningRate,
                            instability.cause, instability.smallerRate, lastGood->epoch};
    copies = {};
}

void Simulation::State::goBack(const ControlChange& change)
{
    Specification wanted = change.appliedTo(specification);
    const bool ended = at.scheduleEnded;

    standAt(*lastGood);
    divergence.reset();
    candidate = lastGood;

    // What was changed at this epoch or later is dropped from the log and comes back as one change.
    std::erase_if(changes, [this](const LoggedChange& logged) { return logged.epoch >= at.epoch; });
    specification = initial;
    for (const LoggedChange& logged : changes)
        specification = logged.change.appliedTo(specification);
    std::erase_if(transitions, [this](const Transition& transition) { return transition.epoch > at.epoch; });
    if (escapeEpoch && *escapeEpoch > at.epoch)
        escapeEpoch.reset();
    cutCurves();
    refreshParameters();
    ControlChange back = differenceBetween(specification, wanted);
    if (ended && !at.scheduleEnded)
        back.beta = wanted.training.beta;
    this->change(back);
}

} // namespace hysteron
