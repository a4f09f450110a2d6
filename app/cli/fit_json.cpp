#include "app/cli/fit_json.h"

#include "core/base/number_format.h"

#include <cstdio>

namespace hysteron::cli {

namespace {

using Json = nlohmann::ordered_json;

Json orNull(const std::optional<double>& value)
{
    return value ? Json(*value) : Json(nullptr);
}

std::string orDash(const std::optional<double>& value)
{
    return value ? shortestExact(*value) : "-";
}

Json modelJson(const analysis::LawFit& fit)
{
    Json parameters = Json::object();
    Json intervals = Json::object();
    for (const analysis::LawParameter& parameter : fit.parameters) {
        parameters[parameter.name] = parameter.value;
        intervals[parameter.name] = parameter.ci ? Json{parameter.ci->low, parameter.ci->high} : Json(nullptr);
    }
    return {{"name", name(fit.law)},
            {"parameters", fit.parameters.empty() ? Json(nullptr) : parameters},
            {"ci95", fit.parameters.empty() ? Json(nullptr) : intervals},
            {"r2", orNull(fit.r2)},
            {"log_likelihood", orNull(fit.logLikelihood)},
            {"aicc", orNull(fit.aicc)},
            {"weight", orNull(fit.weight)},
            {"shape", orNull(fit.shape)},
            {"sigma", orNull(fit.sigma)},
            {"fit_p", orNull(fit.fitP)},
            {"note", fit.note.empty() ? Json(nullptr) : Json(english(fit.note))}};
}

Json pointJson(const analysis::LawPoint& point)
{
    const analysis::EscapeTimeEstimate& estimate = point.estimate;
    return {{"x", point.x},
            {"n", estimate.replicas},
            {"escaped", estimate.escaped},
            {"censored", estimate.censored},
            {"exposure", estimate.exposure},
            {"tau", orNull(estimate.tau)},
            {"ci95", {estimate.low, orNull(estimate.high)}},
            {"method", english(estimate.method)},
            {"exponential_p", orNull(point.exponential.p)}};
}

Json convergenceJson(const analysis::Convergence& convergence)
{
    return {{"plateau", convergence.plateau},
            {"end", convergence.end},
            {"midpoint", convergence.midpoint},
            {"step", orNull(convergence.step)}};
}

} // namespace

Json fitJson(const analysis::LawComparison& comparison)
{
    Json models = Json::array();
    for (const analysis::LawFit& fit : comparison.fits)
        models.push_back(modelJson(fit));
    Json points = Json::array();
    for (const analysis::LawPoint& point : comparison.points)
        points.push_back(pointJson(point));
    return {{"n", comparison.n},
            {"censored", comparison.censored},
            {"best", comparison.best ? Json(name(*comparison.best)) : Json(nullptr)},
            {"verdict", english(comparison.verdict)},
            {"likelihood", name(comparison.likelihood)},
            {"exponential_p", orNull(comparison.exponential.p)},
            {"models", models},
            {"points", points}};
}

void printFit(const analysis::LawComparison& comparison)
{
    std::printf("%zu times, %zu of them censored, at %zu values of x; likelihood: %s\n", comparison.n,
                comparison.censored, comparison.points.size(), std::string(name(comparison.likelihood)).c_str());
    std::printf("p of the exponential law: %s\n\n", orDash(comparison.exponential.p).c_str());
    for (const analysis::LawFit& fit : comparison.fits) {
        std::printf("%-20s R^2 %s, AICc %s, weight %s%s%s\n", std::string(name(fit.law)).c_str(),
                    orDash(fit.r2).c_str(), orDash(fit.aicc).c_str(), orDash(fit.weight).c_str(),
                    fit.note.empty() ? "" : ": ", english(fit.note).c_str());
        for (const analysis::LawParameter& parameter : fit.parameters) {
            std::printf("    %s = %s", parameter.name.c_str(), shortestExact(parameter.value).c_str());
            if (parameter.ci)
                std::printf("  [%s, %s]", shortestExact(parameter.ci->low).c_str(),
                            shortestExact(parameter.ci->high).c_str());
            std::printf("\n");
        }
    }
    std::printf("\n%s\n", english(comparison.verdict).c_str());
}

Json delayJson(const analysis::ConvergenceDelay& delay)
{
    return {
        {"delay", orNull(delay.delay)}, {"train", convergenceJson(delay.train)}, {"test", convergenceJson(delay.test)}};
}

void printDelay(const analysis::ConvergenceDelay& delay)
{
    for (const auto& [label, curve] : {std::pair{"train", &delay.train}, {"test", &delay.test}})
        std::printf("%-6s converged at step %s: from %s to %s, below %s from there on\n", label,
                    orDash(curve->step).c_str(), shortestExact(curve->plateau).c_str(),
                    shortestExact(curve->end).c_str(), shortestExact(curve->midpoint).c_str());
    std::printf("%-6s %s steps\n", "delay", orDash(delay.delay).c_str());
}

} // namespace hysteron::cli
