// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/eigenvalue_lattice.h"

#include <functional>
#include <vector>

namespace hysteron::theory {

/// The law of a random deep linear network with two outputs, from its last matrix down.
///
/// Weights in equilibrium at temperature T under weight decay alone, exp(-(beta/2T) |W|^2), are independent Gaussians
/// of variance t = T/beta. With M_k = W_L ... W_(L-k+1), a 2 x n matrix, the matrices Q_k = M_k M_k^T / t^k are a
/// chain:
///     Q_1 ~ Wishart_2(n, 1),   Q_(k+1) | Q_k ~ Wishart_2(n, Q_k),   k + 1 <= L - 1.
/// No frame is preferred, so the two eigenvalues q_1 >= q_2 are enough, and averaging over the angle between the frames
/// of neighbours gives a Bessel function. For their joint density, f_k(q) = (q_1 q_2)^((n-3)/2) h_k(q),
///     h_1(q) = (q_1 - q_2) exp(-(q_1 + q_2)/2),
///     h_(k+1)(s) = (s_1 - s_2) int dq h_k(q) (q_1 q_2)^(-3/2) exp(-(s_1/q_1 + s_2/q_2)/2) exp(-z) I_0(z),
///     z = (1/q_2 - 1/q_1) (s_1 - s_2)/4
/// (derived here; one link is the Wishart density, Muirhead, Aspects of Multivariate Statistical Theory, 1982, section
/// 3.2, averaged over rotations of the plane). The width n
/// drops out of all links: it stands in the last power only.
///
/// With the law go two conditional means that the diffusion of a singular value consists of (see product_law.h): of
/// B_k and V_k along a direction at the angle phi to the frame of Q_k, with ( )_e the diagonal element along it,
///     V_k = sum of (Q_j^-1)_e B_j over j <= k,   B_(k+1) = (n-2) B_k + (Q_k)_e,   B_1 = 1.
/// B has the harmonics 1 and cos 2 phi, V also cos 4 phi; a link multiplies them by I_0, I_1/I_0 and I_2/I_0.
///
/// Numerics: midpoint sums over an EigenvalueLattice, which converge exponentially; where q_1 meets q_2 the integrand
/// has a kink, whose error (Euler-Maclaurin) is taken out up to the fourth order. Carried is h_k exp((k/2) (q_1^(1/k) +
/// q_2^(1/k))): k q^(1/k) + s/q >= (k+1) s^(1/(k+1)), so that no exponent is above 0, and nothing under- or overflows
/// at any temperature or width.
class WishartChain
{
public:
    /// What is to be known afterwards: singular values sigma of P = M_L with lowest <= u_1 <= highest for the larger
    /// and 0 <= u_2 <= highestSmaller for the smaller, u = sigma^(1/L)/sqrt(t), dimensionless.
    struct Reach {
        double lowest = 0.0;
        double highest = 1.0;
        double highestSmaller = 1.0;
    };
    /// depth: L >= 3. width: n >= 2. spacing: of the lattices, in standard deviations of the narrowest peak; 1.2 gives
    /// sums good to 1e-5. Throws std::invalid_argument otherwise.
    WishartChain(int depth, int width, const Reach& reach, double spacing);

    /// Of one level. The smaller eigenvalue goes over all indices below endSmaller, the larger from firstLarger on.
    struct Lattice : EigenvalueLattice {
        int firstLarger = 0;
        int endLarger = 0;
        int endSmaller = 0;
        /// Of the pair (i, j), i for the larger, among all.
        [[nodiscard]] std::size_t place(int i, int j) const
        {
            return static_cast<std::size_t>(i - firstLarger) * endSmaller + j;
        }
    };
    /// At one pair (q_1, q_2), times the weight of the pair in sums: law, harmonics of B and of V.
    struct Point {
        double law = 0.0;
        double b0 = 0.0, b2 = 0.0;
        double v0 = 0.0, v2 = 0.0, v4 = 0.0;
    };
    struct Level {
        Lattice lattice;
        std::vector<Point> points; ///< by Lattice::place(); 0 where the pair is not in order
    };

    [[nodiscard]] int depth() const { return m_depth; }
    [[nodiscard]] int width() const { return m_width; }
    /// k: 1..L-1. The last level's B is B_L.
    [[nodiscard]] const Level& level(int k) const { return m_levels.at(static_cast<std::size_t>(k) - 1); }

    /// Mean of g(q_1, q_2) under the law of Q_k, k: 1..L-1. Right when the reach begins at 0 and its end leaves out
    /// nothing of weight.
    [[nodiscard]] double mean(int k, const std::function<double(double, double)>& g) const;

private:
    int m_depth;
    int m_width;
    std::vector<Level> m_levels;
};

} // namespace hysteron::theory
