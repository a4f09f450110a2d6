// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/exponential_test.h"
#include "core/analysis/first_passage.h"
#include "core/base/text.h"

#include <string>
#include <string_view>
#include <vector>

namespace hysteron::analysis {

/// One waiting time at a covariate x, for instance x = 1/T. Any units; x finite, time finite and > 0.
struct Wait {
    double x;
    double time;
    bool censored = false;
};

/// Laws of the mean escape time tau over x. The prefactor law contains all others.
enum class Law {
    Constant,           ///< ln tau = a
    Arrhenius,          ///< ln tau = a + b x; with x = 1/T the slope b is a barrier, Eq.(5) of arXiv:2606.17120
    ArrheniusPrefactor, ///< ln tau = a + b x + c ln x; zero modes make a power of T in front, c = -(change of their
                        ///< number)/2
    PowerLaw, ///< ln tau = a + n ln x; with x = 1/eta_lr and n = 1 a deterministic delay of fixed gradient-flow time
};
/// "constant", "arrhenius", "arrhenius_prefactor", "power_law".
[[nodiscard]] std::string_view name(Law law);

/// What single times scatter like around the law.
enum class Likelihood {
    Exponential, ///< single waits with an exponential law
    Weibull,     ///< single waits that are clearly not exponential: one free shape for all x
    LogNormal,   ///< one uncensored time for each x, taken for means: least squares of ln tau with unknown sigma
};
/// "exponential", "weibull", "log-normal".
[[nodiscard]] std::string_view name(Likelihood likelihood);

struct LawParameter {
    std::string name; ///< "a", "b", "c", "n" as in Law
    double value;
    std::optional<Interval>
        ci; ///< 95 %: Wald, from the information matrix; Student's t for means. Empty: no freedom left
};

struct LawFit {
    Law law;
    std::vector<LawParameter> parameters; ///< empty where the law cannot be fitted: `note` says why
    std::optional<double> shape;          ///< Weibull shape (1: exponential); empty for means
    std::optional<double> sigma;          ///< scatter of ln tau; means only
    /// Share of the variance of ln(tau hat), one for each distinct x, that an unweighted straight fit in the law's
    /// covariates explains: what a straight line in a figure is praised with. Empty unless every x has escapes and
    /// there are more x than parameters.
    std::optional<double> r2;
    std::optional<double> logLikelihood;
    std::optional<double>
        aicc; ///< Akaike's criterion, corrected for few escapes (their number is the sample size); empty
              ///  where there are not more escapes than parameters + 1
    std::optional<double> weight; ///< exp(-(aicc - smallest)/2), normalised over the laws that have an aicc; empty if
                                  ///  the two-parameter laws have none
    /// Likelihood-ratio test against one free tau for each x: small where the law misses the points. Empty
    /// with fewer than 5 escapes for each x on average, or no freedom.
    std::optional<double> fitP;
    Text note;
};

/// The escapes at one distinct x.
struct LawPoint {
    double x;
    EscapeTimeEstimate estimate;
    ExponentialTest exponential;
};

struct LawComparison {
    std::size_t n = 0;
    std::size_t censored = 0;
    Likelihood likelihood = Likelihood::Exponential;
    std::vector<LawFit> fits;     ///< in the order of Law
    std::vector<LawPoint> points; ///< by ascending x; x that agree to 10^-9 count as one
    ExponentialTest exponential;  ///< within the points, each with its own tau; empty for means
    bool tooFewEvents = false;    ///< fewer than kFewestEscapesToFit escapes
    std::optional<Law> best;      ///< empty: the data cannot tell
    Text verdict;                 ///< one sentence: which law, how strongly, or why not
};

inline constexpr std::size_t kFewestEscapesToFit = 3;
/// Laws with two parameters go through nearly anything on three points.
inline constexpr std::size_t kFewestPointsToCompare = 4;

/// Fits every law to the waits by maximum likelihood and compares them. The waits are exponential unless they say
/// otherwise: the Weibull family, which contains the exponential, takes over when its best AICc is lower by more
/// than 6. One uncensored time for each of several x is taken for a mean. Throws std::invalid_argument for no waits and
/// for wrong numbers.
[[nodiscard]] LawComparison compareLaws(const std::vector<Wait>& waits);

} // namespace hysteron::analysis
