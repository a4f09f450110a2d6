// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/law_verdict.h"

#include <algorithm>
#include <cmath>
#include <cstdio>
#include <stdexcept>

namespace hysteron::analysis {

namespace {

constexpr double kClear = 0.95;
constexpr double kWeak = 0.8;
constexpr double kMisfit = 0.01;

std::string rounded(double value, int digits = 3)
{
    char text[32];
    std::snprintf(text, sizeof text, "%.*g", digits, value);
    return text;
}

Text spoken(Law law)
{
    switch (law) {
    case Law::Constant:
        return "a constant tau";
    case Law::Arrhenius:
        return "the Arrhenius law";
    case Law::ArrheniusPrefactor:
        return "the Arrhenius law with a power prefactor";
    case Law::PowerLaw:
        return "the power law";
    }
    throw std::logic_error("spoken: unknown law");
}

bool contains(Law outer, Law inner)
{
    return outer != inner && (outer == Law::ArrheniusPrefactor || inner == Law::Constant);
}

const LawFit* heaviest(const std::vector<LawFit>& fits)
{
    const LawFit* best = nullptr;
    for (const LawFit& fit : fits)
        if (fit.weight && !(best && *best->aicc <= *fit.aicc))
            best = &fit;
    return best;
}

const LawFit* heaviestRival(const std::vector<LawFit>& fits, Law law)
{
    const LawFit* rival = nullptr;
    for (const LawFit& fit : fits)
        if (fit.law != law && !contains(fit.law, law) && fit.weight &&
            !(rival && *rival->aicc <= *fit.aicc)) // weights may both have vanished
            rival = &fit;
    return rival;
}

double share(const LawFit& fit, const LawFit* rival)
{
    return rival ? *fit.weight / (*fit.weight + *rival->weight) : 1.0;
}

/// The law to speak of. The prefactor law must be clear: where one of the laws inside it does nearly as well and is
/// told from the other one, that is the answer.
const LawFit* candidate(const std::vector<LawFit>& fits)
{
    const LawFit* best = heaviest(fits);
    if (!best || best->law != Law::ArrheniusPrefactor)
        return best;
    const LawFit* simpler = heaviestRival(fits, best->law);
    if (!simpler || share(*best, simpler) >= kClear)
        return best;
    return share(*simpler, heaviestRival(fits, simpler->law)) >= kWeak ? simpler : best;
}

std::string parametersOf(const LawFit& fit)
{
    std::string text;
    for (const LawParameter& parameter : fit.parameters) {
        if (parameter.name == "a")
            continue;
        text += (text.empty() ? "" : ", ") + parameter.name + " = " + rounded(parameter.value);
        if (parameter.ci)
            text += " [" + rounded(parameter.ci->low) + ", " + rounded(parameter.ci->high) + "]";
    }
    return text;
}

/// What single waits do that the exponential law does not allow.
Text scatter(bool regular, const LawFit* shaped)
{
    const Text how = regular ? Text("they are more regular, as with a deterministic delay")
                             : Text("they scatter more, as with mixed conditions");
    return shaped ? Text("%1 (Weibull shape %2)", how, rounded(*shaped->shape)) : how;
}

/// The finding, and what else its reader must know as further clauses.
Text withCaveats(Text finding, const LawComparison& comparison, const LawFit* best)
{
    std::vector<Text> clauses = {std::move(finding)};
    if (best && best->fitP && *best->fitP < kMisfit)
        clauses.emplace_back("it misses the points, though (p = %1)", rounded(*best->fitP, 2));
    if (comparison.likelihood == Likelihood::LogNormal)
        clauses.emplace_back("each time was taken for a mean, there being one for each x");
    const auto silent = std::count_if(comparison.points.begin(), comparison.points.end(),
                                      [](const LawPoint& point) { return point.estimate.escaped == 0; });
    if (silent > 0)
        clauses.push_back(silent == 1 ? Text("nobody escaped at %1 value of x, so there is no R^2", silent)
                                      : Text("nobody escaped at %1 values of x, so there is no R^2", silent));
    const bool shaped = comparison.likelihood == Likelihood::Weibull;
    if (shaped || (comparison.exponential.p && *comparison.exponential.p < kMisfit)) {
        const bool regular = shaped && best ? *best->shape > 1.0 : comparison.exponential.z.value_or(1.0) > 0.0;
        const Text how = scatter(regular, shaped ? best : nullptr);
        clauses.push_back(comparison.exponential.p ? Text("single waits are not exponential (p = %1): %2",
                                                          rounded(*comparison.exponential.p, 2), how)
                                                   : Text("single waits are not exponential: %1", how));
    }
    return Text::clauses(std::move(clauses));
}

Text preference(const LawComparison& comparison, const LawFit& best, const LawFit* rival, bool clear)
{
    Text law = spoken(best.law);
    if (const std::string parameters = parametersOf(best); !parameters.empty())
        law = Text("%1 with %2", law, parameters);
    if (rival) {
        const double odds = *best.weight / *rival->weight;
        law = Text("%1 over %2 (AICc weights %3 to 1)", law, spoken(rival->law),
                   odds < 1e6 ? Text::verbatim(rounded(odds)) : Text("over a million"));
    }
    std::vector<Text> clauses = {clear ? Text("the data clearly prefer %1", law)
                                       : Text("the data weakly prefer %1", law)};
    for (const LawFit& fit : comparison.fits)
        if (fit.law == Law::ArrheniusPrefactor && best.law != fit.law && fit.weight && *fit.weight > 0.05)
            clauses.emplace_back("a power prefactor with an Arrhenius slope is neither needed nor excluded");
    return Text::clauses(std::move(clauses));
}

} // namespace

void judge(LawComparison& comparison)
{
    const std::size_t escapes = comparison.n - comparison.censored;
    std::size_t points = 0;
    for (const LawPoint& point : comparison.points)
        points += point.estimate.escaped > 0;
    if (escapes < kFewestEscapesToFit) {
        comparison.tooFewEvents = true;
        comparison.verdict = Text("too few events: %1 escapes, at least %2 are needed", escapes, kFewestEscapesToFit);
        return;
    }
    const LawFit* best = candidate(comparison.fits);
    if (points < kFewestPointsToCompare || !best) { // there are no weights where AICc does not exist
        const std::size_t needed =
            comparison.likelihood == Likelihood::LogNormal ? kFewestPointsToCompare + 1 : kFewestPointsToCompare;
        const Text silent = points == 1 ? Text("the data cannot tell: escapes at %1 value of x, and at least %2 are "
                                               "needed to tell one law from another",
                                               points, needed)
                                        : Text("the data cannot tell: escapes at %1 values of x, and at least %2 are "
                                               "needed to tell one law from another",
                                               points, needed);
        comparison.verdict = withCaveats(silent, comparison, best);
        return;
    }
    if (best->law == Law::Constant) {
        comparison.best = Law::Constant;
        comparison.verdict = withCaveats(
            "the data show no dependence of tau on x: no law explains them better than a constant", comparison, best);
        return;
    }
    const LawFit* rival = heaviestRival(comparison.fits, best->law);
    const double strength = share(*best, rival);
    if (strength < kWeak) {
        comparison.verdict =
            withCaveats(Text("the data cannot tell %1 from %2 (AICc weights %3 and %4)", spoken(best->law),
                             spoken(rival->law), rounded(*best->weight, 2), rounded(*rival->weight, 2)),
                        comparison, best);
        return;
    }
    comparison.best = best->law;
    comparison.verdict = withCaveats(preference(comparison, *best, rival, strength >= kClear), comparison, best);
}

} // namespace hysteron::analysis
