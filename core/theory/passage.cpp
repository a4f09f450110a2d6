// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/passage.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

namespace hysteron::theory {

namespace {

constexpr double kNone = -std::numeric_limits<double>::infinity();

/// Logarithms above this are cut off. They lie where the result does not look: on the other side of the bottleneck.
constexpr double kLargest = 300.0;

/// Integral from the first sample to each other, by cubics through four samples at a time.
std::vector<double> cumulative(const std::vector<double>& f, double step)
{
    const std::size_t n = f.size();
    std::vector<double> sum(n, 0.0);
    for (std::size_t i = 0; i + 1 < n; ++i) {
        double part = 0.0;
        if (i == 0)
            part = 9.0 * f[0] + 19.0 * f[1] - 5.0 * f[2] + f[3];
        else if (i + 2 == n)
            part = 9.0 * f[n - 1] + 19.0 * f[n - 2] - 5.0 * f[n - 3] + f[n - 4];
        else
            part = 13.0 * (f[i] + f[i + 1]) - f[i - 1] - f[i + 2];
        sum[i + 1] = sum[i] + step / 24.0 * part;
    }
    return sum;
}

/// Between samples of a function and its derivative, cubic; at: in steps.
double hermite(const std::vector<double>& f, const std::vector<double>& slope, double step, double at)
{
    const std::size_t i = std::min(static_cast<std::size_t>(std::max(at, 0.0)), f.size() - 2);
    const double x = at - static_cast<double>(i), y = 1.0 - x;
    return y * y * (1.0 + 2.0 * x) * f[i] + x * x * (1.0 + 2.0 * y) * f[i + 1] +
           step * x * y * (y * slope[i] - x * slope[i + 1]);
}

std::vector<double> exponentials(const std::vector<double>& logs, double largest)
{
    std::vector<double> result;
    result.reserve(logs.size());
    for (const double value : logs)
        result.push_back(std::exp(std::min(value - largest, kLargest)));
    return result;
}

/// Integral from each sample to the last: small values at the end keep their digits.
std::vector<double> remaining(std::vector<double> f, double step)
{
    std::reverse(f.begin(), f.end());
    std::vector<double> sum = cumulative(f, step);
    std::reverse(sum.begin(), sum.end());
    return sum;
}

double logSum(double a, double b)
{
    const double high = std::max(a, b);
    return high == kNone ? kNone : high + std::log1p(std::exp(std::min(a, b) - high));
}

} // namespace

std::vector<double> FreeEnergyProfile::freeEnergy() const
{
    std::vector<double> result;
    for (std::size_t i = 0; i < logDensity.size(); ++i)
        result.push_back(-temperature *
                         (logDensityMirror.empty() ? logDensity[i] : logSum(logDensity[i], logDensityMirror[i])));
    return result;
}

Passage::Passage(const FreeEnergyProfile& profile)
    : m_depth(profile.depth), m_temperature(profile.temperature), m_logMirror(kNone)
{
    const std::size_t n = profile.singularValue.size();
    if (n < 8)
        throw std::invalid_argument("Passage: too few points");
    m_step = std::pow(profile.singularValue.back(), 1.0 / m_depth) / static_cast<double>(n - 1);
    std::vector<double> logSlope{kNone}; // ds/da, which vanishes at 0
    for (std::size_t i = 1; i < n; ++i)
        logSlope.push_back(std::log(m_depth) + (m_depth - 1) * std::log(static_cast<double>(i) * m_step));
    const auto inAmplitude = [&](const std::vector<double>& logs) {
        std::vector<double> result{kNone};
        for (std::size_t i = 1; i < n; ++i)
            result.push_back(logs[i] + logSlope[i]);
        return result;
    };
    m_logP = inAmplitude(profile.logDensity);
    m_logInverse.push_back(kNone);
    for (std::size_t i = 1; i < n; ++i)
        m_logInverse.push_back(logSlope[i] - std::log(m_temperature * profile.diffusion[i]) - profile.logDensity[i]);
    if (!profile.logDensityMirror.empty()) {
        const std::vector<double> mirror = inAmplitude(profile.logDensityMirror);
        const double largest = *std::max_element(mirror.begin(), mirror.end());
        m_logMirror = largest + std::log(cumulative(exponentials(mirror, largest), m_step).back());
    }
    divide();
}

double Passage::amplitudeAt(double s) const
{
    return std::pow(s, 1.0 / m_depth) / m_step;
}

// The bottleneck is where 1/(D p), as a function of s, has its largest inner maximum: m_logInverse without ds/da.
void Passage::divide()
{
    const std::size_t n = m_logP.size();
    const auto height = [&](std::size_t i) {
        return m_logInverse[i] - (m_depth - 1) * std::log(static_cast<double>(i) * m_step);
    };
    double highest = kNone, at = 0.0;
    for (std::size_t i = 2; i + 1 < n; ++i) {
        const double a = height(i - 1), b = height(i), c = height(i + 1);
        if (b > a && b >= c && b > highest) {
            highest = b;
            at = static_cast<double>(i) + 0.5 * (a - c) / (a - 2.0 * b + c);
        }
    }
    m_bottleneck = std::pow(at * m_step, m_depth);
    const auto split = static_cast<std::ptrdiff_t>(at);
    const auto density = [&](std::ptrdiff_t k) { // in s
        return m_logP[k] - (m_depth - 1) * std::log(static_cast<double>(k));
    };
    std::ptrdiff_t best = 1;
    for (std::ptrdiff_t i = 2; i < split; ++i)
        best = density(i) > density(best) ? i : best;
    if (best > 1) {
        const double a = density(best - 1), b = density(best), c = density(best + 1);
        const double centre = static_cast<double>(best) + 0.5 * (a - c) / (a - 2.0 * b + c);
        m_trapCentre = std::pow(centre * m_step, m_depth);
    }
    const double largestBelow = *std::max_element(m_logP.begin(), m_logP.begin() + split + 2);
    const double largestAbove = *std::max_element(m_logP.begin() + split, m_logP.end());
    const std::vector<double> below = exponentials(m_logP, largestBelow), above = exponentials(m_logP, largestAbove);
    const double atBelow = hermite(cumulative(below, m_step), below, m_step, at);
    // Downwards the slope is the other one.
    std::vector<double> falling = above;
    for (double& value : falling)
        value = -value;
    const double atAbove = hermite(remaining(above, m_step), falling, m_step, at);
    m_logBelow = at > 0.0 ? logSum(largestBelow + std::log(atBelow), m_logMirror) : kNone;
    m_logAbove = largestAbove + std::log(atAbove);
}

double Passage::logTauUp(double from, double to) const
{
    return logTau(from, to, true);
}

double Passage::logTauDown(double from, double to) const
{
    return logTau(to, from, false);
}

double Passage::logTau(double low, double high, bool up) const
{
    const auto begin = static_cast<std::ptrdiff_t>(amplitudeAt(low));
    const auto end =
        std::min(static_cast<std::ptrdiff_t>(amplitudeAt(high)) + 2, static_cast<std::ptrdiff_t>(m_logP.size()));
    // In units of the largest density on the side that is waited on, and of the narrowest place.
    const std::ptrdiff_t middle = m_bottleneck > 0.0 ? static_cast<std::ptrdiff_t>(amplitudeAt(m_bottleneck)) : end - 2;
    const double largest =
        up ? std::max(*std::max_element(m_logP.begin(), m_logP.begin() + std::min(middle + 2, end)), m_logMirror)
           : *std::max_element(m_logP.begin() + std::max(begin, std::min(middle, end - 2)), m_logP.end());
    const double narrowest = *std::max_element(m_logInverse.begin() + begin, m_logInverse.begin() + end);
    const std::vector<double> p = exponentials(m_logP, largest);
    const std::vector<double> weight = up ? cumulative(p, m_step) : remaining(p, m_step);
    const double mirror = up ? std::exp(m_logMirror - largest) : 0.0;
    std::vector<double> flow(p.size(), 0.0);
    const auto size = static_cast<std::ptrdiff_t>(p.size());
    for (auto i = std::max<std::ptrdiff_t>(begin - 2, 1); i < std::min(end + 2, size); ++i)
        flow[i] = std::exp(std::min(m_logInverse[i] - narrowest, kLargest)) * (weight[i] + mirror);
    const std::vector<double> sum = cumulative(flow, m_step);
    return std::log(hermite(sum, flow, m_step, amplitudeAt(high)) - hermite(sum, flow, m_step, amplitudeAt(low))) +
           largest + narrowest;
}

} // namespace hysteron::theory
