// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>

namespace hysteron {

/// Makes chi-distributed numbers (the length of a vector of `dof` standard normals) from standard normals. Few degrees
/// of freedom: the definition. More: the quantile function, chi = q(Phi(z)) for one normal z; chi^(2/3) is nearly
/// linear in z (Wilson, Hilferty, PNAS 17, 1931), and a polynomial brings it within 2e-5 for |z| <= 6.6.
class ChiLaw
{
public:
    /// dof: 1..10^6.
    explicit ChiLaw(int dof);

    /// Standard normals that one value needs.
    [[nodiscard]] int normals() const { return m_exact ? m_dof : 1; }
    [[nodiscard]] bool isExact() const { return m_exact; }
    /// Chebyshev coefficients of chi^(2/3) in z / kRange; unless isExact().
    static constexpr int kTerms = 10;
    static constexpr double kRange = 6.6;
    [[nodiscard]] const std::array<double, kTerms>& coefficients() const { return m_coefficients; }

    /// One value from normals() normals.
    [[nodiscard]] double fromNormals(const float* z) const;

private:
    int m_dof;
    bool m_exact;
    std::array<double, kTerms> m_coefficients{};
};

} // namespace hysteron
