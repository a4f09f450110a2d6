// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/stationary_state.h"

#include "core/theory/mode_landscape.h"

#include <boost/math/constants/constants.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>
#include <utility>

namespace hysteron::theory {

namespace {

/// a^n with 0^0 = 1: a product of n layers.
double power(double a, int n)
{
    return n == 0 ? 1.0 : std::pow(a, n);
}

/// ln of the surface of the unit sphere in R^n, 2 pi^(n/2) / Gamma(n/2).
double logSphere(int n)
{
    return std::log(2.0) + 0.5 * n * std::log(boost::math::double_constants::pi) - std::lgamma(0.5 * n);
}

} // namespace

int LinearProblem::weightCount() const
{
    return width * inputs + (depth - 2) * width * width + outputs * width;
}

StationaryState::StationaryState(LinearProblem problem, std::vector<double> lambda)
    : m_problem(std::move(problem)), m_lambda(std::move(lambda))
{
    if (m_lambda.size() != m_problem.eta.size() ||
        m_lambda.size() > static_cast<std::size_t>(std::min(m_problem.inputs, m_problem.outputs)))
        throw std::invalid_argument("StationaryState: one singular value for each mode, and no more than fit");
    for (const double value : m_lambda) {
        if (value > 0.0)
            m_learnt.push_back(std::pow(value, 1.0 / m_problem.depth));
    }
    if (rank() > m_problem.width)
        throw std::invalid_argument("StationaryState: more learnt modes than hidden units");
}

double StationaryState::amplitude(int k) const
{
    return k < static_cast<int>(m_lambda.size()) ? std::pow(m_lambda[k], 1.0 / m_problem.depth) : 0.0;
}

double StationaryState::residual(int k) const
{
    return k < static_cast<int>(m_lambda.size()) ? m_lambda[k] - m_problem.eta[k] : 0.0;
}

double StationaryState::loss() const
{
    double sum = 0.0;
    for (std::size_t k = 0; k < m_lambda.size(); ++k)
        sum += ModeLandscape(m_problem.eta[k], m_problem.depth).loss(m_lambda[k], m_problem.beta);
    return sum;
}

int StationaryState::blockCount() const
{
    return std::max({m_problem.width, m_problem.inputs, m_problem.outputs});
}

// The second variation of U in the direction dW is
//     |dP|^2 + 2 <P - Sigma_yx, d2P> + beta sum |dW_l|^2,
//     dP  = sum_l A_l dW_l B_l,                    A_l = W_{L-1} ... W_{l+1},  B_l = W_{l-1} ... W_0,
//     d2P = sum_{l<m} A_m dW_m M dW_l B_l,          M = W_{m-1} ... W_{l+1}.
// All products are diagonal here. dP(i, j) collects the numbers (i, j) of all layers; and since P - Sigma_yx is
// diagonal, (k, j) of a layer m meets (j, k) of the layers below it.
StationaryState::Block StationaryState::block(int i, int j) const
{
    const int depth = m_problem.depth;
    Block block;
    const auto add = [&](int row, int column) {
        for (int l = 0; l < depth; ++l) {
            if (row < m_problem.rows(l) && column < m_problem.columns(l))
                block.weights.push_back({l, row, column});
        }
    };
    add(i, j);
    if (i != j)
        add(j, i);

    const auto size = static_cast<Eigen::Index>(block.weights.size());
    block.hessian = m_problem.beta * Eigen::MatrixXd::Identity(size, size);
    for (Eigen::Index s = 0; s < size; ++s) {
        for (Eigen::Index t = 0; t < size; ++t) {
            const WeightIndex &a = block.weights[s], &b = block.weights[t];
            const auto inMap = [&](const WeightIndex& n) {
                return n.row < m_problem.outputs && n.column < m_problem.inputs;
            };
            const auto share = [&](const WeightIndex& n) {
                return power(amplitude(n.row), depth - 1 - n.layer) * power(amplitude(n.column), n.layer);
            };
            if (a.row == b.row && a.column == b.column && inMap(a))
                block.hessian(s, t) += share(a) * share(b);
            if (a.row == b.column && a.column == b.row && a.layer != b.layer) {
                const WeightIndex& high = a.layer > b.layer ? a : b;
                const WeightIndex& low = a.layer > b.layer ? b : a;
                const int k = high.row; // enters and leaves through the mode k
                if (k < m_problem.outputs && k < m_problem.inputs)
                    block.hessian(s, t) += residual(k) * power(amplitude(k), depth - 1 - high.layer) *
                                           power(amplitude(high.column), high.layer - low.layer - 1) *
                                           power(amplitude(k), low.layer);
            }
        }
    }
    return block;
}

std::vector<double> StationaryState::spectrum() const
{
    std::vector<double> all;
    for (int i = 0; i < blockCount(); ++i) {
        for (int j = i; j < blockCount(); ++j) {
            const Block part = block(i, j);
            if (part.weights.empty())
                continue;
            const Eigen::VectorXd values =
                Eigen::SelfAdjointEigenSolver<Eigen::MatrixXd>(part.hessian, Eigen::EigenvaluesOnly).eigenvalues();
            all.insert(all.end(), values.begin(), values.end());
        }
    }
    std::sort(all.begin(), all.end());
    return all;
}

int StationaryState::orbitDimension() const
{
    const int r = rank();
    return (m_problem.depth - 1) * (r * (m_problem.width - r) + r * (r - 1) / 2);
}

// A rotation in the plane (i, j) of hidden layer h turns the rows of the matrix below and the columns of the one above.
// With amplitudes a_i, a_j its generator has the squared length 2 (a_i^2 + a_j^2), and those of neighbouring hidden
// layers overlap in the matrix between them by -2 a_i a_j: one tridiagonal Gram matrix of size L - 1 for each plane.
double StationaryState::logOrbitVolume() const
{
    const int layers = m_problem.depth - 1;
    const int r = rank(), w = m_problem.width;
    double logarithm = 0.0;
    for (int k = 0; k < r; ++k)
        logarithm += layers * logSphere(w - k); // Stiefel: the k-th vector is free on a sphere
    for (int i = 0; i < r; ++i) {
        logarithm += 0.5 * (w - r) * layers * std::log(2.0 * m_learnt[i] * m_learnt[i]);
        for (int j = i + 1; j < r; ++j) {
            Eigen::MatrixXd gram = Eigen::MatrixXd::Zero(layers, layers);
            gram.diagonal().setConstant(2.0 * (m_learnt[i] * m_learnt[i] + m_learnt[j] * m_learnt[j]));
            for (int h = 0; h + 1 < layers; ++h)
                gram(h, h + 1) = gram(h + 1, h) = -2.0 * m_learnt[i] * m_learnt[j];
            logarithm += 0.5 * std::log(gram.determinant());
        }
    }
    return logarithm;
}

} // namespace hysteron::theory
