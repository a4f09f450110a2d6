// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/chi_law.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <numbers>

namespace hysteron {

namespace {

constexpr int kMostExact = 16; ///< above, the polynomial is good and cheaper

/// chi^(2/3) at the quantile of z, from the nearer tail.
double twoThirdsPower(int dof, double z)
{
    using namespace boost::math;
    const chi_squared law(dof);
    const normal standard;
    const double squared =
        z < 0.0 ? quantile(law, cdf(standard, z)) : quantile(complement(law, cdf(complement(standard, z))));
    return std::cbrt(squared);
}

} // namespace

ChiLaw::ChiLaw(int dof) : m_dof(dof), m_exact(dof <= kMostExact)
{
    if (m_exact)
        return;
    // Interpolation at the Chebyshev nodes.
    std::array<double, kTerms> values;
    const auto angle = [](int node) { return std::numbers::pi * (node + 0.5) / kTerms; };
    for (int node = 0; node < kTerms; ++node)
        values[node] = twoThirdsPower(dof, kRange * std::cos(angle(node)));
    for (int term = 0; term < kTerms; ++term) {
        double sum = 0.0;
        for (int node = 0; node < kTerms; ++node)
            sum += values[node] * std::cos(term * angle(node));
        m_coefficients[term] = sum * (term == 0 ? 1.0 : 2.0) / kTerms;
    }
}

double ChiLaw::fromNormals(const float* z) const
{
    if (m_exact) {
        double squared = 0.0;
        for (int k = 0; k < m_dof; ++k)
            squared += double(z[k]) * z[k];
        return std::sqrt(squared);
    }
    const double x = z[0] / kRange; // Clenshaw
    double next = 0.0, afterNext = 0.0;
    for (int term = kTerms - 1; term > 0; --term) {
        const double now = m_coefficients[term] + 2.0 * x * next - afterNext;
        afterNext = next;
        next = now;
    }
    const double root = m_coefficients[0] + x * next - afterNext;
    return root * std::sqrt(root);
}

} // namespace hysteron
