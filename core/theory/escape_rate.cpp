// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/escape_rate.h"

#include "core/base/number_format.h"
#include "core/theory/mode_landscape.h"

#include <boost/math/constants/constants.hpp>

#include <algorithm>
#include <cmath>
#include <string>

namespace hysteron::theory {

namespace {

constexpr double kTwoPi = boost::math::double_constants::two_pi;
/// An eigenvalue that is zero by symmetry comes out as rounding; a soft one is far above it.
constexpr double kZero = 1e-10;
constexpr double kSoft = 1e-7;

struct Curvatures {
    double logDeterminant = 0.0;
    double softness = 0.0;
    int zero = 0;
    int negative = 0;
    bool clear = true; ///< every eigenvalue is either zero or not
};

Curvatures curvaturesOf(const std::vector<double>& spectrum)
{
    Curvatures result;
    const double largest = std::max(std::abs(spectrum.front()), std::abs(spectrum.back()));
    for (const double value : spectrum) {
        const double size = std::abs(value) / largest;
        if (size < kZero) {
            ++result.zero;
            continue;
        }
        result.clear = result.clear && size > kSoft;
        result.negative += value < 0.0;
        result.logDeterminant += std::log(std::abs(value));
        result.softness += 1.0 / std::abs(value);
    }
    return result;
}

} // namespace

Errors brokenRules(const LinearProblem& problem)
{
    Errors errors;
    const auto count = [&](const char* field, int value, int low, int high) {
        if (value < low || value > high)
            errors.push_back({field, std::to_string(value), Text("must be an integer from %1 to %2", low, high)});
    };
    count("depth", problem.depth, 2, 12);
    count("width", problem.width, 1, 64);
    count("inputs", problem.inputs, 1, 64);
    count("outputs", problem.outputs, 1, 64);
    if (!(problem.beta > 0.0 && problem.beta <= 1e6))
        errors.push_back({"beta", shortestExact(problem.beta), "must be a number above 0 and at most 1e6"});
    for (const double eta : problem.eta) {
        if (!(eta >= 1e-6 && eta <= 1e6))
            errors.push_back({"eta", shortestExact(eta), "must be a number from 1e-6 to 1e6"});
    }
    if (!std::is_sorted(problem.eta.rbegin(), problem.eta.rend()))
        errors.push_back({"eta", "(list)", "must be in descending order"});
    const int modes = static_cast<int>(problem.eta.size());
    if (modes < 1 || modes > std::min(problem.inputs, problem.outputs))
        errors.push_back(
            {"eta", std::to_string(modes) + " values", "must be between 1 and min(inputs, outputs) singular values"});
    return errors;
}

namespace {

Errors check(const LinearProblem& problem, int fromRank, int toRank)
{
    Errors errors = brokenRules(problem);
    if (!errors.empty())
        return errors;
    const int modes = static_cast<int>(problem.eta.size());
    const auto count = [&](const char* field, int value, int low, int high) {
        if (value < low || value > high)
            errors.push_back({field, std::to_string(value), Text("must be an integer from %1 to %2", low, high)});
    };
    count("from-rank", fromRank, 0, std::min(modes, problem.width));
    count("to-rank", toRank, 0, std::min(modes, problem.width));
    if (errors.empty() && std::abs(toRank - fromRank) != 1)
        errors.push_back({"to-rank", std::to_string(toRank), "must be from-rank + 1 or from-rank - 1"});
    if (problem.depth == 2)
        errors.push_back({"depth", "2", "has continuous transitions without a barrier; must be 3 or more"});
    const int learnt = std::max(fromRank, toRank);
    for (int k = 0; errors.empty() && k + 1 < modes; ++k) {
        if (problem.eta[k] == problem.eta[k + 1] && k < learnt)
            errors.push_back({"eta", shortestExact(problem.eta[k]),
                              "must not occur twice: equal modes turn into each other freely, and the volume of these "
                              "directions is not known here"});
    }
    for (int k = 0; errors.empty() && k < learnt; ++k) {
        const ModeLandscape mode(problem.eta[k], problem.depth);
        if (problem.beta >= mode.criticalBeta())
            errors.push_back({"beta", shortestExact(problem.beta),
                              Text("must be below the fold of mode %1, beta_c = %2", k + 1, mode.criticalBeta())});
    }
    return errors;
}

} // namespace

double EscapePath::logTau(double temperature) const
{
    const int collective = zeroModesSaddle - zeroModesMinimum;
    return barrier / temperature + 0.5 * collective * std::log(kTwoPi * temperature) -
           std::log(std::abs(negativeEigenvalue) / kTwoPi) - (logVolumeSaddle - logVolumeMinimum) -
           0.5 * (logDeterminantMinimum - logDeterminantSaddle);
}

double EscapePath::localSlope(double temperature) const
{
    return barrier - 0.5 * (zeroModesSaddle - zeroModesMinimum) * temperature;
}

Result<EscapePath> escapePath(const LinearProblem& problem, int fromRank, int toRank)
{
    if (Errors errors = check(problem, fromRank, toRank); !errors.empty())
        return errors;
    const auto asked = static_cast<std::size_t>(std::min(fromRank, toRank)); // the mode that is learnt or forgotten
    std::vector<double> lambda(problem.eta.size(), 0.0);
    for (std::size_t k = 0; k < asked; ++k)
        lambda[k] = ModeLandscape(problem.eta[k], problem.depth).minimum(problem.beta).value();
    const ModeLandscape mode(problem.eta[asked], problem.depth);
    std::vector<double> atMinimum = lambda, atSaddle = lambda;
    atMinimum[asked] = toRank > fromRank ? 0.0 : mode.minimum(problem.beta).value();
    atSaddle[asked] = mode.saddle(problem.beta).value();
    const StationaryState minimum(problem, atMinimum), saddle(problem, atSaddle);

    EscapePath path;
    path.barrier =
        toRank > fromRank ? mode.escapeBarrier(problem.beta).value() : mode.returnBarrier(problem.beta).value();
    path.spectrumMinimum = minimum.spectrum();
    path.spectrumSaddle = saddle.spectrum();
    path.logVolumeMinimum = minimum.logOrbitVolume();
    path.logVolumeSaddle = saddle.logOrbitVolume();
    const double way = std::pow(atSaddle[asked], 1.0 / problem.depth) - std::pow(atMinimum[asked], 1.0 / problem.depth);
    path.distance2 = problem.depth * way * way;

    const Curvatures low = curvaturesOf(path.spectrumMinimum), high = curvaturesOf(path.spectrumSaddle);
    path.zeroModesMinimum = low.zero;
    path.zeroModesSaddle = high.zero;
    path.logDeterminantMinimum = low.logDeterminant;
    path.logDeterminantSaddle = high.logDeterminant;
    path.softness = high.softness;
    path.negativeEigenvalue = path.spectrumSaddle.front();
    if (!low.clear || !high.clear || low.zero != minimum.orbitDimension() || high.zero != saddle.orbitDimension() ||
        low.negative != 0 || high.negative != 1)
        return Error{"beta", shortestExact(problem.beta),
                     "gives no isolated saddle: a direction is almost flat that no rotation of the hidden units "
                     "explains, as close to a fold; choose another beta"};
    return path;
}

} // namespace hysteron::theory
