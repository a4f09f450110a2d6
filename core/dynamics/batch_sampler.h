// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/epoch_stream.h"
#include "core/dynamics/dynamics.h"

#include <cstdint>
#include <vector>

namespace hysteron {

/// Chooses the samples of each batch.
class BatchSampler
{
public:
    /// samples: N >= 1.
    BatchSampler(int samples, std::uint64_t seed, std::uint32_t replica);

    /// Prepares the batches of one epoch; they depend on nothing drawn before. batch: 1..N. batching: Shuffled (a
    /// random partition into floor(N/B) batches, as defined in core/kernels/batch_partition.h) or Replacement.
    void beginEpoch(std::uint64_t epoch, int batch, Batching batching);
    /// The samples of the next batch. Shuffled: at most floor(N/B) calls per epoch.
    const std::vector<int>& next();

private:
    void drawPartition();

    int m_samples;
    EpochStream m_random;
    Batching m_batching = Batching::Shuffled;
    int m_batch = 1;
    std::vector<int> m_order;
    std::size_t m_next = 0;
    std::vector<int> m_list;
};

} // namespace hysteron
