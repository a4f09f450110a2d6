// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/loss.h"

#include "core/model/layer_products.h"
#include "core/model/sample_pass.h"

#include <Eigen/SVD>

#include <cmath>
#include <utility>

namespace hysteron {

// One sample contributes g_l = s_l h_l^T with the layer's input h_l and sensitivity s_l (linear: h_l = B_l x and
// s_l = A_l^T e with e = P x - y, A_l behind and B_l before the layer), so that |g_l|^2 = |s_l|^2 |h_l|^2; the trace of
// the covariance is E sum_l |g_l|^2 - sum_l |E g_l|^2.

double gradientCovarianceTrace(const Network& network, const Dataset& data)
{
    if (data.size() == 0)
        return 0.0;
    SamplePass pass(network.shape());
    pass.run(network, data.inputs, data.outputs);
    const double samples = data.size();
    double trace = 0.0;
    for (int l = 0; l < network.shape().depth; ++l) {
        const Eigen::MatrixXd& left = pass.sensitivity(l);
        const Eigen::MatrixXd& right = pass.layerInput(l);
        const double meanSquare =
            left.colwise().squaredNorm().cwiseProduct(right.colwise().squaredNorm()).sum() / samples;
        const Eigen::MatrixXd mean = left * right.transpose() / samples;
        trace += meanSquare - mean.squaredNorm();
    }
    return trace;
}

double gradientCovarianceTrace(const Network& network, const Moments& population)
{
    const LayerProducts products(network);
    const ErrorMoments error(network.endToEnd(), population);
    double trace = 0.0;
    for (int l = 0; l < network.shape().depth; ++l) {
        const Eigen::MatrixXd m = products.behind[l] * products.behind[l].transpose();
        const Eigen::MatrixXd n = products.before[l].transpose() * products.before[l];
        // Isserlis for a Gaussian: E[(e^T M e)(x^T N x)] = tr(M See) tr(N Sxx) + 2 tr(M Sex N Sxe).
        const double meanSquare = (m * error.ee).trace() * (n * population.xx).trace() +
                                  2.0 * (m * error.ex * n * error.ex.transpose()).trace();
        const Eigen::MatrixXd mean = products.behind[l].transpose() * error.ex * products.before[l].transpose();
        trace += meanSquare - mean.squaredNorm();
    }
    return trace;
}

double gradientVarianceAlongMode(const Network& network, const Task& task, int mode)
{
    const int depth = network.shape().depth;
    const Eigen::JacobiSVD<Eigen::MatrixXd> ends(task.trainMoments.yx, Eigen::ComputeFullU | Eigen::ComputeFullV);
    std::vector<Eigen::VectorXd> units = {ends.matrixV().col(mode)};
    for (int l = 0; l + 1 < depth; ++l) {
        const Eigen::MatrixXd layer = network.layer(l);
        Eigen::VectorXd unit = Eigen::JacobiSVD<Eigen::MatrixXd>(layer, Eigen::ComputeFullU).matrixU().col(mode);
        if (unit.dot(layer * units.back()) < 0.0)
            unit = -unit; // growth of one layer must not be decline of the next
        units.push_back(std::move(unit));
    }
    units.push_back(ends.matrixU().col(mode));

    if (task.trainingSize() == 0) {
        // The slope along it is e^T M x / sqrt(L), M = sum_l A_l u_{l+1} u_l^T B_l; its variance by Isserlis.
        const LayerProducts products(network);
        const ErrorMoments error(network.endToEnd(), task.trainMoments);
        Eigen::MatrixXd m = Eigen::MatrixXd::Zero(task.outputs(), task.inputs());
        for (int l = 0; l < depth; ++l)
            m += products.behind[l] * units[l + 1] * (units[l].transpose() * products.before[l]);
        return ((m.transpose() * error.ee * m * task.trainMoments.xx).trace() +
                (m * error.ex.transpose() * m * error.ex.transpose()).trace()) /
               depth;
    }
    SamplePass pass(network.shape());
    pass.run(network, task.train.inputs, task.train.outputs);
    Eigen::RowVectorXd along = Eigen::RowVectorXd::Zero(task.trainingSize());
    for (int l = 0; l < depth; ++l)
        along.array() += (units[l + 1].transpose() * pass.sensitivity(l)).array() *
                         (units[l].transpose() * pass.layerInput(l)).array();
    along /= std::sqrt(static_cast<double>(depth)); // a unit step in weight space
    return (along.array() - along.mean()).square().mean();
}

} // namespace hysteron
