// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compiled once for every instruction set; see foreach_target.h of Highway for the guard.
#if defined(HYSTERON_VECTOR_MATH_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef HYSTERON_VECTOR_MATH_INL_H
#undef HYSTERON_VECTOR_MATH_INL_H
#else
#define HYSTERON_VECTOR_MATH_INL_H
#endif

#include <hwy/highway.h>

#include <type_traits>

#if defined(__GNUC__) && !defined(__clang__)
#define HYSTERON_UNROLL _Pragma("GCC unroll 16")
#else
#define HYSTERON_UNROLL
#endif

/// For lambdas: compilers would rather call a large one, with its vectors on the stack.
#define HYSTERON_INLINE HWY_ATTR __attribute__((always_inline))

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {
namespace hn = hwy::HWY_NAMESPACE;

/// Vector registers of the instruction set: blocks of accumulators are as large as fits.
inline constexpr int kRegisters = HWY_TARGET <= HWY_AVX3 ? 32 : 16;

/// Calls work(first, size constant) for 0..count in blocks of Size, the rest in twos and ones.
template<int Size, class Work> HWY_INLINE void inBlocks(int count, const Work& work)
{
    int i = 0;
    for (; i + Size <= count; i += Size)
        work(i, std::integral_constant<int, Size>());
    if constexpr (Size > 2)
        for (; i + 2 <= count; i += 2)
            work(i, std::integral_constant<int, 2>());
    if constexpr (Size > 1)
        for (; i < count; ++i)
            work(i, std::integral_constant<int, 1>());
}

/// Calls work(p constant) for p = 1..8.
template<class Work> HWY_INLINE void withFeatures(int p, const Work& work)
{
    switch (p) {
    case 1:
        return work(std::integral_constant<int, 1>());
    case 2:
        return work(std::integral_constant<int, 2>());
    case 3:
        return work(std::integral_constant<int, 3>());
    case 4:
        return work(std::integral_constant<int, 4>());
    case 5:
        return work(std::integral_constant<int, 5>());
    case 6:
        return work(std::integral_constant<int, 6>());
    case 7:
        return work(std::integral_constant<int, 7>());
    default:
        return work(std::integral_constant<int, 8>());
    }
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
