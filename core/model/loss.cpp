// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/loss.h"

namespace hysteron {

namespace {

/// The part of a vector of D numbers that belongs to one layer, seen as its matrix.
Eigen::Map<Eigen::MatrixXd> layerOf(Eigen::VectorXd& gradient, const Network& network, int index)
{
    const auto layer = network.layer(index);
    return {gradient.data() + (layer.data() - network.weights().data()), layer.rows(), layer.cols()};
}

} // namespace

double loss(const Network& network, const Moments& moments, double beta)
{
    const double dataTerm = 0.5 * meanSquaredError(network.endToEnd(), moments) * network.shape().outputs;
    return dataTerm + 0.5 * beta * network.weights().squaredNorm();
}

double meanSquaredError(const Eigen::MatrixXd& endToEnd, const Moments& moments)
{
    const double squared = moments.yy.trace() - 2.0 * endToEnd.cwiseProduct(moments.yx).sum() +
                           (endToEnd * moments.xx).cwiseProduct(endToEnd).sum();
    return squared / static_cast<double>(endToEnd.rows());
}

GradientWorkspace::GradientWorkspace(const NetworkShape& shape) : m_shape(shape)
{
    for (int l = 0; l < shape.depth; ++l) {
        m_forward.emplace_back(shape.rows(l), shape.inputs);
        m_backward.emplace_back(shape.rows(l), shape.inputs);
    }
}

void GradientWorkspace::dataGradient(const Network& network, const Moments& moments, Eigen::VectorXd& gradient)
{
    const int last = m_shape.depth - 1;
    gradient.resize(network.weights().size());

    m_forward[0] = network.layer(0);
    for (int l = 1; l <= last; ++l)
        m_forward[l].noalias() = network.layer(l) * m_forward[l - 1];

    // dU/dP = P Sxx - Syx; each layer sees it between the products of the layers behind and before it:
    // dU/dW_l = (W_{L-1} ... W_{l+1})^T dU/dP (W_{l-1} ... W_0)^T.
    m_backward[last].noalias() = m_forward[last] * moments.xx;
    m_backward[last] -= moments.yx;
    for (int l = last; l > 0; --l) {
        layerOf(gradient, network, l).noalias() = m_backward[l] * m_forward[l - 1].transpose();
        m_backward[l - 1].noalias() = network.layer(l).transpose() * m_backward[l];
    }
    layerOf(gradient, network, 0) = m_backward[0];
}

} // namespace hysteron
