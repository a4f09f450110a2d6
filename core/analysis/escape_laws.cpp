// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/escape_laws.h"

#include "core/analysis/law_regression.h"
#include "core/analysis/law_verdict.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>
#include <boost/math/distributions/students_t.hpp>

#include <Eigen/QR>

#include <algorithm>
#include <cmath>
#include <stdexcept>

namespace hysteron::analysis {

namespace {

constexpr Law kLaws[] = {Law::Constant, Law::Arrhenius, Law::ArrheniusPrefactor, Law::PowerLaw};
/// Between families a likelihood ratio of exp(4) for one parameter, p of about 0.005.
constexpr double kOtherFamily = 6.0;

/// The waits sorted into groups of one x.
struct Grouped {
    std::vector<double> x;
    std::vector<std::vector<Passage>> passages;
    GroupedTimes times;
};

Grouped grouped(std::vector<Wait> waits)
{
    std::stable_sort(waits.begin(), waits.end(), [](const Wait& a, const Wait& b) { return a.x < b.x; });
    Grouped groups;
    for (const Wait& wait : waits) {
        if (!std::isfinite(wait.x))
            throw std::invalid_argument("compareLaws: every x must be finite");
        if (groups.x.empty() || wait.x - groups.x.back() > 1e-9 * std::abs(wait.x)) {
            groups.x.push_back(wait.x);
            groups.passages.emplace_back();
        }
        groups.passages.back().push_back({wait.time, wait.censored});
        groups.times.entries.push_back({static_cast<int>(groups.x.size()) - 1, std::log(wait.time), !wait.censored});
        groups.times.escapes += wait.censored ? 0 : 1;
    }
    return groups;
}

std::vector<std::string> parameterNames(Law law)
{
    switch (law) {
    case Law::Constant:
        return {"a"};
    case Law::Arrhenius:
        return {"a", "b"};
    case Law::ArrheniusPrefactor:
        return {"a", "b", "c"};
    case Law::PowerLaw:
        return {"a", "n"};
    }
    throw std::logic_error("parameterNames: unknown law");
}

bool usesLogarithm(Law law)
{
    return law == Law::ArrheniusPrefactor || law == Law::PowerLaw;
}

Eigen::MatrixXd designOf(Law law, const std::vector<double>& x)
{
    const auto rows = static_cast<Eigen::Index>(x.size());
    const Eigen::ArrayXd values = Eigen::Map<const Eigen::ArrayXd>(x.data(), rows);
    Eigen::MatrixXd design = Eigen::MatrixXd::Ones(rows, static_cast<Eigen::Index>(parameterNames(law).size()));
    if (law == Law::Arrhenius || law == Law::ArrheniusPrefactor)
        design.col(1) = values;
    if (usesLogarithm(law))
        design.rightCols(1) = values.log();
    return design;
}

std::optional<Regression> regress(Likelihood likelihood, const Eigen::MatrixXd& design, const GroupedTimes& times)
{
    switch (likelihood) {
    case Likelihood::Exponential:
        return fitExponential(design, times);
    case Likelihood::Weibull:
        return fitWeibull(design, times);
    case Likelihood::LogNormal:
        return fitLogNormal(design, times);
    }
    throw std::logic_error("regress: unknown likelihood");
}

std::optional<double> rSquared(const Eigen::MatrixXd& design, const std::vector<LawPoint>& points)
{
    Eigen::VectorXd y(design.rows());
    for (std::size_t i = 0; i < points.size(); ++i) {
        if (!points[i].estimate.tau)
            return std::nullopt;
        y(static_cast<Eigen::Index>(i)) = std::log(*points[i].estimate.tau);
    }
    const double total = (y.array() - y.mean()).matrix().squaredNorm();
    if (design.rows() < 3 || design.rows() <= design.cols() || !(total > 0.0))
        return std::nullopt;
    const Eigen::VectorXd coefficients = design.colPivHouseholderQr().solve(y);
    return std::max(0.0, 1.0 - (y - design * coefficients).squaredNorm() / total);
}

/// Log-likelihood with a free tau for each x; empty where the comparison would not be chi-squared.
std::optional<double> freeLogLikelihood(Likelihood likelihood, const Grouped& groups,
                                        const std::vector<LawPoint>& points)
{
    constexpr std::size_t kMostFree = 60; // beyond, x is a continuous covariate
    const std::size_t free = points.size();
    const bool everyoneEscapes =
        std::all_of(points.begin(), points.end(), [](const auto& p) { return p.estimate.tau; });
    if (likelihood == Likelihood::LogNormal || !everyoneEscapes || free > kMostFree ||
        groups.times.escapes < static_cast<int>(5 * free))
        return std::nullopt;
    const auto size = static_cast<Eigen::Index>(free);
    Eigen::MatrixXd design = Eigen::MatrixXd::Identity(size, size);
    design.col(0).setOnes();
    const auto fit = regress(likelihood, design, groups.times);
    return fit ? std::optional(fit->logLikelihood) : std::nullopt;
}

LawFit fitLaw(Law law, Likelihood likelihood, const Grouped& groups, const std::vector<LawPoint>& points,
              const std::optional<double>& freeLikelihood)
{
    LawFit fit;
    fit.law = law;
    if (usesLogarithm(law) && groups.x.front() <= 0.0) {
        fit.note = "needs x above 0";
        return fit;
    }
    const Eigen::MatrixXd design = designOf(law, groups.x);
    fit.r2 = rSquared(design, points);
    const std::optional<Regression> regression = regress(likelihood, design, groups.times);
    if (!regression) {
        fit.note = Text("needs escapes at %1 or more values of x", design.cols());
        return fit;
    }
    const double quantile =
        regression->freedom > 0
            ? boost::math::quantile(boost::math::complement(boost::math::students_t(regression->freedom), 0.025))
            : boost::math::quantile(boost::math::complement(boost::math::normal(), 0.025));
    const std::vector<std::string> names = parameterNames(law);
    for (Eigen::Index i = 0; i < design.cols(); ++i) {
        LawParameter parameter{names[static_cast<std::size_t>(i)], regression->coefficients(i), std::nullopt};
        if (regression->covariance.size() > 0) {
            const double reach = quantile * std::sqrt(regression->covariance(i, i));
            parameter.ci = {parameter.value - reach, parameter.value + reach};
        }
        fit.parameters.push_back(std::move(parameter));
    }
    if (likelihood == Likelihood::LogNormal)
        fit.sigma = regression->sigma;
    else
        fit.shape = regression->shape;
    fit.logLikelihood = regression->logLikelihood;
    const double k = static_cast<double>(design.cols()) + (likelihood == Likelihood::Exponential ? 0.0 : 1.0);
    const double left = groups.times.escapes - k - 1.0;
    if (left > 0.0)
        fit.aicc = 2.0 * k - 2.0 * regression->logLikelihood + 2.0 * k * (k + 1.0) / left;
    const auto freedom = static_cast<double>(design.rows() - design.cols());
    if (freeLikelihood && freedom > 0.0) {
        const double deviance = std::max(0.0, 2.0 * (*freeLikelihood - regression->logLikelihood));
        fit.fitP = boost::math::cdf(boost::math::complement(boost::math::chi_squared(freedom), deviance));
    }
    return fit;
}

std::vector<LawFit> fitLaws(Likelihood likelihood, const Grouped& groups, const std::vector<LawPoint>& points)
{
    const std::optional<double> free = freeLogLikelihood(likelihood, groups, points);
    std::vector<LawFit> fits;
    for (const Law law : kLaws)
        fits.push_back(fitLaw(law, likelihood, groups, points, free));
    return fits;
}

std::optional<double> bestAicc(const std::vector<LawFit>& fits)
{
    std::optional<double> best;
    for (const LawFit& fit : fits)
        if (fit.aicc && !(best && *best <= *fit.aicc))
            best = fit.aicc;
    return best;
}

void weigh(std::vector<LawFit>& fits)
{
    // The constant alone would win for want of rivals.
    if (!fits[static_cast<std::size_t>(Law::Arrhenius)].aicc)
        return;
    const std::optional<double> best = bestAicc(fits);
    double sum = 0.0;
    for (const LawFit& fit : fits)
        sum += fit.aicc ? std::exp((*best - *fit.aicc) / 2.0) : 0.0;
    for (LawFit& fit : fits)
        if (fit.aicc)
            fit.weight = std::exp((*best - *fit.aicc) / 2.0) / sum;
}

} // namespace

std::string_view name(Law law)
{
    constexpr std::string_view kNames[] = {"constant", "arrhenius", "arrhenius_prefactor", "power_law"};
    return kNames[static_cast<int>(law)];
}

std::string_view name(Likelihood likelihood)
{
    constexpr std::string_view kNames[] = {"exponential", "weibull", "log-normal"};
    return kNames[static_cast<int>(likelihood)];
}

LawComparison compareLaws(const std::vector<Wait>& waits)
{
    if (waits.empty())
        throw std::invalid_argument("compareLaws: needs a wait");
    const Grouped groups = grouped(waits);
    LawComparison comparison;
    comparison.n = waits.size();
    comparison.censored = waits.size() - static_cast<std::size_t>(groups.times.escapes);
    for (std::size_t i = 0; i < groups.x.size(); ++i)
        comparison.points.push_back(
            {groups.x[i], estimateEscapeTime(groups.passages[i]), testExponential(groups.passages[i])});

    const bool means = comparison.censored == 0 && groups.x.size() == waits.size() && waits.size() > 1;
    comparison.likelihood = means ? Likelihood::LogNormal : Likelihood::Exponential;
    comparison.fits = fitLaws(comparison.likelihood, groups, comparison.points);
    if (!means) {
        comparison.exponential = testExponential(groups.passages);
        std::vector<LawFit> weibull = fitLaws(Likelihood::Weibull, groups, comparison.points);
        const std::optional<double> plain = bestAicc(comparison.fits);
        const std::optional<double> shaped = bestAicc(weibull);
        if (plain && shaped && *shaped < *plain - kOtherFamily) {
            comparison.likelihood = Likelihood::Weibull;
            comparison.fits = std::move(weibull);
        }
    }
    weigh(comparison.fits);
    judge(comparison);
    return comparison;
}

} // namespace hysteron::analysis
