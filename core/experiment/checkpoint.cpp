// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/checkpoint.h"

#include "core/base/number_format.h"
#include "core/experiment/fields.h"
#include "core/experiment/simulation_state.h"

#include <algorithm>
#include <cmath>
#include <string>

namespace hysteron {

namespace {

bool isPoint(const RunPoint& point, const Prepared& prepared)
{
    const int modes = static_cast<int>(prepared.task().eta.size());
    const auto singularValues = std::min(prepared.task().inputs(), prepared.task().outputs());
    return point.weights.size() == prepared.shape().weightCount() && isWithinLimit(point.weights) && point.epoch >= 0 &&
           point.steps >= 0 && point.time >= 0.0 && std::ssize(point.order.singularValues) == singularValues &&
           point.rank >= 0 && point.rank <= modes && std::isfinite(point.measuredTrace);
}

/// Of each mode, and of as many singular values as the state has.
bool areCurves(const Checkpoint& checkpoint, const Prepared& prepared)
{
    const std::size_t singularValues = checkpoint.at.order.singularValues.size();
    const std::size_t modes = prepared.task().eta.size();
    if (!checkpoint.curves || !checkpoint.trail || !checkpoint.visits)
        return false;
    const auto ofAll = [](const auto& list, std::size_t size) {
        return std::ranges::all_of(list, [size](const auto& one) { return one.size() == size; });
    };
    const auto pointHasAll = [&](const TrailPoint& point) { return point.singularValues.size() == singularValues; };
    return checkpoint.curves->singularValues.size() == singularValues &&
           ofAll(checkpoint.curves->siblings, singularValues) && !checkpoint.trail->empty() &&
           std::ranges::all_of(*checkpoint.trail, pointHasAll) && checkpoint.visits->size() == modes &&
           ofAll(*checkpoint.visits, VisitCounts::kBins);
}

Errors checkLog(const Checkpoint& checkpoint)
{
    Errors errors;
    Specification present = checkpoint.specification;
    std::int64_t before = -1;
    for (const auto* log : {&checkpoint.changes, &checkpoint.toCome})
        for (const LoggedChange& logged : *log) {
            const bool isPast = log == &checkpoint.changes;
            if (logged.epoch <= before || isPast != (logged.epoch <= checkpoint.at.epoch))
                errors.push_back({"checkpoint.changes", std::to_string(logged.epoch),
                                  Text("must ascend, those up to epoch %1 being in force and the others to come",
                                       checkpoint.at.epoch)});
            before = logged.epoch;
            present = logged.change.appliedTo(present);
            for (Error& error : checkLive(present))
                errors.push_back({"checkpoint.changes: " + error.field, error.value, error.rule});
        }
    return errors;
}

} // namespace

Errors checkCheckpoint(const Checkpoint& checkpoint, const Specification& started, const Prepared& prepared)
{
    for (const Field& field : fields())
        if (field.get(checkpoint.specification) != field.get(started))
            return {{"checkpoint.specification", field.key(), "must be that of the experiment which goes on"}};
    Errors errors;
    const auto require = [&errors](bool holds, const char* field, std::string value, Text rule) {
        if (!holds)
            errors.push_back({field, std::move(value), std::move(rule)});
    };
    require(isPoint(checkpoint.at, prepared), "checkpoint.at", "epoch " + std::to_string(checkpoint.at.epoch),
            Text("must be a state of this network: %1 finite weights, with singular values, rank and counts",
                 prepared.shape().weightCount()));
    require(checkpoint.lastGood && isPoint(*checkpoint.lastGood, prepared) &&
                checkpoint.lastGood->epoch <= checkpoint.at.epoch,
            "checkpoint.last_good", "(state)", "must be an earlier state of this network");
    require(!checkpoint.candidate || isPoint(*checkpoint.candidate, prepared), "checkpoint.candidate", "(state)",
            "must be an earlier state of this network, or null");
    require(areCurves(checkpoint, prepared), "checkpoint.curves", "(curves)",
            "must be curves, trail and visits of every singular value and mode of this network");
    require(checkpoint.startRank >= 0 && checkpoint.startRank <= std::ssize(prepared.task().eta),
            "checkpoint.start_rank", std::to_string(checkpoint.startRank), "must be a rank of this network");
    require(!checkpoint.end || *checkpoint.end >= checkpoint.at.epoch, "checkpoint.end",
            std::to_string(checkpoint.end.value_or(0)), "must not lie before the state");
    for (const Eigen::VectorXd& sibling : checkpoint.siblings)
        require(sibling.size() == prepared.shape().weightCount(), "checkpoint.siblings", std::to_string(sibling.size()),
                Text("must be %1 weights each", prepared.shape().weightCount()));
    require(rangeOf("training.beta").contains(checkpoint.beta), "checkpoint.beta", shortestExact(checkpoint.beta),
            ruleOf(rangeOf("training.beta"), false));
    for (Error& error : checkLog(checkpoint))
        errors.push_back(std::move(error));
    return errors;
}

void Simulation::State::makeCopies()
{
    if (copies.epoch == at.epoch)
        return;
    copies = {at.epoch,
              {},
              std::make_shared<Snapshot::Curves>(curves),
              std::make_shared<std::vector<TrailPoint>>(trail.points()),
              std::make_shared<std::vector<std::vector<std::int64_t>>>(visits.counts())};
}

Checkpoint Simulation::State::checkpoint()
{
    makeCopies();
    return {.specification = initial,
            .at = point(),
            .beta = parameters.beta,
            .startRank = startRank,
            .end = end,
            .changes = changes,
            .toCome = {toCome.begin(), toCome.end()},
            .transitions = transitions,
            .escapeEpoch = escapeEpoch,
            .divergence = divergence,
            .notes = notes,
            .siblings = dynamics->siblingWeights(),
            .curves = copies.curves,
            .trail = copies.trail,
            .visits = copies.visits,
            .lastGood = lastGood,
            .candidate = candidate};
}

void Simulation::State::restore(const Checkpoint& checkpoint)
{
    specification = initial;
    for (const LoggedChange& logged : checkpoint.changes)
        specification = logged.change.appliedTo(specification);
    changes = checkpoint.changes;
    toCome.assign(checkpoint.toCome.begin(), checkpoint.toCome.end());
    end = checkpoint.end;
    startRank = checkpoint.startRank;
    transitions = checkpoint.transitions;
    escapeEpoch = checkpoint.escapeEpoch;
    divergence = checkpoint.divergence;
    notes = checkpoint.notes;
    lastGood = checkpoint.lastGood;
    candidate = checkpoint.candidate;

    standAt(checkpoint.at);
    escape = EscapeRule(initial.escape, task.eta, network.shape().depth, task.outputs(), startRank, parameters.beta);
    refreshParameters();
    // Where a leg of a schedule has just ended, the beta in force is the next one's only from the next epoch on.
    parameters.beta = checkpoint.beta;
    rank.setBeta(parameters.beta);
    escape.setBeta(parameters.beta);

    curves = *checkpoint.curves;
    if (static_cast<int>(curves.siblings.size()) != dynamics->siblings())
        restartSiblingCurves();
    trail.restore(*checkpoint.trail);
    visits.restore(*checkpoint.visits);
    dynamics->placeSiblings(checkpoint.siblings);
    copies = {at.epoch, {}, checkpoint.curves, checkpoint.trail, checkpoint.visits};
    if (curves.siblings.size() != checkpoint.curves->siblings.size())
        copies = {};
}

} // namespace hysteron
