// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/fit_text.h"

#include "core/base/number_format.h"

#include <cstdio>

namespace hysteron::cli {

namespace {

std::string orDash(const std::optional<double>& value)
{
    return value ? shortestExact(*value) : "-";
}

} // namespace

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

void printDelay(const analysis::ConvergenceDelay& delay)
{
    for (const auto& [label, curve] : {std::pair{"train", &delay.train}, {"test", &delay.test}})
        std::printf("%-6s converged at step %s: from %s to %s, below %s from there on\n", label,
                    orDash(curve->step).c_str(), shortestExact(curve->plateau).c_str(),
                    shortestExact(curve->end).c_str(), shortestExact(curve->midpoint).c_str());
    std::printf("%-6s %s steps\n", "delay", orDash(delay.delay).c_str());
}

} // namespace hysteron::cli
