// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/block.h"

#include <cstdint>

namespace hysteron::kernels {

/// A row of numbers per sample: products x_i x_j and y_i x_j in the order of momentCount(), whose means over a batch
/// are its moments, or the sample itself, x before y.
template<class T> struct SampleRows {
    const T* rows = nullptr; ///< [sample][stride], aligned to 64 bytes
    int stride = 0;          ///< entries rounded up to 8
    int entries = 0;
};
[[nodiscard]] constexpr int rowStride(int entries)
{
    return (entries + 7) / 8 * 8;
}

/// moments [entries][lane] <- mean of the rows of each replica's batch. batches: kLanes<T> lists of `size` samples.
template<class T, class Index>
void averageBatches(const SampleRows<T>& samples, const Index* const* batches, int size, T* moments);

/// Lists the samples of each label, in ascending order. planes: b planes of ceil(N/64) words, and 8 more that are read
/// but not used; the label of sample i is the number whose bits are the bits i of the planes. order: room for N + 64.
/// begin: 2^b + 1 numbers, where each label's list begins in `order`, and N.
template<class Index> void sortByLabel(const std::uint64_t* planes, int bits, int samples, Index* order, int* begin);

} // namespace hysteron::kernels
