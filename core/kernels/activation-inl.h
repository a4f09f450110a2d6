// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compiled once for every instruction set; see foreach_target.h of Highway for the guard.
#if defined(HYSTERON_ACTIVATION_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef HYSTERON_ACTIVATION_INL_H
#undef HYSTERON_ACTIVATION_INL_H
#else
#define HYSTERON_ACTIVATION_INL_H
#endif

#include "core/base/network_shape.h"
#include "core/kernels/vector_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

// Errors are the largest that tests/core/kernels/test_activation.cpp measures, over all instruction sets; epsilon is
// 2^-23 in single precision, 2^-52 in double.

/// e^x: 2^n times the power series of the rest, |r| <= ln(2)/2.
/// Valid: |x| <= 80 (single) or 700 (double); beyond that 2^n leaves the exponent's bits and the value is wrong.
/// Max ULP error: 3 (measured 2.7 with fused multiply-adds, 3.0 without).
template<class D, class V = hn::Vec<D>> HWY_INLINE V exponential(D d, V x)
{
    using T = hn::TFromD<D>;
    using TI = hwy::SignedFromSize<sizeof(T)>;
    const hn::RebindToSigned<D> di;
    constexpr bool kSingle = sizeof(T) == 4;
    constexpr int kTerms = kSingle ? 7 : 13;
    constexpr double kFactorials[] = {1.,    1.,     2.,      6.,       24.,       120.,      720.,
                                      5040., 40320., 362880., 3628800., 39916800., 479001600.};
    // ln 2 in two parts, the first short enough that its products with n are exact.
    constexpr T kLn2High = kSingle ? T(0.693359375) : T(0.693147180369123816490);
    constexpr T kLn2Low = kSingle ? T(-2.12194440e-4) : T(1.90821492927058770002e-10);
    const V n = hn::Round(hn::Mul(x, hn::Set(d, T(1.44269504088896340736))));
    const V r = hn::NegMulAdd(n, hn::Set(d, kLn2Low), hn::NegMulAdd(n, hn::Set(d, kLn2High), x));
    V series = hn::Set(d, T(1.0 / kFactorials[kTerms - 1]));
    HYSTERON_UNROLL
    for (int i = kTerms - 2; i >= 0; --i)
        series = hn::MulAdd(series, r, hn::Set(d, T(1.0 / kFactorials[i])));
    constexpr int kMantissa = kSingle ? 23 : 52;
    constexpr TI kBias = kSingle ? 127 : 1023;
    const auto power = hn::ShiftLeft<kMantissa>(hn::Add(hn::ConvertTo(di, n), hn::Set(di, kBias)));
    return hn::Mul(series, hn::BitCast(d, power));
}

/// f(x) of hidden units. Valid: all x, infinities too; NaN stays NaN or becomes a limit of f.
/// Max error: tanh 2 epsilon (measured 1.7), sigmoid 1 epsilon (measured 0.9), absolute: near 0 tanh, and far below 0
/// the sigmoid, are small differences of numbers near 1, so their relative error is not bounded. ReLU is exact.
template<Activation A, class D, class V = hn::Vec<D>> HWY_INLINE V activate(D d, V x)
{
    using T = hn::TFromD<D>;
    const V one = hn::Set(d, T(1));
    if constexpr (A == Activation::Relu)
        return hn::Max(x, hn::Zero(d));
    // Beyond the bound both functions have reached their limits, to rounding.
    const V bound = hn::Set(d, T(sizeof(T) == 4 ? 40 : 80));
    const V z = hn::Min(hn::Max(A == Activation::Tanh ? hn::Add(x, x) : x, hn::Neg(bound)), bound);
    if constexpr (A == Activation::Tanh)
        return hn::Sub(one, hn::Div(hn::Set(d, T(2)), hn::Add(exponential(d, z), one)));
    else
        return hn::Div(one, hn::Add(one, exponential(d, hn::Neg(z))));
}

/// f'(x) from h = f(x). Valid: h in the range of f.
/// Max error against f'(x), that of h included, absolute: tanh 4 epsilon (measured 3.1), sigmoid 1 epsilon (measured
/// 1.0). ReLU is exact, with f'(0) = 0.
template<Activation A, class D, class V = hn::Vec<D>> HWY_INLINE V slope(D d, V h)
{
    const V one = hn::Set(d, hn::TFromD<D>(1));
    if constexpr (A == Activation::Tanh)
        return hn::NegMulAdd(h, h, one);
    else if constexpr (A == Activation::Sigmoid)
        return hn::NegMulAdd(h, h, h);
    else
        return hn::IfThenElseZero(hn::Gt(h, hn::Zero(d)), one);
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
