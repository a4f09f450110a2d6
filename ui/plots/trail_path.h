#pragma once

#include "core/experiment/snapshot.h"
#include "core/theory/bifurcation.h"

#include <QPolygonF>

namespace hysteron::ui {

/// The way of one mode through the bifurcation diagram with the noise taken out, so that a hysteresis loop can be read:
/// means over stretches in which beta stays within a narrow cell and sigma on one side of the saddle. A jump to the
/// other branch is kept as a jump.
[[nodiscard]] QPolygonF meanTrail(const std::vector<TrailPoint>& trail, std::size_t mode,
                                  const theory::BifurcationBranches& branches);

} // namespace hysteron::ui
