// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/whitening.h"

#include <Eigen/Eigenvalues>

#include <cmath>

namespace hysteron {

namespace {
/// Share of a column's variance that is rounding: eigenvalues of a singular correlation matrix are found to about
/// 1e-15.
constexpr double kRounding = 1e-12;
} // namespace

Whitening whitening(const Eigen::MatrixXd& secondMoments)
{
    const Eigen::VectorXd scale =
        secondMoments.diagonal().unaryExpr([](double v) { return v > 0.0 ? 1.0 / std::sqrt(v) : 0.0; });
    const Eigen::MatrixXd correlation = scale.asDiagonal() * secondMoments * scale.asDiagonal();
    const Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd> solver(correlation);
    const Eigen::VectorXd inverseRoot =
        solver.eigenvalues().unaryExpr([](double v) { return v > kRounding ? 1.0 / std::sqrt(v) : 0.0; });

    Whitening result;
    result.rank = static_cast<int>((inverseRoot.array() > 0.0).count());
    result.matrix = solver.eigenvectors() * inverseRoot.asDiagonal() * solver.eigenvectors().transpose();
    result.matrix = result.matrix * scale.asDiagonal();
    return result;
}

} // namespace hysteron
