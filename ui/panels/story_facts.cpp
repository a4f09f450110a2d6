// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/story_facts.h"

#include "ui/widgets/number_text.h"

#include <QCoreApplication>

#include <algorithm>

namespace hysteron::ui {

namespace {

struct Facts {
    Q_DECLARE_TR_FUNCTIONS(Story)
};

} // namespace

StoryFacts::StoryFacts(const Snapshot& snapshot)
    : rank(snapshot.rank), modes(int(snapshot.eta.size())), mode(modeInQuestion(snapshot)),
      beta(snapshot.parameters.beta),
      temperature(usesTemperature(snapshot.parameters.noise) ? snapshot.parameters.temperature : 0.0),
      sigma(mode < int(snapshot.singularValues.size()) ? snapshot.singularValues[mode] : 0.0),
      landscape(snapshot.eta[mode], snapshot.specification.network.depth)
{
}

QString modeName(int mode)
{
    return Facts::tr("mode %1").arg(mode + 1);
}

QString modeNameFirst(int mode)
{
    return Facts::tr("Mode %1").arg(mode + 1);
}

QString sigmaName(int mode)
{
    QString name = "σ";
    for (const QChar digit : QString::number(mode + 1))
        name += QChar(0x2080 + digit.digitValue());
    return name;
}

QString barrierText(double barrier, double temperature)
{
    const QString energy = "ΔE = " + readableNumber(barrier);
    // The line may break before the second "=" only.
    return temperature > 0.0 ? energy + " =\u00A0" + readableNumber(barrier / temperature) + "\u00A0T" : energy;
}

bool isFalling(const Snapshot& snapshot, int mode)
{
    if (!snapshot.curves || mode >= int(snapshot.curves->singularValues.size()))
        return false;
    constexpr std::size_t kLook = 4;
    const auto& buckets = snapshot.curves->singularValues[mode].buckets();
    if (buckets.size() < kLook)
        return false;
    return std::is_sorted(buckets.end() - kLook, buckets.end(),
                          [](const HistoryBucket& a, const HistoryBucket& b) { return a.last > b.last; }) &&
           buckets[buckets.size() - kLook].last > buckets.back().last;
}

std::optional<std::int64_t> waitBeforeLastTransition(const Snapshot& snapshot)
{
    const auto& transitions = snapshot.transitions;
    if (transitions.empty() || snapshot.specification.protocol.kind == ProtocolKind::Schedule)
        return std::nullopt;
    const std::int64_t end = transitions.back().epoch;
    const std::int64_t start = transitions.size() > 1 ? transitions[transitions.size() - 2].epoch : 0;
    // Barrier and temperature of the wait are computed from the parameters in force now: they must not have changed
    // since.
    const bool changed =
        std::ranges::any_of(snapshot.changes, [start](const LoggedChange& change) { return change.epoch > start; });
    if (changed)
        return std::nullopt;
    return end - start;
}

} // namespace hysteron::ui
