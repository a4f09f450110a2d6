// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/survival.h"

#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hysteron::analysis {

namespace {

/// The first time at which the chosen bound of the curve is 1/2 or less.
std::optional<double> crossingOfHalf(const std::vector<SurvivalStep>& steps, double SurvivalStep::*bound)
{
    // The median is a matter of counts: 1/2 made of products of ratios may come out one rounding above.
    constexpr double kHalf = 0.5 + 1e-12;
    const auto step = std::find_if(steps.begin(), steps.end(), [&](const auto& s) { return s.*bound <= kHalf; });
    return step == steps.end() ? std::nullopt : std::optional(step->time);
}

} // namespace

SurvivalCurve survivalCurve(std::vector<Passage> passages, double level)
{
    (void)estimateEscapeTime(passages, level); // the same rules for the input
    std::sort(passages.begin(), passages.end(), [](const auto& a, const auto& b) { return a.time < b.time; });

    SurvivalCurve curve;
    curve.end = passages.back().time;
    const double z = boost::math::quantile(boost::math::complement(boost::math::normal(), (1.0 - level) / 2.0));
    double survival = 1.0;
    double greenwood = 0.0; // variance of ln S
    double lastHigh = 1.0;
    for (std::size_t i = 0; i < passages.size();) {
        const std::size_t atRisk = passages.size() - i;
        const double time = passages[i].time;
        std::size_t escapes = 0;
        for (; i < passages.size() && passages[i].time == time; ++i)
            escapes += passages[i].censored ? 0 : 1;
        if (escapes == 0)
            continue;
        const auto n = static_cast<double>(atRisk);
        const auto d = static_cast<double>(escapes);
        survival *= (n - d) / n;
        SurvivalStep step{time, survival, 0.0, lastHigh, atRisk, escapes};
        if (escapes < atRisk) {
            greenwood += d / (n * (n - d));
            const double spread = z * std::sqrt(greenwood) / std::abs(std::log(survival));
            step.low = std::pow(survival, std::exp(spread));
            step.high = std::pow(survival, std::exp(-spread));
        }
        lastHigh = step.high;
        curve.steps.push_back(step);
    }
    curve.median = crossingOfHalf(curve.steps, &SurvivalStep::survival);
    curve.medianLow = crossingOfHalf(curve.steps, &SurvivalStep::low);
    curve.medianHigh = crossingOfHalf(curve.steps, &SurvivalStep::high);
    return curve;
}

} // namespace hysteron::analysis
