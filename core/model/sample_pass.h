// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"
#include "core/model/loss.h"
#include "core/model/network.h"

#include <optional>
#include <vector>

namespace hysteron {

/// Forward and backward pass of samples through a network of any activation. Samples are columns; n of them.
class SamplePass
{
public:
    explicit SamplePass(const NetworkShape& shape);

    /// inputs: p_in x n, outputs: p_out x n.
    void run(const Network& network, const Eigen::MatrixXd& inputs, const Eigen::MatrixXd& outputs);

    /// What layer l acts on, cols(l) x n.
    [[nodiscard]] const Eigen::MatrixXd& layerInput(int l) const { return m_inputs[l]; }
    /// d(1/2 |f(x) - y|^2)/d(W_l h_l), rows(l) x n.
    [[nodiscard]] const Eigen::MatrixXd& sensitivity(int l) const { return m_sensitivities[l]; }
    /// Gradient of 1/2 E|f(x) - y|^2, D numbers in the layout of Network::weights.
    void meanGradient(Eigen::VectorXd& gradient) const;

private:
    NetworkShape m_shape;
    std::vector<Eigen::MatrixXd> m_inputs;
    std::vector<Eigen::MatrixXd> m_sensitivities;
};

/// Gradient of the data term over the whole training set: by its moments where the network is linear, sample by sample
/// otherwise.
class TaskGradient
{
public:
    /// task must outlive it.
    TaskGradient(const Task& task, const NetworkShape& shape);
    void operator()(const Network& network, Eigen::VectorXd& gradient);

private:
    const Task& m_task;
    GradientWorkspace m_linear;
    SamplePass m_pass;
};

} // namespace hysteron
