// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Core>

#include <optional>
#include <vector>

namespace hysteron::analysis {

/// Times that belong to the rows of a design, for ln(tau) = design * coefficients.
struct GroupedTimes {
    struct Entry {
        int row;        ///< of the design
        double logTime; ///< ln of the time
        bool escaped;   ///< false: censored at that time
    };
    std::vector<Entry> entries;
    int escapes = 0;
};

/// A fitted ln(tau) = design * coefficients, where tau is the mean time.
struct Regression {
    Eigen::VectorXd coefficients;
    Eigen::MatrixXd covariance; ///< of the coefficients, from the observed information (Wald)
    double logLikelihood = 0.0; ///< natural logarithm of the density of the times
    double shape = 1.0;         ///< Weibull shape; 1: exponential
    double sigma = 0.0;         ///< log-normal: standard deviation of ln(time)
    int freedom = 0;            ///< log-normal: points less coefficients, for Student's t
};

// Each row of `design` is one distinct covariate, its first column is 1. The fits need at least as many rows with
// an escape as there are columns, and any that many rows must be independent; they are empty otherwise, or when two
// columns cannot be told apart in double precision.

/// Maximum likelihood of exponential times with right censoring. The likelihood is concave in the coefficients; Newton.
[[nodiscard]] std::optional<Regression> fitExponential(const Eigen::MatrixXd& design, const GroupedTimes& times);

/// The same for Weibull times with one shape k for all rows, S(t) = exp(-(t/theta)^k): exponential for k = 1, nearly
/// deterministic for large k. Concave in (k * coefficients, k) (Burridge, J. R. Stat. Soc. B 43, 1981). k ends at 10^4:
/// no clock of epochs knows times better than to 10^-4.
[[nodiscard]] std::optional<Regression> fitWeibull(const Eigen::MatrixXd& design, const GroupedTimes& times);

/// Least squares of ln(time) with unknown sigma, one time for each row, none censored: times that are means already.
/// Empty covariance when no point is left over; sigma is at least 10^-4.
[[nodiscard]] std::optional<Regression> fitLogNormal(const Eigen::MatrixXd& design, const GroupedTimes& times);

} // namespace hysteron::analysis
