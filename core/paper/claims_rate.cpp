// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/escape_laws.h"
#include "core/paper/claims.h"
#include "core/paper/parts.h"
#include "core/theory/escape_rate.h"
#include "core/theory/paper_rate.h"
#include "core/theory/temperature.h"

#include <algorithm>
#include <cmath>

namespace hysteron::paper {

namespace {

constexpr double kTemperature = 1e-3;       ///< near that of Fig. 1(a)
constexpr double kZero = 1e-9;              ///< eigenvalues below it are flat directions
constexpr double kStated[2] = {0.10, 0.20}; ///< 0.15 +- 0.05

theory::EscapePath path()
{
    return *theory::escapePath({{kEta1, kEta2}, kDepth, 10, 2, 2, kBeta}, 1, 2);
}

bool isStated(double slope)
{
    return slope >= kStated[0] && slope <= kStated[1];
}

Claim slope(const Evidence& evidence)
{
    Claim c{.id = "arrhenius-slope",
            .what = "slope of ln τ over 1/T",
            .where = "Eq. (6), Fig. 2(b)",
            .stated = "0.15 ± 0.05"};
    c.statedValue = 0.15;
    const double largest = *weakMode().escapeBarrier(weakMode().criticalBeta() * (1.0 - 1e-9));
    c.computedValue = path().barrier;
    c.computed = Text("ΔE = %1, and no β has a barrier above %2; the slope is below ΔE at every T",
                      number(*c.computedValue), number(largest));
    if (const Table* waiting = evidence.find("fig2b-waiting")) {
        std::vector<analysis::Wait> waits;
        for (const std::vector<double>& row : waiting->rows)
            waits.push_back({1.0 / row[waiting->column("temperature")], row[waiting->column("time")],
                             row[waiting->column("censored")] != 0.0});
        for (const analysis::LawFit& fit : analysis::compareLaws(waits).fits) {
            if (fit.law != analysis::Law::Arrhenius || fit.parameters.size() < 2 || !fit.parameters[1].ci)
                continue;
            c.measuredValue = fit.parameters[1].value;
            c.interval = std::pair{fit.parameters[1].ci->low, fit.parameters[1].ci->high};
            c.measured = Text::verbatim(withInterval(*c.measuredValue, c.interval->first, c.interval->second));
            c.finding.literal = c.interval->second >= kStated[0] && c.interval->first <= kStated[1];
        }
    }
    c.test = "the 95 % interval of the slope between T = 1.0e-3 and 1.5e-3 meets 0.10 to 0.20";
    c.figure = "fig2b";
    c.table = "fig2b-waiting";
    return c;
}

Claim literalGrid(const Evidence& evidence)
{
    Claim c{.id = "arrhenius-grid",
            .what = "escape on the grid η = 5e-4 ... 5e-3",
            .where = "Sec. 3.3, App. A",
            .stated = "escape times of 50 seeds at each η"};
    const double hottest = theory::temperatureFromConstant(5e-3, kBatch, kC);
    c.computedValue = path().barrier / hottest;
    c.computed = Text("with the C of Fig. 1(a) ΔE/T is at least %1: e^%1 units of time", number(*c.computedValue, 3));
    if (const Table* t = evidence.find("fig2b-literal")) {
        double escaped = 0.0, all = 0.0;
        bool each = true;
        for (const std::vector<double>& row : t->rows) {
            escaped += row[t->column("escaped")];
            all += row[t->column("replicas")];
            each = each && row[t->column("escaped")] > 0.0;
        }
        c.measuredValue = escaped;
        c.measured = Text("%1 of %2 escaped, mini-batch SGD and Langevin", number(escaped), number(all));
        c.finding.literal = each;
    }
    c.test = "somebody escapes at every η";
    c.figure = "fig2b";
    c.table = "fig2b-literal";
    return c;
}

Claim oneTemperature()
{
    Claim c{.id = "one-temperature",
            .what = "Figs. 1(a) and 2(b) with one T = η/(BC)",
            .where = "Eq. (4), App. A",
            .stated = "one C"};
    // ln tau of Fig. 1(a) fixes C; what the coldest point of the sweep then asks for.
    const double coldest = theory::temperatureFromConstant(5e-3, kBatch, kC);
    c.computedValue = path().logTau(coldest);
    constexpr double kLongestRun = 1e9; // epochs: more than anybody has run
    const double longest = std::log(kLongestRun * 8.0 * 5e-3);
    c.computed =
        Text("ln τ = %1 at η = 5e-3, where 10⁹ epochs are ln t = %2", number(*c.computedValue, 3), number(longest, 3));
    c.finding.literal = *c.computedValue <= longest;
    c.test = "the largest η of the sweep escapes within 10⁹ epochs with the C that explains Fig. 1(a)";
    c.figure = "fig2b";
    return c;
}

/// R^2 of the straight line through ln tau = -ln eta over B/eta: a delay without any barrier.
double nullR2()
{
    const double rates[] = {5e-4, 1e-3, 2e-3, 3e-3, 5e-3};
    double sx = 0, sy = 0, sxx = 0, sxy = 0, syy = 0;
    for (const double rate : rates) {
        const double x = kBatch / rate, y = -std::log(rate);
        sx += x, sy += y, sxx += x * x, sxy += x * y, syy += y * y;
    }
    const double n = std::size(rates), xy = sxy - sx * sy / n;
    return xy * xy / ((sxx - sx * sx / n) * (syy - sy * sy / n));
}

Claim rSquared(const Evidence& evidence)
{
    Claim c{
        .id = "r-squared", .what = "linearity proves activated escape", .where = "Sec. 3.3", .stated = "R² = 0.991"};
    c.statedValue = 0.991;
    c.computedValue = nullR2();
    c.computed = Text("τ ~ 1/η without any barrier gives R² = %1 on the same grid", number(*c.computedValue, 3));
    constexpr double kTelling = 0.5; // what a line may explain of data that are not on one
    c.finding.literal = *c.computedValue < kTelling;
    if (const Table* waiting = evidence.find("fig2b-waiting")) {
        std::vector<analysis::Wait> waits;
        for (const std::vector<double>& row : waiting->rows)
            waits.push_back({1.0 / row[waiting->column("temperature")], row[waiting->column("time")],
                             row[waiting->column("censored")] != 0.0});
        const analysis::LawComparison laws = analysis::compareLaws(waits);
        c.measured = laws.verdict;
        c.finding.otherReading =
            laws.best && (*laws.best == analysis::Law::Arrhenius || *laws.best == analysis::Law::ArrheniusPrefactor);
    }
    c.test =
        "a law without a barrier has R² below 0.5 on the grid; else the times of a grid with escapes prefer a law with "
        "a barrier (AICc)";
    c.figure = "fig2b";
    c.table = "fig2b-waiting";
    return c;
}

Claim equationEleven()
{
    const theory::PaperRate paper = theory::paperRate(path(), kTemperature);
    Claim c{.id = "eq11",
            .what = "prefactor of the escape time",
            .where = "Eq. (11)",
            .stated = "ratio of all eigenvalues"};
    const double right = path().logTau(kTemperature);
    c.computed = Text::clauses(
        {paper.logTau11 ? Text("ln τ = %1", number(*paper.logTau11))
                        : Text("0/0: %1 and %2 eigenvalues are 0", path().zeroModesMinimum, path().zeroModesSaddle),
         Text("with collective coordinates ln τ = %1 at T = 10⁻³", number(right, 5))});
    c.computedValue = right;
    c.finding.literal = paper.logTau11 && std::abs(*paper.logTau11 - right) < 0.5;
    c.test = "the printed formula is a number and agrees with collective coordinates to half a unit of ln τ";
    c.figure = "appf";
    return c;
}

/// T times the logarithm of Eq.(11)'s square root, from the eigenvalues that are not 0.
double prefactorTerm()
{
    const theory::EscapePath p = path();
    double sum = 0.0;
    for (const double value : p.spectrumSaddle)
        sum += std::abs(value) > kZero ? std::log(std::abs(value)) : 0.0;
    for (const double value : p.spectrumMinimum)
        sum -= std::abs(value) > kZero ? std::log(std::abs(value)) : 0.0;
    return 0.5 * kTemperature * sum;
}

Claim equationTwelveSign()
{
    const theory::PaperRate paper = theory::paperRate(path(), kTemperature);
    const double fromEq11 = path().barrier + prefactorTerm();
    Claim c{.id = "eq12-sign",
            .what = "sign of the entropic term",
            .where = "Eq. (12)",
            .stated = "−(T/2) Σ ln(ω_sad/ω_min)"};
    c.computedValue = fromEq11;
    c.computed = Text("T ln of Eq. (11) gives %1; as printed %2, with + %3 (T = 10⁻³)", number(fromEq11),
                      number(paper.effectiveBarrier12), number(paper.effectiveBarrierCorrected));
    constexpr double kSame = 1e-6;
    c.finding = {std::abs(paper.effectiveBarrier12 - fromEq11) < kSame,
                 std::abs(paper.effectiveBarrierCorrected - fromEq11) < kSame, true};
    c.test = "Eq. (12) is T times the logarithm of Eq. (11); else with the other sign";
    c.figure = "appf";
    return c;
}

Claim equationTwelveRole()
{
    const theory::PaperRate paper = theory::paperRate(path(), kTemperature);
    Claim c{.id = "eq12-role",
            .what = "the entropic term explains the slope 0.15",
            .where = "Sec. 3.3, App. F",
            .stated = "0.15 ± 0.05"};
    c.statedValue = 0.15;
    c.computedValue = path().localSlope(kTemperature);
    c.computed =
        Text("a term proportional to T is part of τ0: the slope is %1 < ΔE; Eq. (12) itself is %2 or, with +, %3",
             number(*c.computedValue), number(paper.effectiveBarrier12), number(paper.effectiveBarrierCorrected));
    c.finding = {isStated(*c.computedValue), isStated(paper.effectiveBarrierCorrected), false};
    c.test = "the slope at T = 10⁻³ lies within 0.10 to 0.20; else Eq. (12) with its sign mended does";
    c.figure = "appf";
    return c;
}

Claim curvatures()
{
    const theory::EscapePath p = path();
    std::size_t much = 0;
    for (std::size_t i = 0; i < p.spectrumMinimum.size(); ++i)
        much += p.spectrumMinimum[i] > 2.0 * std::abs(p.spectrumSaddle[i]) + kZero;
    Claim c{.id = "curvatures",
            .what = "ω_min far above ω_sad for most directions",
            .where = "App. F.2",
            .stated = "most j"};
    c.computedValue = static_cast<double>(much);
    c.computed =
        Text("%1 of %2 eigenvalues are more than twice as large at the minimum", much, p.spectrumMinimum.size());
    c.finding.literal = 2 * much > p.spectrumMinimum.size();
    c.test = "more than half of the ordered eigenvalues are more than twice as large at the minimum";
    c.figure = "appf";
    return c;
}

} // namespace

void appendRateClaims(const Evidence& evidence, std::vector<Claim>& claims)
{
    claims.insert(claims.end(), {slope(evidence), literalGrid(evidence), rSquared(evidence), oneTemperature(),
                                 equationEleven(), equationTwelveSign(), equationTwelveRole(), curvatures()});
}

} // namespace hysteron::paper
