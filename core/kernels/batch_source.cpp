#include "core/kernels/batch_source.h"

#include "core/kernels/batch_partition.h"

#include <array>
#include <vector>

namespace hysteron::kernels {

namespace {

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
    void next(T* moments) override
    {
        std::array<const Index*, kLanes<T>> lists;
        for (int lane = 0; lane < kLanes<T>; ++lane)
            lists[lane] = m_partitions[lane].batch(m_next);
        ++m_next;
        averageBatches<T, Index>(m_rows, lists.data(), m_batch, moments);
    }

private:
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
    void next(T* moments) override
    {
        std::array<const std::uint32_t*, kLanes<T>> lists;
        for (int lane = 0; lane < kLanes<T>; ++lane) {
            std::uint32_t* list = m_indices.data() + static_cast<std::size_t>(lane) * m_batch;
            lists[lane] = list;
            EpochStream stream = m_streams[lane];
            for (int k = 0; k < m_batch; ++k)
                list[k] = static_cast<std::uint32_t>(stream.below(m_samples));
            m_streams[lane] = stream;
        }
        averageBatches<T, std::uint32_t>(m_rows, lists.data(), m_batch, moments);
    }

private:
    const SampleRows<T> m_rows;
    const std::uint64_t m_samples;
    const int m_batch;
    std::vector<std::uint32_t> m_indices;
    std::vector<EpochStream> m_streams;
};

} // namespace

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
