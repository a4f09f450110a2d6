// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/mode_landscape.h"

#include <vector>

namespace hysteron {

/// The rank of a network with a memory, so that a fluctuation around a threshold is not a series of transitions.
///
/// Up: the next singular value rose above the threshold of its mode, ModeLandscape::learntThreshold. Down: the last one
/// fell below the saddle lambda_sad or, where there is none, below eta/20.
class RankTracker
{
public:
    /// eta: the modes, descending, each > 0. depth: L >= 2.
    RankTracker(const std::vector<double>& eta, int depth, double beta);

    /// Moves the thresholds; the rank stays until the next update().
    void setBeta(double beta);
    /// Counts afresh, without memory.
    int restart(const std::vector<double>& singularValues);
    /// Goes back to a rank that this tracker had.
    void restoreRank(int rank) { m_rank = rank; }
    /// singularValues: descending, at least as many as modes. Returns the new rank.
    int update(const std::vector<double>& singularValues);
    [[nodiscard]] int rank() const { return m_rank; }

private:
    std::vector<theory::ModeLandscape> m_modes;
    std::vector<double> m_learnt;    ///< above: learnt
    std::vector<double> m_forgotten; ///< below: forgotten
    int m_rank = 0;
};

} // namespace hysteron
