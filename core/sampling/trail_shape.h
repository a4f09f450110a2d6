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
/// loop is closed.
[[nodiscard]] std::optional<double> closedLoopArea(const std::vector<TrailPoint>& trail, std::size_t mode,
                                                   double minimumTravel = 0.01);

/// The way (beta, sigma) of one mode through the bifurcation diagram with the noise taken out, so that a hysteresis
/// loop can be read: means over stretches in which beta stays within a cell of 0.004 and sigma on one side of the
/// saddle. A jump to the other branch is kept as a jump.
[[nodiscard]] std::vector<analysis::PathPoint> meanTrail(const std::vector<TrailPoint>& trail, std::size_t mode,
                                                         const theory::BifurcationBranches& branches);

} // namespace hysteron::sampling
