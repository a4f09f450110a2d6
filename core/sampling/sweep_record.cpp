// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/sweep_record.h"

#include "core/analysis/path_integral.h"

#include <numeric>

namespace hysteron::sampling {

std::vector<SweepJump> jumpsOf(const SweepRecord& record)
{
    std::vector<SweepJump> jumps;
    const SweepPoint* before = nullptr;
    const auto follow = [&](SweepDirection direction, const std::vector<SweepPoint>& branch) {
        for (const SweepPoint& point : branch) {
            if (before && point.rank != before->rank)
                jumps.push_back({direction, point.beta, before->rank, point.rank});
            before = &point;
        }
    };
    follow(SweepDirection::Up, record.up);
    follow(SweepDirection::Down, record.down);
    return jumps;
}

std::optional<double> loopArea(const SweepRecord& record)
{
    if (record.up.empty() || record.down.size() != record.up.size())
        return std::nullopt;
    std::vector<analysis::PathPoint> path;
    for (const auto* branch : {&record.up, &record.down}) {
        for (const SweepPoint& point : *branch)
            path.push_back(
                {point.beta, std::accumulate(point.singularValues.begin(), point.singularValues.end(), 0.0)});
    }
    return analysis::pathIntegral(path);
}

} // namespace hysteron::sampling
