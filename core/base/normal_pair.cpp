// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/normal_pair.h"

#include <bit>
#include <cmath>
#include <cstddef>
#include <numbers>

namespace hysteron {

namespace {

/// log2(m) - (m - 1) on [1, 2]: minimax (1.7e-5) among the polynomials that have the right mean and are -2e-6 at both
/// ends, so that R^2 is never negative.
constexpr std::array<double, 6> kLog2 = {-1.8055593705123956, 4.107581042526283,    -3.569532331922646,
                                         1.6417696776354465,  -0.41941998495755217, 0.0451589672308649};

template<std::size_t N> float evaluate(const std::array<float, N>& coefficients, float x)
{
    float value = coefficients[N - 1];
    for (std::size_t i = N - 1; i-- > 0;)
        value = std::fma(value, x, coefficients[i]);
    return value;
}

} // namespace

NormalScale normalScale(double variance)
{
    const double c = -2.0 * std::numbers::ln2 * variance;
    NormalScale scale{static_cast<float>(c * 0x1p-23), {}};
    for (std::size_t i = 0; i < kLog2.size(); ++i)
        scale.mantissa[i] = static_cast<float>(c * kLog2[i]);
    return scale;
}

NormalPair normalPair(std::uint64_t bits, const NormalScale& scale)
{
    const auto upper = static_cast<std::uint32_t>(bits >> 32);
    const auto lower = static_cast<std::uint32_t>(bits);

    // u = (odd 31-bit integer) / 2^31 without its top bit, which becomes the sign of R.
    const auto odd = static_cast<float>(static_cast<std::int32_t>((upper & 0x7ffffffeU) | 1U));
    const auto pattern = std::bit_cast<std::int32_t>(odd);
    // The bits of a float, read as an integer, are (e + 158 + m - 1) 2^23.
    const auto linear = static_cast<float>(pattern - (158 << 23));
    const auto mantissa = std::bit_cast<float>((pattern & 0x7fffff) | 0x3f800000);
    std::array<float, 6> polynomial = scale.mantissa;
    polynomial[0] = std::fma(scale.slope, linear, polynomial[0]);
    const float squared = evaluate(polynomial, mantissa);
    const float radius = std::copysign(std::sqrt(squared), std::bit_cast<float>(upper));

    const float x = std::bit_cast<float>((lower & 0x7fffffU) | 0x40000000U) - 3.0F;
    const float square = x * x;
    return {radius * evaluate(kCosinePolynomial, square), radius * x * evaluate(kSinePolynomial, square)};
}

} // namespace hysteron
