// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/mode_landscape.h"

#include <vector>

namespace hysteron::theory {

struct BranchPoint {
    double beta;
    double lambda;
};

/// The stationary points of one mode over beta: Fig. 4 of the paper.
struct BifurcationBranches {
    std::vector<BranchPoint> stable; ///< lambda_** for beta from 0 to beta_c, beta ascending, the fold last
    std::vector<BranchPoint> saddle; ///< lambda_sad for beta from just above 0 to beta_c; empty for L = 2
    BranchPoint fold;                ///< (beta_c, lambda_c); for L = 2 the continuous transition (eta, 0)
};

/// Samples both branches with `points` points each, dense near the fold (uniform in lambda, beta(lambda) is explicit).
/// points >= 2.
[[nodiscard]] BifurcationBranches bifurcationBranches(const ModeLandscape& mode, int points = 250);

/// A section u(lambda) - u(0) of the landscape at one beta on [0, lambdaMax], `points` >= 2 samples, dense near 0 where
/// the slope diverges.
struct SectionPoint {
    double lambda;
    double lossAboveZero;
};
[[nodiscard]] std::vector<SectionPoint> landscapeSection(const ModeLandscape& mode, double beta, double lambdaMax,
                                                         int points = 250);

} // namespace hysteron::theory
