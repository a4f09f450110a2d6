#pragma once

#include "core/dynamics/reference_dynamics.h"
#include "core/dynamics/replica_block.h"

namespace hysteron {

/// The fast engine for one network: the first lane of a block in double precision. Where an epoch breaks, the reference
/// walks it again and tells the step.
class KernelDynamics : public Dynamics
{
public:
    KernelDynamics(const Task& task, const NetworkShape& shape, std::uint64_t seed, std::uint32_t replica);

    EpochResult advanceEpoch(Network& network, std::uint64_t epoch, const StepParameters& parameters) override;
    [[nodiscard]] Engine engine() const override { return Engine::Fast; }

private:
    KernelTask<double> m_task;
    ReplicaBlock<double> m_block;
    ReferenceDynamics m_reference;
    Eigen::VectorXd m_next;
};

} // namespace hysteron
