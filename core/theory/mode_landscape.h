// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <optional>
#include <vector>

namespace hysteron::theory {

/// Loss landscape of one mode of a deep linear network on the 0-balanced manifold,
///     u(lambda) = (lambda - eta)^2 / 2 + (L beta / 2) lambda^(2/L),   lambda >= 0,
/// Eq.(10) of arXiv:2606.17120 (Eq.(1) as printed lacks the factor L). All quantities are dimensionless.
///
/// L >= 3: first-order transition. A minimum lambda_** and a saddle lambda_sad exist for 0 < beta < beta_c and meet at
/// (lambda_c, beta_c), Eq.(3); lambda = 0 is a minimum for every beta > 0. At beta = beta_c both equal lambda_c.
/// L = 2: continuous transition at beta_c = eta; no saddle, no barrier.
class ModeLandscape
{
public:
    /// eta: singular value of Sigma_yx, finite and > 0. depth: L >= 2. Throws std::invalid_argument otherwise.
    ModeLandscape(double eta, int depth);

    [[nodiscard]] double eta() const { return m_eta; }
    [[nodiscard]] int depth() const { return m_depth; }
    [[nodiscard]] bool isFirstOrder() const { return m_depth > 2; }

    /// u(lambda) for lambda >= 0, beta >= 0.
    [[nodiscard]] double loss(double lambda, double beta) const;
    /// u(lambda) - u(0), free of cancellation near lambda = 0.
    [[nodiscard]] double lossAboveZero(double lambda, double beta) const;
    /// Stationarity lambda - eta + beta lambda^(2/L-1), Eq.(2) and (7); lambda > 0.
    [[nodiscard]] double stationarity(double lambda, double beta) const;

    /// lambda_c = eta (L-2)/(2L-2).
    [[nodiscard]] double criticalLambda() const;
    /// beta_c, Eq.(3) with k = 2/L.
    [[nodiscard]] double criticalBeta() const;
    /// beta*, where u(lambda_**) = u(0).
    [[nodiscard]] double equalBeta() const;

    /// lambda_**: the minimum away from 0. Empty for beta > beta_c (L = 2: for beta >= eta). eta at beta = 0.
    [[nodiscard]] std::optional<double> minimum(double beta) const;
    /// lambda_sad. Empty for beta > beta_c, for beta <= 0 and for L = 2.
    [[nodiscard]] std::optional<double> saddle(double beta) const;
    /// dE = u(lambda_sad) - u(0), Eq.(10): what noise must climb to learn the mode. Empty where there is no saddle.
    [[nodiscard]] std::optional<double> escapeBarrier(double beta) const;
    /// u(lambda_sad) - u(lambda_**): what noise must climb to forget it. Empty where there is no saddle.
    [[nodiscard]] std::optional<double> returnBarrier(double beta) const;

    /// Singular value above which the mode counts as learnt: (lambda_sad + lambda_**)/2 where both exist, else eta/10.
    [[nodiscard]] double learntThreshold(double beta) const;

private:
    double m_eta;
    int m_depth;
};

} // namespace hysteron::theory
