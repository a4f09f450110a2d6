// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <span>

namespace hysteron::analysis {

struct PathPoint {
    double x;
    double y;
};

/// Integral of y dx along the straight lines through the points, in their order (trapezoid rule); 0 for fewer than two
/// points. Of a path that ends at the x it started from it is the area of the loop: positive where the way to larger x
/// lies above the way back, as in hysteresis. Unit: that of x times that of y.
[[nodiscard]] double pathIntegral(std::span<const PathPoint> path);

} // namespace hysteron::analysis
