// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dynamics/kernel_dynamics.h"

#include <cmath>

namespace hysteron {

KernelDynamics::KernelDynamics(const Task& task, const NetworkShape& shape, std::uint64_t seed, std::uint32_t replica)
    : m_task(task, shape.activation), m_block(m_task, shape), m_reference(task, shape, seed, replica)
{
    // Whole keys in every lane: no lane may run on zeros.
    for (int lane = 0; lane < ReplicaBlock<double>::kSize; ++lane)
        m_block.setReplica(lane, seed, replica + static_cast<std::uint32_t>(lane));
}

EpochResult KernelDynamics::advanceEpoch(Network& network, std::uint64_t epoch, const StepParameters& parameters)
{
    const int lanes = m_gathered ? ReplicaBlock<double>::kSize : 1;
    for (int lane = 0; lane < lanes; ++lane)
        m_block.setWeights(lane, network.weights());
    m_gathered = m_observed = false;
    const int steps = m_block.advanceEpoch(epoch, parameters);
    m_next = m_block.weights(0);
    if (!isWithinLimit(m_next))
        return m_reference.advanceEpoch(network, epoch, parameters);
    network.weights() = m_next;
    return {StepOutcome::Ok, steps};
}

std::vector<double> KernelDynamics::siblingSingularValues(int k)
{
    if (!m_observed)
        m_block.observe();
    m_observed = true;
    std::vector<double> values(static_cast<std::size_t>(m_block.modes()));
    for (std::size_t i = 0; i < values.size(); ++i)
        values[i] = m_block.isWithinLimit(k + 1) ? m_block.singularValue(k + 1, static_cast<int>(i)) : NAN;
    return values;
}

std::vector<Eigen::VectorXd> KernelDynamics::siblingWeights() const
{
    std::vector<Eigen::VectorXd> all;
    for (int lane = 1; lane < ReplicaBlock<double>::kSize && !m_gathered; ++lane)
        all.push_back(m_block.weights(lane));
    return all;
}

void KernelDynamics::placeSiblings(const std::vector<Eigen::VectorXd>& weights)
{
    m_gathered = static_cast<int>(weights.size()) != siblings();
    m_observed = false;
    for (int lane = 1; lane < ReplicaBlock<double>::kSize && !m_gathered; ++lane)
        m_block.setWeights(lane, weights[static_cast<std::size_t>(lane - 1)]);
}

std::optional<Engine> engineNamed(std::string_view name)
{
    if (name == "fast")
        return Engine::Fast;
    if (name == "reference")
        return Engine::Reference;
    return std::nullopt;
}

std::unique_ptr<Dynamics> makeDynamics(Engine engine, const Task& task, const NetworkShape& shape, std::uint64_t seed,
                                       std::uint32_t replica)
{
    if (engine == Engine::Fast && kernels::isSupported(shape))
        return std::make_unique<KernelDynamics>(task, shape, seed, replica);
    return makeReferenceDynamics(task, shape, seed, replica);
}

} // namespace hysteron
