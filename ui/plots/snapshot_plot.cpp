// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/plots/snapshot_plot.h"

namespace hysteron::ui {

void SnapshotPlot::showSnapshot(std::shared_ptr<const Snapshot> snapshot)
{
    m_given = std::move(snapshot);
    if (!isHeld())
        takeGiven();
}

void SnapshotPlot::takeGiven()
{
    if (m_given == m_snapshot)
        return;
    const QString before = m_snapshot ? phrase() : QString();
    m_snapshot = m_given;
    dataChanged();
    if (phrase() != before)
        emit phraseChanged();
}

void SnapshotPlot::updateData()
{
    if (m_snapshot)
        updateFrom(*m_snapshot);
}

bool SnapshotPlot::labelsDue(const Snapshot& snapshot)
{
    const Named named{snapshot.parameters, snapshot.transitions.size() + snapshot.changes.size(), snapshot.run,
                      snapshot.rank, snapshot.state};
    const bool renamed = !(named == m_named);
    m_named = named;
    return PlotView::labelsDue(renamed);
}

} // namespace hysteron::ui
