#pragma once

#include "core/base/epoch_stream.h"
#include "core/data/task.h"
#include "core/dynamics/dynamics.h"

#include <cstdint>
#include <vector>

namespace hysteron {

/// Chooses the samples of each batch and returns their second moments, which is all a linear network sees of a batch.
class BatchSampler
{
public:
    /// `data` must outlive the sampler.
    BatchSampler(const Dataset& data, std::uint64_t seed, std::uint32_t replica);

    /// Prepares the batches of one epoch; they depend on nothing drawn before. batch: 1..N. batching: Shuffled (a
    /// random partition into floor(N/B) batches, as defined in core/kernels/batch_partition.h) or Replacement.
    void beginEpoch(std::uint64_t epoch, int batch, Batching batching);
    /// xx and yx of the next batch (yy stays empty: no gradient needs it). Shuffled: at most floor(N/B) calls per
    /// epoch.
    const Moments& next();

private:
    void drawPartition();
    [[nodiscard]] int nextSample();

    const Dataset& m_data;
    EpochStream m_random;
    Batching m_batching = Batching::Shuffled;
    int m_batch = 1;
    std::vector<int> m_order;
    std::size_t m_next = 0;
    Moments m_moments;
};

} // namespace hysteron
