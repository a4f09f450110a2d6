// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/weak_seed.h"

#include <Eigen/SVD>

#include <cmath>

namespace hysteron::paper {

namespace {

/// What the gradient at P = W_L ... W_1 still pulls towards, without the directions in use.
Eigen::MatrixXd lacking(const Network& network, const Task& task)
{
    const Eigen::MatrixXd p = network.endToEnd();
    const Eigen::MatrixXd rest = task.trainMoments.yx - p * task.trainMoments.xx;
    const Eigen::JacobiSVD<Eigen::MatrixXd> used(p, Eigen::ComputeFullU | Eigen::ComputeFullV);
    const double floor = 1e-6 * std::max(1e-12, used.singularValues()[0]);
    const Eigen::Index rank = (used.singularValues().array() > floor && used.singularValues().array() > 1e-6).count();
    const Eigen::MatrixXd u = used.matrixU().leftCols(rank);
    const Eigen::MatrixXd v = used.matrixV().leftCols(rank);
    return rest - u * (u.transpose() * rest) - (rest * v) * v.transpose() +
           u * (u.transpose() * rest * v) * v.transpose();
}

/// A direction that neither the columns of what comes from below nor the rows of what goes up use.
Eigen::VectorXd freeUnit(const Eigen::MatrixXd& below, const Eigen::MatrixXd& above)
{
    Eigen::MatrixXd used(below.rows(), below.cols() + above.rows());
    used << below, above.transpose();
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(used, Eigen::ComputeFullU);
    return svd.matrixU().col(svd.matrixU().cols() - 1);
}

} // namespace

void seedWeakMode(Network& network, const Task& task, double sigma)
{
    const Eigen::MatrixXd wanted = lacking(network, task);
    const Eigen::JacobiSVD<Eigen::MatrixXd> svd(wanted, Eigen::ComputeFullU | Eigen::ComputeFullV);
    const int depth = network.shape().depth;
    const double each = std::pow(sigma, 1.0 / depth);
    Eigen::VectorXd from = svd.matrixV().col(0);
    for (int l = 0; l < depth; ++l) {
        const Eigen::VectorXd to =
            l == depth - 1 ? Eigen::VectorXd(svd.matrixU().col(0)) : freeUnit(network.layer(l), network.layer(l + 1));
        network.layer(l) += each * to * from.transpose();
        from = to;
    }
}

double lackingMode(const Network& network, const Task& task)
{
    return Eigen::JacobiSVD<Eigen::MatrixXd>(lacking(network, task)).singularValues()[0];
}

} // namespace hysteron::paper
