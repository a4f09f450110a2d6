// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/batch_partition.h"

#include "core/kernels/batch_sums.h"

#include <algorithm>
#include <bit>

namespace hysteron::kernels {

namespace {
constexpr int kSlack = 64;    ///< whole registers are written, and whole batches read, at the end of a list
constexpr int kReadAhead = 8; ///< words read beyond the planes
constexpr int kOverlay = 32;  ///< seldom does a batch lack more
} // namespace

template<class Index>
BatchPartition<Index>::BatchPartition(int samples, int batch)
    : m_samples(samples), m_batch(batch), m_batches(samples / batch), m_groups((samples + batch - 1) / batch)
{
    m_bits = std::bit_width(static_cast<unsigned>(m_groups - 1));
    const int labels = 1 << m_bits;
    m_words = static_cast<std::size_t>(m_bits) * ((samples + 63) / 64);
    m_planes.resize(m_words + kReadAhead);
    m_order.resize(static_cast<std::size_t>(samples) + static_cast<std::size_t>(std::max(batch, kSlack)));
    m_begin.resize(static_cast<std::size_t>(labels) + 1);
    m_kept.resize(static_cast<std::size_t>(labels));
    m_todo.resize(static_cast<std::size_t>(labels) + 2);
    m_pile.resize(static_cast<std::size_t>(samples) + kOverlay);
    m_lists.resize(static_cast<std::size_t>(m_batches) * batch + kOverlay);
}

// Which labels have too many or too few is a matter of chance, so that a branch on it would be mispredicted every time:
// those that do are listed first, and one loop goes through all their samples.

template<class Index> const Index* BatchPartition<Index>::takeOut(EpochStream& stream)
{
    const int labels = 1 << m_bits;
    const int rest = m_samples - m_batches * m_batch;
    int count = 0, total = 0;
    for (int label = 0; label < labels; ++label) {
        const int room = label < m_batches ? m_batch : label < m_groups ? rest : 0;
        const int size = m_begin[label + 1] - m_begin[label];
        m_todo[count] = {m_order.data() + m_begin[label], size, size - room};
        m_kept[label] = std::min(size, room);
        count += size > room;
        total += std::max(size - room, 0);
    }
    Index* pile = m_pile.data() + m_samples;
    const Todo* todo = m_todo.data();
    int size = todo->size, surplus = todo->surplus;
    int nextSize = todo[1].size, nextSurplus = todo[1].surplus; // read ahead: a load is slow where a loop hangs on it
    for (int taken = 0; taken < total; ++taken) {
        Index* list = todo->list;
        const std::uint64_t out = stream.below(static_cast<std::uint64_t>(size));
        *--pile = list[out];
        list[out] = list[--size];
        const bool done = --surplus == 0;
        todo += done;
        size = done ? nextSize : size;
        surplus = done ? nextSurplus : surplus;
        nextSize = todo[1].size;
        nextSurplus = todo[1].surplus;
    }
    return pile;
}

template<class Index> void BatchPartition<Index>::fillUp(const Index* pile)
{
    for (int group = 0; group < m_batches; ++group) {
        Index* list = m_lists.data() + static_cast<std::size_t>(group) * m_batch;
        std::copy_n(m_order.data() + m_begin[group], m_batch, list); // what follows the kept ones is overwritten
        Index* lacking = list + m_kept[group];
        const int need = m_batch - m_kept[group];
        std::copy_n(pile, kOverlay, lacking); // and so is what follows these, by the next group
        if (need > kOverlay)
            std::copy_n(pile + kOverlay, need - kOverlay, lacking + kOverlay);
        pile += need;
    }
}

template<class Index> void BatchPartition<Index>::draw(EpochStream& shared)
{
    EpochStream stream = shared; // in registers
    for (std::size_t word = 0; word < m_words; ++word)
        m_planes[word] = stream.bits();
    sortByLabel(m_planes.data(), m_bits, m_samples, m_order.data(), m_begin.data());
    fillUp(takeOut(stream));
    shared = stream;
}

template class BatchPartition<std::uint16_t>;
template class BatchPartition<std::uint32_t>;

} // namespace hysteron::kernels
