// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/mode_landscape.h"

#include <boost/math/tools/toms748_solve.hpp>

#include <cmath>
#include <cstdint>
#include <limits>
#include <stdexcept>

namespace hysteron::theory {

namespace {

using Real = long double;

/// beta is explicit in lambda: beta(lambda) = (eta - lambda) lambda^(1-2/L) is stationary exactly at lambda.
/// It rises from 0 to beta_c on (0, lambda_c) and falls to 0 on (lambda_c, eta): each side holds one root.
Real betaAtStationary(Real eta, int depth, Real lambda)
{
    return (eta - lambda) * std::pow(lambda, 1 - Real(2) / depth);
}

Real criticalLambdaOf(Real eta, int depth)
{
    return eta * (depth - 2) / (2 * depth - 2);
}

Real criticalBetaOf(Real eta, int depth)
{
    return betaAtStationary(eta, depth, criticalLambdaOf(eta, depth));
}

/// Root of log(beta(lambda)/beta) in log(lambda/lambda_c) on one side of the fold. The logarithm keeps the saddle exact
/// where it is astronomically small, and log1p of the offset keeps both roots exact where they nearly meet.
Real rootBesideFold(Real eta, int depth, Real beta, bool upper)
{
    const Real lambdaC = criticalLambdaOf(eta, depth);
    const Real power = 1 - Real(2) / depth;
    // g(x) = log(beta_c/beta) + log(beta(lambda_c e^x)/beta_c), with (eta - lambda_c e^x)/(eta - lambda_c) written as
    // 1 - r (e^x - 1), r = lambda_c/(eta - lambda_c) = 1 - 2/L, so that nothing cancels at x = 0.
    const Real betaC = criticalBetaOf(eta, depth);
    // log1p of the offset is exact near the fold, the plain logarithm far from it.
    const Real distance = beta > betaC / 2 ? -std::log1p((beta - betaC) / betaC) : std::log(betaC / beta);
    const auto g = [&](Real x) { return distance + std::log1p(-power * std::expm1(x)) + power * x; };

    if (distance <= 0)
        return lambdaC;
    Real inner = 0; // g(0) = distance > 0
    Real outer;
    if (upper) {
        outer = std::log(eta / lambdaC); // g -> -inf at lambda = eta, where rounding may step beyond it
        while (!std::isfinite(g(outer)))
            outer -= 4 * std::numeric_limits<Real>::epsilon() * outer;
    } else {
        // For small lambda log(beta(lambda)/beta_c) <= log(1 + r) + (1 - 2/L) x.
        outer = -(distance + std::log1p(power)) / power - 1;
    }
    const Real low = upper ? inner : outer;
    const Real high = upper ? outer : inner;
    const Real gLow = g(low);
    const Real gHigh = g(high);
    if (gLow * gHigh > 0)
        return upper ? eta : lambdaC; // beta below the resolution of lambda near eta
    std::uintmax_t iterations = 200;
    const auto bracket = boost::math::tools::toms748_solve(
        g, low, high, gLow, gHigh, boost::math::tools::eps_tolerance<Real>(std::numeric_limits<Real>::digits - 2),
        iterations);
    return lambdaC * std::exp((bracket.first + bracket.second) / 2);
}

} // namespace

ModeLandscape::ModeLandscape(double eta, int depth) : m_eta(eta), m_depth(depth)
{
    if (!std::isfinite(eta) || eta <= 0.0)
        throw std::invalid_argument("ModeLandscape: eta must be finite and above 0");
    if (depth < 2)
        throw std::invalid_argument("ModeLandscape: depth must be at least 2");
}

double ModeLandscape::loss(double lambda, double beta) const
{
    return 0.5 * m_eta * m_eta + lossAboveZero(lambda, beta);
}

double ModeLandscape::lossAboveZero(double lambda, double beta) const
{
    const Real x = lambda;
    return static_cast<double>(x * (x / 2 - m_eta) + Real(m_depth) * beta / 2 * std::pow(x, Real(2) / m_depth));
}

double ModeLandscape::stationarity(double lambda, double beta) const
{
    return static_cast<double>(Real(lambda) - m_eta + beta * std::pow(Real(lambda), Real(2) / m_depth - 1));
}

double ModeLandscape::criticalLambda() const
{
    return static_cast<double>(criticalLambdaOf(m_eta, m_depth));
}

double ModeLandscape::criticalBeta() const
{
    return isFirstOrder() ? static_cast<double>(criticalBetaOf(m_eta, m_depth)) : m_eta;
}

double ModeLandscape::equalBeta() const
{
    if (!isFirstOrder())
        return m_eta;
    const Real lambda = Real(m_eta) * (m_depth - 2) / (m_depth - 1);
    return static_cast<double>(betaAtStationary(m_eta, m_depth, lambda));
}

std::optional<double> ModeLandscape::minimum(double beta) const
{
    if (!(beta >= 0.0) || beta > criticalBeta())
        return std::nullopt;
    if (beta == 0.0)
        return m_eta;
    if (!isFirstOrder())
        return beta < m_eta ? std::optional(m_eta - beta) : std::nullopt;
    return static_cast<double>(rootBesideFold(m_eta, m_depth, beta, true));
}

std::optional<double> ModeLandscape::saddle(double beta) const
{
    if (!isFirstOrder() || !(beta > 0.0) || beta > criticalBeta())
        return std::nullopt;
    return static_cast<double>(rootBesideFold(m_eta, m_depth, beta, false));
}

std::optional<double> ModeLandscape::escapeBarrier(double beta) const
{
    const auto top = saddle(beta);
    if (!top)
        return std::nullopt;
    // At a stationary point beta lambda^(2/L) = lambda (eta - lambda): u(lambda) - u(0) is a polynomial in lambda.
    const Real x = *top;
    return static_cast<double>(x * ((Real(m_depth) / 2 - 1) * m_eta - (Real(m_depth) - 1) / 2 * x));
}

std::optional<double> ModeLandscape::returnBarrier(double beta) const
{
    if (!saddle(beta))
        return std::nullopt;
    const Real low = rootBesideFold(m_eta, m_depth, beta, false);
    const Real high = rootBesideFold(m_eta, m_depth, beta, true);
    // The same polynomial at both ends, factored through their distance so that it vanishes smoothly at the fold.
    return static_cast<double>((high - low) *
                               ((Real(m_depth) - 1) / 2 * (high + low) - (Real(m_depth) / 2 - 1) * m_eta));
}

double ModeLandscape::learntThreshold(double beta) const
{
    const auto low = saddle(beta);
    const auto high = minimum(beta);
    return low && high ? 0.5 * (*low + *high) : m_eta / 10.0;
}

} // namespace hysteron::theory
