// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"
#include "ui/widgets/status_line.h"

namespace hysteron::ui {

/// The status line of a run: rank, T, dE/T, loss at the left; step rate, frames, engine at the right.
class RunStatus : public StatusLine
{
    Q_OBJECT
public:
    explicit RunStatus(QWidget* parent = nullptr);

    void showSnapshot(const Snapshot& snapshot);
    /// Achieved frame rate and the 99th percentile of the frame time; 0 frames per second: nothing is moving.
    void showFrames(double framesPerSecond, double percentile99Ms);

private:
    int m_rank, m_temperature, m_barrier, m_loss, m_rate, m_frames, m_engine;
};

} // namespace hysteron::ui
