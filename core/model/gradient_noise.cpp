#include "core/model/loss.h"
#include "core/model/sample_pass.h"

#include <Eigen/SVD>

#include <cmath>

namespace hysteron {

namespace {

/// The matrices around each layer: before[l] = W_{l-1} ... W_1 (the input for l = 0), behind[l] = W_L ... W_{l+1}.
struct LayerProducts {
    std::vector<Eigen::MatrixXd> before;
    std::vector<Eigen::MatrixXd> behind;
};

LayerProducts productsAround(const Network& network)
{
    const NetworkShape& shape = network.shape();
    LayerProducts products;
    products.before.resize(shape.depth);
    products.behind.resize(shape.depth);
    products.before[0] = Eigen::MatrixXd::Identity(shape.inputs, shape.inputs);
    for (int l = 1; l < shape.depth; ++l)
        products.before[l] = network.layer(l - 1) * products.before[l - 1];
    products.behind[shape.depth - 1] = Eigen::MatrixXd::Identity(shape.outputs, shape.outputs);
    for (int l = shape.depth - 2; l >= 0; --l)
        products.behind[l] = products.behind[l + 1] * network.layer(l + 1);
    return products;
}

} // namespace

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
    const LayerProducts products = productsAround(network);
    const Eigen::MatrixXd p = network.endToEnd();
    const Eigen::MatrixXd ex = p * population.xx - population.yx; // E[e x^T]
    const Eigen::MatrixXd ee = population.yy - p * population.yx.transpose() - population.yx * p.transpose() +
                               p * population.xx * p.transpose(); // E[e e^T]
    double trace = 0.0;
    for (int l = 0; l < network.shape().depth; ++l) {
        const Eigen::MatrixXd m = products.behind[l] * products.behind[l].transpose();
        const Eigen::MatrixXd n = products.before[l].transpose() * products.before[l];
        // Isserlis for a Gaussian: E[(e^T M e)(x^T N x)] = tr(M See) tr(N Sxx) + 2 tr(M Sex N Sxe).
        const double meanSquare =
            (m * ee).trace() * (n * population.xx).trace() + 2.0 * (m * ex * n * ex.transpose()).trace();
        const Eigen::MatrixXd mean = products.behind[l].transpose() * ex * products.before[l].transpose();
        trace += meanSquare - mean.squaredNorm();
    }
    return trace;
}

double gradientVarianceAlongMode(const Network& network, const Task& task, int mode)
{
    if (task.trainingSize() == 0)
        return 0.0;
    const int depth = network.shape().depth;
    const auto unit = [mode](const Eigen::MatrixXd& matrix) -> Eigen::VectorXd {
        return Eigen::JacobiSVD<Eigen::MatrixXd>(matrix, Eigen::ComputeFullU).matrixU().col(mode);
    };
    const Eigen::JacobiSVD<Eigen::MatrixXd> ends(task.trainMoments.yx, Eigen::ComputeFullU | Eigen::ComputeFullV);
    std::vector<Eigen::VectorXd> units = {ends.matrixV().col(mode)};
    for (int l = 0; l + 1 < depth; ++l)
        units.push_back(unit(network.layer(l)));
    units.push_back(ends.matrixU().col(mode));

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
