// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/fma_limit.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/fma_limit.cpp"
#include <hwy/foreach_target.h>

#include "core/kernels/vector_math-inl.h"

#include <atomic>
#include <cstdint>

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

template<class T> HWY_INLINE double multiplyAdds(double count)
{
    const hn::CappedTag<T, 64 / sizeof(T)> d;
    constexpr int kChains = 12; // two units with a latency of four or five, and a reserve
    hn::Vec<decltype(d)> x[kChains];
    for (int i = 0; i < kChains; ++i)
        x[i] = hn::Set(d, static_cast<T>(i));
    const auto factor = hn::Set(d, static_cast<T>(0.999));
    const auto summand = hn::Set(d, static_cast<T>(0.001));
    const double perRound = kChains * static_cast<double>(hn::Lanes(d));
    const auto rounds = static_cast<std::int64_t>(count / perRound) + 1;
    for (std::int64_t round = 0; round < rounds; ++round) {
        HYSTERON_UNROLL
        for (int i = 0; i < kChains; ++i)
            x[i] = hn::MulAdd(x[i], factor, summand);
    }
    auto sum = x[0];
    for (int i = 1; i < kChains; ++i)
        sum = hn::Add(sum, x[i]);
    static std::atomic<T> sink; // somebody has to want the result
    sink = hn::GetLane(sum);
    return static_cast<double>(rounds) * perRound;
}

double multiplyAddsF64(double count)
{
    return multiplyAdds<double>(count);
}
double multiplyAddsF32(double count)
{
    return multiplyAdds<float>(count);
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hysteron::kernels {

namespace {
HWY_EXPORT(multiplyAddsF64);
HWY_EXPORT(multiplyAddsF32);
} // namespace

template<> double fusedMultiplyAdds<double>(double count)
{
    return HWY_DYNAMIC_DISPATCH(multiplyAddsF64)(count);
}
template<> double fusedMultiplyAdds<float>(double count)
{
    return HWY_DYNAMIC_DISPATCH(multiplyAddsF32)(count);
}

} // namespace hysteron::kernels
#endif
