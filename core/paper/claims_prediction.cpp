// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/claims.h"
#include "core/paper/parts.h"

#include <algorithm>
#include <cmath>

namespace hysteron::paper {

namespace {

Claim stages(const Evidence& evidence)
{
    Claim c{.id = "staged-grokking",
            .what = "stages of a task with d features",
            .where = "Sec. 4.1 (1)",
            .stated = "up to d, one per feature"};
    if (const Table* runs = evidence.find("staged-runs")) {
        std::size_t inOrder = 0, all = 0, fours = 0;
        for (const double features : runs->distinct("features")) {
            const Table some = runs->where("features", features);
            for (const double seed : some.distinct("seed")) {
                const Table one = some.where("seed", seed);
                const std::vector<double> reached = one.values("reached"), epochs = one.values("epoch");
                ++all;
                // Reached stages come first, at ascending epochs.
                inOrder += std::ranges::is_sorted(reached, std::greater()) && std::ranges::is_sorted(epochs);
                fours += features == 4.0 && std::ranges::count(reached, 1.0) == 4;
            }
        }
        c.measuredValue = static_cast<double>(inOrder);
        c.measured = Text("%1 of %2 runs in order for d = 2 to 8; %3 of %4 runs of d = 4 went through four stages in "
                          "20000 epochs (Langevin)",
                          inOrder, all, fours, runs->where("features", 4.0).distinct("seed").size());
        c.finding.literal = all > 0 && inOrder == all && fours > 0;
    }
    c.test = "every run passes its stages in the order of the features, and runs with d = 4 have four";
    c.figure = "staged";
    c.table = "staged-runs";
    return c;
}

Claim depthBarriers(const Evidence& evidence)
{
    Claim c{.id = "depth-barriers",
            .what = "deeper networks have higher barriers",
            .where = "Sec. 4.1 (2)",
            .stated = "yes"};
    bool rising = true;
    double before[3] = {0.0, 0.0, 0.0};
    for (int depth = 3; depth <= 6; ++depth) {
        const theory::ModeLandscape mode(kEta2, depth);
        const double now[3] = {*mode.escapeBarrier(0.2), *mode.escapeBarrier(0.8 * mode.criticalBeta()),
                               *mode.escapeBarrier(mode.equalBeta())};
        for (int k = 0; k < 3; ++k) {
            rising = rising && now[k] > before[k];
            before[k] = now[k];
        }
    }
    c.computed = rising ? Text("barriers rise from L = 3 to 6 at β = 0.2, at 0.8 βc and at β*")
                        : Text("barriers do not always rise from L = 3 to 6 at β = 0.2, at 0.8 βc and at β*");
    bool longer = true;
    if (const Table* t = evidence.find("depth-escapes")) {
        std::vector<Text> bySetting;
        for (const double setting : t->distinct("setting")) {
            const Table some = t->where("setting", setting);
            const std::vector<double> low = some.values("low"), high = some.values("high"), tau = some.values("ln_tau");
            std::vector<std::string> measured;
            for (std::size_t i = 0; i < tau.size(); ++i) {
                measured.push_back(number(tau[i], 3));
                longer = longer && (i == 0 || low[i] > high[i - 1]);
            }
            bySetting.push_back(setting == 0.0 ? Text("ln τ at β = 0.2: %1", Text::list(measured))
                                               : Text("at 0.8 βc: %1", Text::list(measured)));
        }
        c.measured = Text::clauses(std::move(bySetting));
        c.finding.literal = rising && longer;
    }
    c.test = "barriers rise with depth in all three comparisons, and so do the measured ln τ by their 95 % intervals";
    c.figure = "depth";
    c.table = "depth-escapes";
    return c;
}

Claim equalBetaStays()
{
    Claim c{.id = "beta-star-finite",
            .what = "β* remains finite as L grows",
            .where = "Sec. 4.1 (2)",
            .stated = "βc decreases, β* stays"};
    const double at3 = theory::ModeLandscape(kEta2, 3).equalBeta(),
                 at1000 = theory::ModeLandscape(kEta2, 1000).equalBeta();
    c.computedValue = at1000;
    c.computed = Text("β* = %1 at L = 3, %2 at L = 6, %3 at L = 1000: it falls as 1/L", number(at3),
                      number(theory::ModeLandscape(kEta2, 6).equalBeta()), number(at1000, 3));
    c.finding.literal = at1000 > 0.1 * at3;
    c.test = "at L = 1000 more than a tenth of the β* of L = 3 is left";
    c.figure = "depth";
    return c;
}

/// Largest over smallest.
double spread(const std::vector<double>& values)
{
    return values.empty() ? 0.0 : std::ranges::max(values) / std::ranges::min(values);
}

Claim temperatureScaling(const Evidence& evidence)
{
    Claim c{.id = "temperature-scaling", .what = "noise strength of SGD", .where = "Eq. (4)", .stated = "T ~ η/B"};
    if (const Table* t = evidence.find("noise-scaling")) {
        const auto scaled = [&](double replacement) {
            std::vector<double> values;
            for (const std::vector<double>& row : t->where("replacement", replacement).rows)
                values.push_back(row[t->column("variance")] * row[t->column("batch")] /
                                 row[t->column("learning_rate")]);
            return spread(values);
        };
        const double shuffled = scaled(0.0), replaced = scaled(1.0);
        c.measuredValue = shuffled;
        c.measured =
            Text("variance of σ2 at rank 2 times B/η varies by a factor %1 with shuffled epochs, %2 with replacement",
                 number(shuffled, 3), number(replaced, 3));
        constexpr double kSame = 1.5;
        if (shuffled > 0.0 && replaced > 0.0)
            c.finding = {shuffled < kSame, replaced < kSame, false};
    }
    c.test = "the variance over η/B is the same within a factor 1.5 for η/B over a factor 16, with shuffled epochs; "
             "else with "
             "replacement";
    c.figure = "hyperparameters";
    c.table = "noise-scaling";
    return c;
}

Claim hyperparameters(const Evidence& evidence)
{
    Claim c{.id = "b-over-eta",
            .what = "the escape time depends on B/η",
            .where = "Sec. 4.1 (3)",
            .stated = "ln τ ~ B/η, for SGD"};
    const Table* literal = evidence.find("fig2b-literal");
    const Table* waiting = evidence.find("noise-waiting");
    if (literal) {
        double escaped = 0.0;
        for (const double value : literal->where("langevin", 0.0).values("escaped"))
            escaped += value;
        c.finding.literal = escaped > 0.0;
        c.measured = Text("mini-batch SGD: %1 escapes at any B/η", number(escaped));
    }
    if (waiting && !waiting->rows.empty()) {
        bool same = true, rising = true;
        double before = -1e300;
        std::vector<double> temperatures = waiting->distinct("temperature");
        std::ranges::sort(temperatures, std::greater());
        // The two ways to one temperature are rounded differently.
        for (std::size_t i = 0; i + 1 < temperatures.size(); ++i) {
            if (std::abs(temperatures[i] / temperatures[i + 1] - 1.0) > 1e-9)
                continue;
            const auto one = analysis::estimateEscapeTime(passagesOf(waiting->where("temperature", temperatures[i])));
            const auto other =
                analysis::estimateEscapeTime(passagesOf(waiting->where("temperature", temperatures[i + 1])));
            same = same && one.high && other.high && one.low <= *other.high && other.low <= *one.high;
        }
        for (const double batch : waiting->where("by_rate", 0.0).distinct("batch")) {
            const auto estimate =
                analysis::estimateEscapeTime(passagesOf(waiting->where("by_rate", 0.0).where("batch", batch)));
            rising = rising && estimate.tau && *estimate.tau > before;
            before = estimate.tau.value_or(before);
        }
        const Text thermal = rising ? same ? Text("Langevin: τ rises with B/η, by B and by η alike")
                                           : Text("Langevin: τ rises with B/η, by B and by η differently")
                             : same ? Text("Langevin: τ does not rise with B/η, by B and by η alike")
                                    : Text("Langevin: τ does not rise with B/η, by B and by η differently");
        c.measured = c.measured.empty() ? thermal : Text::clauses({c.measured, thermal});
        c.finding.otherReading = same && rising;
    }
    c.test =
        "mini-batch SGD escapes on the grid; else τ of Langevin noise is the same for the same B/η by B and by η (95 % "
        "intervals meet) and rises with it";
    c.figure = "hyperparameters";
    c.table = "noise-waiting";
    return c;
}

Claim noGap(const Evidence& evidence)
{
    Claim c{.id = "dense-data-gap",
            .what = "no train/test gap with dense data, a gap with many features and few samples",
            .where = "Sec. 4.2",
            .stated = "yes"};
    if (const Table* t = evidence.find("gap-runs")) {
        const auto gap = [&](double features, double samples) {
            const Table some = t->where("features", features).where("samples", samples);
            std::vector<double> gaps;
            for (const std::vector<double>& row : some.rows)
                gaps.push_back(row[some.column("test_mse")] - row[some.column("train_mse")]);
            return meanOf(gaps);
        };
        const Mean dense = gap(2, 800), sparse = gap(8, 25);
        if (dense.count > 1 && sparse.count > 1) {
            c.measuredValue = dense.value;
            c.interval = std::pair{dense.value - dense.error95(), dense.value + dense.error95()};
            c.measured = Text("test less train: %1 for 2 features and 800 samples, %2 ± %3 for 8 and 25",
                              withInterval(dense.value, c.interval->first, c.interval->second, 2),
                              number(sparse.value, 3), number(sparse.error95(), 2));
            c.finding.literal = c.interval->second < 0.05 && sparse.value - sparse.error95() > 0.05;
        }
    }
    c.test = "the gap is below 0.05 for 2 features and 800 samples and above it for 8 features and 25 samples, by 95 % "
             "intervals";
    c.figure = "memorisation";
    c.table = "gap-runs";
    return c;
}

} // namespace

void appendPredictionClaims(const Evidence& evidence, std::vector<Claim>& claims)
{
    claims.insert(claims.end(), {stages(evidence), depthBarriers(evidence), equalBetaStays(),
                                 temperatureScaling(evidence), hyperparameters(evidence), noGap(evidence)});
}

} // namespace hysteron::paper
