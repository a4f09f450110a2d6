// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/network.h"

namespace hysteron {

Network::Network(NetworkShape shape) : m_shape(shape)
{
    int offset = 0;
    for (int l = 0; l < m_shape.depth; ++l) {
        m_offsets.push_back(offset);
        offset += m_shape.rows(l) * m_shape.cols(l);
    }
    m_weights = Eigen::VectorXd::Zero(offset);
}

Eigen::Map<Eigen::MatrixXd> Network::layer(int index)
{
    return {m_weights.data() + m_offsets[index], m_shape.rows(index), m_shape.cols(index)};
}

Eigen::Map<const Eigen::MatrixXd> Network::layer(int index) const
{
    return {m_weights.data() + m_offsets[index], m_shape.rows(index), m_shape.cols(index)};
}

Eigen::MatrixXd Network::endToEnd() const
{
    Eigen::MatrixXd product = layer(0);
    for (int l = 1; l < m_shape.depth; ++l)
        product = layer(l) * product;
    return product;
}

Eigen::MatrixXd activated(Activation activation, const Eigen::MatrixXd& x)
{
    switch (activation) {
    case Activation::Tanh:
        return x.array().tanh();
    case Activation::Sigmoid:
        return 1.0 / (1.0 + (-x.array()).exp());
    case Activation::Relu:
        return x.cwiseMax(0.0);
    case Activation::Linear:
        break;
    }
    return x;
}

Eigen::MatrixXd slopeOf(Activation activation, const Eigen::MatrixXd& h)
{
    switch (activation) {
    case Activation::Tanh:
        return 1.0 - h.array().square();
    case Activation::Sigmoid:
        return h.array() * (1.0 - h.array());
    case Activation::Relu:
        return (h.array() > 0.0).cast<double>();
    case Activation::Linear:
        break;
    }
    return Eigen::MatrixXd::Ones(h.rows(), h.cols());
}

Eigen::MatrixXd Network::outputs(const Eigen::MatrixXd& inputs) const
{
    Eigen::MatrixXd h = inputs;
    for (int l = 0; l < m_shape.depth - 1; ++l)
        h = activated(m_shape.activation, layer(l) * h);
    return layer(m_shape.depth - 1) * h;
}

void Network::initialise(double std, RandomStream& random)
{
    random.fillNormal({m_weights.data(), static_cast<std::size_t>(m_weights.size())});
    m_weights *= std;
}

} // namespace hysteron
