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

std::string spoken(Law law)
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

/// What else a reader of the verdict must know, as further clauses.
std::string caveats(const LawComparison& comparison, const LawFit* best)
{
    std::string text;
    if (best && best->fitP && *best->fitP < kMisfit)
        text += "; it misses the points, though (p = " + rounded(*best->fitP, 2) + ")";
    if (comparison.likelihood == Likelihood::LogNormal)
        text += "; each time was taken for a mean, there being one for each x";
    const auto silent = std::count_if(comparison.points.begin(), comparison.points.end(),
                                      [](const LawPoint& point) { return point.estimate.escaped == 0; });
    if (silent > 0)
        text += "; nobody escaped at " + std::to_string(silent) + (silent == 1 ? " value of x" : " values of x") +
                ", so there is no R^2";
    const std::string p =
        comparison.exponential.p ? " (p = " + rounded(*comparison.exponential.p, 2) + ")" : std::string();
    const bool shaped = comparison.likelihood == Likelihood::Weibull;
    if (shaped || (comparison.exponential.p && *comparison.exponential.p < kMisfit)) {
        const bool regular = shaped && best ? *best->shape > 1.0 : comparison.exponential.z.value_or(1.0) > 0.0;
        text +=
            "; single waits are not exponential" + p + ": they " +
            (regular ? "are more regular, as with a deterministic delay" : "scatter more, as with mixed conditions");
        if (shaped && best)
            text += " (Weibull shape " + rounded(*best->shape) + ")";
    }
    return text;
}

std::string preference(const LawComparison& comparison, const LawFit& best, const LawFit* rival, bool clear)
{
    std::string text = std::string("the data ") + (clear ? "clearly prefer " : "weakly prefer ") + spoken(best.law);
    if (const std::string parameters = parametersOf(best); !parameters.empty())
        text += " with " + parameters;
    if (rival) {
        const double odds = *best.weight / *rival->weight;
        text += " over " + spoken(rival->law) + " (AICc weights " + (odds < 1e6 ? rounded(odds) : "over a million") +
                " to 1)";
    }
    for (const LawFit& fit : comparison.fits)
        if (fit.law == Law::ArrheniusPrefactor && best.law != fit.law && fit.weight && *fit.weight > 0.05)
            text += "; a power prefactor with an Arrhenius slope is neither needed nor excluded";
    return text;
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
        comparison.verdict = "too few events: " + std::to_string(escapes) + " escapes, at least " +
                             std::to_string(kFewestEscapesToFit) + " are needed";
        return;
    }
    const LawFit* best = candidate(comparison.fits);
    if (points < kFewestPointsToCompare || !best) { // there are no weights where AICc does not exist
        comparison.verdict = "the data cannot tell: escapes at " + std::to_string(points) +
                             (points == 1 ? " value of x, and at least " : " values of x, and at least ") +
                             std::to_string(comparison.likelihood == Likelihood::LogNormal ? kFewestPointsToCompare + 1
                                                                                           : kFewestPointsToCompare) +
                             " are needed to tell one law from another" + caveats(comparison, best);
        return;
    }
    if (best->law == Law::Constant) {
        comparison.best = Law::Constant;
        comparison.verdict = "the data show no dependence of tau on x: no law explains them better than a constant" +
                             caveats(comparison, best);
        return;
    }
    const LawFit* rival = heaviestRival(comparison.fits, best->law);
    const double strength = share(*best, rival);
    if (strength < kWeak) {
        comparison.verdict = "the data cannot tell " + spoken(best->law) + " from " + spoken(rival->law) +
                             " (AICc weights " + rounded(*best->weight, 2) + " and " + rounded(*rival->weight, 2) +
                             ")" + caveats(comparison, best);
        return;
    }
    comparison.best = best->law;
    comparison.verdict = preference(comparison, *best, rival, strength >= kClear) + caveats(comparison, best);
}

} // namespace hysteron::analysis
