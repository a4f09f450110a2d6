// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Dense>

#include <vector>

namespace hysteron::theory {

/// A deep linear network on a whitened task (Sigma_xx = I, Sigma_yx = diag(eta), padded with zeros).
struct LinearProblem {
    std::vector<double> eta; ///< singular values of the task, descending, each > 0, at most min(inputs, outputs)
    int depth = 3;           ///< L, 2..12
    int width = 10;          ///< w, 1..64
    int inputs = 2;          ///< p_in, 1..64
    int outputs = 2;         ///< p_out, 1..64
    double beta = 0.32;      ///< weight decay, > 0

    [[nodiscard]] int rows(int layer) const { return layer == depth - 1 ? outputs : width; }
    [[nodiscard]] int columns(int layer) const { return layer == 0 ? inputs : width; }
    /// D.
    [[nodiscard]] int weightCount() const;
};

/// Number (i, j) of a layer, counted from 0.
struct WeightIndex {
    int layer;
    int row;
    int column;
};

/// A 0-balanced stationary point of U(W) = 1/2 E|y - P x|^2 + (beta/2) sum_l |W_l|^2: every layer is diag(a), a_k =
/// lambda_k^(1/L) for the learnt modes and 0 for the others. Its Hessian couples number (i, j) of a layer with (i, j)
/// and (j, i) of the others only, and so falls into small blocks, one for each pair {i, j}.
class StationaryState
{
public:
    /// lambda: one for each eta, >= 0, minima or saddles of their modes (or 0); those that are 0 are not learnt.
    /// Throws std::invalid_argument for another number of them, or more learnt modes than hidden units.
    StationaryState(LinearProblem problem, std::vector<double> lambda);

    [[nodiscard]] const LinearProblem& problem() const { return m_problem; }
    /// Amplitudes a_k of the learnt modes, in order of k.
    [[nodiscard]] const std::vector<double>& amplitudes() const { return m_learnt; }
    /// Learnt modes.
    [[nodiscard]] int rank() const { return static_cast<int>(m_learnt.size()); }
    /// U(W) up to the part that no network changes, sum_k u(lambda_k).
    [[nodiscard]] double loss() const;

    /// The numbers that belong to the pair {i, j}, and their part of the Hessian. i, j: 0..blockCount() - 1.
    struct Block {
        std::vector<WeightIndex> weights;
        Eigen::MatrixXd hessian;
    };
    [[nodiscard]] Block block(int i, int j) const;
    /// Largest index a number can have, plus 1.
    [[nodiscard]] int blockCount() const;

    /// All D eigenvalues of the Hessian, ascending.
    [[nodiscard]] std::vector<double> spectrum() const;
    /// Flat directions that must exist: the orbit of the state under rotations of the hidden layers has the dimension
    /// (L - 1) (r (w - r) + r (r - 1)/2), r = rank().
    [[nodiscard]] int orbitDimension() const;
    /// Logarithm of the volume of that orbit in weight space, from the Gram determinant of the rotation generators and
    /// the volumes of the spheres that make up a Stiefel manifold. Where r = w it has 2^(L-1) pieces that are counted
    /// together. 0 (one point) at rank 0.
    [[nodiscard]] double logOrbitVolume() const;

private:
    [[nodiscard]] double amplitude(int k) const;
    [[nodiscard]] double residual(int k) const; ///< lambda_k - eta_k

    LinearProblem m_problem;
    std::vector<double> m_lambda;
    std::vector<double> m_learnt;
};

} // namespace hysteron::theory
