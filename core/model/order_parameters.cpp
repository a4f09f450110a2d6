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

} // namespace

OrderParameters orderParameters(const Network& network, const Task& task)
{
    const Eigen::MatrixXd p = network.endToEnd();
    OrderParameters result;
    if (p.rows() == 2 && p.cols() == 2) {
        result.singularValues = singularValues2x2(p);
    } else {
        const Eigen::VectorXd values = Eigen::JacobiSVD<Eigen::MatrixXd>(p).singularValues();
        result.singularValues.assign(values.begin(), values.end());
    }
    result.trainMse = meanSquaredError(p, task.trainMoments);
    result.testMse = meanSquaredError(p, task.testMoments);
    return result;
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
