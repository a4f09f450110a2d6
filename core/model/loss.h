// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"
#include "core/model/network.h"

namespace hysteron {

/// Regularised loss U(W) = (1/2) E||y - P x||^2 + (beta/2) sum_l ||W_l||_F^2, with E the average behind `moments`.
[[nodiscard]] double loss(const Network& network, const Moments& moments, double beta);

/// Mean over outputs of E(y - P x)^2: [tr yy - 2 tr(P^T yx) + tr(P xx P^T)] / p_out.
[[nodiscard]] double meanSquaredError(const Eigen::MatrixXd& endToEnd, const Moments& moments);

/// Gradient of the data term (without weight decay) by the products around each layer. Allocates nothing after its
/// construction; one object per thread.
class GradientWorkspace
{
public:
    explicit GradientWorkspace(const NetworkShape& shape);

    /// Writes dU_data/dW (D numbers, layout of Network::weights) into `gradient`. `network` has the shape given to the
    /// constructor; only xx and yx of the moments are needed.
    void dataGradient(const Network& network, const Moments& moments, Eigen::VectorXd& gradient);

private:
    NetworkShape m_shape;
    std::vector<Eigen::MatrixXd> m_forward;  ///< m_forward[l] = W_l ... W_0
    std::vector<Eigen::MatrixXd> m_backward; ///< m_backward[l] = (W_{L-1} ... W_{l+1})^T dU/dP
};

/// Trace of the covariance of the per-sample data gradient at these weights, over the samples of `data` (biased, 1/N).
[[nodiscard]] double gradientCovarianceTrace(const Network& network, const Dataset& data);
/// The same for a zero-mean Gaussian population with these moments, in closed form (Isserlis).
/// 1.1393 at the rank-1 minimum of eta = (0.9, 0.8), L = 3, beta = 0.32; 2.0345 at rank 2; exactly 0 at rank 0.
[[nodiscard]] double gradientCovarianceTrace(const Network& network, const Moments& population);

/// Part of that trace along the direction in which mode `mode` (from 0, below min(p_in, p_out, width)) of the training
/// set, or of the population where there are no samples, grows: the task's singular vectors at both ends, and in every
/// hidden layer the unit that this mode uses or would use. At a converged state that has not learnt the mode it is 0 to
/// rounding: mini-batches cannot push that way.
[[nodiscard]] double gradientVarianceAlongMode(const Network& network, const Task& task, int mode);

} // namespace hysteron
