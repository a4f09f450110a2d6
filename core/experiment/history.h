#pragma once

#include <cstdint>
#include <memory>
#include <vector>

namespace hysteron {

/// A curve in bounded memory: the first samples exactly (for log axes), later ones as buckets of equal length that keep
/// first, smallest and largest value. When the buckets are full their length doubles. No value outside [low, high] is
/// ever invented and no spike is lost; what is lost is only the order inside a bucket.
struct HistoryBucket {
    std::int64_t firstEpoch; ///< epoch of the first sample in the bucket
    std::int64_t lastEpoch;
    double low;
    double high;
    double last; ///< value of the last sample
};

class History
{
public:
    /// exact: samples kept one by one at the start; buckets: capacity of the rest (even, >= 2).
    explicit History(int exact = 512, int buckets = 4096);

    /// Epochs must ascend. Non-finite values are not stored (the run ends there anyway).
    void append(std::int64_t epoch, double value);
    void clear();

    [[nodiscard]] std::size_t size() const { return m_buckets.size(); }
    [[nodiscard]] const std::vector<HistoryBucket>& buckets() const { return m_buckets; }
    /// Epochs per bucket at present (1: nothing has been thinned).
    [[nodiscard]] std::int64_t stride() const { return m_stride; }
    /// Range over everything ever appended; {0, 0} when empty.
    [[nodiscard]] double lowest() const { return m_lowest; }
    [[nodiscard]] double highest() const { return m_highest; }

private:
    std::size_t m_exact;
    std::size_t m_capacity;
    std::int64_t m_stride = 1;
    std::vector<HistoryBucket> m_buckets;
    double m_lowest = 0.0;
    double m_highest = 0.0;
};

} // namespace hysteron
