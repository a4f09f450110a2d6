// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <array>
#include <cstdint>

namespace hysteron {

/// Coefficients of the radius of a normal pair. With u = m 2^e, m in [1, 2), and v the variance,
/// R^2 = -2 v ln u = slope (e + m - 1) + sum_i p_i m^i. Single precision; every engine uses these very numbers.
struct NormalScale {
    float slope;                   ///< -2 v ln 2, in units of 2^-23
    std::array<float, 6> mantissa; ///< p_0 ... p_5: log2(m) - (m - 1), times -2 v ln 2
};
/// variance: >= 0, dimensionless.
[[nodiscard]] NormalScale normalScale(double variance);

/// Half a circle: sin(pi x/2) = x S(x^2) to 6e-7, cos(pi x/2) = C(x^2) to 7e-6, for x in [-1, 1). Minimax among the
/// polynomials for which the mean of the square is exactly 1/2.
inline constexpr std::array<float, 4> kSinePolynomial = {1.5707909715365773F, -0.6458930653246469F,
                                                         0.07943509084989646F, -0.0043335940981336F};
inline constexpr std::array<float, 4> kCosinePolynomial = {0.9999933328212011F, -1.2334848049326432F,
                                                           0.25258084240208145F, -0.019096080439645995F};

struct NormalPair {
    float first;
    float second;
};

/// Two independent normals of the variance in `scale` from 64 random bits, by Box and Muller in single precision: the
/// upper word gives radius and half-plane, the lower one the angle. Fused multiply-adds make the result the same on
/// every machine and in core/kernels, bit for bit.
/// Stated errors: a value is off by at most 3e-5 standard deviations with a variance off by less than 1e-7, angles lie
/// on a grid of 2^-23 half turns, and tails end at 6.56 standard deviations (beyond lies a probability of 5e-11).
[[nodiscard]] NormalPair normalPair(std::uint64_t bits, const NormalScale& scale);

/// The unit in which steps consume normals: two draws a, b give first_a, first_b, second_a, second_b. A step that needs
/// D normals draws them in fours and leaves the rest of the last four unused.
template<class Stream> void fourNormals(Stream& stream, const NormalScale& scale, float* out)
{
    const NormalPair a = normalPair(stream.noiseBits(), scale);
    const NormalPair b = normalPair(stream.noiseBits(), scale);
    out[0] = a.first;
    out[1] = b.first;
    out[2] = a.second;
    out[3] = b.second;
}

} // namespace hysteron
