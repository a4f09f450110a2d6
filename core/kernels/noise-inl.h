// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compiled once for every instruction set; see foreach_target.h of Highway for the guard.
#if defined(HYSTERON_NOISE_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef HYSTERON_NOISE_INL_H
#undef HYSTERON_NOISE_INL_H
#else
#define HYSTERON_NOISE_INL_H
#endif

#include "core/base/epoch_stream.h"
#include "core/base/normal_pair.h"
#include "core/kernels/block.h"
#include "core/kernels/vector_math-inl.h"

#include <array>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

#if HWY_TARGET == HWY_SCALAR

/// One replica at a time, by the definition itself.
template<class D> class NoiseSource
{
public:
    using T = hn::TFromD<D>;
    explicit NoiseSource(const NormalScale& scale) : m_scale(scale) {}

    void load(const std::uint64_t* state)
    {
        for (int i = 0; i < 4; ++i)
            m_state[i] = state[i * kLanes<T>];
    }
    void store(std::uint64_t* state) const
    {
        for (int i = 0; i < 4; ++i)
            state[i * kLanes<T>] = m_state[i];
    }
    void fill(int count, float* out)
    {
        EpochStream stream(m_state, EpochStream::Resume());
        for (int i = 0; i < count; i += 4)
            fourNormals(stream, m_scale, out + i);
        m_state = stream.state();
    }

private:
    NormalScale m_scale;
    std::array<std::uint64_t, 4> m_state;
};

#else

#if HWY_TARGET == HWY_SSE4
/// The product is exact in double precision. The sum is rounded to odd there, which makes the second rounding, to
/// single precision, the only one that counts (Boldo, Melquiond, IEEE Trans. Comput. 57, 2008).
template<class D64, class V = hn::Vec<D64>> HWY_INLINE V sumToOdd(D64 d, V product, V c)
{
    const hn::RebindToSigned<D64> di;
    const V sum = hn::Add(product, c);
    const V part = hn::Sub(sum, product);
    const V error = hn::Add(hn::Sub(product, hn::Sub(sum, part)), hn::Sub(c, part));
    const auto bits = hn::BitCast(di, sum);
    const auto one = hn::Set(di, 1);
    const auto even = hn::Eq(hn::And(bits, one), hn::Zero(di));
    const auto exact = hn::RebindMask(di, hn::Eq(error, hn::Zero(d)));
    // Towards the error: a step down in magnitude where its sign differs from the sum's, up otherwise.
    const auto opposite = hn::Lt(hn::BitCast(di, hn::Xor(error, sum)), hn::Zero(di));
    const auto moved = hn::IfThenElse(opposite, hn::Sub(bits, one), hn::Add(bits, one));
    return hn::BitCast(d, hn::IfThenElse(hn::AndNot(exact, even), moved, bits));
}
/// a b + c in single precision with one rounding on a machine that has no such instruction: the noise is the same
/// everywhere.
template<class D, class V = hn::Vec<D>> HWY_INLINE V fused(D d, V a, V b, V c)
{
    const hn::Repartition<double, D> wide;
    const hn::Half<D> half;
    const auto low = [&](V x) { return hn::PromoteTo(wide, hn::LowerHalf(half, x)); };
    const auto high = [&](V x) { return hn::PromoteTo(wide, hn::UpperHalf(half, x)); };
    const auto first = sumToOdd(wide, hn::Mul(low(a), low(b)), low(c));
    const auto second = sumToOdd(wide, hn::Mul(high(a), high(b)), high(c));
    return hn::Combine(d, hn::DemoteTo(half, second), hn::DemoteTo(half, first));
}
#else
template<class D, class V = hn::Vec<D>> HWY_INLINE V fused(D, V a, V b, V c)
{
    return hn::MulAdd(a, b, c);
}
#endif

/// noiseBits() of EpochStream, one replica per 64-bit lane. Integers: exact.
template<class DU> class Generators
{
public:
    using V = hn::Vec<DU>;

    HWY_INLINE void load(const std::uint64_t* state, std::size_t stride)
    {
        const DU d;
        m_0 = hn::Load(d, state);
        m_1 = hn::Load(d, state + stride);
        m_2 = hn::Load(d, state + 2 * stride);
        m_3 = hn::Load(d, state + 3 * stride);
    }
    HWY_INLINE void store(std::uint64_t* state, std::size_t stride) const
    {
        const DU d;
        hn::Store(m_0, d, state);
        hn::Store(m_1, d, state + stride);
        hn::Store(m_2, d, state + 2 * stride);
        hn::Store(m_3, d, state + 3 * stride);
    }
    HWY_INLINE V next()
    {
        const V result = hn::Add(m_0, m_3);
        const V shifted = hn::ShiftLeft<17>(m_1);
        const V before0 = m_0;
        const V before1 = m_1;
        // Two operands at a time: an operation with three would wait for the ports of the multiply-adds (7 % of
        // fill()).
        const V mixed2 = hn::Xor(m_2, before0);
        const V mixed3 = hn::Xor(m_3, before1);
        m_0 = hn::Xor(before0, mixed3);
        m_1 = hn::Xor(before1, mixed2);
        m_2 = hn::Xor(mixed2, shifted);
        m_3 = hn::RotateRight<19>(mixed3);
        return result;
    }

private:
    V m_0, m_1, m_2, m_3;
};

/// normalPair() for one draw per lane of single precision. Valid: all bits. Max ULP error against normalPair(): 0, on
/// every instruction set; how far that is from a normal law is stated there (tests/core/kernels/test_normals.cpp).
template<class D> class PairMaker
{
public:
    using V = hn::Vec<D>;
    using VU = hn::Vec<hn::RebindToUnsigned<D>>;

    HWY_INLINE explicit PairMaker(const NormalScale& scale) : m_slope(hn::Set(D(), scale.slope))
    {
        HYSTERON_UNROLL
        for (int i = 0; i < 6; ++i)
            m_mantissa[i] = hn::Set(D(), scale.mantissa[i]);
    }
    HWY_INLINE void operator()(VU upper, VU lower, V& first, V& second) const
    {
        const D d;
        const hn::RebindToSigned<D> di;
        const hn::RebindToUnsigned<D> du;
        const VU odd = hn::OrAnd(hn::Set(du, 1U), upper, hn::Set(du, 0x7ffffffeU));
        const auto pattern = hn::BitCast(di, hn::ConvertTo(d, hn::BitCast(di, odd)));
        const V linear = hn::ConvertTo(d, hn::Sub(pattern, hn::Set(di, 158 << 23)));
        const V mantissa = hn::BitCast(d, hn::OrAnd(hn::Set(di, 0x3f800000), pattern, hn::Set(di, 0x7fffff)));
        V squared = m_mantissa[5];
        HYSTERON_UNROLL
        for (int i = 4; i > 0; --i)
            squared = fused(d, squared, mantissa, m_mantissa[i]);
        squared = fused(d, squared, mantissa, fused(d, m_slope, linear, m_mantissa[0]));
        const V radius = hn::CopySignToAbs(hn::Sqrt(squared), hn::BitCast(d, upper));

        const VU grid = hn::OrAnd(hn::Set(du, 0x40000000U), lower, hn::Set(du, 0x7fffffU));
        const V x = hn::Sub(hn::BitCast(d, grid), hn::Set(d, 3.0F));
        const V square = hn::Mul(x, x);
        first = hn::Mul(radius, evaluate(kCosinePolynomial, square));
        second = hn::Mul(hn::Mul(radius, x), evaluate(kSinePolynomial, square));
    }

private:
    static HWY_INLINE V evaluate(const std::array<float, 4>& coefficients, V x)
    {
        const D d;
        V value = hn::Set(d, coefficients[3]);
        HYSTERON_UNROLL
        for (int i = 2; i >= 0; --i)
            value = fused(d, value, x, hn::Set(d, coefficients[i]));
        return value;
    }

    V m_slope;
    V m_mantissa[6];
};

/// Normals for the replicas of one vector of T.
template<class D> class NoiseSource
{
public:
    using T = hn::TFromD<D>;
    HWY_INLINE explicit NoiseSource(const NormalScale& scale) : m_makePair(scale) {}

    /// state: [4][lane] of the block, at the first replica of the vector.
    HWY_INLINE void load(const std::uint64_t* state)
    {
        m_low.load(state, kLanes<T>);
        if constexpr (kSingle)
            m_high.load(state + hn::Lanes(DU()), kLanes<T>);
    }
    HWY_INLINE void store(std::uint64_t* state) const
    {
        m_low.store(state, kLanes<T>);
        if constexpr (kSingle)
            m_high.store(state + hn::Lanes(DU()), kLanes<T>);
    }
    /// Writes [count rounded up to a multiple of 4][Lanes(D)] numbers, as fourNormals() does for one replica.
    HWY_INLINE void fill(int count, float* HWY_RESTRICT out)
    {
        const std::size_t lanes = hn::Lanes(D());
        for (int i = 0; i < count; i += 4, out += 4 * lanes) {
            if constexpr (kSingle) {
                // A register of pairs holds one draw of every replica.
                drawPair(m_low.next(), m_high.next(), out, out + 2 * lanes);
                drawPair(m_low.next(), m_high.next(), out + lanes, out + 3 * lanes);
            } else {
                // It has room for two draws of every replica.
                const auto draw = m_low.next();
                drawPair(draw, m_low.next(), out, out + 2 * lanes);
            }
        }
    }

private:
    static constexpr bool kSingle = sizeof(T) == 4;
    using DU = hn::Repartition<std::uint64_t, D>;
    using DF = hn::Repartition<float, D>;

    HWY_INLINE void drawPair(hn::Vec<DU> low, hn::Vec<DU> high, float* firstOut, float* secondOut) const
    {
        const DF d;
        const hn::RebindToUnsigned<DF> du;
        const auto lowWords = hn::BitCast(du, low);
        const auto highWords = hn::BitCast(du, high);
        hn::Vec<DF> first, second;
        m_makePair(hn::ConcatOdd(du, highWords, lowWords), hn::ConcatEven(du, highWords, lowWords), first, second);
        hn::Store(first, d, firstOut);
        hn::Store(second, d, secondOut);
    }

    PairMaker<DF> m_makePair;
    Generators<DU> m_low;
    Generators<DU> m_high; ///< the upper half of the replicas; single precision only
};

#endif

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
