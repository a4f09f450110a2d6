// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/bifurcation.h"

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hysteron::theory {

BifurcationBranches bifurcationBranches(const ModeLandscape& mode, int points)
{
    if (points < 2)
        throw std::invalid_argument("bifurcationBranches: points must be at least 2");
    const double eta = mode.eta();
    const double fold = mode.criticalLambda();
    const double power = 1.0 - 2.0 / mode.depth();
    // Walking in lambda, where beta is explicit, is dense exactly where the curve turns.
    const auto betaAt = [&](double lambda) { return (eta - lambda) * std::pow(lambda, power); };

    BifurcationBranches branches;
    branches.fold = {mode.criticalBeta(), mode.isFirstOrder() ? fold : 0.0};
    for (int i = 0; i < points; ++i) {
        const double share = static_cast<double>(i) / (points - 1);
        const double lambda = eta + (branches.fold.lambda - eta) * share;
        branches.stable.push_back({betaAt(lambda), lambda});
    }
    branches.stable.back() = branches.fold;
    if (!mode.isFirstOrder())
        return branches;
    for (int i = 0; i < points; ++i) {
        const double share = static_cast<double>(i + 1) / points;
        const double lambda = fold * share * share; // beta rises steeply from lambda = 0
        branches.saddle.push_back({betaAt(lambda), lambda});
    }
    branches.saddle.back() = branches.fold;
    return branches;
}

std::vector<SectionPoint> landscapeSection(const ModeLandscape& mode, double beta, double lambdaMax, int points)
{
    if (points < 2 || !(lambdaMax > 0.0))
        throw std::invalid_argument("landscapeSection: needs at least 2 points and lambdaMax above 0");
    // lambda = max * s^L makes lambda^(2/L) a parabola in s: smooth at 0, where the slope in lambda diverges. A uniform
    // grid serves the rest better, so both are merged.
    std::vector<double> grid;
    const int uniform = points - points / 3;
    for (int i = 0; i < uniform; ++i)
        grid.push_back(lambdaMax * i / (uniform - 1));
    for (int i = 1; i <= points - uniform; ++i)
        grid.push_back(lambdaMax / (uniform - 1) *
                       std::pow(static_cast<double>(i) / (points - uniform + 1), mode.depth()));
    std::sort(grid.begin(), grid.end());
    std::vector<SectionPoint> section;
    for (const double lambda : grid)
        section.push_back({lambda, mode.lossAboveZero(lambda, beta)});
    return section;
}

} // namespace hysteron::theory
