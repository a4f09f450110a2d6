#include "ui/plots/loop_area.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

std::optional<double> closedLoopArea(const std::vector<TrailPoint>& trail, std::size_t mode, double minimumTravel)
{
    if (trail.size() < 3 || trail.back().singularValues.size() <= mode)
        return std::nullopt;
    // Walk back from now until beta has left and passes its present value again: that stretch is one loop.
    const double here = trail.back().beta;
    double twiceArea = 0.0;
    bool away = false;
    for (std::size_t i = trail.size() - 1; i > 0; --i) {
        const TrailPoint& b = trail[i];
        const TrailPoint& a = trail[i - 1];
        if (a.epoch == 0)
            break; // the step into a schedule's first leg is no sweep
        twiceArea += (b.beta - a.beta) * (a.singularValues[mode] + b.singularValues[mode]);
        away = away || std::abs(a.beta - here) >= minimumTravel;
        const bool passed = (a.beta - here) * (b.beta - here) <= 0.0;
        if (away && passed && std::abs(a.beta - b.beta) > 0.0)
            return 0.5 * std::abs(twiceArea);
    }
    return std::nullopt;
}

} // namespace hysteron::ui
