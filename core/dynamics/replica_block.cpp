// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dynamics/replica_block.h"

#include "core/dynamics/fresh_law.h"

#include <algorithm>

namespace hysteron {

namespace {

constexpr int kStepsAtOnce = 16; ///< their moments stay in the nearest cache

/// Upper triangle of xx, then yx, both row by row.
template<class Write> void listMoments(const Eigen::MatrixXd& xx, const Eigen::MatrixXd& yx, const Write& write)
{
    int entry = 0;
    for (Eigen::Index i = 0; i < xx.rows(); ++i) {
        for (Eigen::Index j = i; j < xx.cols(); ++j)
            write(entry++, xx(i, j));
    }
    for (Eigen::Index i = 0; i < yx.rows(); ++i) {
        for (Eigen::Index j = 0; j < yx.cols(); ++j)
            write(entry++, yx(i, j));
    }
}

} // namespace

template<class T>
KernelTask<T>::KernelTask(const Task& task, Activation activation)
    : m_task(task), m_samples(task.trainingSize()),
      m_entries(activation == Activation::Linear ? kernels::momentCount(task.inputs(), task.outputs())
                                                 : task.inputs() + task.outputs()),
      m_rows(static_cast<std::size_t>(m_samples) * kernels::rowStride(m_entries))
{
    if (activation == Activation::Linear)
        listMomentRows();
    else
        listSamples();
}

template<class T> void KernelTask<T>::listMomentRows()
{
    m_whole = kernels::AlignedArray<T>(static_cast<std::size_t>(m_entries) * kernels::kLanes<T>);
    listMoments(m_task.trainMoments.xx, m_task.trainMoments.yx, [this](int entry, double value) {
        std::fill_n(m_whole.data() + entry * kernels::kLanes<T>, kernels::kLanes<T>, static_cast<T>(value));
    });
    for (int sample = 0; sample < m_samples; ++sample) {
        const Eigen::VectorXd x = m_task.train.inputs.col(sample);
        const Eigen::VectorXd y = m_task.train.outputs.col(sample);
        T* row = m_rows.data() + static_cast<std::size_t>(sample) * kernels::rowStride(m_entries);
        listMoments(x * x.transpose(), y * x.transpose(),
                    [row](int entry, double value) { row[entry] = static_cast<T>(value); });
    }
}

template<class T> void KernelTask<T>::listSamples()
{
    m_whole = kernels::AlignedArray<T>(static_cast<std::size_t>(m_samples) * m_entries * kernels::kLanes<T>);
    for (int sample = 0; sample < m_samples; ++sample) {
        Eigen::VectorXd both(m_entries);
        both << m_task.train.inputs.col(sample), m_task.train.outputs.col(sample);
        for (int entry = 0; entry < m_entries; ++entry) {
            const T value = static_cast<T>(both[entry]);
            m_rows[static_cast<std::size_t>(sample) * kernels::rowStride(m_entries) + entry] = value;
            std::fill_n(m_whole.data() + (static_cast<std::size_t>(sample) * m_entries + entry) * kernels::kLanes<T>,
                        kernels::kLanes<T>, value);
        }
    }
    const Eigen::MatrixXd inverse =
        m_task.trainMoments.xx.completeOrthogonalDecomposition().pseudoInverse() / std::max(1, m_samples);
    for (const double value : inverse.reshaped())
        m_inverse.push_back(static_cast<T>(value));
}

template<class T> kernels::SampleRows<T> KernelTask<T>::rows() const
{
    return {m_rows.data(), kernels::rowStride(m_entries), m_entries};
}

template<class T>
ReplicaBlock<T>::ReplicaBlock(const KernelTask<T>& task, const NetworkShape& shape)
    : m_task(task), m_shape(shape), m_weights(static_cast<std::size_t>(shape.weightCount()) * kSize),
      m_noiseState(4 * kSize), m_endToEnd(static_cast<std::size_t>(shape.inputs) * shape.outputs * kSize),
      m_singularValues(static_cast<std::size_t>(std::min(shape.inputs, shape.outputs)) * kSize), m_largest(kSize)
{
    if (shape.activation == Activation::Linear) {
        m_workspace.emplace(shape);
        m_batchData = kernels::AlignedArray<T>(static_cast<std::size_t>(kStepsAtOnce) * task.entries() * kSize);
    } else {
        m_sampleWorkspace.emplace(shape);
    }
}

template<class T> void ReplicaBlock<T>::setReplica(int lane, std::uint64_t seed, std::uint32_t replica)
{
    m_noiseKeys[lane] = streamKey(seed, StreamId::LangevinNoise, replica);
    m_batchKeys[lane] = streamKey(seed, StreamId::Batches, replica);
}

template<class T> void ReplicaBlock<T>::setWeights(int lane, const Eigen::VectorXd& weights)
{
    for (Eigen::Index k = 0; k < weights.size(); ++k)
        m_weights[k * kSize + lane] = static_cast<T>(weights[k]);
}

template<class T> Eigen::VectorXd ReplicaBlock<T>::weights(int lane) const
{
    Eigen::VectorXd weights(m_shape.weightCount());
    for (Eigen::Index k = 0; k < weights.size(); ++k)
        weights[k] = static_cast<double>(m_weights[k * kSize + lane]);
    return weights;
}

template<class T> void ReplicaBlock<T>::copyFrom(const ReplicaBlock& other, int otherLane, int lane)
{
    for (int k = 0; k < m_shape.weightCount(); ++k)
        m_weights[k * kSize + lane] = other.m_weights[k * kSize + otherLane];
    m_noiseKeys[lane] = other.m_noiseKeys[otherLane];
    m_batchKeys[lane] = other.m_batchKeys[otherLane];
}

template<class T> void ReplicaBlock<T>::prepareBatches(const StepParameters& parameters)
{
    if (m_batches && m_batch == parameters.batch && m_batching == parameters.batching)
        return;
    m_batch = parameters.batch;
    m_batching = parameters.batching;
    if (m_batching == Batching::Fresh)
        m_batches = kernels::makeFreshSource<T>(freshLaw(m_task.task(), m_batch));
    else
        m_batches = kernels::makeBatchSource<T>(m_task.rows(), m_task.samples(), m_batch,
                                                m_batching == Batching::Replacement ? kernels::Drawing::Replacement
                                                                                    : kernels::Drawing::Partition);
    if (m_sampleWorkspace)
        m_batchData = kernels::AlignedArray<T>(static_cast<std::size_t>(m_batch) * m_task.entries() * kSize);
}

template<class T> void ReplicaBlock<T>::startNoise(std::uint64_t epoch)
{
    for (int lane = 0; lane < kSize; ++lane) {
        const auto state = epochState(m_noiseKeys[lane], epoch);
        for (int word = 0; word < 4; ++word)
            m_noiseState[word * kSize + lane] = state[word];
    }
}

template<class T> int ReplicaBlock<T>::advanceEpoch(std::uint64_t epoch, const StepParameters& parameters)
{
    const int steps = stepsPerEpoch(m_task.samples(), parameters.batch);
    const bool batched = drawsBatches(parameters, m_task.samples());
    const bool thermal = usesTemperature(parameters.noise) && parameters.temperature > 0.0;
    const NormalScale scale = normalScale(2.0 * parameters.learningRate * parameters.temperature);
    if (batched) {
        prepareBatches(parameters);
        m_batches->beginEpoch(m_batchKeys, epoch);
    }
    if (thermal)
        startNoise(epoch);
    if (m_workspace)
        advanceLinear(steps, batched, parameters, thermal ? &scale : nullptr);
    else
        advanceSamples(steps, batched, parameters, thermal ? &scale : nullptr);
    return steps;
}

template<class T>
void ReplicaBlock<T>::advanceLinear(int steps, bool batched, const StepParameters& parameters, const NormalScale* noise)
{
    kernels::LinearSteps<T> args;
    args.shape = m_shape;
    args.weights = m_weights.data();
    args.learningRate = parameters.learningRate;
    args.beta = parameters.beta;
    args.noise = noise;
    args.noiseState = m_noiseState.data();
    if (!batched) {
        args.moments = m_task.whole();
        args.steps = steps;
        kernels::advanceLinear(args, *m_workspace);
        return;
    }
    args.moments = m_batchData.data();
    args.momentsPerStep = static_cast<std::ptrdiff_t>(m_task.entries()) * kSize;
    for (int done = 0; done < steps; done += args.steps) {
        args.steps = std::min(kStepsAtOnce, steps - done);
        for (int step = 0; step < args.steps; ++step)
            m_batches->nextMeans(m_batchData.data() + step * args.momentsPerStep);
        kernels::advanceLinear(args, *m_workspace);
    }
}

template<class T>
void ReplicaBlock<T>::advanceSamples(int steps, bool batched, const StepParameters& parameters,
                                     const NormalScale* noise)
{
    kernels::SampleStep<T> args;
    args.shape = m_shape;
    args.weights = m_weights.data();
    args.samples = batched ? m_batchData.data() : m_task.whole();
    args.count = batched ? parameters.batch : m_task.samples();
    args.learningRate = parameters.learningRate;
    args.beta = parameters.beta;
    args.noise = noise;
    args.noiseState = m_noiseState.data();
    for (int step = 0; step < steps; ++step) {
        if (batched)
            m_batches->nextRows(m_batchData.data());
        kernels::advanceSamples(args, *m_sampleWorkspace);
    }
}

template<class T> Eigen::MatrixXd ReplicaBlock<T>::endToEnd(int lane) const
{
    Eigen::MatrixXd p(m_shape.outputs, m_shape.inputs);
    for (Eigen::Index k = 0; k < p.size(); ++k)
        p.data()[k] = static_cast<double>(m_endToEnd[k * kSize + lane]);
    return p;
}

template<class T> void ReplicaBlock<T>::observe()
{
    if (m_workspace) {
        kernels::observeLinear<T>({.shape = m_shape,
                                   .weights = m_weights.data(),
                                   .endToEnd = m_endToEnd.data(),
                                   .singularValues = m_singularValues.data(),
                                   .largestWeight = m_largest.data()},
                                  *m_workspace);
        return;
    }
    kernels::observeSamples<T>({.shape = m_shape,
                                .weights = m_weights.data(),
                                .samples = m_task.whole(),
                                .count = m_task.samples(),
                                .inverse = m_task.inverse(),
                                .endToEnd = m_endToEnd.data(),
                                .singularValues = m_singularValues.data(),
                                .largestWeight = m_largest.data()},
                               *m_sampleWorkspace);
}

template class KernelTask<float>;
template class KernelTask<double>;
template class ReplicaBlock<float>;
template class ReplicaBlock<double>;

} // namespace hysteron
