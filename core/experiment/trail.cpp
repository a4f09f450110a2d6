// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/trail.h"

#include <cmath>

namespace hysteron {

namespace {
/// About a pixel of a diagram 500 pixels wide, and half the width of a thermal fluctuation.
constexpr double kVisibleBeta = 1e-3;
constexpr double kVisibleSingularValue = 2e-2;

bool differVisibly(const TrailPoint& a, const TrailPoint& b)
{
    if (std::abs(a.beta - b.beta) >= kVisibleBeta)
        return true;
    for (std::size_t i = 0; i < a.singularValues.size(); ++i)
        if (std::abs(a.singularValues[i] - b.singularValues[i]) >= kVisibleSingularValue)
            return true;
    return false;
}
} // namespace

Trail::Trail(std::size_t capacity) : m_capacity(capacity) {}

void Trail::append(std::int64_t epoch, double beta, const std::vector<double>& singularValues)
{
    // The newest point is always kept; it stays for good only if the one before it is visibly elsewhere.
    const std::size_t size = m_points.size();
    if (size >= 2 && !differVisibly(m_points[size - 2], m_points[size - 1])) {
        TrailPoint& newest = m_points.back(); // its memory is used again: this is called every epoch
        newest.epoch = epoch;
        newest.beta = beta;
        newest.singularValues = singularValues;
        return;
    }
    if (size == m_capacity)
        thin();
    m_points.push_back({epoch, beta, singularValues});
}

void Trail::thin()
{
    const auto moved = [](const TrailPoint& a, const TrailPoint& b) {
        return std::abs(a.beta - b.beta) >= kVisibleBeta;
    };
    // Where beta rests, noise alone draws many points, and the loop is what is worth keeping.
    std::vector<TrailPoint> kept;
    for (std::size_t i = 0; i < m_points.size(); ++i) {
        const bool resting = i > 0 && i + 1 < m_points.size() && !moved(m_points[i - 1], m_points[i]) &&
                             !moved(m_points[i], m_points[i + 1]);
        if (!resting || i % 2 == 0)
            kept.push_back(m_points[i]);
    }
    // beta hardly ever rested: every second point of the older half.
    if (kept.size() > m_capacity - m_capacity / 8) {
        const std::size_t half = kept.size() / 2;
        std::size_t index = 0;
        std::erase_if(kept, [&](const TrailPoint&) {
            const std::size_t i = index++;
            return i < half && i % 2 == 1;
        });
    }
    m_points = std::move(kept);
}

void Trail::dropAfter(std::int64_t epoch)
{
    std::erase_if(m_points, [epoch](const TrailPoint& point) { return point.epoch > epoch; });
}

} // namespace hysteron
