// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/epoch_stream.h"
#include "core/kernels/batch_sums.h"
#include "core/kernels/fresh_moments.h"

#include <cstdint>
#include <memory>
#include <span>

namespace hysteron::kernels {

enum class Drawing {
    Partition,   ///< each epoch a random partition into floor(N/B) batches
    Replacement, ///< every batch drawn independently
};

/// The batches of a block of replicas, each replica with its own.
template<class T> class BatchSource
{
public:
    virtual ~BatchSource() = default;

    /// keys: of the Batches stream of each lane.
    virtual void beginEpoch(std::span<const StreamKey> keys, std::uint64_t epoch) = 0;
    /// The next batch of every lane, summarised from the rows: their mean, [entries][lane] (for rows of moments).
    /// Partition: at most floor(N/B) calls of either an epoch.
    virtual void nextMeans(T* means) = 0;
    /// The rows themselves, [batch][entries][lane].
    virtual void nextRows(T* rows) = 0;
};

/// Batches of samples that have rows. rows must outlive the source. samples: N >= 1; batch: B in 1..N.
template<class T>
[[nodiscard]] std::unique_ptr<BatchSource<T>> makeBatchSource(const SampleRows<T>& rows, int samples, int batch,
                                                              Drawing drawing);
/// Batches of new data, as moments; there are no rows.
template<class T> [[nodiscard]] std::unique_ptr<BatchSource<T>> makeFreshSource(const FreshLaw& law);

} // namespace hysteron::kernels
