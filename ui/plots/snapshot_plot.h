// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"
#include "ui/plots/plot_view.h"

#include <memory>

namespace hysteron::ui {

/// A plot of a run: shows the newest snapshot. Showing one costs at most a few milliseconds whatever the length of the
/// run, and nothing when not visible.
class SnapshotPlot : public PlotView
{
    Q_OBJECT
public:
    explicit SnapshotPlot(QWidget* parent = nullptr) : PlotView(parent) {}

    /// Draws at the next frame if visible and if it differs from what is shown; later if the plot is held.
    void showSnapshot(std::shared_ptr<const Snapshot> snapshot);
    /// That is drawn; null before the first.
    [[nodiscard]] const std::shared_ptr<const Snapshot>& snapshot() const { return m_snapshot; }

protected:
    virtual void updateFrom(const Snapshot& snapshot) = 0; ///< set data, labels, ranges; no replot inside
    void updateData() final;
    void takeGiven() final;
    /// Whether labels should be placed anew in this updateFrom(); ask once per update, after the ranges are set.
    [[nodiscard]] bool labelsDue(const Snapshot& snapshot);

private:
    /// What labels name, apart from the axes.
    struct Named {
        StepParameters parameters;
        std::size_t events = 0;
        std::uint64_t run = 0;
        int rank = -1;
        RunState state = RunState::Stopped; ///< the frame of the last state stays: it is drawn whole
        bool operator==(const Named&) const = default;
    };
    std::shared_ptr<const Snapshot> m_given;
    std::shared_ptr<const Snapshot> m_snapshot;
    Named m_named;
};

} // namespace hysteron::ui
