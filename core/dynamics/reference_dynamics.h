#pragma once

#include "core/base/normal_pair.h"
#include "core/dynamics/batch_sampler.h"
#include "core/dynamics/dynamics.h"

#include <vector>

namespace hysteron {

/// The readable reference: plain Eigen, double precision, one network.
class ReferenceDynamics : public Dynamics
{
public:
    ReferenceDynamics(const Task& task, const NetworkShape& shape, std::uint64_t seed, std::uint32_t replica);

    EpochResult advanceEpoch(Network& network, std::uint64_t epoch, const StepParameters& parameters) override;
    [[nodiscard]] Engine engine() const override { return Engine::Reference; }

private:
    void addNoise(Eigen::VectorXd& weights, const NormalScale& scale);

    const Task& m_task;
    BatchSampler m_batches;
    EpochStream m_noise;
    GradientWorkspace m_workspace;
    Eigen::VectorXd m_gradient;
    std::vector<float> m_xi; ///< room for whole fours
};

} // namespace hysteron
