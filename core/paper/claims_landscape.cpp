// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/network_shape.h"
#include "core/paper/claims.h"
#include "core/paper/parts.h"

#include <boost/math/tools/roots.hpp>

#include <algorithm>
#include <cmath>

namespace hysteron::paper {

namespace {

/// Half a unit of the last digit that is stated.
bool roundsTo(double value, double stated, double lastDigit)
{
    return std::abs(value - stated) <= 0.5 * lastDigit;
}

Claim weightCount()
{
    const auto weights = [](int inputs) { return NetworkShape{inputs, 2, 10, kDepth}.weightCount(); };
    Claim claim{.id = "number-of-weights", .what = "number of weights", .where = "App. A", .stated = "D = 170"};
    int inputs = 1;
    while (weights(inputs) < 170)
        ++inputs;
    claim.statedValue = 170.0;
    claim.computedValue = weights(2);
    claim.computed = Text("%1 for L = 3, w = 10, two inputs and two outputs", weights(2));
    claim.finding = {weights(2) == 170, weights(inputs) == 170, true};
    claim.test = Text(
        "the count of the stated network; else another number of inputs gives exactly 170 (it does with %1)", inputs);
    return claim;
}

Claim equationOne()
{
    const theory::ModeLandscape mode = weakMode();
    const double lambda = *mode.minimum(kBeta);
    // d/dlambda of (c beta/2) lambda^(2/L) is (c/L) beta lambda^(2/L - 1).
    const auto slope = [&](double c) {
        return lambda - kEta2 + c / kDepth * kBeta * std::pow(lambda, 2.0 / kDepth - 1.0);
    };
    Claim claim{
        .id = "eq1-factor", .what = "regularisation term of the loss", .where = "Eq. (1)", .stated = "(β/2) λ^(2/L)"};
    claim.computed = Text("(Lβ/2) λ^(2/L); with the stated term the slope at the solution of Eq. (2) is %1 and not 0",
                          number(slope(1)));
    claim.computedValue = slope(1);
    claim.finding = {std::abs(slope(1)) < 1e-9, std::abs(slope(kDepth)) < 1e-9, true};
    claim.test = "the loss is stationary where Eq. (2) says so; else with a factor L, as in Eq. (10)";
    claim.figure = "fig2a";
    return claim;
}

Claim labels()
{
    const double strong = strongMode().criticalBeta(), weak = weakMode().criticalBeta();
    Claim claim{.id = "labels-of-beta-c",
                .what = "labels of the two transitions",
                .where = "App. A, B against D",
                .stated = "βc(1) = 0.36 and βc(2) = 0.42"};
    claim.computed = Text("βc of η1 = 0.9 is %1, of η2 = 0.8 %2", number(strong), number(weak));
    claim.computedValue = strong;
    claim.statedValue = 0.36;
    const auto nearer = [](double value, double one, double other) {
        return std::abs(value - one) < std::abs(value - other);
    };
    claim.finding = {nearer(strong, 0.36, 0.42), nearer(strong, 0.42, 0.36) && nearer(weak, 0.36, 0.42), true};
    claim.test = "the label (1) belongs to η1 as App. D orders them; else the two are exchanged";
    claim.figure = "fig3";
    return claim;
}

Claim saddle()
{
    const theory::ModeLandscape mode = weakMode();
    Claim claim{.id = "saddle-at-0.32", .what = "saddle at β = 0.32", .where = "Sec. 3.2, App. E", .stated = "0.41"};
    claim.statedValue = 0.41;
    claim.computedValue = *mode.saddle(kBeta);
    claim.computed = Text("%1; 0.41 is the learnt minimum at β = 0.29 (%2)", number(*claim.computedValue),
                          number(*mode.minimum(0.29)));
    claim.finding = {roundsTo(*claim.computedValue, 0.41, 0.01), roundsTo(*mode.minimum(0.29), 0.41, 0.01), true};
    claim.test = "the smaller root of Eq. (8) rounds to 0.41; else the larger one at a β of the same figure does";
    claim.figure = "fig2a";
    return claim;
}

Claim barrier()
{
    const theory::ModeLandscape mode = weakMode();
    Claim claim{
        .id = "barrier-at-0.32", .what = "barrier ΔE at β = 0.32", .where = "Sec. 3.2, Eq. (10)", .stated = "0.003"};
    claim.statedValue = 0.003;
    claim.computedValue = *mode.escapeBarrier(kBeta);
    boost::uintmax_t iterations = 100;
    const auto at =
        boost::math::tools::toms748_solve([&](double beta) { return *mode.escapeBarrier(beta) - 0.003; }, 0.01, 0.34,
                                          boost::math::tools::eps_tolerance<double>(40), iterations);
    claim.computed = Text("%1; 0.003 belongs to β = %2", number(*claim.computedValue), number(at.first, 3));
    const double others[] = {0.0025, 0.03, 0.29, 0.35};
    const bool other =
        std::ranges::any_of(others, [&](double beta) { return roundsTo(*mode.escapeBarrier(beta), 0.003, 0.001); });
    claim.finding = {roundsTo(*claim.computedValue, 0.003, 0.001), other, true};
    claim.test =
        "Eq. (10) rounds to 0.003 at β = 0.32; else at another β that the paper uses (0.0025, 0.03, 0.29, 0.35)";
    claim.figure = "fig2a";
    return claim;
}

Claim globalMinimum(const Evidence& evidence)
{
    const theory::ModeLandscape mode = weakMode();
    Claim claim{.id = "global-minimum", .what = "global minimum at β = 0.32", .where = "Sec. 3.1", .stated = "rank 2"};
    claim.computedValue = mode.lossAboveZero(*mode.minimum(kBeta), kBeta);
    claim.computed = Text("the loss of rank 2 less that of rank 1 is %1; β* = %2 %3 0.32", number(*claim.computedValue),
                          number(mode.equalBeta()), mode.equalBeta() < kBeta ? "<" : ">");
    claim.finding.literal = *claim.computedValue < 0.0;
    if (const Table* table = evidence.find("free-energy")) {
        const FreeEnergyDifference hottest = freeEnergyDifferences(*table).back();
        const Mean& d = hottest.difference;
        claim.measuredValue = d.value;
        claim.interval = std::pair{d.value - d.error95(), d.value + d.error95()};
        claim.measured = Text("free energy of rank 2 less that of rank 1 at T = %1: %2", number(hottest.temperature),
                              withInterval(d.value, claim.interval->first, claim.interval->second, 3));
        if (const auto crossing = freeEnergyCrossing(freeEnergyDifferences(*table)))
            claim.measured =
                Text::clauses({claim.measured, Text("it changes its sign at T = %1", number(*crossing, 2))});
        claim.finding.otherReading = claim.interval->second < 0.0;
    }
    claim.test = "the loss of rank 2 is the lower one; else its free energy is, at the temperature of Fig. 1(a)";
    claim.figure = "free-energy";
    claim.table = "free-energy";
    return claim;
}

} // namespace

void appendLandscapeClaims(const Evidence& evidence, std::vector<Claim>& claims)
{
    claims.insert(claims.end(), {weightCount(), equationOne(), labels(), saddle(), barrier(), globalMinimum(evidence)});
}

} // namespace hysteron::paper
