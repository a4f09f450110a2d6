// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/normal_pair.h"
#include "core/dynamics/batch_sampler.h"
#include "core/dynamics/dynamics.h"
#include "core/dynamics/fresh_law.h"
#include "core/model/sample_pass.h"

#include <optional>
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
    void beginEpoch(std::uint64_t epoch, const StepParameters& parameters);
    void drawFresh();
    void findGradient(const Network& network);
    void addNoise(Eigen::VectorXd& weights, const NormalScale& scale);

    const Task& m_task;
    BatchSampler m_batches;
    EpochStream m_fresh;
    EpochStream m_noise;
    TaskGradient m_wholeSet;
    GradientWorkspace m_ofMoments;
    SamplePass m_pass;
    Moments m_moments; ///< of the batch
    std::optional<kernels::FreshLaw> m_law;
    bool m_drawing = false;
    bool m_drawsFresh = false;
    Eigen::VectorXd m_gradient;
    std::vector<float> m_xi; ///< room for whole fours
};

} // namespace hysteron
