#include "core/dynamics/reference_dynamics.h"

#include <algorithm>
#include <cmath>
#include <span>
#include <stdexcept>

namespace hysteron {

namespace {

bool withinLimit(const Eigen::VectorXd& weights)
{
    // The sum of squares settles nearly every step at once. Both are written so that a NaN fails the comparison.
    return weights.squaredNorm() <= kDivergenceLimit * kDivergenceLimit ||
           (weights.array().abs() <= kDivergenceLimit).all();
}

} // namespace

int stepsPerEpoch(int samples, int batch)
{
    constexpr int kPaperSamples = 512; // App. A; gives the population an epoch of the same length
    const int n = samples > 0 ? samples : kPaperSamples;
    return std::max(1, n / std::max(1, batch));
}

ReferenceDynamics::ReferenceDynamics(const Task& task, const NetworkShape& shape, std::uint64_t seed,
                                     std::uint32_t replica)
    : m_task(task), m_batches(task.train, seed, replica), m_noise(seed, StreamId::LangevinNoise, replica),
      m_workspace(shape), m_gradient(shape.weightCount()), m_xi(shape.weightCount())
{
    // The longest epoch has B = 1 and two normals per block; only huge networks on huge data need more than the usual.
    const auto mostSteps = static_cast<std::uint64_t>(stepsPerEpoch(task.trainingSize(), 1));
    m_noisePerEpoch = std::max(kBlocksPerEpoch, mostSteps * static_cast<std::uint64_t>(shape.weightCount()) / 2 + 1);
}

bool ReferenceDynamics::drawsBatches(const StepParameters& parameters) const
{
    if (!usesMinibatches(parameters.noise) || parameters.batching == Batching::Full)
        return false;
    const int samples = m_task.trainingSize();
    if (samples == 0)
        throw std::logic_error("mini-batches need samples; population sampling has none");
    // N draws with replacement still differ from the whole set.
    return parameters.batching == Batching::Replacement ? parameters.batch <= samples : parameters.batch < samples;
}

EpochResult ReferenceDynamics::advanceEpoch(Network& network, std::uint64_t epoch, const StepParameters& parameters)
{
    const int steps = stepsPerEpoch(m_task.trainingSize(), parameters.batch);
    const bool thermal = usesTemperature(parameters.noise) && parameters.temperature > 0.0;
    const bool batched = drawsBatches(parameters);
    if (thermal)
        m_noise.seek(epoch * m_noisePerEpoch);
    if (batched)
        m_batches.beginEpoch(epoch, parameters.batch, parameters.batching);

    Eigen::VectorXd& weights = network.weights();
    const double decay = 1.0 - parameters.learningRate * parameters.beta;
    const double amplitude = std::sqrt(2.0 * parameters.learningRate * parameters.temperature);
    for (int step = 1; step <= steps; ++step) {
        const Moments& moments = batched ? m_batches.next() : m_task.trainMoments;
        m_workspace.dataGradient(network, moments, m_gradient);
        weights = decay * weights - parameters.learningRate * m_gradient;
        if (thermal) {
            m_noise.fillNormal({m_xi.data(), static_cast<std::size_t>(m_xi.size())});
            weights += amplitude * m_xi;
        }
        if (!withinLimit(weights))
            return {StepOutcome::Diverged, step};
    }
    return {StepOutcome::Ok, steps};
}

std::unique_ptr<Dynamics> makeReferenceDynamics(const Task& task, const NetworkShape& shape, std::uint64_t seed,
                                                std::uint32_t replica)
{
    return std::make_unique<ReferenceDynamics>(task, shape, seed, replica);
}

} // namespace hysteron
