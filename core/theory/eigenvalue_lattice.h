// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <vector>

namespace hysteron::theory {

/// Points and weights for integrals over an eigenvalue q of Q_k, the squared length of k random matrices in a row (see
/// wishart_chain.h): midpoints uniform in v, q = x^(2k), x = ln(1 + exp v). In x all peaks have about the same width,
/// whatever T, and sums over smooth peaks on a uniform grid converge exponentially. Towards 0 the steps are
/// exponentially small: with few hidden units the densities have logarithms there.
class EigenvalueLattice
{
public:
    /// level: k >= 1. directions: d > 0, the density of q vanishes as q^(d/2-1) at 0. highestRoot: the largest x of a
    /// peak; 6 standard deviations beyond it are covered. spacing: in standard deviations of the narrowest peak; error
    /// about 2 exp(-2 (pi/spacing)^2), 2e-6 at 1.2.
    EigenvalueLattice(int level, double directions, double highestRoot, double spacing);

    [[nodiscard]] int level() const { return m_level; }
    [[nodiscard]] int size() const { return static_cast<int>(root.size()); }
    /// First index that belongs to peaks at x or above, and the one behind those that belong to peaks at x or below.
    [[nodiscard]] int indexBelow(double x) const;
    [[nodiscard]] int indexAbove(double x) const;

    std::vector<double> root;   ///< x
    std::vector<double> value;  ///< q
    std::vector<double> weight; ///< dq

private:
    int m_level;
    double m_margin;
};

} // namespace hysteron::theory
