#include "ui/plots/trail_path.h"

#include <algorithm>
#include <cmath>

namespace hysteron::ui {

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

QPolygonF meanTrail(const std::vector<TrailPoint>& trail, std::size_t mode, const theory::BifurcationBranches& branches)
{
    QPolygonF path;
    QPointF sum;
    int count = 0;
    double cell = 0.0;
    bool learnt = false;
    for (const TrailPoint& point : trail) {
        if (mode >= point.singularValues.size())
            continue;
        const double sigma = point.singularValues[mode];
        const double itsCell = std::floor(point.beta / kCell);
        const bool itsSide = isLearnt(point.beta, sigma, branches);
        if (count > 0 && (itsCell != cell || itsSide != learnt)) {
            path.append(sum / count);
            sum = {};
            count = 0;
        }
        cell = itsCell;
        learnt = itsSide;
        sum += QPointF(point.beta, sigma);
        ++count;
    }
    if (count > 0)
        path.append(sum / count);
    return path;
}

} // namespace hysteron::ui
