// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/learnt_peak.h"

#include <algorithm>
#include <cmath>
#include <vector>

namespace hysteron::theory {

namespace {

constexpr double kRare = 28.0; ///< exponent
constexpr int kScan = 600;

} // namespace

LearntPeak learntPeak(const ModeLandscape& mode, double beta, double width, double temperature)
{
    const double saddle = mode.saddle(beta).value(), minimum = mode.minimum(beta).value();
    const double power = (mode.depth() - 1.0) * width / mode.depth();
    // Beyond eta the loss rises faster than (lambda - eta)^2/2.
    const double end = mode.eta() + power * temperature / mode.eta() + 2.0 * std::sqrt(2.0 * kRare * temperature);
    const auto at = [&](std::ptrdiff_t i) { return saddle + (end - saddle) * static_cast<double>(i) / kScan; };
    std::vector<double> exponent;
    for (int i = 0; i <= kScan; ++i)
        exponent.push_back(mode.lossAboveZero(at(i), beta) / temperature - power * std::log(at(i)));
    const auto start = static_cast<std::ptrdiff_t>((minimum - saddle) / (end - saddle) * kScan);
    const auto least = std::min_element(exponent.begin() + start, exponent.end());
    auto low = least, high = least;
    while (low != exponent.begin() && *low - *least < kRare)
        --low;
    while (high + 1 != exponent.end() && *high - *least < kRare)
        ++high;
    return {at(low - exponent.begin()), at(high - exponent.begin())};
}

} // namespace hysteron::theory
