// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Dense>

namespace hysteron {

/// Symmetric whitening x -> C^(-1/2) V^(-1/2) x by the correlation matrix C and the variances V ("ZCA-cor", Kessy,
/// Lewin, Strimmer 2018). Working with correlations makes it independent of the units of the columns.
struct Whitening {
    Eigen::MatrixXd matrix; ///< W with W S W^T = I on the directions that vary, 0 on those that do not
    int rank = 0;           ///< how many directions vary; a column that is a combination of others adds none
};

/// secondMoments: E[x x^T], symmetric, finite.
[[nodiscard]] Whitening whitening(const Eigen::MatrixXd& secondMoments);

} // namespace hysteron
