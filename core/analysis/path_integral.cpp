// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/path_integral.h"

#include <cstddef>

namespace hysteron::analysis {

double pathIntegral(std::span<const PathPoint> path)
{
    double twice = 0.0;
    for (std::size_t i = 1; i < path.size(); ++i)
        twice += (path[i].x - path[i - 1].x) * (path[i].y + path[i - 1].y);
    return 0.5 * twice;
}

} // namespace hysteron::analysis
