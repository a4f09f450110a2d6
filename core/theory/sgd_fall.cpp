// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/sgd_fall.h"

#include "core/base/number_format.h"
#include "core/theory/mode_landscape.h"

#include <boost/math/constants/constants.hpp>
#include <boost/math/quadrature/gauss.hpp>
#include <boost/math/tools/toms748_solve.hpp>

#include <algorithm>
#include <cmath>
#include <cstdint>
#include <string>
#include <vector>

namespace hysteron::theory {

namespace {

using boost::math::quadrature::gauss;

constexpr double kTwoPi = boost::math::double_constants::two_pi;
constexpr int kPanels = 200;              ///< of each stretch
constexpr double kHigh = 60.0;            ///< quasi-potential above the minimum beyond which nobody goes
constexpr double kFar = 8.0;              ///< amplitude beyond which the power-law tail of the density holds below 1e-9
constexpr double kHighestBarrier = 600.0; ///< e^-600 is still a number

/// E[e^2] + E[e x]^2.
double spread(double eta, double lambda)
{
    const double c = lambda - eta;
    return 2.0 * c * c + 1.0 - eta * eta;
}

/// The diffusion in the amplitude a = lambda^(1/L) of each layer, s = sqrt(L) a.
struct Diffusion {
    double eta;
    int depth;
    double beta;
    double q;

    /// d Phi/da = u'(s) / (q C/2) ds/da.
    [[nodiscard]] double slope(double a) const
    {
        const double force = std::pow(a, 2 * depth - 2) - eta * std::pow(a, depth - 2) + beta;
        return 2.0 / q * force / (std::pow(a, 2 * depth - 3) * spread(eta, std::pow(a, depth)));
    }
    /// q C/2, of s.
    [[nodiscard]] double strength(double a) const
    {
        return 0.5 * q * modeGradientVariance(eta, depth, std::pow(a, depth));
    }
    [[nodiscard]] double climb(double from, double to) const
    {
        return gauss<double, 10>::integrate([this](double a) { return slope(a); }, from, to);
    }
    /// The same with the noise as it is instead of Gaussian, between saddle and minimum. The root t > 0 of
    /// t beta a^(2-L) + ln E exp(t e x) = 0: the function is convex and falls at 0, so that divided by t it ascends.
    [[nodiscard]] double slopeOfSamples(double a) const
    {
        const double c = std::pow(a, depth) - eta, v = c * c + 1.0 - eta * eta, pull = beta * std::pow(a, 2 - depth);
        const auto perT = [&](double t) { return pull - 0.5 * std::log1p(-t * (2.0 * c + t * (v - c * c))) / t; };
        const double end = (1.0 - 1e-12) / (std::sqrt(v) + c); // where the expectation stops to exist
        const double start = 1e-9 * end;
        if (perT(start) >= 0.0)
            return 0.0; // at a stationary point, to rounding
        std::uintmax_t iterations = 200;
        const auto [low, high] = boost::math::tools::toms748_solve(
            perT, start, end, boost::math::tools::eps_tolerance<double>(48), iterations);
        return -0.5 * (low + high) / (q * std::pow(a, depth - 1));
    }
};

/// ln of the mean first-passage time from `minimum` down to `target`, all amplitudes; barrier = Phi(saddle):
///   tau = int_target^minimum dy e^(Phi(y)) int_y^inf dz e^(-Phi(z)) / (q C(z)/2),   dy, dz along s.
double logPassageTime(const Diffusion& diffusion, double target, double saddle, double minimum, double barrier)
{
    double top = minimum;
    for (double phi = 0.0; phi < kHigh && top < kFar;) {
        const double next = top + 0.02 * minimum;
        phi += diffusion.climb(top, next);
        top = next;
    }
    std::vector<double> edges;
    const auto addStretch = [&](double from, double to) {
        for (int i = 0; i < kPanels && to > from; ++i)
            edges.push_back(from + (to - from) * i / kPanels);
    };
    addStretch(target, saddle);
    addStretch(saddle, minimum);
    const std::size_t start = edges.size(); // of the stretch above the minimum
    addStretch(minimum, top);
    edges.push_back(top);

    // inner(y) = e^(Phi(y) - barrier) int_y^inf dz e^(-Phi(z)) / (q C(z)/2), downwards panel by panel: only differences
    // of Phi between neighbours are needed, whatever the depth of the well behind the saddle.
    const double unit = std::exp(-barrier);
    double inner = 0.0;
    double time = 0.0;
    for (std::size_t i = edges.size() - 1; i-- > 0;) {
        const double low = edges[i], high = edges[i + 1];
        const auto innerAt = [&](double y) {
            const double own = gauss<double, 10>::integrate(
                [&](double z) { return std::exp(-diffusion.climb(y, z)) / diffusion.strength(z); }, y, high);
            return std::exp(-diffusion.climb(y, high)) * inner + unit * own;
        };
        if (i < start)
            time += gauss<double, 10>::integrate(innerAt, low, high);
        inner = innerAt(low);
    }
    return barrier + std::log(time * diffusion.depth); // dy dz along s = L times those along a
}

Errors check(double eta, int depth, double beta, double q, double target)
{
    Errors errors;
    if (!(eta > 0.0 && eta < 1.0))
        errors.push_back({"eta", shortestExact(eta), "must be a number above 0 and below 1"});
    if (depth < 3 || depth > 12)
        errors.push_back({"depth", std::to_string(depth), "must be an integer from 3 to 12"});
    if (!(q > 0.0 && q <= 1e3))
        errors.push_back({"learning-rate/batch", shortestExact(q), "must be a number above 0 and at most 1000"});
    if (!errors.empty())
        return errors;
    const ModeLandscape mode(eta, depth);
    if (!(beta > 0.0 && beta < mode.criticalBeta()))
        errors.push_back({"beta", shortestExact(beta),
                          Text("must be above 0 and below the fold of the mode, beta_c = %1", mode.criticalBeta())});
    else if (!(target > 0.0 && target <= *mode.saddle(beta)))
        errors.push_back(
            {"target", shortestExact(target), Text("must be above 0 and at most the saddle, %1", *mode.saddle(beta))});
    return errors;
}

} // namespace

double modeGradientVariance(double eta, int depth, double lambda)
{
    return depth * std::pow(lambda, 2.0 - 2.0 / depth) * spread(eta, lambda);
}

Result<SgdFall> sgdFall(double eta, int depth, double beta, double q, double target)
{
    if (Errors errors = check(eta, depth, beta, q, target); !errors.empty())
        return errors;
    const ModeLandscape mode(eta, depth);
    const double low = *mode.minimum(beta), high = *mode.saddle(beta);
    const auto amplitude = [depth](double lambda) { return std::pow(lambda, 1.0 / depth); };
    const double a = amplitude(low), b = amplitude(high);
    const Diffusion diffusion{eta, depth, beta, q};
    /// u''(s) at a stationary point, from u'(s) = sqrt(L) a (a^(2L-2) - eta a^(L-2) + beta).
    const auto curvature = [&](double at) {
        return (2 * depth - 2) * std::pow(at, 2 * depth - 2) - (depth - 2) * eta * std::pow(at, depth - 2);
    };
    const double logPrefactor = std::log(kTwoPi) - 0.5 * std::log(std::abs(curvature(a) * curvature(b)));

    SgdFall fall;
    // Both slopes are analytic between minimum and saddle and change little.
    fall.quasiBarrier = gauss<double, 30>::integrate([&](double x) { return diffusion.slope(x); }, a, b);
    if (fall.quasiBarrier > kHighestBarrier)
        return Error{"learning-rate/batch", shortestExact(q),
                     Text("makes a barrier of %1, a wait that no integral and no experiment reaches; must be larger",
                          fall.quasiBarrier)};
    fall.logTau = logPassageTime(diffusion, amplitude(target), b, a, fall.quasiBarrier);
    fall.quasiBarrierSamples =
        gauss<double, 30>::integrate([&](double x) { return diffusion.slopeOfSamples(x); }, a, b);
    fall.logTauSamples = fall.logTau + fall.quasiBarrierSamples - fall.quasiBarrier;
    fall.logTauKramers =
        logPrefactor + 0.5 * std::log(diffusion.strength(b) / diffusion.strength(a)) + fall.quasiBarrier;

    fall.exponent = 1.0 / (q * depth * std::pow(low, 2.0 - 2.0 / depth));
    const double floor = 0.5 * (1.0 - eta * eta);
    const auto dataLoss = [&](double lambda) { return floor + 0.5 * (lambda - eta) * (lambda - eta); };
    fall.logTauMori = logPrefactor + (fall.exponent + 0.5) *
                                         std::log((mode.loss(high, beta) + floor) / (mode.loss(low, beta) + floor));
    const double logLandscape = gauss<double, 30>::integrate(
        [&](double lambda) { return mode.stationarity(lambda, beta) / dataLoss(lambda); }, low, high);
    fall.logTauLogLoss = logPrefactor + 0.5 * std::log(dataLoss(high) / dataLoss(low)) + fall.exponent * logLandscape;
    return fall;
}

} // namespace hysteron::theory
