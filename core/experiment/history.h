// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <optional>
#include <vector>

namespace hysteron {

/// Neighbouring samples of a curve: where they lie, their range and the newest of them.
struct HistoryBucket {
    std::int64_t firstEpoch; ///< epoch of the first sample in the bucket
    std::int64_t lastEpoch;
    double low;
    double high;
    double last; ///< value of the last sample

    bool operator==(const HistoryBucket&) const = default;
};

/// All that a History holds, for files.
struct HistoryContent {
    std::int64_t exact = 0;
    std::int64_t capacity = 0;
    std::int64_t stride = 1;
    double lowest = 0.0;
    double highest = 0.0;
    std::vector<HistoryBucket> buckets;
};

/// A curve in bounded memory: the first samples exactly (for log axes), later ones as buckets of equal length that keep
/// smallest, largest and newest value. When the buckets are full their length doubles. No value outside [low, high] is
/// ever invented and no spike is lost; what is lost is only the order inside a bucket.
class History
{
public:
    /// exact: samples kept one by one at the start, >= 0; buckets: capacity of the rest (even, >= 2). Throws
    /// std::invalid_argument otherwise.
    explicit History(int exact = 512, int buckets = 4096);

    [[nodiscard]] HistoryContent content() const;
    /// Empty when this cannot be the content of a History.
    [[nodiscard]] static std::optional<History> fromContent(HistoryContent content);

    /// Epochs must ascend. Non-finite values are not stored (the run ends there anyway).
    void append(std::int64_t epoch, double value);
    /// Forgets every bucket that reaches beyond `epoch`, as if it had not been appended: for going back in a run.
    /// Of a thinned curve up to stride() epochs before `epoch` go with it.
    void dropAfter(std::int64_t epoch);
    void clear();

    [[nodiscard]] std::size_t size() const { return m_buckets.size(); }
    [[nodiscard]] const std::vector<HistoryBucket>& buckets() const { return m_buckets; }
    /// Epochs per bucket at present (1: nothing has been thinned).
    [[nodiscard]] std::int64_t stride() const { return m_stride; }
    /// Range over everything appended and not dropped; {0, 0} when empty.
    [[nodiscard]] double lowest() const { return m_lowest; }
    [[nodiscard]] double highest() const { return m_highest; }
    bool operator==(const History&) const = default;

private:
    [[nodiscard]] bool thinning() const { return m_buckets.size() > m_exact; }
    [[nodiscard]] std::int64_t cell(std::int64_t epoch) const;
    void doubleStride();

    std::size_t m_exact;
    std::size_t m_capacity;
    std::int64_t m_stride = 1;
    std::vector<HistoryBucket> m_buckets;
    double m_lowest = 0.0;
    double m_highest = 0.0;
};

} // namespace hysteron
