// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/sample_pass.h"

namespace hysteron {

SamplePass::SamplePass(const NetworkShape& shape)
    : m_shape(shape), m_inputs(static_cast<std::size_t>(shape.depth)),
      m_sensitivities(static_cast<std::size_t>(shape.depth))
{
}

void SamplePass::run(const Network& network, const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& outputs)
{
    const int last = m_shape.depth - 1;
    m_inputs[0] = inputs;
    for (int l = 0; l < last; ++l)
        m_inputs[l + 1] = activated(m_shape.activation, network.layer(l) * m_inputs[l]);
    m_sensitivities[last] = network.layer(last) * m_inputs[last] - outputs;
    for (int l = last; l > 0; --l) {
        m_sensitivities[l - 1] = network.layer(l).transpose() * m_sensitivities[l];
        m_sensitivities[l - 1].array() *= slopeOf(m_shape.activation, m_inputs[l]).array();
    }
}

void SamplePass::meanGradient(Eigen::VectorXd& gradient) const
{
    gradient.resize(m_shape.weightCount());
    Eigen::Index offset = 0;
    for (int l = 0; l < m_shape.depth; ++l) {
        Eigen::Map<Eigen::MatrixXd> layer(gradient.data() + offset, m_shape.rows(l), m_shape.cols(l));
        layer.noalias() = m_sensitivities[l] * m_inputs[l].transpose();
        layer /= static_cast<double>(m_inputs[0].cols());
        offset += layer.size();
    }
}

TaskGradient::TaskGradient(const Task& task, const NetworkShape& shape) : m_task(task), m_linear(shape), m_pass(shape)
{
}

void TaskGradient::operator()(const Network& network, Eigen::VectorXd& gradient)
{
    if (network.shape().activation == Activation::Linear) {
        m_linear.dataGradient(network, m_task.trainMoments, gradient);
        return;
    }
    m_pass.run(network, m_task.train.inputs, m_task.train.outputs);
    m_pass.meanGradient(gradient);
}

} // namespace hysteron
