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

Simulation::State::State(const Specification& startSpecification, Task startTask, Network startNetwork, Engine engine)
    : initial(startSpecification), specification(startSpecification), task(std::move(startTask)),
      network(std::move(startNetwork)), dynamics(makeDynamics(engine, task, network.shape(), initial.seed)),
      rank(task.eta, network.shape().depth, initial.training.beta),
      escape(initial.escape, task.eta, network.shape().depth, task.outputs(), 0, initial.training.beta),
      notes(task.notes), visits(task.eta)
{
    if (network.shape().activation != Activation::Linear)
        notes.push_back("The hidden units are not linear: lines and thresholds are those of the linear network, and "
                        "singular values those of the nearest linear map.");
    m_goodMse = kGoodShare * meanSquaredError(Eigen::MatrixXd::Zero(task.outputs(), task.inputs()), task.trainMoments);

    measuredTrace = gradientTrace();
    refreshParameters();
    order = orderParameters(network, task);
    startRank = rank.restart(order.singularValues);
    escape = EscapeRule(initial.escape, task.eta, network.shape().depth, task.outputs(), startRank, parameters.beta);
    curves.singularValues.resize(order.singularValues.size());
    curves.siblings.assign(static_cast<std::size_t>(dynamics->siblings()),
                           std::vector<History>(order.singularValues.size(), History(0, kSiblingBuckets)));
    record();
    lastGood = checkpoint();
    m_candidate = lastGood;
}

bool Simulation::State::followsSchedule() const
{
    return !scheduleEnded && nextBetaChange(initial, epoch);
}

double Simulation::State::betaInForce() const
{
    return followsSchedule() ? scheduledBeta(initial, epoch) : specification.training.beta;
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
                                                network.shape().weightCount(), measuredTrace);
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
    const bool sameEpoch = !changes.empty() && changes.back().epoch == epoch;
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
        measuredTrace = gradientTrace();
    scheduleEnded = scheduleEnded || endsSchedule;
    specification = next;
    if (sameEpoch)
        changes.back().change.merge(change);
    else
        changes.push_back({epoch, change});
    refreshParameters();
}

void Simulation::State::followLog()
{
    while (!toCome.empty() && toCome.front().epoch == epoch) {
        change(toCome.front().change, true);
        toCome.pop_front();
    }
}

void Simulation::State::runEpoch()
{
    if (betaInForce() != parameters.beta)
        refreshParameters();
    m_epochStart = network.weights();
    const EpochResult result = dynamics->advanceEpoch(network, static_cast<std::uint64_t>(epoch), parameters);
    if (result.outcome == StepOutcome::Diverged) {
        diverge(result);
        return;
    }
    ++epoch;
    steps += result.steps;
    time += parameters.learningRate * result.steps;
    observe();
    record();
    keepIfGood();
    followLog();
}

void Simulation::State::observe()
{
    order = orderParameters(network, task);
    const int before = rank.rank();
    if (const int now = rank.update(order.singularValues); now != before && transitions.size() < kMostTransitions) {
        transitions.push_back({epoch, before, now});
        if (transitions.size() == kMostTransitions)
            notes.push_back(Text("Only the first %1 changes of rank are listed.", kMostTransitions));
    }
    const bool trapped = initial.protocol.kind == ProtocolKind::RankTrap;
    if (trapped && !escapeEpoch && escape.passed(order))
        escapeEpoch = epoch;
    const int mode = modeInQuestion(rank.rank(), static_cast<int>(task.eta.size()));
    visits.add(mode, order.singularValues[mode]);
}

void Simulation::State::record()
{
    for (std::size_t i = 0; i < curves.singularValues.size(); ++i)
        curves.singularValues[i].append(epoch, order.singularValues[i]);
    curves.trainMse.append(epoch, order.trainMse);
    curves.testMse.append(epoch, order.testMse);
    trail.append(epoch, parameters.beta, order.singularValues);
    recordSiblings();
}

void Simulation::State::recordSiblings()
{
    for (std::size_t k = 0; k < curves.siblings.size(); ++k) {
        const std::vector<double> values =
            epoch > 0 ? dynamics->siblingSingularValues(static_cast<int>(k)) : order.singularValues;
        for (std::size_t i = 0; i < values.size(); ++i)
            curves.siblings[k][i].append(epoch, values[i]);
    }
}

void Simulation::State::cutCurves()
{
    const auto cut = [this](History& curve, double value) {
        curve.dropAfter(epoch);
        if (curve.size() == 0 || curve.buckets().back().lastEpoch < epoch)
            curve.append(epoch, value);
    };
    for (std::size_t i = 0; i < curves.singularValues.size(); ++i)
        cut(curves.singularValues[i], order.singularValues[i]);
    cut(curves.trainMse, order.trainMse);
    cut(curves.testMse, order.testMse);
    for (std::vector<History>& sibling : curves.siblings) {
        for (std::size_t i = 0; i < sibling.size(); ++i)
            cut(sibling[i], order.singularValues[i]);
    }
    dynamics->gatherSiblings();
    trail.dropAfter(epoch - 1);
    trail.append(epoch, parameters.beta, order.singularValues);
}

Simulation::State::Checkpoint Simulation::State::checkpoint() const
{
    return {network.weights(), epoch, steps, time, order, rank.rank(), measuredTrace, scheduleEnded};
}

void Simulation::State::keepIfGood()
{
    if (!(order.trainMse <= m_goodMse)) {
        m_candidate.reset();
        return;
    }
    if (m_candidate && epoch < m_candidate->epoch + kProbation)
        return;
    if (m_candidate)
        lastGood = std::move(*m_candidate);
    m_candidate = checkpoint();
}

void Simulation::State::diverge(const EpochResult& result)
{
    // The run stands at the last whole epoch; the broken weights are of no use to anybody.
    network.weights() = m_epochStart;
    Network good = network;
    good.weights() = lastGood.weights;
    divergence = Divergence{epoch + 1,
                            steps + result.steps,
                            parameters.learningRate,
                            divergenceCause(parameters, good, task),
                            parameters.learningRate / 2.0,
                            lastGood.epoch};
    copies = {};
}

void Simulation::State::goBack(const ControlChange& change)
{
    Specification wanted = change.appliedTo(specification);
    const bool ended = scheduleEnded;

    network.weights() = lastGood.weights;
    epoch = lastGood.epoch;
    steps = lastGood.steps;
    time = lastGood.time;
    order = lastGood.order;
    rank.restoreRank(lastGood.rank);
    measuredTrace = lastGood.measuredTrace;
    scheduleEnded = lastGood.scheduleEnded;
    divergence.reset();
    m_candidate = lastGood;

    // What was changed at this epoch or later is dropped from the log and comes back as one change.
    std::erase_if(changes, [this](const LoggedChange& logged) { return logged.epoch >= epoch; });
    specification = initial;
    specification.training.epochs = wanted.training.epochs;
    for (const LoggedChange& logged : changes)
        specification = logged.change.appliedTo(specification);
    std::erase_if(transitions, [this](const Transition& transition) { return transition.epoch > epoch; });
    if (escapeEpoch && *escapeEpoch > epoch)
        escapeEpoch.reset();
    cutCurves();
    refreshParameters();
    ControlChange back = differenceBetween(specification, wanted);
    if (ended && !scheduleEnded)
        back.beta = wanted.training.beta;
    this->change(back);
}

} // namespace hysteron
