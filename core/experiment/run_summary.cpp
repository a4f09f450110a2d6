// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/run_summary.h"

namespace hysteron {

namespace {
std::string outcomeOf(const Snapshot& snapshot)
{
    if (snapshot.state == RunState::Diverged)
        return "diverged";
    if (snapshot.state != RunState::Finished)
        return "interrupted";
    return snapshot.escapeEpoch ? "escaped" : "completed";
}
} // namespace

RunSummary summarise(const Simulation& simulation)
{
    const std::shared_ptr<const Snapshot> snapshot = simulation.snapshot();
    RunSummary summary;
    summary.outcome = outcomeOf(*snapshot);
    summary.epochs = snapshot->epoch;
    summary.rank = snapshot->rank;
    summary.startRank = snapshot->startRank;
    summary.singularValues = snapshot->singularValues;
    summary.trainMse = snapshot->trainMse;
    summary.testMse = snapshot->testMse;
    summary.temperature = snapshot->parameters.temperature;
    summary.transitions = snapshot->transitions;
    summary.escapeEpoch = snapshot->escapeEpoch;
    summary.divergence = snapshot->divergence;
    summary.notes = snapshot->notes;
    summary.fingerprint = simulation.fingerprint();
    return summary;
}

} // namespace hysteron
