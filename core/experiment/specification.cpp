// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/specification.h"

#include "core/experiment/enum_words.h"
#include "core/experiment/fields.h"
#include "core/kernels/block.h"

#include <algorithm>
#include <cstdint>
#include <iterator>
#include <string>

namespace hysteron {

namespace {

void append(Errors& errors, Errors more)
{
    std::ranges::move(more, std::back_inserter(errors));
}

/// Modes the task can have; for a user's table an upper bound, its own number is known when the file was read.
int modeCount(const TaskOptions& task)
{
    if (!task.csv)
        return static_cast<int>(task.eta.size());
    return task.csvOutputs.empty() ? task.outputs : static_cast<int>(task.csvOutputs.size());
}

// One function for each rule between fields. Values outside their ranges are reported by checkRanges().

void batchFitsTheSamples(const Specification& s, Errors& errors)
{
    if (!s.task.csv && s.task.samples >= 1 && s.training.batch > s.task.samples &&
        rangeOf("training.batch").contains(s.training.batch))
        errors.push_back({"training.batch", std::to_string(s.training.batch),
                          Text("must be an integer from 1 to %1 (task.samples)", s.task.samples)});
}

/// Fresh data are drawn as second moments, which is all that a linear network sees of them.
void freshDataCanBeDrawn(const Specification& s, Errors& errors)
{
    if (s.training.batching != Batching::Fresh)
        return;
    constexpr int kMost = kernels::kMostFeatures;
    const std::string word = wordOf(s.training.batching);
    if (s.task.csv)
        errors.push_back(
            {"training.batching", word, "a file has no further data; choose shuffled, replacement or full"});
    else if (s.task.inputs > kMost || s.task.outputs > kMost)
        errors.push_back({"training.batching", word,
                          Text("needs at most %1 inputs and outputs (task.inputs, task.outputs)", kMost)});
    if (s.network.activation != Activation::Linear)
        errors.push_back({"training.batching", word, "needs a linear network (network.activation)"});
}

/// Hidden units that are not linear see samples and not their moments.
void activationSeesItsData(const Specification& s, Errors& errors)
{
    if (s.network.activation != Activation::Linear && !s.task.csv && s.task.sampling == Sampling::Population)
        errors.push_back({"task.sampling", wordOf(s.task.sampling),
                          "only a linear network can be trained on the population itself; choose raw or "
                          "moment_matched"});
}

void minibatchesHaveSamples(const Specification& s, Errors& errors)
{
    if (s.task.sampling == Sampling::Population && !s.task.csv && s.training.batching != Batching::Fresh &&
        usesMinibatches(s.noise.kind))
        errors.push_back({"noise.kind", wordOf(s.noise.kind),
                          "mini-batches are drawn from samples, and task.sampling population has none; choose langevin "
                          "or none, or training.batching fresh"});
}

void trapRankIsReachable(const Specification& s, Errors& errors)
{
    const int rank = s.protocol.rank;
    const int modes = modeCount(s.task);
    const int width = s.network.width;
    if (modes < 1 || width < 1 || !rangeOf("protocol.rank").contains(rank))
        return; // reported where they belong
    if (width < modes && rank > width)
        errors.push_back({"protocol.rank", std::to_string(rank),
                          Text("must be an integer from 0 to %1 (network.width, which bounds the rank)", width)});
    else if (rank > modes)
        errors.push_back({"protocol.rank", std::to_string(rank),
                          Text("must be an integer from 0 to %1 (the number of modes)", modes)});
}

bool leavesAMode(const Specification& s)
{
    return s.protocol.rank >= 0 && s.protocol.rank < modeCount(s.task);
}

void trapIsDeepEnough(const Specification& s, Errors& errors)
{
    if (leavesAMode(s) && s.network.depth == 2)
        errors.push_back({"protocol.rank", std::to_string(s.protocol.rank),
                          "a network of depth 2 has no metastable trap: its transitions are continuous, without a "
                          "barrier; use network.depth 3 or more, or protocol.kind random or schedule"});
}

void trapTellsModesApart(const Specification& s, Errors& errors)
{
    const int rank = s.protocol.rank;
    const std::vector<double>& eta = s.task.eta;
    if (leavesAMode(s) && rank > 0 && s.protocol.anneal.empty() && !s.task.csv && eta[rank - 1] == eta[rank])
        errors.push_back({"protocol.rank", std::to_string(rank),
                          Text("modes %1 and %2 have the same eta, so that no beta forgets one and keeps the other",
                               rank, rank + 1)});
}

void scheduleHasLegs(const Specification& s, Errors& errors)
{
    if (s.protocol.kind == ProtocolKind::Schedule && s.protocol.anneal.empty())
        errors.push_back({"protocol.anneal", "[]", "a schedule needs at least one leg {beta, epochs}"});
}

Errors liveRules(const Specification& specification)
{
    Errors errors;
    batchFitsTheSamples(specification, errors);
    freshDataCanBeDrawn(specification, errors);
    minibatchesHaveSamples(specification, errors);
    return errors;
}
} // namespace

Errors checkLive(const Specification& specification)
{
    Errors errors = checkRanges(specification, true);
    append(errors, liveRules(specification));
    return errors;
}

Errors checkTrap(const Specification& specification)
{
    Errors errors;
    trapRankIsReachable(specification, errors);
    trapIsDeepEnough(specification, errors);
    trapTellsModesApart(specification, errors);
    return errors;
}

Errors Specification::validate() const
{
    Errors errors = checkRanges(*this);
    append(errors, task.validate());
    append(errors, liveRules(*this));
    activationSeesItsData(*this, errors);
    if (protocol.kind == ProtocolKind::RankTrap)
        append(errors, checkTrap(*this));
    scheduleHasLegs(*this, errors);
    return errors;
}

double scheduledBeta(const Specification& specification, std::int64_t epoch)
{
    if (specification.protocol.kind == ProtocolKind::Schedule) {
        for (const ScheduleLeg& leg : specification.protocol.anneal) {
            if (epoch < leg.epochs)
                return leg.beta;
            epoch -= leg.epochs;
        }
    }
    return specification.training.beta;
}

std::optional<std::int64_t> nextBetaChange(const Specification& specification, std::int64_t epoch)
{
    if (specification.protocol.kind == ProtocolKind::Schedule) {
        std::int64_t end = 0;
        for (const ScheduleLeg& leg : specification.protocol.anneal) {
            end += leg.epochs;
            if (epoch < end)
                return end;
        }
    }
    return std::nullopt;
}

} // namespace hysteron
