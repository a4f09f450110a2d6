// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/claims.h"
#include "core/paper/parts.h"

#include <algorithm>
#include <cmath>

namespace hysteron::paper {

namespace {

/// Where the rank falls (or rises) in the sweeps of one kind.
std::vector<double> jumpsAt(const Table& jumps, double kind, double down, double from, double to)
{
    return jumps.where("kind", kind).where("down", down).where("from", from).where("to", to).values("beta");
}

Text listed(const std::vector<double>& values)
{
    std::vector<std::string> numbers;
    for (const double value : values)
        numbers.push_back(number(value));
    return numbers.empty() ? Text("never") : Text::list(numbers);
}

bool onlyAt(const std::vector<double>& values, double stated)
{
    return values.size() == 1 && std::abs(values[0] - stated) < 1e-9;
}

void appendGradientDescent(const Table* jumps, std::vector<Claim>& claims)
{
    const auto add = [&](Claim c) {
        c.figure = "fig3";
        c.table = "fig3-jumps";
        claims.push_back(std::move(c));
    };
    Claim at{.id = "transitions",
             .what = "ranks change on a sweep in steps of 0.01",
             .where = "App. B, Fig. 3",
             .stated = "at 0.36 and 0.42"};
    Claim offset{.id = "offset",
                 .what = "offset of the transitions from Eq. (3)",
                 .where = "App. B",
                 .stated = "bias of the output distribution"};
    Claim direction{.id = "direction",
                    .what = "direction of the sweep",
                    .where = "App. B (App. A: increasing)",
                    .stated = "β is decreased"};
    Claim formula{.id = "eq3", .what = "critical β", .where = "Eq. (3)", .stated = "βc"};
    const double strong = strongMode().criticalBeta(), weak = weakMode().criticalBeta();
    formula.computed = Text("%1 and %2", number(weak), number(strong));
    formula.computedValue = weak;
    offset.computed =
        Text("exact folds %1 and %2; the next grid values are 0.36 and 0.42", number(weak), number(strong));
    if (jumps) {
        const auto weakUp = jumpsAt(*jumps, 0, 0, 2, 1), strongUp = jumpsAt(*jumps, 0, 0, 1, 0);
        at.measured = Text("gradient descent, going up: %1 and %2", listed(weakUp), listed(strongUp));
        at.finding.literal = onlyAt(weakUp, 0.36) && onlyAt(strongUp, 0.42);

        const auto weakFine = jumpsAt(*jumps, 6, 0, 2, 1), strongFine = jumpsAt(*jumps, 6, 0, 1, 0);
        const std::size_t down = jumps->where("kind", 0.0).where("down", 1.0).rows.size();
        direction.measured = Text("gradient descent, going down: %1 changes of rank; going up: %2", down,
                                  weakUp.size() + strongUp.size());
        direction.finding = {down >= 2, weakUp.size() + strongUp.size() == 2, false};
        if (weakFine.size() == 1 && strongFine.size() == 1) {
            const double larger = std::max(weakFine[0] - weak, strongFine[0] - strong);
            offset.measuredValue = formula.measuredValue = weakFine[0];
            offset.measured = Text("in steps of 0.001: %1 and %2", number(weakFine[0]), number(strongFine[0]));
            offset.finding.literal = larger > 0.002;
            formula.measured = offset.measured;
            formula.finding.literal = std::min(weakFine[0] - weak, strongFine[0] - strong) >= 0.0 && larger <= 0.002;
        }
    }
    at.test = "gradient descent on a sweep up changes rank at exactly these grid values";
    offset.test = "an offset of more than two steps is left on a sweep in steps of 0.001, on data without any bias";
    direction.test = "both changes of rank are seen on the way down; else on the way up";
    formula.test = "the changes lie at most two steps of 0.001 above Eq. (3)";
    for (Claim* c : {&formula, &at, &offset, &direction})
        add(*c);
}

void appendLoops(const Table* loops, std::vector<Claim>& claims)
{
    Claim c{.id = "hysteresis",
            .what = "hysteresis, and loops that close with noise",
            .where = "Secs. 2.1, 3.1",
            .stated = "the outcome depends on the start"};
    if (loops) {
        const Mean quick = meanOf(loops->where("kind", 3.0).values("area")),
                   slow = meanOf(loops->where("kind", 5.0).values("area"));
        if (quick.count > 1 && slow.count > 1) {
            c.measuredValue = quick.value;
            c.interval = std::pair{quick.value - quick.error95(), quick.value + quick.error95()};
            c.measured = Text("area %1 with 50 epochs a step, %2 with 3200",
                              withInterval(quick.value, c.interval->first, c.interval->second, 3),
                              withInterval(slow.value, slow.value - slow.error95(), slow.value + slow.error95(), 3));
            c.finding.literal = c.interval->first > 0.0 && slow.value + slow.error95() < quick.value - quick.error95();
        }
    }
    c.test =
        "the area of the loop is above 0 and shrinks with slower sweeps, by the 95 % intervals (Langevin, T = 10⁻³)";
    c.figure = "fig3";
    c.table = "fig3-loops";
    claims.push_back(std::move(c));
}

void appendNonlinear(const Table* jumps, std::vector<Claim>& claims)
{
    for (const auto& [activation, name] : {std::pair{1.0, std::string("tanh")}, {2.0, std::string("sigmoid")}}) {
        Claim c{.id = name + "-first-order",
                .what = Text("first-order transitions of %1 networks", name),
                .where = "Sec. 4.1, App. G",
                .stated = "qualitatively identical"};
        if (jumps) {
            const Table some = jumps->where("activation", activation).where("langevin", 0.0);
            const Table up = some.where("down", 0.0), down = some.where("down", 1.0);
            // A jump back at a much smaller beta, or never: the state depends on where it comes from.
            bool apart = !up.rows.empty();
            for (const auto& [from, to] : {std::pair{2.0, 1.0}, {1.0, 0.0}}) {
                const std::vector<double> away = up.where("from", from).where("to", to).values("beta");
                const std::vector<double> back = down.where("from", to).where("to", from).values("beta");
                apart = apart && !away.empty();
                if (!away.empty() && !back.empty())
                    apart = apart && std::ranges::max(back) < 0.5 * std::ranges::min(away);
            }
            c.measured =
                Text("going up at %1 and %2; going down: %3", number(medianOf(up.where("to", 1.0).values("beta"))),
                     number(medianOf(up.where("to", 0.0).values("beta"))), listed(down.distinct("beta")));
            if (!some.rows.empty() || !jumps->where("activation", activation).rows.empty())
                c.finding.literal = apart;
        }
        c.test =
            "gradient descent loses both modes by jumps on the way up and finds neither on the way down, or only below "
            "half the β";
        c.figure = "appg";
        c.table = "appg-jumps";
        claims.push_back(std::move(c));
    }
}

} // namespace

void appendSweepClaims(const Evidence& evidence, std::vector<Claim>& claims)
{
    appendGradientDescent(evidence.find("fig3-jumps"), claims);
    appendLoops(evidence.find("fig3-loops"), claims);
    appendNonlinear(evidence.find("appg-jumps"), claims);
}

} // namespace hysteron::paper
