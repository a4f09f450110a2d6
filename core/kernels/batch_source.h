#pragma once

#include "core/base/epoch_stream.h"
#include "core/kernels/batch_sums.h"

#include <cstdint>
#include <memory>
#include <span>

namespace hysteron::kernels {

enum class Drawing {
    Partition,   ///< each epoch a random partition into floor(N/B) batches
    Replacement, ///< every batch drawn independently
};

/// The batches of a block of replicas, each replica with its own, as moments.
template<class T> class BatchSource
{
public:
    virtual ~BatchSource() = default;

    /// keys: of the Batches stream of each lane.
    virtual void beginEpoch(std::span<const StreamKey> keys, std::uint64_t epoch) = 0;
    /// moments [momentCount][lane] of the next batch of every lane; Partition: at most floor(N/B) calls an epoch.
    virtual void next(T* moments) = 0;
};

/// rows must outlive the source. samples: N >= 1; batch: B in 1..N.
template<class T>
[[nodiscard]] std::unique_ptr<BatchSource<T>> makeBatchSource(const SampleRows<T>& rows, int samples, int batch,
                                                              Drawing drawing);

} // namespace hysteron::kernels
