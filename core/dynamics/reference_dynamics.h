#pragma once

#include "core/dynamics/batch_sampler.h"
#include "core/dynamics/dynamics.h"

namespace hysteron {

/// The readable reference: plain Eigen, double precision, one network.
class ReferenceDynamics : public Dynamics
{
public:
    ReferenceDynamics(const Task& task, const NetworkShape& shape, std::uint64_t seed, std::uint32_t replica);

    EpochResult advanceEpoch(Network& network, std::uint64_t epoch, const StepParameters& parameters) override;

private:
    [[nodiscard]] bool drawsBatches(const StepParameters& parameters) const;

    const Task& m_task;
    BatchSampler m_batches;
    RandomStream m_noise;
    std::uint64_t m_noisePerEpoch; ///< blocks of the noise stream set aside for one epoch
    GradientWorkspace m_workspace;
    Eigen::VectorXd m_gradient;
    Eigen::VectorXd m_xi;
};

} // namespace hysteron
