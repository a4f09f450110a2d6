// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/workload.h"

#include "core/base/fingerprint.h"
#include "core/dynamics/replica_block.h"

#include <cmath>
#include <span>

namespace hysteron::sampling {

namespace {

constexpr std::uint64_t kSeed = 42;

struct Kind {
    const char* name;
    NoiseKind noise;
    Batching batching;
    Activation activation;
};
constexpr Kind kKinds[] = {
    {"gradient", NoiseKind::None, Batching::Full, Activation::Linear},
    {"langevin", NoiseKind::Langevin, Batching::Full, Activation::Linear},
    {"minibatch", NoiseKind::Minibatch, Batching::Shuffled, Activation::Linear},
    {"online", NoiseKind::Minibatch, Batching::Fresh, Activation::Linear},
    {"tanh", NoiseKind::Minibatch, Batching::Shuffled, Activation::Tanh},
};

/// Multiply-adds (and what takes their place) of one step on known moments: forward, slope at the output, and for each
/// weight of the layers above the first the gradient, the decay and the sensitivity below.
double multiplyAddsOfStep(const NetworkShape& shape)
{
    double count = shape.outputs * shape.inputs * shape.inputs + shape.width * shape.inputs;
    for (int l = 1; l < shape.depth; ++l)
        count += shape.rows(l) * shape.cols(l) * (3.0 * shape.inputs + 1.0);
    return count;
}

template<class T> class BlockWorkload : public Workload
{
public:
    BlockWorkload(const Kind& kind, const Task& task)
        : m_kind(kind), m_shape{2, 2, 10, 3, kind.activation}, m_kernelTask(task, kind.activation),
          m_block(m_kernelTask, m_shape)
    {
        m_parameters.noise = kind.noise;
        m_parameters.batching = kind.batching;
        m_parameters.temperature = 1e-3;
        for (int lane = 0; lane < ReplicaBlock<T>::kSize; ++lane) {
            const auto replica = static_cast<std::uint32_t>(lane);
            Network network(m_shape);
            RandomStream random(kSeed, StreamId::InitialWeights, replica);
            network.initialise(1.0 / std::sqrt(m_shape.width), random);
            m_block.setReplica(lane, kSeed, replica);
            m_block.setWeights(lane, network.weights());
        }
    }
    [[nodiscard]] std::string name() const override { return m_kind.name; }
    [[nodiscard]] std::string precision() const override { return sizeof(T) == 8 ? "f64" : "f32"; }
    std::int64_t advance(int epochs) override
    {
        std::int64_t steps = 0;
        for (int i = 0; i < epochs; ++i)
            steps += m_block.advanceEpoch(m_epoch++, m_parameters);
        return steps * ReplicaBlock<T>::kSize;
    }
    [[nodiscard]] std::string fingerprint() const override
    {
        Fingerprint fingerprint;
        for (int lane = 0; lane < ReplicaBlock<T>::kSize; ++lane) {
            const Eigen::VectorXd weights = m_block.weights(lane);
            fingerprint.add(std::span<const double>(weights.data(), static_cast<std::size_t>(weights.size())));
        }
        return fingerprint.hex();
    }
    [[nodiscard]] double limit(double multiplyAddsPerSecond) const override
    {
        return m_kind.noise == NoiseKind::None ? multiplyAddsPerSecond / multiplyAddsOfStep(m_shape) : 0.0;
    }

private:
    const Kind m_kind;
    const NetworkShape m_shape;
    const KernelTask<T> m_kernelTask;
    ReplicaBlock<T> m_block;
    StepParameters m_parameters;
    std::uint64_t m_epoch = 0;
};

} // namespace

std::vector<std::unique_ptr<Workload>> makeWorkloads()
{
    static const Task task = makeTask(TaskOptions{}).value(); // outlives every workload
    std::vector<std::unique_ptr<Workload>> all;
    for (const Kind& kind : kKinds) {
        all.push_back(std::make_unique<BlockWorkload<double>>(kind, task));
        all.push_back(std::make_unique<BlockWorkload<float>>(kind, task));
    }
    return all;
}

} // namespace hysteron::sampling
