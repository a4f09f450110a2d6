#pragma once

#include "core/base/random.h"
#include "core/data/task.h"
#include "core/dynamics/dynamics.h"

#include <cstdint>
#include <vector>

namespace hysteron {

/// Where the random numbers of an epoch start in a stream: 2^32 blocks (2^33 normals) per epoch, far more than any
/// epoch uses, so epochs never overlap and each can be computed on its own.
[[nodiscard]] constexpr std::uint64_t epochPosition(std::uint64_t epoch)
{
    return epoch << 32;
}

/// Chooses the samples of each batch and returns their second moments, which is all a linear network sees of a batch.
class BatchSampler
{
public:
    /// `data` must outlive the sampler.
    BatchSampler(const Dataset& data, std::uint64_t seed, std::uint32_t replica);

    /// batch: 1..N. batching: Shuffled or Replacement.
    void beginEpoch(std::uint64_t epoch, int batch, Batching batching);
    /// xx and yx of the next batch. Shuffled: at most floor(N/B) calls per epoch.
    const Moments& next();

private:
    const Dataset& m_data;
    RandomStream m_random;
    Batching m_batching = Batching::Shuffled;
    int m_batch = 1;
    std::vector<int> m_order;
    std::size_t m_next = 0;
    Moments m_moments;
};

} // namespace hysteron
