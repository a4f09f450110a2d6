// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/trail_shape.h"

#include <algorithm>
#include <cmath>
#include <utility>

namespace hysteron::sampling {

namespace {

constexpr double kCell = 4e-3; ///< of beta: some three pixels of a small diagram

/// Whether sigma lies on the learnt side; above the fold there is no saddle any more, and its height there counts.
bool isLearnt(double beta, double sigma, const theory::BifurcationBranches& branches)
{
    const auto& saddle = branches.saddle;
    const auto next = std::lower_bound(saddle.begin(), saddle.end(), beta,
                                       [](const theory::BranchPoint& point, double at) { return point.beta < at; });
    return sigma > (next == saddle.end() ? branches.fold.lambda : next->lambda);
}

} // namespace

std::optional<double> closedLoopArea(const std::vector<TrailPoint>& trail, std::size_t mode, double longestStep,
                                     double minimumTravel)
{
    if (trail.size() < 3 || trail.back().singularValues.size() <= mode)
        return std::nullopt;
    // Walk back from now until beta has left and passes its present value again: that stretch is one loop.
    const double here = trail.back().beta;
    std::vector<analysis::PathPoint> path = {{here, trail.back().singularValues[mode]}};
    bool away = false;
    for (std::size_t i = trail.size() - 1; i > 0; --i) {
        const TrailPoint& b = trail[i];
        const TrailPoint& a = trail[i - 1];
        if (a.epoch == 0)
            break; // the step into a schedule's first leg is no sweep
        if (std::abs(a.beta - b.beta) > longestStep)
            break;
        path.push_back({a.beta, a.singularValues[mode]});
        const bool passed = (a.beta - here) * (b.beta - here) <= 0.0;
        if (away && passed && std::abs(a.beta - b.beta) > 0.0)
            return std::abs(analysis::pathIntegral(path));
        away = away || std::abs(a.beta - here) >= minimumTravel; // a single step, however long, closes nothing
    }
    return std::nullopt;
}

std::vector<std::vector<analysis::PathPoint>> meanTrail(const std::vector<TrailPoint>& trail, std::size_t mode,
                                                        const theory::BifurcationBranches& branches, double longestStep)
{
    std::vector<std::vector<analysis::PathPoint>> pieces;
    analysis::PathPoint sum{0.0, 0.0};
    int count = 0;
    double cell = 0.0;
    double before = 0.0; ///< beta of the point before
    bool learnt = false;
    bool fresh = true; ///< the next mean begins a piece
    const auto append = [&] {
        if (count == 0)
            return;
        if (std::exchange(fresh, false))
            pieces.emplace_back();
        pieces.back().push_back({sum.x / count, sum.y / count});
        sum = {0.0, 0.0};
        count = 0;
    };
    for (const TrailPoint& point : trail) {
        if (mode >= point.singularValues.size())
            continue;
        const double sigma = point.singularValues[mode];
        const double itsCell = std::floor(point.beta / kCell);
        const bool itsSide = isLearnt(point.beta, sigma, branches);
        if (itsCell != cell || itsSide != learnt)
            append();
        if (!pieces.empty() && std::abs(point.beta - before) > longestStep)
            fresh = true;
        before = point.beta;
        cell = itsCell;
        learnt = itsSide;
        sum = {sum.x + point.beta, sum.y + sigma};
        ++count;
    }
    append();
    return pieces;
}

} // namespace hysteron::sampling
