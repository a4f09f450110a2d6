// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/specification.h"

#include "core/theory/mode_landscape.h"

#include <boost/math/quadrature/gauss_kronrod.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <numeric>

namespace hysteron {

namespace {
using theory::ModeLandscape;

/// A forgotten mode is gone when its amplitude per layer, lambda^(1/L), is down to this; a kept one has relaxed when
/// its distance from the minimum has shrunk by it.
constexpr double kConverged = 1e-12;
/// Random weights are not balanced, which the balanced estimate of the times below does not know.
constexpr double kSafety = 2.0;
/// Singular value, relative to eta, that a mode of the random first weights is assumed to have at least.
constexpr double kFirstSingularValue = 1e-4;
/// Weak modes of deep networks would take hours; a trap that is not reached in this many epochs is reported instead.
constexpr std::int64_t kLongestLeg = 100'000;
/// How far above the first fold the rank-0 trap is annealed; the paper's 0.43 is 1.047 times its fold.
constexpr double kAboveFold = 1.05;

/// Gradient flow of the balanced mode: d ln(lambda)/dt = L [lambda^(1-2/L) (eta - lambda) - beta].
double logarithmicVelocity(const ModeLandscape& mode, double beta, double lambda)
{
    const double depth = mode.depth();
    return depth * (std::pow(lambda, 1.0 - 2.0 / depth) * (mode.eta() - lambda) - beta);
}

/// Gradient-flow time between two values of ln(lambda) with no stationary point between them.
double flowTime(const ModeLandscape& mode, double beta, double logFrom, double logTo)
{
    using Quadrature = boost::math::quadrature::gauss_kronrod<double, 31>;
    const auto slowness = [&](double x) { return 1.0 / logarithmicVelocity(mode, beta, std::exp(x)); };
    return std::abs(Quadrature::integrate(slowness, logFrom, logTo, 12, 1e-6));
}

/// Time in which a mode relaxes to its minimum lambda_**, where the flow linearises to -rate (lambda - lambda_**).
double relaxationTime(const ModeLandscape& mode, double beta)
{
    const double depth = mode.depth();
    const double lambda = mode.minimum(beta).value_or(mode.criticalLambda());
    const double curvature = 1.0 + beta * (2.0 / depth - 1.0) * std::pow(lambda, 2.0 / depth - 2.0);
    const double rate = depth * std::pow(lambda, 2.0 - 2.0 / depth) * curvature;
    return -std::log(kConverged) / rate;
}

double learningTime(const ModeLandscape& mode)
{
    const double logEta = std::log(mode.eta());
    return flowTime(mode, 0.0, logEta + std::log(kFirstSingularValue), logEta + std::log(0.99)) +
           relaxationTime(mode, 0.0);
}

double forgettingTime(const ModeLandscape& mode, double beta)
{
    return flowTime(mode, beta, std::log(mode.eta()), mode.depth() * std::log(kConverged));
}
} // namespace

std::vector<ScheduleLeg> derivedAnneal(const std::vector<double>& eta, int depth, int rank, double learningRate,
                                       int stepsPerEpoch)
{
    std::vector<ModeLandscape> modes;
    for (const double value : eta)
        modes.emplace_back(value, depth);
    const auto epochs = [&](double time) {
        const double count = std::ceil(kSafety * time / (learningRate * stepsPerEpoch));
        return count < static_cast<double>(kLongestLeg) ? std::max<std::int64_t>(1, std::llround(count)) : kLongestLeg;
    };

    // Modes that are forgotten afterwards need not be learnt first; the rank-0 trap forgets one that was.
    double learning = 0.0;
    for (int kept = 0; kept < std::min(std::max(rank, 1), static_cast<int>(modes.size())); ++kept)
        learning = std::max(learning, learningTime(modes[kept]));
    std::vector<ScheduleLeg> legs = {{0.0, epochs(learning)}};
    if (rank >= static_cast<int>(modes.size()))
        return legs;

    const double fold = modes[rank].criticalBeta();
    const double beta = rank == 0 ? kAboveFold * fold : std::midpoint(fold, modes[rank - 1].criticalBeta());
    double settling = forgettingTime(modes[rank], beta);
    for (int kept = 0; kept < rank; ++kept)
        settling = std::max(settling, relaxationTime(modes[kept], beta));
    legs.push_back({beta, epochs(settling)});
    return legs;
}

} // namespace hysteron
