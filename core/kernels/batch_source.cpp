// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/batch_source.h"

#include "core/kernels/batch_partition.h"

#include <array>
#include <stdexcept>
#include <vector>

namespace hysteron::kernels {

namespace {

/// The sample numbers of every lane's batch.
template<class T, class Index> using Lists = std::array<const Index*, kLanes<T>>;

template<class T, class Index> void copyRows(const SampleRows<T>& rows, const Lists<T, Index>& lists, int batch, T* out)
{
    for (int k = 0; k < batch; ++k, out += rows.entries * kLanes<T>) {
        for (int lane = 0; lane < kLanes<T>; ++lane) {
            const T* row = rows.rows + static_cast<std::size_t>(lists[lane][k]) * rows.stride;
            for (int entry = 0; entry < rows.entries; ++entry)
                out[entry * kLanes<T> + lane] = row[entry];
        }
    }
}

template<class T, class Index> class PartitionSource : public BatchSource<T>
{
public:
    PartitionSource(const SampleRows<T>& rows, int samples, int batch)
        : m_rows(rows), m_batch(batch), m_partitions(kLanes<T>, BatchPartition<Index>(samples, batch))
    {
    }
    void beginEpoch(std::span<const StreamKey> keys, std::uint64_t epoch) override
    {
        m_next = 0;
        for (int lane = 0; lane < kLanes<T>; ++lane) {
            EpochStream stream(epochState(keys[lane], epoch), EpochStream::Resume());
            m_partitions[lane].draw(stream);
        }
    }
    void nextMeans(T* means) override { averageBatches<T, Index>(m_rows, nextLists().data(), m_batch, means); }
    void nextRows(T* rows) override { copyRows(m_rows, nextLists(), m_batch, rows); }

private:
    Lists<T, Index> nextLists()
    {
        Lists<T, Index> lists;
        for (int lane = 0; lane < kLanes<T>; ++lane)
            lists[lane] = m_partitions[lane].batch(m_next);
        ++m_next;
        return lists;
    }

    const SampleRows<T> m_rows;
    const int m_batch;
    std::vector<BatchPartition<Index>> m_partitions;
    int m_next = 0;
};

template<class T> class ReplacementSource : public BatchSource<T>
{
public:
    ReplacementSource(const SampleRows<T>& rows, int samples, int batch)
        : m_rows(rows), m_samples(static_cast<std::uint64_t>(samples)), m_batch(batch),
          m_indices(static_cast<std::size_t>(kLanes<T>) * batch)
    {
    }
    void beginEpoch(std::span<const StreamKey> keys, std::uint64_t epoch) override
    {
        m_streams.clear();
        for (int lane = 0; lane < kLanes<T>; ++lane)
            m_streams.emplace_back(epochState(keys[lane], epoch), EpochStream::Resume());
    }
    void nextMeans(T* means) override { averageBatches<T, std::uint32_t>(m_rows, nextLists().data(), m_batch, means); }
    void nextRows(T* rows) override { copyRows(m_rows, nextLists(), m_batch, rows); }

private:
    Lists<T, std::uint32_t> nextLists()
    {
        Lists<T, std::uint32_t> lists;
        for (int lane = 0; lane < kLanes<T>; ++lane) {
            std::uint32_t* list = m_indices.data() + static_cast<std::size_t>(lane) * m_batch;
            lists[lane] = list;
            EpochStream stream = m_streams[lane];
            for (int k = 0; k < m_batch; ++k)
                list[k] = static_cast<std::uint32_t>(stream.below(m_samples));
            m_streams[lane] = stream;
        }
        return lists;
    }

    const SampleRows<T> m_rows;
    const std::uint64_t m_samples;
    const int m_batch;
    std::vector<std::uint32_t> m_indices;
    std::vector<EpochStream> m_streams;
};

template<class T> class FreshSource : public BatchSource<T>
{
public:
    explicit FreshSource(const FreshLaw& law) : m_law(law), m_state(4 * kLanes<T>) {}
    void beginEpoch(std::span<const StreamKey> keys, std::uint64_t epoch) override
    {
        for (int lane = 0; lane < kLanes<T>; ++lane) {
            const auto state = epochState(keys[lane], epoch);
            for (int word = 0; word < 4; ++word)
                m_state[word * kLanes<T> + lane] = state[word];
        }
    }
    void nextMeans(T* means) override { drawFreshMoments(m_law, m_state.data(), means); }
    void nextRows(T*) override { throw std::logic_error("fresh data have no rows"); }

private:
    const FreshLaw m_law;
    AlignedArray<std::uint64_t> m_state;
};

} // namespace

template<class T> std::unique_ptr<BatchSource<T>> makeFreshSource(const FreshLaw& law)
{
    return std::make_unique<FreshSource<T>>(law);
}
template std::unique_ptr<BatchSource<float>> makeFreshSource(const FreshLaw&);
template std::unique_ptr<BatchSource<double>> makeFreshSource(const FreshLaw&);

template<class T>
std::unique_ptr<BatchSource<T>> makeBatchSource(const SampleRows<T>& rows, int samples, int batch, Drawing drawing)
{
    constexpr int kMostShort = 65536;
    if (drawing == Drawing::Replacement)
        return std::make_unique<ReplacementSource<T>>(rows, samples, batch);
    if (samples <= kMostShort)
        return std::make_unique<PartitionSource<T, std::uint16_t>>(rows, samples, batch);
    return std::make_unique<PartitionSource<T, std::uint32_t>>(rows, samples, batch);
}

template std::unique_ptr<BatchSource<float>> makeBatchSource(const SampleRows<float>&, int, int, Drawing);
template std::unique_ptr<BatchSource<double>> makeBatchSource(const SampleRows<double>&, int, int, Drawing);

} // namespace hysteron::kernels
