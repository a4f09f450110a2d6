// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/epoch_stream.h"

#include <cstddef>
#include <cstdint>
#include <vector>

namespace hysteron::kernels {

/// A random partition of N samples into floor(N/B) batches of B; what is left over is not used in this epoch. Every
/// partition is equally likely.
///
/// Each sample gets a random label of b bits, the fewest that count the groups (the batches, and the rest if there is
/// one). Bit planes are drawn one after the other, ceil(N/64) words each. Then, label by label, samples too many are
/// taken out at random (the last of the list fills the gap) and put on a pile; a label that is no group keeps none. At
/// last the groups that lack samples, label by label, take them from the top of the pile. No step looks at which sample
/// is which, so all partitions have the same probability; and few samples move, which makes this faster than a shuffle.
///
/// Index: std::uint16_t for N <= 65536, std::uint32_t beyond.
template<class Index> class BatchPartition
{
public:
    /// samples: N >= 1; batch: B in 1..N.
    BatchPartition(int samples, int batch);

    /// Uses bits() and below() of a stream at the beginning of its epoch.
    void draw(EpochStream& stream);
    /// The B samples of batch 0..floor(N/B)-1 of the last draw.
    [[nodiscard]] const Index* batch(int index) const { return m_lists.data() + std::size_t(index) * m_batch; }
    [[nodiscard]] int batches() const { return m_batches; }

private:
    /// A list with too many samples.
    struct Todo {
        Index* list;
        int size;
        int surplus;
    };
    const Index* takeOut(EpochStream& stream); ///< returns the top of the pile
    void fillUp(const Index* pile);

    int m_samples;
    int m_batch;
    int m_batches;
    int m_groups;
    int m_bits = 0;
    std::size_t m_words = 0; ///< of all planes
    std::vector<std::uint64_t> m_planes;
    std::vector<Index> m_order; ///< samples by label, with room beyond
    std::vector<int> m_begin;   ///< of each label in m_order, and the end
    std::vector<int> m_kept;    ///< samples that stay with each label
    std::vector<Todo> m_todo;   ///< and two more, that are read but not used
    std::vector<Index> m_pile;  ///< grows downwards
    std::vector<Index> m_lists; ///< batch by batch
};

} // namespace hysteron::kernels
