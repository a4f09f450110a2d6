// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/wishart_chain.h"

#include <Eigen/Dense>

namespace hysteron::theory {

/// Chebyshev nodes on an interval of singular values, and barycentric interpolation between them (Berrut, Trefethen,
/// SIAM Rev. 46, 501, 2004). The variable is asinh of the layers' amplitude in thermal units, sigma^(1/L)/sqrt(w t):
/// linear where fluctuations rule, logarithmic beyond.
class SingularValueNodes
{
public:
    /// 0 <= lowest < highest; scale: sqrt(w t); count >= 2.
    SingularValueNodes(double lowest, double highest, int depth, double scale, int count);
    [[nodiscard]] const std::vector<double>& values() const { return m_values; }
    /// Of each node in the value at sigma.
    [[nodiscard]] Eigen::RowVectorXd weightsAt(double sigma) const;

private:
    [[nodiscard]] double variable(double sigma) const;

    int m_depth;
    double m_scale;
    std::vector<double> m_nodes;
    std::vector<double> m_values;
};

/// What a singular value s of the end-to-end map P = W_L ... W_1 (2 x 2) does when the weights are independent
/// Gaussians of variance t, given the other singular value r: the density of P and the diffusion of s, for whatever
/// task. Both are smooth in s and r, also where the two meet, so they are computed from the chain of Wishart laws at
/// some hundred points and interpolated.
///
/// With x = s^2/t^L, y = r^2/t^L, and q the eigenvalues of Q_(L-1) (see wishart_chain.h; s > r written),
///     density(P) ~ int dq f_(L-1)(q) (q_1 q_2)^-1 exp(-(x/q_1 + y/q_2)/2) exp(-z) I_0(z),
///     D(s, r) = E[|grad_W s|^2 | s, r] = t^(L-1) E[B_L + x V_(L-1)], along the singular vector of s.
/// D because grad s = (M_(L-l)^T u)(W_(l-1) ... W_1 v)^T for W_l, and W_1 given M_(L-1) and P is M_(L-1)^+ P plus a
/// free Gaussian in the n - 2 directions that M_(L-1) does not see, and so on for the others.
class ProductLaw
{
public:
    struct Region {
        double highest;      ///< of s, from 0 on
        double otherLowest;  ///< of r
        double otherHighest; ///< of r
    };
    struct Resolution {
        double spacing = 1.2; ///< see WishartChain
        int nodes = 24;       ///< in s
        int otherNodes = 10;  ///< in r
    };
    /// t: variance of the weights, T/beta > 0. Throws std::invalid_argument as WishartChain does.
    ProductLaw(int depth, int width, double t, const Region& region, const Resolution& resolution);

    [[nodiscard]] const SingularValueNodes& nodes() const { return m_nodes; }
    [[nodiscard]] const SingularValueNodes& otherNodes() const { return m_otherNodes; }
    /// ln of the density of P as a matrix, up to a constant, without the factor exp(-(s^(2/L) + r^(2/L)) L/(2t)); at
    /// the nodes of s (rows) and r. The density of s and r has |s^2 - r^2| besides.
    [[nodiscard]] const Eigen::MatrixXd& logDensity() const { return m_logDensity; }
    /// The exponent of the factor left out, for one of the two.
    [[nodiscard]] double logCarried(double sigma) const;
    /// ln D.
    [[nodiscard]] const Eigen::MatrixXd& logDiffusion() const { return m_logDiffusion; }

private:
    int m_depth;
    double m_t;
    SingularValueNodes m_nodes, m_otherNodes;
    Eigen::MatrixXd m_logDensity, m_logDiffusion;
};

} // namespace hysteron::theory
