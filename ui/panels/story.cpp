// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/story.h"

#include "ui/panels/story_at_rest.h"
#include "ui/panels/story_facts.h"
#include "ui/widgets/number_text.h"
#include "ui/words/words.h"

#include <QCoreApplication>

namespace hysteron::ui {

namespace {

QString tr(const char* sentence)
{
    return QCoreApplication::translate("Story", sentence);
}

constexpr std::int64_t kRecent = 300;     ///< epochs for which a change of rank is news when another mode is waiting
constexpr std::int64_t kFirstMoves = 100; ///< epochs in which a random start is still finding its way
constexpr double kDead = 1e-3;            ///< share of the saddle below which mini-batch noise no longer counts

QString epochs(std::int64_t count)
{
    return count == 1 ? tr("1 epoch") : tr("%1 epochs").arg(groupedInteger(count));
}

QString number(double value)
{
    return readableNumber(value);
}

Story preparing(const Specification& specification)
{
    if (specification.protocol.kind == ProtocolKind::RankTrap)
        return {tr("Preparing."), tr("Annealing random weights into rank %1, without noise. The run starts from there.")
                                      .arg(specification.protocol.rank)};
    return {tr("Preparing."), tr("Making the data and the first weights.")};
}

Story stopped(const Snapshot& snapshot)
{
    if (snapshot.notes.empty())
        return {tr("Stopped."), tr("Restart runs the same experiment again.")};
    return {tr("Could not start."), words(snapshot.notes.front()), true};
}

Story diverged(const Divergence& divergence)
{
    const QString what =
        divergence.suggestsHalf()
            ? tr("η = %1 was too much for this state; the curves are kept. Half of it, %2, can go on from epoch %3.")
            : tr("η = %1 was too much for this state; the curves are kept. A rate of %2 is below the "
                 "stability limit and can go on from epoch %3.");
    return {tr("Diverged at step %1.").arg(groupedInteger(divergence.step)),
            what.arg(number(divergence.learningRate), number(divergence.suggestedLearningRate),
                     groupedInteger(divergence.lastGoodEpoch)),
            true};
}

QString allLearnt(const StoryFacts& facts)
{
    return facts.modes == 1   ? tr("The only mode is learnt.")
           : facts.modes == 2 ? tr("Both modes are learnt.")
                              : tr("All %1 modes are learnt.").arg(facts.modes);
}

Story withoutWeightDecay(const StoryFacts& facts)
{
    if (facts.learnt())
        return {tr("Full rank."), sentences(allLearnt(facts), tr("At β = 0 nothing pulls the weights back to zero."))};
    return {tr("No weight decay."),
            tr("At β = 0 no barrier holds %1 back: %2 = %3 grows by itself, slowly while it is small.")
                .arg(modeName(facts.mode), sigmaName(facts.mode), number(facts.sigma))};
}

Story depthTwo(const StoryFacts& facts)
{
    const QString fold = number(facts.landscape.criticalBeta());
    if (facts.learnt() && facts.learntStateExists())
        return {tr("Full rank."),
                sentences(allLearnt(facts),
                          tr("At depth 2 there is no barrier: %1 fades continuously as β approaches β_c = η = %2.")
                              .arg(modeName(facts.mode), fold))};
    if (facts.learntStateExists())
        return {tr("Learning %1.").arg(modeName(facts.mode)),
                tr("At depth 2 there is no barrier: below β_c = η = %1 it grows by itself, %2 = %3.")
                    .arg(fold, sigmaName(facts.mode), number(facts.sigma))};
    return {tr("%1 cannot be learnt.").arg(modeNameFirst(facts.mode)),
            tr("β = %1 is not below β_c = η = %2. At depth 2 the transition is continuous, without hysteresis.")
                .arg(number(facts.beta), fold)};
}

/// The last learnt mode has lost its minimum but has not fallen yet.
Story falling(const StoryFacts& facts)
{
    return {tr("Falling back."),
            tr("β = %1 is above β_c = %2 of %3: its learnt state is gone, and %4 = %5 slides towards 0.")
                .arg(number(facts.beta), number(facts.landscape.criticalBeta()), modeName(facts.mode),
                     sigmaName(facts.mode), number(facts.sigma))};
}

Story aboveFold(const StoryFacts& facts)
{
    return {
        tr("Rank %1 is all there is.").arg(facts.rank),
        tr("β = %1 is above β_c = %2: no learnt state of %3 exists. Between 0 and β_c one does, but behind a barrier: "
           "lowering β does not bring it back, noise of T > 0 can.")
            .arg(number(facts.beta), number(facts.landscape.criticalBeta()), modeName(facts.mode))};
}

QString whatHolds(const Snapshot& snapshot, const StoryFacts& facts)
{
    const double saddle = *facts.landscape.saddle(facts.beta);
    const double barrier = *facts.landscape.escapeBarrier(facts.beta);
    const QString sigma = sigmaName(facts.mode) + QStringLiteral(" = ") + readableNumber(facts.sigma, 2);
    if (facts.temperature > 0.0)
        return tr("Barrier %1. Noise has to lift %2 over the saddle at %3.")
            .arg(barrierText(barrier, facts.temperature), sigmaName(facts.mode), number(saddle));
    if (snapshot.parameters.noise == NoiseKind::Minibatch) {
        if (facts.sigma < kDead * saddle)
            return (isFalling(snapshot, facts.mode)
                        ? tr("Mini-batch noise dies out in the missing direction: %1 and falling. It will not leave by "
                             "itself.")
                        : tr("Mini-batch noise dies out in the missing direction: %1. It will not leave by itself."))
                .arg(sigma);
        return tr("Barrier %1. Mini-batch noise fades with the mode itself: %2 is below the saddle at %3.")
            .arg(barrierText(barrier, 0.0), sigma, number(saddle));
    }
    return tr("Barrier %1. Without noise nothing climbs it: %2 is pulled to 0 below the saddle at %3.")
        .arg(barrierText(barrier, 0.0), sigma, number(saddle));
}

/// Not learnt, but a learnt state exists behind a saddle.
Story trapped(const Snapshot& snapshot, const StoryFacts& facts)
{
    const double saddle = *facts.landscape.saddle(facts.beta);
    if (facts.temperature == 0.0 && facts.sigma > saddle)
        return {tr("Learning %1.").arg(modeName(facts.mode)),
                tr("%1 = %2 is past the saddle at %3: downhill from here, to %4.")
                    .arg(sigmaName(facts.mode), number(facts.sigma), number(saddle),
                         number(*facts.landscape.minimum(facts.beta)))};
    return {tr("Trapped at rank %1.").arg(facts.rank), whatHolds(snapshot, facts)};
}

Story fullRank(const StoryFacts& facts)
{
    const std::optional<double> barrier = facts.landscape.returnBarrier(facts.beta);
    return {tr("Full rank."),
            sentences(allLearnt(facts),
                      tr("Forgetting %1 again costs %2.")
                          .arg(modeName(facts.mode), barrierText(barrier.value_or(0.0), facts.temperature)))};
}

/// A mode was learnt: what it had waited for, and what comes next.
Story escaped(const Snapshot& snapshot, const StoryFacts& facts)
{
    const Transition& last = snapshot.transitions.back();
    const int learntMode = last.to - 1;
    const theory::ModeLandscape landscape(snapshot.eta[learntMode], snapshot.specification.network.depth);
    const std::optional<double> barrier = landscape.escapeBarrier(facts.beta);
    const std::optional<std::int64_t> wait = waitBeforeLastTransition(snapshot);
    const bool trap = snapshot.specification.protocol.kind == ProtocolKind::RankTrap || snapshot.transitions.size() > 1;

    Story story;
    story.headline = trap ? tr("Escaped to rank %1.").arg(last.to) : tr("Learnt %1.").arg(modeName(learntMode));
    story.body = trap && wait && barrier
                     ? tr("%1 waited %2 behind a barrier of %3.")
                           .arg(modeNameFirst(learntMode), epochs(*wait), barrierText(*barrier, facts.temperature))
                     : tr("%1 was learnt at epoch %2.").arg(modeNameFirst(learntMode), groupedInteger(last.epoch));
    if (facts.learnt())
        story.body = sentences(story.body, allLearnt(facts));
    else if (facts.learntStateExists() && facts.landscape.isFirstOrder())
        story.body =
            sentences(story.body, tr("%1 waits behind %2.")
                                      .arg(modeNameFirst(facts.mode),
                                           barrierText(*facts.landscape.escapeBarrier(facts.beta), facts.temperature)));
    return story;
}

Story fellBack(const Snapshot& snapshot, const StoryFacts& facts)
{
    const Transition& last = snapshot.transitions.back();
    const theory::ModeLandscape landscape(snapshot.eta[last.to], snapshot.specification.network.depth);
    const QString mode = modeNameFirst(last.to);
    const QString epoch = groupedInteger(last.epoch);
    const QString headline = tr("Fell back to rank %1.").arg(last.to);
    if (!landscape.minimum(facts.beta))
        return {headline, tr("%1 was forgotten at epoch %2: β = %3 is above its β_c = %4. Lowering β again will not "
                             "bring it back by itself.")
                              .arg(mode, epoch, number(facts.beta), number(landscape.criticalBeta()))};
    return {headline,
            tr("%1 was forgotten at epoch %2. Learning it again costs %3.")
                .arg(mode, epoch, barrierText(landscape.escapeBarrier(facts.beta).value_or(0.0), facts.temperature))};
}

Story randomStart(const StoryFacts& facts)
{
    const QString soFar = tr("Random weights, rank %1 so far.").arg(facts.rank);
    const QString next =
        facts.learntStateExists()
            ? tr("%1 = %2 is on its way: a learnt state waits at %3.")
                  .arg(sigmaName(facts.mode), number(facts.sigma), number(*facts.landscape.minimum(facts.beta)))
            : tr("%1 has no learnt state above β_c = %2.")
                  .arg(modeNameFirst(facts.mode), number(facts.landscape.criticalBeta()));
    return {tr("Random start."), sentences(soFar, next)};
}

Story underWay(const Snapshot& snapshot, const StoryFacts& facts)
{
    const bool first = snapshot.specification.protocol.kind == ProtocolKind::Random && snapshot.epoch < kFirstMoves;
    if (facts.beta == 0.0)
        return withoutWeightDecay(facts);
    if (!facts.landscape.isFirstOrder())
        return depthTwo(facts);
    if (facts.learnt() && !facts.learntStateExists())
        return falling(facts);
    if (!snapshot.transitions.empty() && snapshot.transitions.back().to == snapshot.rank) {
        const Transition& last = snapshot.transitions.back();
        const bool recent = snapshot.epoch - last.epoch < kRecent;
        if (last.to > last.from && (recent || facts.learnt()))
            return escaped(snapshot, facts);
        if (last.to < last.from && recent)
            return fellBack(snapshot, facts);
    }
    if (first && !facts.learnt() && snapshot.transitions.empty())
        return randomStart(facts);
    if (facts.learnt())
        return fullRank(facts);
    return facts.learntStateExists() ? trapped(snapshot, facts) : aboveFold(facts);
}

Story ready(const Snapshot& snapshot, const StoryFacts& facts)
{
    if (snapshot.specification.protocol.kind == ProtocolKind::Random)
        return {tr("Ready."), tr("The first weights are random. Press Run, or the space bar.")};
    const Story now = underWay(snapshot, facts);
    return {tr("Ready."), sentences(sentences(now.headline, now.body), tr("Press Run, or the space bar."))};
}

Story storyOf(const Snapshot& snapshot)
{
    switch (snapshot.state) {
    case RunState::Preparing:
        return preparing(snapshot.specification);
    case RunState::Stopped:
        return stopped(snapshot);
    case RunState::Diverged:
        if (snapshot.divergence)
            return diverged(*snapshot.divergence);
        break;
    case RunState::Paused:
    case RunState::Running:
    case RunState::Finished:
        break;
    }
    if (snapshot.eta.empty())
        return {tr("No modes."), tr("The outputs do not depend linearly on the inputs: there is nothing to learn."),
                true};

    const StoryFacts facts(snapshot);
    if (snapshot.state == RunState::Paused && snapshot.epoch == 0)
        return ready(snapshot, facts);
    if (snapshot.state != RunState::Running)
        return tellRest(snapshot, facts);
    return underWay(snapshot, facts);
}

} // namespace

Story tellStory(const Snapshot& snapshot)
{
    Story story = storyOf(snapshot);
    story.body.replace(" = ", "\u00A0=\u00A0"); // a line must not end in "="
    return story;
}

} // namespace hysteron::ui
