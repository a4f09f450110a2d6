// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/story_at_rest.h"

#include "ui/panels/story_facts.h"
#include "ui/widgets/number_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace hysteron::ui {

namespace {

/// The context of the words in this file.
struct StoryAtRest {
    Q_DECLARE_TR_FUNCTIONS(StoryAtRest)
};

QString standing(const StoryFacts& facts)
{
    return StoryAtRest::tr("Rank %1 of %2, %3 = %4.")
        .arg(facts.rank)
        .arg(facts.modes)
        .arg(sigmaName(facts.mode), readableNumber(facts.sigma));
}

QString landscapeThere(const StoryFacts& facts)
{
    const theory::ModeLandscape& landscape = facts.landscape;
    if (facts.beta == 0.0)
        return StoryAtRest::tr("At β = 0 no barrier stands anywhere.");
    if (!facts.learntStateExists())
        return StoryAtRest::tr("β = %1 is above β_c = %2: %3 has no learnt state there.")
            .arg(readableNumber(facts.beta), readableNumber(landscape.criticalBeta()), modeName(facts.mode));
    if (!landscape.isFirstOrder())
        return StoryAtRest::tr("At depth 2 no barrier stands between learnt and not learnt.");
    const double barrier =
        (facts.learnt() ? landscape.returnBarrier(facts.beta) : landscape.escapeBarrier(facts.beta)).value_or(0.0);
    return facts.learnt() ? StoryAtRest::tr("Forgetting %1 costs %2.")
                                .arg(modeName(facts.mode), barrierText(barrier, facts.temperature))
                          : StoryAtRest::tr("Learning %1 costs %2.")
                                .arg(modeName(facts.mode), barrierText(barrier, facts.temperature));
}

/// Empty before the first change of rank.
QString lastTransition(const Snapshot& snapshot)
{
    if (snapshot.transitions.empty())
        return {};
    const Transition& last = snapshot.transitions.back();
    const QString name = QString::number(std::max(last.from, last.to));
    return (last.to > last.from ? StoryAtRest::tr("Mode %1 was learnt at epoch %2.")
                                : StoryAtRest::tr("Mode %1 was forgotten at epoch %2."))
        .arg(name, groupedInteger(last.epoch));
}

} // namespace

Story tellRest(const Snapshot& snapshot, const StoryFacts& facts)
{
    QStringList sentences = {standing(facts), lastTransition(snapshot), landscapeThere(facts),
                             StoryAtRest::tr("Space goes on.")};
    sentences.removeAll(QString());
    const bool byItsSchedule =
        snapshot.state == RunState::Finished && snapshot.specification.protocol.kind == ProtocolKind::Schedule;
    const QString title =
        byItsSchedule ? StoryAtRest::tr("The schedule ended at epoch %1.") : StoryAtRest::tr("At rest at epoch %1.");
    return {title.arg(groupedInteger(snapshot.epoch)), sentences.join(QLatin1Char(' ')), false};
}

} // namespace hysteron::ui
