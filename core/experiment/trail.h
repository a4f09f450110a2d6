// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"

#include <cstddef>
#include <cstdint>
#include <utility>
#include <vector>

namespace hysteron {

/// The way of the state through the bifurcation diagram, in bounded memory: a point is kept when it differs visibly
/// from the one kept before. When the memory is full, every second point goes where beta rests, so that the loops that
/// changes of beta draw stay whole; where it never rests, every second point of the older half.
class Trail
{
public:
    /// capacity: points kept, >= 4.
    explicit Trail(std::size_t capacity = 1024);

    void append(std::int64_t epoch, double beta, const std::vector<double>& singularValues);
    /// Forgets the points beyond `epoch`.
    void dropAfter(std::int64_t epoch);
    /// The points that another trail of this capacity had.
    void restore(std::vector<TrailPoint> points) { m_points = std::move(points); }
    /// The newest point is always last.
    [[nodiscard]] const std::vector<TrailPoint>& points() const { return m_points; }

private:
    void thin();

    std::size_t m_capacity;
    std::vector<TrailPoint> m_points;
};

} // namespace hysteron
