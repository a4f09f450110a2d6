// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/order_parameters.h"

#include "core/model/loss.h"

#include <Eigen/SVD>

#include <algorithm>
#include <cmath>

namespace hysteron {

namespace {

/// Closed form for the common 2 x 2 case: sigma_1 +- sigma_2 are the lengths of the rotation-like and reflection-like
/// parts of the matrix.
std::vector<double> singularValues2x2(const Eigen::MatrixXd& m)
{
    const double sum = std::hypot(m(0, 0) + m(1, 1), m(1, 0) - m(0, 1));
    const double difference = std::hypot(m(0, 0) - m(1, 1), m(1, 0) + m(0, 1));
    const double largest = 0.5 * (sum + difference);
    // sigma_1 sigma_2 = |det| keeps a tiny sigma_2 where sum - difference would cancel.
    const double determinant = std::abs(m(0, 0) * m(1, 1) - m(0, 1) * m(1, 0));
    return {largest, largest > 0.0 ? determinant / largest : 0.0};
}

std::vector<double> singularValuesOf(const Eigen::MatrixXd& map)
{
    if (map.rows() == 2 && map.cols() == 2)
        return singularValues2x2(map);
    const Eigen::VectorXd values = Eigen::JacobiSVD<Eigen::MatrixXd>(map).singularValues();
    return {values.begin(), values.end()};
}

double meanSquare(const Eigen::MatrixXd& errors)
{
    return errors.squaredNorm() / static_cast<double>(errors.size());
}

} // namespace

OrderParameters orderParameters(const Network& network, const Task& task)
{
    if (network.shape().activation == Activation::Linear) {
        const Eigen::MatrixXd p = network.endToEnd();
        return {singularValuesOf(p), meanSquaredError(p, task.trainMoments), meanSquaredError(p, task.testMoments)};
    }
    const Dataset& train = task.train;
    const Dataset& test = task.test.size() > 0 ? task.test : task.train;
    const Eigen::MatrixXd outputs = network.outputs(train.inputs);
    const Eigen::MatrixXd fx = outputs * train.inputs.transpose() / train.size();
    // P Sxx = E[f x^T]; inputs that never vary have no say.
    const Eigen::MatrixXd p = task.trainMoments.xx.completeOrthogonalDecomposition().solve(fx.transpose()).transpose();
    return {singularValuesOf(p), meanSquare(outputs - train.outputs),
            meanSquare(network.outputs(test.inputs) - test.outputs)};
}

int countRank(const std::vector<double>& singularValues, const std::vector<double>& thresholds)
{
    const std::size_t modes = std::min(singularValues.size(), thresholds.size());
    int rank = 0;
    for (std::size_t i = 0; i < modes; ++i)
        rank += singularValues[i] > thresholds[i];
    return rank;
}

Network balancedNetwork(const NetworkShape& shape, const std::vector<double>& lambda)
{
    Network network(shape);
    for (int l = 0; l < shape.depth; ++l) {
        auto layer = network.layer(l);
        const auto modes = std::min({static_cast<Eigen::Index>(lambda.size()), layer.rows(), layer.cols()});
        for (Eigen::Index i = 0; i < modes; ++i)
            layer(i, i) = std::pow(lambda[i], 1.0 / shape.depth);
    }
    return network;
}

} // namespace hysteron
