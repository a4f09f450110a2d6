// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cmath>

namespace hysteron::theory {

/// exp(-z) I_0(z), exp(-z) I_1(z) and exp(-z) I_2(z), z >= 0: averages of 1, cos and cos 2 of an angle with the weight
/// exp(z (cos - 1)), times 2 pi. Scaled, they never overflow; std::cyl_bessel_i does from z = 710 on.
struct ScaledBessel {
    double order0;
    double order1;
    double order2;
};

/// Abramowitz and Stegun, Handbook of Mathematical Functions, 9.8.1 to 9.8.4: relative error below 7e-7 for orders 0
/// and 1. Order 2 by the recurrence I_0 - 2 I_1/z, absolute error below 5e-7 (below z = 1, from its series).
/// Takes some nanoseconds; it is called 10^6 times for each waiting time.
[[nodiscard]] inline ScaledBessel scaledBessel(double z)
{
    constexpr double kSplit = 3.75;
    ScaledBessel result{};
    if (z < kSplit) {
        const double y = (z / kSplit) * (z / kSplit), scale = std::exp(-z);
        result.order0 =
            scale * (1 + y * (3.5156229 +
                              y * (3.0899424 + y * (1.2067492 + y * (0.2659732 + y * (0.0360768 + y * 0.0045813))))));
        result.order1 =
            scale * z *
            (0.5 + y * (0.87890594 +
                        y * (0.51498869 + y * (0.15084934 + y * (0.02658733 + y * (0.00301532 + y * 0.00032411))))));
        if (z < 1.0) {
            const double u = 0.25 * z * z;
            result.order2 = scale * u / 2 * (1 + u / 3 * (1 + u / 8 * (1 + u / 15 * (1 + u / 24))));
            return result;
        }
    } else {
        const double y = kSplit / z, scale = 1.0 / std::sqrt(z);
        result.order0 =
            scale * (0.39894228 +
                     y * (0.01328592 +
                          y * (0.00225319 +
                               y * (-0.00157565 +
                                    y * (0.00916281 +
                                         y * (-0.02057706 + y * (0.02635537 + y * (-0.01647633 + y * 0.00392377))))))));
        result.order1 =
            scale * (0.39894228 +
                     y * (-0.03988024 +
                          y * (-0.00362018 +
                               y * (0.00163801 +
                                    y * (-0.01031555 +
                                         y * (0.02282967 + y * (-0.02895312 + y * (0.01787654 - y * 0.00420059))))))));
    }
    result.order2 = result.order0 - 2.0 * result.order1 / z;
    return result;
}

} // namespace hysteron::theory
