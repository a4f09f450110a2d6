// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/exponential_test.h"

#include <boost/math/distributions/normal.hpp>

#include <cmath>

namespace hysteron::analysis {

namespace {

struct Score {
    double value = 0.0;
    double variance = 0.0;
};

Score scoreOf(std::span<const Passage> passages, const EscapeTimeEstimate& estimate)
{
    const auto d = static_cast<double>(estimate.escaped);
    double logs = 0.0;      // sum over escaped of ln L
    double first = 0.0;     // sum of L ln L
    double second = 0.0;    // sum of L (ln L)^2
    double square = 0.0;    // sum of L^2
    double squareLog = 0.0; // sum of L^2 ln L
    for (const Passage& passage : passages) {
        const double l = passage.time / *estimate.tau;
        const double log = std::log(l);
        logs += passage.censored ? 0.0 : log;
        first += l * log;
        second += l * log * log;
        square += l * l;
        squareLog += l * l * log;
    }
    const double mean = first / d;
    const bool complete = estimate.censored == 0;
    const double bias = complete ? 1.0 : (squareLog + square * (0.5 - mean)) / (2.0 * d);
    return {d + logs - first - bias, d + second - d * mean * mean};
}

} // namespace

ExponentialTest testExponential(std::span<const std::vector<Passage>> groups)
{
    ExponentialTest test;
    Score total;
    for (const std::vector<Passage>& group : groups) {
        const EscapeTimeEstimate estimate = estimateEscapeTime(group);
        if (estimate.escaped == 0)
            continue;
        const Score score = scoreOf(group, estimate);
        test.escaped += estimate.escaped;
        total.value += score.value;
        total.variance += score.variance;
    }
    if (test.escaped < kFewestEscapesToTest)
        return test;
    test.z = total.value / std::sqrt(total.variance);
    test.p = 2.0 * boost::math::cdf(boost::math::complement(boost::math::normal(), std::abs(*test.z)));
    return test;
}

ExponentialTest testExponential(std::span<const Passage> passages)
{
    const std::vector<Passage> group(passages.begin(), passages.end());
    return testExponential(std::span(&group, 1));
}

} // namespace hysteron::analysis
