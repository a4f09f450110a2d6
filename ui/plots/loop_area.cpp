#include "ui/plots/loop_area.h"

#include "core/analysis/path_integral.h"

#include <cmath>
#include <vector>

namespace hysteron::ui {

std::optional<double> closedLoopArea(const std::vector<TrailPoint>& trail, std::size_t mode, double minimumTravel)
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
        path.push_back({a.beta, a.singularValues[mode]});
        const bool passed = (a.beta - here) * (b.beta - here) <= 0.0;
        if (away && passed && std::abs(a.beta - b.beta) > 0.0)
            return std::abs(analysis::pathIntegral(path));
        away = away || std::abs(a.beta - here) >= minimumTravel; // a single step, however long, closes nothing
    }
    return std::nullopt;
}

} // namespace hysteron::ui
