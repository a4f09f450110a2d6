// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/dynamics/batch_sampler.h"

#include <bit>

namespace hysteron {

BatchSampler::BatchSampler(int samples, std::uint64_t seed, std::uint32_t replica)
    : m_samples(samples), m_random(seed, StreamId::Batches, replica)
{
}

void BatchSampler::beginEpoch(std::uint64_t epoch, int batch, Batching batching)
{
    m_random.beginEpoch(epoch);
    m_batch = batch;
    m_batching = batching;
    m_next = 0;
    if (batching == Batching::Shuffled)
        drawPartition();
}

void BatchSampler::drawPartition()
{
    const int samples = m_samples;
    const int batches = samples / m_batch;
    const int groups = (samples + m_batch - 1) / m_batch;
    const int bits = std::bit_width(static_cast<unsigned>(groups - 1));

    std::vector<int> labels(static_cast<std::size_t>(samples));
    for (int bit = 0; bit < bits; ++bit) {
        std::uint64_t word = 0;
        for (int i = 0; i < samples; ++i) {
            if (i % 64 == 0)
                word = m_random.bits();
            labels[i] |= static_cast<int>(word >> (i % 64) & 1) << bit;
        }
    }
    std::vector<std::vector<int>> lists(std::size_t{1} << bits);
    for (int i = 0; i < samples; ++i)
        lists[labels[i]].push_back(i);

    const auto capacity = [&](int label) {
        return label < batches ? m_batch : label < groups ? samples - batches * m_batch : 0;
    };
    std::vector<int> pile;
    for (int label = 0; label < static_cast<int>(lists.size()); ++label) {
        std::vector<int>& list = lists[label];
        while (static_cast<int>(list.size()) > capacity(label)) {
            int& out = list[m_random.below(list.size())];
            pile.push_back(out);
            out = list.back();
            list.pop_back();
        }
    }
    m_order.clear();
    for (int batch = 0; batch < batches; ++batch) {
        while (static_cast<int>(lists[batch].size()) < m_batch) {
            lists[batch].push_back(pile.back());
            pile.pop_back();
        }
        m_order.insert(m_order.end(), lists[batch].begin(), lists[batch].end());
    }
}

const std::vector<int>& BatchSampler::next()
{
    m_list.resize(static_cast<std::size_t>(m_batch));
    for (int& sample : m_list)
        sample = m_batching == Batching::Shuffled
                     ? m_order[m_next++]
                     : static_cast<int>(m_random.below(static_cast<std::uint64_t>(m_samples)));
    return m_list;
}

} // namespace hysteron
