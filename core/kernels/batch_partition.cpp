#include "core/kernels/batch_partition.h"

#include "core/kernels/batch_sums.h"

#include <algorithm>
#include <bit>

namespace hysteron::kernels {

namespace {
constexpr int kSlack = 64; ///< whole registers are written at the end of a list
}

template<class Index>
BatchPartition<Index>::BatchPartition(int samples, int batch)
    : m_samples(samples), m_batch(batch), m_batches(samples / batch), m_groups((samples + batch - 1) / batch)
{
    m_bits = std::bit_width(static_cast<unsigned>(m_groups - 1));
    const int labels = 1 << m_bits;
    m_planes.resize(static_cast<std::size_t>(m_bits) * ((samples + 63) / 64));
    m_order.resize(static_cast<std::size_t>(samples) + kSlack);
    m_begin.resize(static_cast<std::size_t>(labels) + 1);
    m_kept.resize(static_cast<std::size_t>(m_groups));
    m_pile.resize(static_cast<std::size_t>(samples));
    m_lists.resize(static_cast<std::size_t>(m_batches) * batch);
}

template<class Index> void BatchPartition<Index>::draw(EpochStream& shared)
{
    EpochStream stream = shared; // in registers
    for (std::uint64_t& word : m_planes)
        word = stream.bits();
    sortByLabel(m_planes.data(), m_bits, m_samples, m_order.data(), m_begin.data());

    const int rest = m_samples - m_batches * m_batch;
    const auto capacity = [&](int group) { return group < m_batches ? m_batch : group < m_groups ? rest : 0; };
    int pile = 0;
    const int labels = 1 << m_bits;
    for (int label = 0; label < labels; ++label) {
        Index* list = m_order.data() + m_begin[label];
        int size = m_begin[label + 1] - m_begin[label];
        for (const int most = capacity(label); size > most;) {
            const std::uint64_t out = stream.below(static_cast<std::uint64_t>(size));
            m_pile[pile++] = list[out];
            list[out] = list[--size];
        }
        if (label < m_groups)
            m_kept[label] = size;
    }
    for (int group = 0; group < m_batches; ++group) {
        Index* out = std::copy_n(m_order.data() + m_begin[group], m_kept[group], m_lists.data() + group * m_batch);
        for (int k = m_kept[group]; k < m_batch; ++k)
            *out++ = m_pile[--pile];
    }
    shared = stream;
}

template class BatchPartition<std::uint16_t>;
template class BatchPartition<std::uint32_t>;

} // namespace hysteron::kernels
