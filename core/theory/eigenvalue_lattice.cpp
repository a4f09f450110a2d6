// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/eigenvalue_lattice.h"

#include <algorithm>
#include <cmath>

namespace hysteron::theory {

namespace {

/// Probability of the smallest eigenvalues, those that a lattice leaves out.
constexpr double kRare = 1e-5;
/// Standard deviations that are covered beyond a peak, which in x = q^(1/2k) are at most 1/sqrt(2k).
constexpr double kMargin = 6.0;

double softplus(double v)
{
    return std::max(v, 0.0) + std::log1p(std::exp(-std::abs(v)));
}

double inverseSoftplus(double x)
{
    return x + std::log(-std::expm1(-x));
}

/// Standard deviation of exp(-(k/2) q^(1/k) - s/(2q)) in x: what a sum over level k goes over.
double peakWidth(int k)
{
    return 1.0 / std::sqrt(2.0 * k * (k + 1));
}

} // namespace

EigenvalueLattice::EigenvalueLattice(int level, double directions, double highestRoot, double spacing)
    : m_level(level), m_margin(kMargin / std::sqrt(2.0 * level))
{
    const double step = spacing * peakWidth(level);
    const double start = inverseSoftplus(std::pow(kRare, 1.0 / (level * directions)));
    const int count = static_cast<int>(std::ceil((inverseSoftplus(highestRoot + m_margin) - start) / step));
    for (int i = 0; i < count; ++i) {
        const double v = start + (i + 0.5) * step, x = softplus(v);
        root.push_back(x);
        value.push_back(std::pow(x, 2 * level));
        weight.push_back(2 * level * std::pow(x, 2 * level - 1) / (1.0 + std::exp(-v)) * step);
    }
}

int EigenvalueLattice::indexBelow(double x) const
{
    return static_cast<int>(std::lower_bound(root.begin(), root.end(), x - m_margin) - root.begin());
}

int EigenvalueLattice::indexAbove(double x) const
{
    return static_cast<int>(std::upper_bound(root.begin(), root.end(), x + m_margin) - root.begin());
}

} // namespace hysteron::theory
