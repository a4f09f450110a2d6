// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/free_energy_rate.h"

#include "core/base/number_format.h"
#include "core/theory/escape_rate.h"
#include "core/theory/mode_landscape.h"
#include "core/theory/scalar_profile.h"

#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>

namespace hysteron::theory {

namespace {

/// Largest eta^(2/L) beta/T, squared amplitude in thermal units, of the exact method: time and memory grow with it.
/// T = 3e-5 for the paper's problem, where Langer is good to 0.05.
constexpr double kLargestAmplitude2 = 1e4;
constexpr double kScanFactor = 1.5;
constexpr double kFirst = 0.8; ///< of Langer's value

FreeEnergyRate none(const Text& reason, double threshold = 0.0)
{
    FreeEnergyRate rate;
    rate.reason = reason;
    rate.threshold = threshold;
    return rate;
}

Errors check(const LinearProblem& problem, int trapRank, double temperature)
{
    Errors errors = brokenRules(problem);
    const int most = std::min(static_cast<int>(problem.eta.size()), problem.width) - 1;
    if (errors.empty() && (trapRank < 0 || trapRank > most))
        errors.push_back({"from-rank", std::to_string(trapRank), Text("must be an integer from %1 to %2", 0, most)});
    if (!(temperature >= 0.0 && temperature <= 1e6))
        errors.push_back({"temperature", shortestExact(temperature), "must be a number from 0 to 1e6"});
    return errors;
}

/// Why there can be no waiting time; empty where there is one.
Text obstacle(const LinearProblem& problem, int trapRank, double temperature)
{
    if (problem.depth == 2)
        return {"Networks of depth 2 learn without a barrier: there is nothing to escape from."};
    if (temperature == 0.0)
        return {"At T = 0 nothing escapes."};
    for (int k = 0; k <= trapRank; ++k) {
        const double fold = ModeLandscape(problem.eta[k], problem.depth).criticalBeta();
        if (problem.beta >= fold)
            return {"Weight decay is above the fold of mode %1, beta_c = %2: it has no learnt state.", k + 1, fold};
    }
    return {};
}

Text noBarrier()
{
    return {"No barrier is left at this temperature: the free energy has no maximum between the two ranks."};
}

FreeEnergyRate exactRate(const LinearProblem& problem, int trapRank, double temperature,
                         const ProfileResolution& resolution)
{
    const ModeLandscape mode(problem.eta[trapRank], problem.depth);
    FreeEnergyRate rate = none(noBarrier(), mode.learntThreshold(problem.beta));
    rate.profile = linearProfile(problem, trapRank, temperature, resolution);
    const Passage passage(*rate.profile);
    const double minimum = mode.minimum(problem.beta).value();
    if (!(passage.bottleneck() > 0.0 && passage.bottleneck() < minimum))
        return rate;
    rate.method = RateMethod::Exact;
    rate.reason = {};
    rate.accuracy = {
        "Lower bound by exact free energy and diffusion along the singular value. Simulations waited 1 to 8 % "
        "longer at depth 3 from rank 1 to 2, and 12 to 16 % longer at the points tried from rank 0 to 1 and "
        "at depth 4."};
    rate.logTau = passage.logTauUp(0.0, rate.threshold);
    rate.logTauBack = passage.logTauDown(minimum, passage.trapCentre());
    rate.logWeightRatio = passage.logWeightAbove() - passage.logWeightBelow();
    rate.bottleneck = passage.bottleneck();
    return rate;
}

FreeEnergyRate scalarRate(const LinearProblem& problem, int trapRank, double temperature)
{
    const double eta = problem.eta[trapRank];
    const ModeLandscape mode(eta, problem.depth);
    const double threshold = mode.learntThreshold(problem.beta), minimum = mode.minimum(problem.beta).value();
    const int directions = problem.width - trapRank;
    const LinearProblem alone{{eta}, problem.depth, directions, 1, 1, problem.beta};
    const auto up = escapePath(problem, trapRank, trapRank + 1), down = escapePath(problem, trapRank + 1, trapRank);
    const auto aloneUp = escapePath(alone, 0, 1), aloneDown = escapePath(alone, 1, 0);
    for (const auto* path : {&up, &down, &aloneUp, &aloneDown}) {
        if (!*path)
            return none({"The law of Kramers and Langer, which the correction stands on, has no value here: %1 %2",
                         path->errors().front().field, path->errors().front().rule},
                        threshold);
    }
    const Passage passage(scalarProfile(problem.depth, directions, eta, problem.beta, temperature));
    if (!(passage.bottleneck() > 0.0 && passage.bottleneck() < minimum))
        return none(noBarrier(), threshold);
    FreeEnergyRate rate = none({}, threshold);
    rate.method = RateMethod::Scalar;
    rate.accuracy = {
        "Kramers-Langer of the network, corrected by the escaping mode alone. Within 0.05 of measured ln tau at depth 3 "
        "from rank 1 to 2, 0.25 to 0.4 below it from rank 0 to 1, within 0.12 of the exact free energy from rank 2 to 1; "
        "not tested for more than two inputs or outputs and depths above 3."};
    rate.logTau = up->logTau(temperature) + passage.logTauUp(0.0, threshold) - aloneUp->logTau(temperature);
    rate.logTauBack =
        down->logTau(temperature) + passage.logTauDown(minimum, passage.trapCentre()) - aloneDown->logTau(temperature);
    rate.logWeightRatio = *rate.logTauBack - *rate.logTau;
    rate.bottleneck = passage.bottleneck();
    return rate;
}

double amplitude2(const LinearProblem& problem, double temperature)
{
    return std::pow(problem.eta.front(), 2.0 / problem.depth) * problem.beta / temperature;
}

/// Where the two rates of Langer are equal first; with no such T, where entropy, some units for each hidden direction,
/// cannot yet outweigh the loss.
double langerCoexistence(const LinearProblem& problem, int trapRank, double difference)
{
    const double cold = std::abs(difference) / (20.0 * problem.width);
    const auto up = escapePath(problem, trapRank, trapRank + 1), down = escapePath(problem, trapRank + 1, trapRank);
    if (!up || !down)
        return cold;
    for (int step = 0; step < 100; ++step) {
        const double t = 0.1 * cold * std::pow(1.1, step);
        if ((down->logTau(t) - up->logTau(t)) * difference > 0.0)
            return t;
    }
    return cold;
}

bool hasExact(const LinearProblem& problem)
{
    return problem.inputs == 2 && problem.outputs == 2 && problem.width >= 2;
}

} // namespace

Result<FreeEnergyRate> freeEnergyRate(const LinearProblem& problem, int trapRank, double temperature,
                                      const ProfileResolution& resolution)
{
    if (Errors errors = check(problem, trapRank, temperature); !errors.empty())
        return errors;
    if (const Text reason = obstacle(problem, trapRank, temperature); !reason.empty())
        return none(reason);
    if (hasExact(problem) && amplitude2(problem, temperature) <= kLargestAmplitude2)
        return exactRate(problem, trapRank, temperature, resolution);
    return scalarRate(problem, trapRank, temperature);
}

std::optional<double> coexistenceTemperature(const LinearProblem& problem, int trapRank)
{
    if (!check(problem, trapRank, 1.0).empty() || !obstacle(problem, trapRank, 1.0).empty())
        return std::nullopt;
    const ModeLandscape mode(problem.eta[trapRank], problem.depth);
    const auto ratio = [&](double temperature) {
        return freeEnergyRate(problem, trapRank, temperature, kLiveResolution)->logWeightRatio;
    };
    // At T = 0 the loss decides. Where that ends is looked for from where Langer would have it.
    const double difference = *mode.escapeBarrier(problem.beta) - *mode.returnBarrier(problem.beta);
    const auto isCold = [&](double logRatio) { return logRatio * difference <= 0.0; };
    const double coldest = amplitude2(problem, 1.0) / kLargestAmplitude2 * 1.001;
    double low = std::max(kFirst * langerCoexistence(problem, trapRank, difference), coldest);
    auto atLow = ratio(low);
    std::optional<double> high, atHigh;
    while (low > coldest && (!atLow || !isCold(*atLow))) {
        high = atLow ? std::optional(low) : std::nullopt;
        atHigh = atLow;
        low = std::max(low / kScanFactor, coldest);
        atLow = ratio(low);
    }
    if (!atLow || !isCold(*atLow))
        return std::nullopt;
    while (!high) {
        const double next = low * kScanFactor;
        const auto atNext = ratio(next);
        if (!atNext)
            return std::nullopt;
        if (isCold(*atNext)) {
            low = next;
            atLow = atNext;
        } else {
            high = next;
            atHigh = atNext;
        }
    }
    std::uintmax_t iterations = 30;
    const auto close = [](double a, double b) { return std::abs(a - b) < 1e-5 * b; };
    // Between two temperatures with a barrier there is one at each.
    const auto [left, right] = boost::math::tools::toms748_solve([&](double t) { return ratio(t).value(); }, low, *high,
                                                                 *atLow, *atHigh, close, iterations);
    return 0.5 * (left + right);
}

} // namespace hysteron::theory
