// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/law_regression.h"

#include <boost/math/special_functions/digamma.hpp>

#include <Eigen/Cholesky>
#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <limits>
#include <numbers>
#include <utility>

namespace hysteron::analysis {

namespace {

constexpr double kLargestShape = 1e4;

/// design = q r with orthogonal columns of length sqrt(rows): x and ln x over a short range are nearly the same column.
struct Orthogonal {
    Eigen::MatrixXd q;
    Eigen::MatrixXd inverse; ///< coefficients of the design = inverse * coefficients of q
};

std::optional<Orthogonal> orthogonal(const Eigen::MatrixXd& design)
{
    const Eigen::Index columns = design.cols();
    const Eigen::HouseholderQR<Eigen::MatrixXd> qr(design);
    const Eigen::MatrixXd r = qr.matrixQR().topRows(columns).triangularView<Eigen::Upper>();
    for (Eigen::Index j = 0; j < columns; ++j)
        if (!(std::abs(r(j, j)) > 1e-10 * design.col(j).norm()))
            return std::nullopt;
    const double length = std::sqrt(static_cast<double>(design.rows()));
    const Eigen::MatrixXd thin = qr.householderQ() * Eigen::MatrixXd::Identity(design.rows(), columns);
    const Eigen::MatrixXd inverse = r.triangularView<Eigen::Upper>().solve(Eigen::MatrixXd::Identity(columns, columns));
    return Orthogonal{thin * length, inverse * length};
}

bool enoughRows(const Eigen::MatrixXd& design, const GroupedTimes& times)
{
    std::vector<char> seen(static_cast<std::size_t>(design.rows()), 0);
    Eigen::Index rows = 0;
    for (const GroupedTimes::Entry& entry : times.entries)
        if (entry.escaped && !std::exchange(seen[static_cast<std::size_t>(entry.row)], 1))
            ++rows;
    return rows >= design.cols();
}

/// Log-likelihood of Weibull times in theta = (gamma, h): z = h y - q gamma, h the shape, y = ln t less its mean.
class WeibullLikelihood
{
public:
    WeibullLikelihood(const Eigen::MatrixXd& q, const GroupedTimes& times) : m_q(q), m_times(times)
    {
        for (const auto& entry : times.entries)
            m_centre += entry.logTime / static_cast<double>(times.entries.size());
        for (const auto& entry : times.entries)
            m_escapedLogs += entry.escaped ? entry.logTime : 0.0;
    }

    [[nodiscard]] double centre() const { return m_centre; }

    /// Value, and when asked gradient and negative Hessian.
    double operator()(const Eigen::VectorXd& theta, Eigen::VectorXd* gradient = nullptr,
                      Eigen::MatrixXd* information = nullptr) const
    {
        const Eigen::Index p = m_q.cols();
        const double h = theta(p);
        if (!(h > 0.0))
            return -std::numeric_limits<double>::infinity();
        const Eigen::VectorXd location = m_q * theta.head(p);
        const auto d = static_cast<double>(m_times.escapes);
        double value = d * std::log(h) - m_escapedLogs;
        // Sums over the entries of each row: of exp(z) less the escapes, exp(z), y exp(z).
        Eigen::VectorXd excess = Eigen::VectorXd::Zero(m_q.rows());
        Eigen::VectorXd hazard = excess;
        Eigen::VectorXd moment = excess;
        double slope = d / h;
        double curvature = d / (h * h);
        for (const auto& entry : m_times.entries) {
            const double y = entry.logTime - m_centre;
            const double z = h * y - location(entry.row);
            const double w = std::exp(z);
            value += (entry.escaped ? z : 0.0) - w;
            excess(entry.row) += w - (entry.escaped ? 1.0 : 0.0);
            hazard(entry.row) += w;
            moment(entry.row) += w * y;
            slope += (entry.escaped ? y : 0.0) - w * y;
            curvature += w * y * y;
        }
        if (gradient) {
            gradient->resize(p + 1);
            *gradient << m_q.transpose() * excess, slope;
            information->resize(p + 1, p + 1);
            information->topLeftCorner(p, p) = m_q.transpose() * hazard.asDiagonal() * m_q;
            information->topRightCorner(p, 1) = -m_q.transpose() * moment;
            information->bottomLeftCorner(1, p) = information->topRightCorner(p, 1).transpose();
            (*information)(p, p) = curvature;
        }
        return value;
    }

private:
    const Eigen::MatrixXd& m_q;
    const GroupedTimes& m_times;
    double m_centre = 0.0;
    double m_escapedLogs = 0.0;
};

/// Newton with halved steps on the first `active` components; the others stay. False if it does not settle.
bool maximise(const WeibullLikelihood& likelihood, Eigen::VectorXd& theta, Eigen::Index active)
{
    Eigen::VectorXd gradient;
    Eigen::MatrixXd information;
    for (int iteration = 0; iteration < 200; ++iteration) {
        const double value = likelihood(theta, &gradient, &information);
        const Eigen::VectorXd step = information.topLeftCorner(active, active).ldlt().solve(gradient.head(active));
        const double decrement = step.dot(gradient.head(active));
        if (!std::isfinite(decrement))
            return false;
        if (decrement < 1e-10) {
            theta.head(active) += step; // the last step squares the error
            return true;
        }
        double share = 1.0;
        for (;; share /= 2.0) {
            Eigen::VectorXd trial = theta;
            trial.head(active) += share * step;
            const double gained = likelihood(trial) - value;
            if (gained > 0.1 * share * decrement || (share < 1e-8 && gained >= 0.0)) {
                theta = trial;
                break;
            }
            if (share < 1e-8)
                return decrement < 1e-6; // rounding of large sums hides what is left to gain
        }
        if (active == theta.size() && theta(active - 1) > kLargestShape)
            return true;
    }
    return false;
}

/// Back from theta to the mean time on the design as it was given.
Regression regression(const WeibullLikelihood& likelihood, const Orthogonal& basis, const Eigen::VectorXd& theta,
                      Eigen::Index active)
{
    const Eigen::Index p = basis.q.cols();
    const double h = theta(p);
    Eigen::VectorXd gradient;
    Eigen::MatrixXd information;
    Regression result;
    result.logLikelihood = likelihood(theta, &gradient, &information);
    result.shape = h;
    result.coefficients = basis.inverse * theta.head(p) / h;
    // theta is the scale of the law; its mean is Gamma(1 + 1/h) longer.
    Eigen::MatrixXd jacobian(p, p + 1);
    jacobian << basis.inverse / h, -result.coefficients / h;
    jacobian(0, p) -= boost::math::digamma(1.0 + 1.0 / h) / (h * h);
    result.coefficients(0) += likelihood.centre() + std::lgamma(1.0 + 1.0 / h);
    const Eigen::MatrixXd covariance =
        information.topLeftCorner(active, active).ldlt().solve(Eigen::MatrixXd::Identity(active, active));
    result.covariance = jacobian.leftCols(active) * covariance * jacobian.leftCols(active).transpose();
    return result;
}

std::optional<Regression> fit(const Eigen::MatrixXd& design, const GroupedTimes& times, bool shapeIsFree)
{
    if (!enoughRows(design, times))
        return std::nullopt;
    const std::optional<Orthogonal> basis = orthogonal(design);
    if (!basis)
        return std::nullopt;
    const Eigen::Index p = design.cols();
    const WeibullLikelihood likelihood(basis->q, times);
    Eigen::VectorXd theta = Eigen::VectorXd::Zero(p + 1);
    theta(p) = 1.0;
    if (!maximise(likelihood, theta, p))
        return std::nullopt;
    Eigen::Index active = p;
    if (shapeIsFree) {
        active = p + 1;
        if (!maximise(likelihood, theta, active))
            return std::nullopt;
        if (theta(p) > kLargestShape) {
            theta *= kLargestShape / theta(p);
            active = p;
            if (!maximise(likelihood, theta, active))
                return std::nullopt;
        }
    }
    return regression(likelihood, *basis, theta, active);
}

} // namespace

std::optional<Regression> fitExponential(const Eigen::MatrixXd& design, const GroupedTimes& times)
{
    return fit(design, times, false);
}

std::optional<Regression> fitWeibull(const Eigen::MatrixXd& design, const GroupedTimes& times)
{
    return fit(design, times, true);
}

std::optional<Regression> fitLogNormal(const Eigen::MatrixXd& design, const GroupedTimes& times)
{
    if (!enoughRows(design, times))
        return std::nullopt;
    const std::optional<Orthogonal> basis = orthogonal(design);
    if (!basis)
        return std::nullopt;
    const Eigen::Index p = design.cols();
    const auto n = static_cast<double>(times.entries.size());
    Eigen::VectorXd y(design.rows());
    for (const auto& entry : times.entries)
        y(entry.row) = entry.logTime;
    const Eigen::VectorXd beta = basis->q.transpose() * y / n; // q has orthogonal columns of length sqrt(n)
    const double squares = (y - basis->q * beta).squaredNorm();
    Regression result;
    result.freedom = static_cast<int>(design.rows() - p);
    result.coefficients = basis->inverse * beta;
    const double variance = std::max(squares / n, 1.0 / (kLargestShape * kLargestShape));
    result.sigma = std::sqrt(result.freedom > 0 ? std::max(squares / result.freedom, variance) : variance);
    result.logLikelihood = -0.5 * n * std::log(2.0 * std::numbers::pi * variance) - 0.5 * squares / variance - y.sum();
    if (result.freedom > 0)
        result.covariance = basis->inverse * basis->inverse.transpose() * (result.sigma * result.sigma / n);
    return result;
}

} // namespace hysteron::analysis
