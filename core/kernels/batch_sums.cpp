// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/batch_sums.h"

// Compressing 16-bit numbers is an instruction of its own in the second generation of AVX-512.
#define HWY_WANT_AVX3_DL
#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/batch_sums.cpp"
#include <hwy/foreach_target.h>

#include "core/kernels/vector_math-inl.h"

#include <algorithm>
#include <array>
#include <bit>
#include <cstring>

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

/// Four sums at a time hide the latency of an addition; their number does not depend on the machine.
constexpr int kSums = 4;

/// kSums indices. Short ones come with one load, which leaves the load units to the rows.
template<class Index> class FewIndices
{
public:
    HWY_INLINE explicit FewIndices(const Index* from) : m_from(from) {}
    HWY_INLINE std::size_t operator[](int u) const { return m_from[u]; }

private:
    const Index* m_from;
};
template<> class FewIndices<std::uint16_t>
{
public:
    HWY_INLINE explicit FewIndices(const std::uint16_t* from) { std::memcpy(&m_packed, from, sizeof m_packed); }
    HWY_INLINE std::size_t operator[](int u) const { return static_cast<std::uint16_t>(m_packed >> 16 * u); }

private:
    static_assert(kSums * sizeof(std::uint16_t) == sizeof(std::uint64_t) && std::endian::native == std::endian::little);
    std::uint64_t m_packed;
};

/// d: 8 numbers or fewer; column: first of them in the row.
template<class D, class Stride, class Index, class T = hn::TFromD<D>>
HWY_INLINE hn::Vec<D> sumColumn(D d, const T* HWY_RESTRICT rows, Stride stride, const Index* HWY_RESTRICT batch,
                                int size)
{
    hn::Vec<D> sums[kSums];
    HYSTERON_UNROLL
    for (int u = 0; u < kSums; ++u)
        sums[u] = hn::Zero(d);
    int k = 0;
    for (; k + kSums <= size; k += kSums) {
        const FewIndices<Index> next(batch + k);
        HYSTERON_UNROLL
        for (int u = 0; u < kSums; ++u)
            sums[u] = hn::Add(sums[u], hn::Load(d, rows + next[u] * stride));
    }
    for (; k < size; ++k)
        sums[0] = hn::Add(sums[0], hn::Load(d, rows + static_cast<std::size_t>(batch[k]) * stride));
    return hn::Add(hn::Add(sums[0], sums[1]), hn::Add(sums[2], sums[3]));
}

template<class T, class Stride, class Index>
HWY_INLINE void averageOf(const SampleRows<T>& samples, Stride stride, const Index* const* batches, int size,
                          T* moments)
{
    const hn::CappedTag<T, 8> d;
    const auto factor = hn::Set(d, static_cast<T>(1.0 / size));
    HWY_ALIGN T columns[kLanes<T>][8];
    for (int column = 0; column < stride; column += 8) {
        for (int lane = 0; lane < kLanes<T>; ++lane) {
            for (std::size_t part = 0; part < 8; part += hn::Lanes(d))
                hn::Store(hn::Mul(factor, sumColumn(d, samples.rows + column + part, stride, batches[lane], size)), d,
                          columns[lane] + part);
        }
        const int used = std::min(8, samples.entries - column);
        for (int k = 0; k < used; ++k) {
            for (int lane = 0; lane < kLanes<T>; ++lane)
                moments[(column + k) * kLanes<T> + lane] = columns[lane][k];
        }
    }
}

template<class T, class Index>
HWY_INLINE void averageAny(const SampleRows<T>& samples, const Index* const* batches, int size, T* moments)
{
    // The paper's two inputs and outputs fit into one line.
    if (samples.stride == 8)
        averageOf(samples, std::integral_constant<int, 8>(), batches, size, moments);
    else
        averageOf(samples, samples.stride, batches, size, moments);
}

void averageF64U16(const SampleRows<double>& s, const std::uint16_t* const* b, int size, double* m)
{
    averageAny(s, b, size, m);
}
void averageF64U32(const SampleRows<double>& s, const std::uint32_t* const* b, int size, double* m)
{
    averageAny(s, b, size, m);
}
void averageF32U16(const SampleRows<float>& s, const std::uint16_t* const* b, int size, float* m)
{
    averageAny(s, b, size, m);
}
void averageF32U32(const SampleRows<float>& s, const std::uint32_t* const* b, int size, float* m)
{
    averageAny(s, b, size, m);
}

// Numbers first..first + 63 whose bit in `member` is set go to `out`, in order; a few more places there may be
// overwritten. Seldom is every second bit set, and short stores are quicker: hence the likely cases.
#if HWY_TARGET == HWY_AVX3_DL

HWY_INLINE void listMembers(std::uint64_t member, int first, std::uint16_t* HWY_RESTRICT out)
{
    // The library compresses no bytes.
    HWY_ALIGN static constexpr auto kNumbers = [] {
        std::array<std::uint8_t, 64> numbers{};
        for (std::size_t i = 0; i < numbers.size(); ++i)
            numbers[i] = static_cast<std::uint8_t>(i);
        return numbers;
    }();
    const __m512i found = _mm512_maskz_compress_epi8(member, _mm512_load_si512(kNumbers.data()));
    const auto store = [=](__m256i numbers, std::uint16_t* to) {
        const __m512i wide = _mm512_cvtepu8_epi16(numbers);
        _mm512_storeu_si512(to, _mm512_add_epi16(wide, _mm512_set1_epi16(static_cast<short>(first))));
    };
    const int count = std::popcount(member);
    if (HWY_LIKELY(count <= 16)) {
        const __m256i wide = _mm256_cvtepu8_epi16(_mm512_castsi512_si128(found));
        _mm256_storeu_si256(reinterpret_cast<__m256i*>(out),
                            _mm256_add_epi16(wide, _mm256_set1_epi16(static_cast<short>(first))));
        return;
    }
    store(_mm512_castsi512_si256(found), out);
    if (count > 32)
        store(_mm512_extracti64x4_epi64(found, 1), out + 32);
}

#else

HWY_INLINE void listMembers(std::uint64_t member, int first, std::uint16_t* HWY_RESTRICT out)
{
    const hn::CappedTag<std::uint16_t, 32> d;
    const hn::Half<decltype(d)> half;
    constexpr int kPart = static_cast<int>(hn::MaxLanes(d));
    constexpr std::uint64_t kPartMask = (std::uint64_t{1} << kPart) - 1;
    auto indices = hn::Iota(d, static_cast<std::uint16_t>(first));
    HYSTERON_UNROLL
    for (int begin = 0; begin < 64; begin += kPart) {
        const std::uint64_t part = member >> begin & kPartMask;
        const auto mask = hn::LoadMaskBits(d, reinterpret_cast<const std::uint8_t*>(&part));
        const auto found = hn::Compress(indices, mask);
        const int count = std::popcount(part);
        if (HWY_LIKELY(count <= kPart / 2))
            hn::StoreU(hn::LowerHalf(half, found), half, out);
        else
            hn::StoreU(found, d, out);
        out += count;
        indices = hn::Add(indices, hn::Set(d, std::uint16_t{kPart}));
    }
}

#endif

/// A line of the cache; so many words may be read beyond the planes.
constexpr int kWordsAtOnce = 8;

/// Label by label, keeps the indices whose bits agree.
template<int Bits>
HWY_INLINE void sortWith(const std::uint64_t* HWY_RESTRICT planes, int samples, std::uint16_t* HWY_RESTRICT order,
                         int* HWY_RESTRICT begin)
{
    const hn::CappedTag<std::uint64_t, kWordsAtOnce> d;
    HWY_ALIGN std::uint64_t members[kWordsAtOnce];
    const int words = (samples + 63) / 64;
    const std::uint64_t lastWord = ~std::uint64_t{0} >> (words * 64 - samples);
    std::uint16_t* out = order;
    for (int label = 0; label < 1 << Bits; ++label) {
        begin[label] = static_cast<int>(out - order);
        for (int first = 0; first < words; first += kWordsAtOnce) {
            HYSTERON_UNROLL
            for (std::size_t part = 0; part < kWordsAtOnce; part += hn::Lanes(d)) {
                auto member = hn::Set(d, ~std::uint64_t{0});
                HYSTERON_UNROLL
                for (int bit = 0; bit < Bits; ++bit) {
                    const auto plane = hn::LoadU(d, planes + bit * words + first + part);
                    member = (label >> bit & 1) != 0 ? hn::And(plane, member) : hn::AndNot(plane, member);
                }
                hn::Store(member, d, members + part);
            }
            const int count = std::min(kWordsAtOnce, words - first);
            if (first + count == words)
                members[count - 1] &= lastWord;
            for (int word = 0; word < count; ++word) {
                listMembers(members[word], 64 * (first + word), out);
                out += std::popcount(members[word]);
            }
        }
    }
    begin[1 << Bits] = static_cast<int>(out - order);
}

void sortByCompressing(const std::uint64_t* planes, int bits, int samples, std::uint16_t* order, int* begin)
{
    switch (bits) {
    case 1:
        return sortWith<1>(planes, samples, order, begin);
    case 2:
        return sortWith<2>(planes, samples, order, begin);
    case 3:
        return sortWith<3>(planes, samples, order, begin);
    default:
        return sortWith<4>(planes, samples, order, begin);
    }
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hysteron::kernels {

namespace {
HWY_EXPORT(averageF64U16);
HWY_EXPORT(averageF64U32);
HWY_EXPORT(averageF32U16);
HWY_EXPORT(averageF32U32);
HWY_EXPORT(sortByCompressing);

/// One pass over the samples for the numbers, one for the lists: best for many labels.
template<class Index> void sortByCounting(const std::uint64_t* planes, int bits, int samples, Index* order, int* begin)
{
    const int words = (samples + 63) / 64;
    const auto labelOf = [&](int i) {
        int label = 0;
        for (int bit = 0; bit < bits; ++bit)
            label |= static_cast<int>(planes[bit * words + i / 64] >> (i % 64) & 1) << bit;
        return label;
    };
    const int labels = 1 << bits;
    std::fill_n(begin, labels + 1, 0);
    for (int i = 0; i < samples; ++i)
        ++begin[labelOf(i) + 1];
    for (int label = 0; label < labels; ++label)
        begin[label + 1] += begin[label];
    for (int i = 0; i < samples; ++i)
        order[begin[labelOf(i)]++] = static_cast<Index>(i);
    for (int label = labels; label > 0; --label)
        begin[label] = begin[label - 1];
    begin[0] = 0;
}
/// Up to this many bits the passes over the labels are cheaper.
constexpr int kFewBits = 4;
} // namespace

template<> void averageBatches(const SampleRows<double>& s, const std::uint16_t* const* b, int size, double* m)
{
    HWY_DYNAMIC_DISPATCH(averageF64U16)(s, b, size, m);
}
template<> void averageBatches(const SampleRows<double>& s, const std::uint32_t* const* b, int size, double* m)
{
    HWY_DYNAMIC_DISPATCH(averageF64U32)(s, b, size, m);
}
template<> void averageBatches(const SampleRows<float>& s, const std::uint16_t* const* b, int size, float* m)
{
    HWY_DYNAMIC_DISPATCH(averageF32U16)(s, b, size, m);
}
template<> void averageBatches(const SampleRows<float>& s, const std::uint32_t* const* b, int size, float* m)
{
    HWY_DYNAMIC_DISPATCH(averageF32U32)(s, b, size, m);
}

template<> void sortByLabel(const std::uint64_t* planes, int bits, int samples, std::uint16_t* order, int* begin)
{
    if (bits >= 1 && bits <= kFewBits)
        HWY_DYNAMIC_DISPATCH(sortByCompressing)(planes, bits, samples, order, begin);
    else
        sortByCounting(planes, bits, samples, order, begin);
}
template<> void sortByLabel(const std::uint64_t* planes, int bits, int samples, std::uint32_t* order, int* begin)
{
    sortByCounting(planes, bits, samples, order, begin);
}

} // namespace hysteron::kernels
#endif
