// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dynamics/reference_dynamics.h"
#include "core/dynamics/replica_block.h"

namespace hysteron {

/// The fast engine for one network: the first lane of a block in double precision, siblings in the others. Where an
/// epoch breaks, the reference walks it again and tells the step.
class KernelDynamics : public Dynamics
{
public:
    KernelDynamics(const Task& task, const NetworkShape& shape, std::uint64_t seed, std::uint32_t replica);

    EpochResult advanceEpoch(Network& network, std::uint64_t epoch, const StepParameters& parameters) override;
    [[nodiscard]] Engine engine() const override { return Engine::Fast; }
    [[nodiscard]] int siblings() const override { return ReplicaBlock<double>::kSize - 1; }
    [[nodiscard]] std::vector<double> siblingSingularValues(int k) override;
    void gatherSiblings() override { m_gathered = true; }
    [[nodiscard]] std::vector<Eigen::VectorXd> siblingWeights() const override;
    void placeSiblings(const std::vector<Eigen::VectorXd>& weights) override;

private:
    KernelTask<double> m_task;
    ReplicaBlock<double> m_block;
    ReferenceDynamics m_reference;
    Eigen::VectorXd m_next;
    bool m_gathered = true; ///< siblings set out from the network at the next epoch
    bool m_observed = false;
};

} // namespace hysteron
