// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dynamics/reference_dynamics.h"

#include <algorithm>
#include <stdexcept>

namespace hysteron {

namespace {

/// xx and yx of a batch (yy stays empty: no gradient needs it).
void momentsOf(const Dataset& data, const std::vector<int>& batch, Moments& moments)
{
    moments.xx.setZero();
    moments.yx.setZero();
    for (const int sample : batch) {
        const auto x = data.inputs.col(sample);
        const auto y = data.outputs.col(sample);
        moments.xx.noalias() += x.lazyProduct(x.transpose());
        moments.yx.noalias() += y.lazyProduct(x.transpose());
    }
    moments.xx /= static_cast<double>(batch.size());
    moments.yx /= static_cast<double>(batch.size());
}

/// From the order of kernels::momentCount().
void readMoments(const double* list, Moments& moments)
{
    for (Eigen::Index i = 0; i < moments.xx.rows(); ++i) {
        for (Eigen::Index j = i; j < moments.xx.cols(); ++j)
            moments.xx(i, j) = moments.xx(j, i) = *list++;
    }
    for (Eigen::Index i = 0; i < moments.yx.rows(); ++i) {
        for (Eigen::Index j = 0; j < moments.yx.cols(); ++j)
            moments.yx(i, j) = *list++;
    }
}

} // namespace

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
    if (parameters.batching == Batching::Fresh)
        return true;
    if (samples == 0)
        throw std::logic_error("mini-batches need samples; population sampling has none");
    // N draws with replacement still differ from the whole set.
    return parameters.batching == Batching::Replacement ? parameters.batch <= samples : parameters.batch < samples;
}

ReferenceDynamics::ReferenceDynamics(const Task& task, const NetworkShape& shape, std::uint64_t seed,
                                     std::uint32_t replica)
    : m_task(task), m_batches(task.trainingSize(), seed, replica), m_fresh(seed, StreamId::Batches, replica),
      m_noise(seed, StreamId::LangevinNoise, replica), m_wholeSet(task, shape), m_ofMoments(shape), m_pass(shape),
      m_gradient(shape.weightCount()), m_xi((shape.weightCount() + 3) / 4 * 4)
{
    m_moments.xx.resize(task.inputs(), task.inputs());
    m_moments.yx.resize(task.outputs(), task.inputs());
}

void ReferenceDynamics::addNoise(Eigen::VectorXd& weights, const NormalScale& scale)
{
    for (std::size_t i = 0; i < m_xi.size(); i += 4)
        fourNormals(m_noise, scale, m_xi.data() + i);
    weights += Eigen::Map<const Eigen::VectorXf>(m_xi.data(), weights.size()).cast<double>();
}

void ReferenceDynamics::beginEpoch(std::uint64_t epoch, const StepParameters& parameters)
{
    m_noise.beginEpoch(epoch);
    m_drawing = drawsBatches(parameters, m_task.trainingSize());
    m_drawsFresh = m_drawing && parameters.batching == Batching::Fresh;
    if (m_drawsFresh) {
        m_fresh.beginEpoch(epoch);
        if (!m_law || m_law->batch() != parameters.batch)
            m_law = freshLaw(m_task, parameters.batch);
    } else if (m_drawing) {
        m_batches.beginEpoch(epoch, parameters.batch, parameters.batching);
    }
}

void ReferenceDynamics::drawFresh()
{
    std::vector<float> normals(static_cast<std::size_t>(m_law->normals()));
    for (std::size_t i = 0; i < normals.size(); i += 4)
        fourNormals(m_fresh, normalScale(1.0), normals.data() + i);
    std::vector<double> list(static_cast<std::size_t>(kernels::momentCount(m_task.inputs(), m_task.outputs())));
    m_law->moments(normals.data(), list.data());
    readMoments(list.data(), m_moments);
}

/// Gradient of the data term of the next step.
void ReferenceDynamics::findGradient(const Network& network)
{
    if (!m_drawing) {
        m_wholeSet(network, m_gradient);
        return;
    }
    if (m_drawsFresh) {
        drawFresh();
        m_ofMoments.dataGradient(network, m_moments, m_gradient);
        return;
    }
    const std::vector<int>& batch = m_batches.next();
    if (network.shape().activation == Activation::Linear) {
        momentsOf(m_task.train, batch, m_moments);
        m_ofMoments.dataGradient(network, m_moments, m_gradient);
    } else {
        m_pass.run(network, m_task.train.inputs(Eigen::all, batch), m_task.train.outputs(Eigen::all, batch));
        m_pass.meanGradient(m_gradient);
    }
}

EpochResult ReferenceDynamics::advanceEpoch(Network& network, std::uint64_t epoch, const StepParameters& parameters)
{
    const int steps = stepsPerEpoch(m_task.trainingSize(), parameters.batch);
    const bool thermal = usesTemperature(parameters.noise) && parameters.temperature > 0.0;
    beginEpoch(epoch, parameters);

    Eigen::VectorXd& weights = network.weights();
    const double decay = 1.0 - parameters.learningRate * parameters.beta;
    const NormalScale noise = normalScale(2.0 * parameters.learningRate * parameters.temperature);
    for (int step = 1; step <= steps; ++step) {
        findGradient(network);
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
