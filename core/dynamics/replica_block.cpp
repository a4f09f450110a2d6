#include "core/dynamics/replica_block.h"

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
KernelTask<T>::KernelTask(const Task& task)
    : m_samples(task.trainingSize()), m_entries(kernels::momentCount(task.inputs(), task.outputs())),
      m_rows(static_cast<std::size_t>(m_samples) * kernels::rowStride(m_entries)),
      m_moments(static_cast<std::size_t>(m_entries) * kernels::kLanes<T>)
{
    listMoments(task.trainMoments.xx, task.trainMoments.yx, [this](int entry, double value) {
        std::fill_n(m_moments.data() + entry * kernels::kLanes<T>, kernels::kLanes<T>, static_cast<T>(value));
    });
    for (int sample = 0; sample < m_samples; ++sample) {
        const Eigen::VectorXd x = task.train.inputs.col(sample);
        const Eigen::VectorXd y = task.train.outputs.col(sample);
        T* row = m_rows.data() + static_cast<std::size_t>(sample) * kernels::rowStride(m_entries);
        listMoments(x * x.transpose(), y * x.transpose(),
                    [row](int entry, double value) { row[entry] = static_cast<T>(value); });
    }
}

template<class T> kernels::SampleRows<T> KernelTask<T>::rows() const
{
    return {m_rows.data(), kernels::rowStride(m_entries), m_entries};
}

template<class T>
ReplicaBlock<T>::ReplicaBlock(const KernelTask<T>& task, const NetworkShape& shape)
    : m_task(task), m_shape(shape), m_workspace(shape),
      m_weights(static_cast<std::size_t>(shape.weightCount()) * kSize),
      m_moments(static_cast<std::size_t>(kStepsAtOnce) * task.momentCount() * kSize), m_noiseState(4 * kSize),
      m_endToEnd(static_cast<std::size_t>(shape.inputs) * shape.outputs * kSize),
      m_singularValues(static_cast<std::size_t>(std::min(shape.inputs, shape.outputs)) * kSize), m_largest(kSize)
{
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
    m_batches = kernels::makeBatchSource<T>(m_task.rows(), m_task.samples(), m_batch,
                                            m_batching == Batching::Replacement ? kernels::Drawing::Replacement
                                                                                : kernels::Drawing::Partition);
}

template<class T> int ReplicaBlock<T>::advanceEpoch(std::uint64_t epoch, const StepParameters& parameters)
{
    const int steps = stepsPerEpoch(m_task.samples(), parameters.batch);
    const bool batched = drawsBatches(parameters, m_task.samples());
    const bool thermal = usesTemperature(parameters.noise) && parameters.temperature > 0.0;
    const NormalScale noise = normalScale(2.0 * parameters.learningRate * parameters.temperature);
    if (batched) {
        prepareBatches(parameters);
        m_batches->beginEpoch(m_batchKeys, epoch);
    }
    if (thermal) {
        for (int lane = 0; lane < kSize; ++lane) {
            const auto state = epochState(m_noiseKeys[lane], epoch);
            for (int word = 0; word < 4; ++word)
                m_noiseState[word * kSize + lane] = state[word];
        }
    }

    kernels::LinearSteps<T> args;
    args.shape = m_shape;
    args.weights = m_weights.data();
    args.learningRate = parameters.learningRate;
    args.beta = parameters.beta;
    args.noise = thermal ? &noise : nullptr;
    args.noiseState = m_noiseState.data();
    if (!batched) {
        args.moments = m_task.moments();
        args.steps = steps;
        kernels::advanceLinear(args, m_workspace);
        return steps;
    }
    args.moments = m_moments.data();
    args.momentsPerStep = static_cast<std::ptrdiff_t>(m_task.momentCount()) * kSize;
    for (int done = 0; done < steps; done += args.steps) {
        args.steps = std::min(kStepsAtOnce, steps - done);
        for (int step = 0; step < args.steps; ++step)
            m_batches->next(m_moments.data() + step * args.momentsPerStep);
        kernels::advanceLinear(args, m_workspace);
    }
    return steps;
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
    kernels::Observation<T> args;
    args.shape = m_shape;
    args.weights = m_weights.data();
    args.endToEnd = m_endToEnd.data();
    args.singularValues = m_singularValues.data();
    args.largestWeight = m_largest.data();
    kernels::observeLinear(args, m_workspace);
}

template class KernelTask<float>;
template class KernelTask<double>;
template class ReplicaBlock<float>;
template class ReplicaBlock<double>;

} // namespace hysteron
