#include "core/dynamics/reference_dynamics.h"

#include <algorithm>
#include <stdexcept>

namespace hysteron {

bool isWithinLimit(const Eigen::VectorXd& weights)
{
    // The sum of squares settles nearly every step at once. Both are written so that a NaN fails the comparison.
    return weights.squaredNorm() <= kDivergenceLimit * kDivergenceLimit ||
           (weights.array().abs() <= kDivergenceLimit).all();
}

int stepsPerEpoch(int samples, int batch)
{
    constexpr int kPaperSamples = 512; // App. A; gives the population an epoch of the same length
    const int n = samples > 0 ? samples : kPaperSamples;
    return std::max(1, n / std::max(1, batch));
}

bool drawsBatches(const StepParameters& parameters, int samples)
{
    if (!usesMinibatches(parameters.noise) || parameters.batching == Batching::Full)
        return false;
    if (samples == 0)
        throw std::logic_error("mini-batches need samples; population sampling has none");
    // N draws with replacement still differ from the whole set.
    return parameters.batching == Batching::Replacement ? parameters.batch <= samples : parameters.batch < samples;
}

ReferenceDynamics::ReferenceDynamics(const Task& task, const NetworkShape& shape, std::uint64_t seed,
                                     std::uint32_t replica)
    : m_task(task), m_batches(task.train, seed, replica), m_noise(seed, StreamId::LangevinNoise, replica),
      m_workspace(shape), m_gradient(shape.weightCount()), m_xi((shape.weightCount() + 3) / 4 * 4)
{
}

void ReferenceDynamics::addNoise(Eigen::VectorXd& weights, const NormalScale& scale)
{
    for (std::size_t i = 0; i < m_xi.size(); i += 4)
        fourNormals(m_noise, scale, m_xi.data() + i);
    weights += Eigen::Map<const Eigen::VectorXf>(m_xi.data(), weights.size()).cast<double>();
}

EpochResult ReferenceDynamics::advanceEpoch(Network& network, std::uint64_t epoch, const StepParameters& parameters)
{
    const int steps = stepsPerEpoch(m_task.trainingSize(), parameters.batch);
    const bool thermal = usesTemperature(parameters.noise) && parameters.temperature > 0.0;
    const bool batched = drawsBatches(parameters, m_task.trainingSize());
    m_noise.beginEpoch(epoch);
    if (batched)
        m_batches.beginEpoch(epoch, parameters.batch, parameters.batching);

    Eigen::VectorXd& weights = network.weights();
    const double decay = 1.0 - parameters.learningRate * parameters.beta;
    const NormalScale noise = normalScale(2.0 * parameters.learningRate * parameters.temperature);
    for (int step = 1; step <= steps; ++step) {
        const Moments& moments = batched ? m_batches.next() : m_task.trainMoments;
        m_workspace.dataGradient(network, moments, m_gradient);
        weights = decay * weights - parameters.learningRate * m_gradient;
        if (thermal)
            addNoise(weights, noise);
        if (!isWithinLimit(weights))
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
