// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/path_integral.h"
#include "core/experiment/snapshot.h"
#include "core/theory/bifurcation.h"

#include <optional>
#include <vector>

namespace hysteron::sampling {

/// Area of the last hysteresis loop that a mode's trail closed in the (beta, sigma) plane: beta went away by at least
/// `minimumTravel` and came back to where it started, after epoch 0. Dimensionless (beta times sigma); empty when no
/// loop is closed. A change of beta by more than `longestStep` from one point to the next is a jump, not a way: what
/// lies before it is no part of a loop.
[[nodiscard]] std::optional<double> closedLoopArea(const std::vector<TrailPoint>& trail, std::size_t mode,
                                                   double longestStep, double minimumTravel = 0.01);

/// The way (beta, sigma) of one mode through the bifurcation diagram with the noise taken out, so that a hysteresis
/// loop can be read: means over stretches in which beta stays within a cell of 0.004 and sigma on one side of the
/// saddle. A jump to the other branch is kept as a jump. In pieces, none empty: where beta itself jumps by more than
/// `longestStep` one ends and the next begins, for the state was nowhere between.
[[nodiscard]] std::vector<std::vector<analysis::PathPoint>> meanTrail(const std::vector<TrailPoint>& trail,
                                                                      std::size_t mode,
                                                                      const theory::BifurcationBranches& branches,
                                                                      double longestStep);

} // namespace hysteron::sampling
