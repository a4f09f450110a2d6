#pragma once

#include "core/experiment/snapshot.h"

#include <optional>

namespace hysteron::ui {

/// Area of the last hysteresis loop that a mode's trail closed in the (beta, sigma) plane: beta went away by at least
/// `minimumTravel` and came back to where it started, after epoch 0. Dimensionless (beta times sigma); empty when no
/// loop is closed.
[[nodiscard]] std::optional<double> closedLoopArea(const std::vector<TrailPoint>& trail, std::size_t mode,
                                                   double minimumTravel = 0.01);

} // namespace hysteron::ui
