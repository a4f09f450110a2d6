#include "core/dynamics/batch_sampler.h"

#include <numeric>

namespace hysteron {

BatchSampler::BatchSampler(const Dataset& data, std::uint64_t seed, std::uint32_t replica)
    : m_data(data), m_random(seed, StreamId::Batches, replica), m_order(static_cast<std::size_t>(data.size()))
{
    m_moments.xx.resize(data.inputs.rows(), data.inputs.rows());
    m_moments.yx.resize(data.outputs.rows(), data.inputs.rows());
}

void BatchSampler::beginEpoch(std::uint64_t epoch, int batch, Batching batching)
{
    m_random.seek(epoch * kBlocksPerEpoch);
    m_batch = batch;
    m_batching = batching;
    m_next = 0;
    if (batching == Batching::Shuffled) {
        // From the identity every time: the order must not depend on earlier epochs.
        std::iota(m_order.begin(), m_order.end(), 0);
        m_random.shuffle(m_order);
    }
}

int BatchSampler::nextSample()
{
    if (m_batching == Batching::Shuffled)
        return m_order[m_next++];
    return static_cast<int>(m_random.below(static_cast<std::uint64_t>(m_data.size())));
}

const Moments& BatchSampler::next()
{
    m_moments.xx.setZero();
    m_moments.yx.setZero();
    for (int k = 0; k < m_batch; ++k) {
        const int sample = nextSample();
        const auto x = m_data.inputs.col(sample);
        const auto y = m_data.outputs.col(sample);
        m_moments.xx.noalias() += x.lazyProduct(x.transpose());
        m_moments.yx.noalias() += y.lazyProduct(x.transpose());
    }
    m_moments.xx /= m_batch;
    m_moments.yx /= m_batch;
    return m_moments;
}

} // namespace hysteron
