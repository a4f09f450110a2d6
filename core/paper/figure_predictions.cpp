// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/figures.h"
#include "core/paper/parts.h"

#include "core/theory/escape_rate.h"

#include <cmath>

namespace hysteron::paper {

namespace {

/// A thin line through the points of every series.
void joinPoints(Panel& panel)
{
    const std::vector<Series> points = panel.series;
    for (Series s : points) {
        s.label = {};
        s.mark = Mark::Line;
        s.faint = true;
        s.low.clear();
        s.high.clear();
        panel.series.push_back(std::move(s));
    }
}

} // namespace

Figure figureStages(const Evidence& evidence)
{
    Figure figure{.id = "staged",
                  .title = "Prediction 1: staged grokking",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"staged-runs"},
                  .preset = "four-features"};
    const Table* runs = evidence.find("staged-runs");
    Panel stairs;
    stairs.title = "four features";
    stairs.xLabel = "epoch";
    stairs.yLabel = "modes learnt";
    stairs.logX = true;
    stairs.yRange = std::pair{0.0, 4.4};
    Panel durations;
    durations.title = "median epoch of each stage";
    durations.xLabel = "stage";
    durations.yLabel = "epoch";
    durations.logY = true;
    if (runs) {
        const Table four = runs->where("features", 4.0);
        bool first = true;
        for (const double seed : four.distinct("seed")) {
            const Table one = four.where("seed", seed).where("reached", 1.0);
            Series s;
            s.role = Role::Mode1;
            s.mark = Mark::Steps;
            s.faint = !first;
            first = false;
            s.x.push_back(1.0);
            s.y.push_back(0.0);
            for (const std::vector<double>& row : one.rows) {
                s.x.push_back(std::max(1.0, row[one.column("epoch")]));
                s.y.push_back(row[one.column("stage")]);
            }
            s.x.push_back(20000.0);
            s.y.push_back(s.y.back());
            stairs.series.push_back(std::move(s));
        }
        int shown = 0;
        for (const double features : runs->distinct("features")) {
            if (features == 5.0 || features == 7.0)
                continue; // in the data; there are no more colours that can be told apart
            const Table some = runs->where("features", features);
            Series s;
            s.label = Text("d = %1", number(features));
            s.role = modeRole(shown++);
            s.mark = Mark::Line;
            for (const double stage : some.distinct("stage")) {
                const Table here = some.where("stage", stage);
                std::vector<double> epochs;
                bool all = true;
                for (const std::vector<double>& row : here.rows) {
                    all = all && row[here.column("reached")] == 1.0;
                    epochs.push_back(std::max(1.0, row[here.column("epoch")]));
                }
                if (2 * here.where("reached", 1.0).rows.size() < here.rows.size())
                    continue; // the median is not known
                s.x.push_back(stage);
                s.y.push_back(medianOf(epochs));
            }
            durations.series.push_back(std::move(s));
        }
    }
    figure.panels = {std::move(stairs), std::move(durations)};
    figure.caption = "From rank 0 at β = 0.14 and T = 3.5e-4, η from 0.9 down to 0.45 in equal distances. The stronger "
                     "feature always comes first; each later one waits longer. Stages that most runs had not reached "
                     "after 20000 epochs are left out.";
    return figure;
}

Figure figureDepth(const Evidence& evidence)
{
    Figure figure{.id = "depth",
                  .title = "Prediction 2: depth",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"depth-escapes"},
                  .preset = "depth-2"};
    Panel barriers;
    barriers.title = "barrier of the weak mode";
    barriers.xLabel = "L";
    barriers.yLabel = "ΔE";
    Panel betas;
    betas.title = "fold and equal loss";
    betas.xLabel = "L";
    betas.yLabel = "β";
    Series fixed{
        .label = "β = 0.2", .role = Role::Mode1, .mark = Mark::Points, .x = {}, .y = {}, .low = {}, .high = {}};
    Series share = fixed, equal = fixed, fold = fixed, star = fixed;
    share.label = "β = 0.8 β_c";
    share.role = Role::Mode2;
    equal.label = "β = β*";
    equal.role = Role::Mode3;
    fold.label = "β_c";
    fold.role = Role::Text;
    star.label = "β*";
    star.role = Role::Mode3;
    for (int depth = 2; depth <= 6; ++depth) {
        const theory::ModeLandscape mode(kEta2, depth);
        const auto add = [&](Series& s, double value) {
            s.x.push_back(depth);
            s.y.push_back(value);
        };
        add(fold, mode.criticalBeta());
        add(star, depth > 2 ? mode.equalBeta() : mode.criticalBeta());
        if (depth == 2) {
            for (Series* s : {&fixed, &share, &equal})
                add(*s, 0.0); // no barrier
            continue;
        }
        add(fixed, mode.escapeBarrier(0.2).value_or(0.0));
        add(share, *mode.escapeBarrier(0.8 * mode.criticalBeta()));
        add(equal, *mode.escapeBarrier(mode.equalBeta()));
    }
    barriers.series = {fixed, share, equal};
    betas.series = {fold, star};
    joinPoints(barriers);
    joinPoints(betas);
    betas.yRange = std::pair{0.0, 0.85};
    barriers.xRange = betas.xRange = std::pair{1.8, 6.2};
    figure.panels = {barriers, std::move(betas)};
    if (const Table* escapes = evidence.find("depth-escapes")) {
        Panel measured;
        measured.title = "measured, T = 10⁻³";
        measured.xLabel = "L";
        measured.yLabel = "ln τ";
        for (const double setting : {0.0, 1.0}) {
            const Table some = escapes->where("setting", setting);
            Series s;
            s.label = setting == 0.0 ? "β = 0.2" : "β = 0.8 β_c";
            s.role = setting == 0.0 ? Role::Mode1 : Role::Mode2;
            s.mark = Mark::Points;
            s.x = some.values("depth");
            s.y = some.values("ln_tau");
            s.low = some.values("low");
            s.high = some.values("high");
            measured.series.push_back(std::move(s));
        }
        measured.xRange = barriers.xRange;
        joinPoints(measured);
        figure.panels.push_back(std::move(measured));
    }
    figure.caption =
        "η = 0.8. Barriers rise with depth at the same β, at the same share of β_c and at β*; β* itself falls "
        "about as 1/L. Escape times by waiting (L = 3) and forward flux sampling.";
    return figure;
}

Figure figureHyperparameters(const Evidence& evidence)
{
    Figure figure{.id = "hyperparameters",
                  .title = "Prediction 3: batch size and learning rate",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"noise-scaling", "noise-waiting"},
                  .preset = "fig1a-rank1"};
    Panel waits;
    waits.title = "Langevin noise: one law for both";
    waits.xLabel = "B/η";
    waits.yLabel = "ln τ";
    if (const Table* waiting = evidence.find("noise-waiting")) {
        for (const double byRate : {0.0, 1.0}) {
            const Table some = waiting->where("by_rate", byRate);
            Series s;
            s.label = byRate == 0.0 ? "by B" : "by η";
            s.role = byRate == 0.0 ? Role::Mode1 : Role::Mode2;
            s.mark = byRate == 0.0 ? Mark::Points : Mark::Rings;
            for (const double t : some.distinct("temperature")) {
                const Table here = some.where("temperature", t);
                const auto estimate = analysis::estimateEscapeTime(passagesOf(here));
                if (!estimate.tau)
                    continue;
                s.x.push_back(here.rows[0][here.column("batch")] / here.rows[0][here.column("learning_rate")]);
                s.y.push_back(std::log(*estimate.tau));
                s.low.push_back(std::log(estimate.low));
                s.high.push_back(std::log(*estimate.high));
            }
            waits.series.push_back(std::move(s));
        }
    }
    Panel scaling;
    scaling.title = "mini-batch SGD at rank 2: is T ~ η/B?";
    scaling.xLabel = "10³ η/B";
    scaling.yLabel = "variance of σ₂ · B/η";
    scaling.logY = true;
    if (const Table* variances = evidence.find("noise-scaling")) {
        for (const double replacement : {1.0, 0.0}) {
            const Table some = variances->where("replacement", replacement);
            Series s;
            s.label = replacement == 1.0 ? "with replacement" : "shuffled epochs";
            s.role = replacement == 1.0 ? Role::Mode1 : Role::Mode2;
            s.mark = replacement == 1.0 ? Mark::Points : Mark::Rings;
            for (const std::vector<double>& row : some.rows) {
                const double ratio = row[some.column("learning_rate")] / row[some.column("batch")];
                s.x.push_back(1e3 * ratio);
                s.y.push_back(row[some.column("variance")] / ratio);
            }
            scaling.series.push_back(std::move(s));
        }
    }
    figure.panels = {std::move(waits), std::move(scaling)};
    figure.caption =
        "Left: rank-1 trap, β = 0.32, T = η/(BC). Right: fluctuations of SGD at rank 2, β = 0.2: level where "
        "T ~ η/B holds; batches from shuffled epochs cancel one another within an epoch.";
    return figure;
}

Figure figureGap(const Evidence& evidence)
{
    Figure figure{.id = "memorisation",
                  .title = "Sec. 4.2: train and test error over sample size",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"gap-runs"},
                  .preset = "eight-features"};
    double top = 1.0;
    for (const double features : {2.0, 4.0, 8.0}) {
        Panel panel;
        panel.title = Text("%1 features", number(features));
        panel.xLabel = "samples";
        panel.yLabel = "MSE";
        panel.logX = true;
        if (const Table* runs = evidence.find("gap-runs")) {
            const Table some = runs->where("features", features);
            for (const std::string& which : {std::string("train"), std::string("test")}) {
                Series s;
                s.label = which == "train" ? "train" : "test";
                s.role = which == "train" ? Role::Train : Role::Test;
                s.mark = Mark::Points;
                for (const double samples : some.distinct("samples")) {
                    const Mean mean = meanOf(some.where("samples", samples).values(which + "_mse"));
                    s.x.push_back(samples);
                    s.y.push_back(mean.value);
                    s.low.push_back(mean.value - mean.error95());
                    s.high.push_back(mean.value + mean.error95());
                    top = std::max(top, s.high.back());
                }
                panel.series.push_back(std::move(s));
            }
            joinPoints(panel);
            if (!some.rows.empty())
                panel.levels.push_back({"Bayes level", some.rows[0][some.column("bayes")], false, Role::Muted});
        }
        figure.panels.push_back(std::move(panel));
    }
    for (Panel& panel : figure.panels) // one scale, so that they can be compared
        panel.yRange = std::pair{0.0, 1.05 * top};
    figure.caption =
        "Gradient descent from random weights, β = 0.0025. The gap between train and test opens with fewer "
        "samples and with more features, without a memorising solution: the Bayes level bounds the test "
        "error from below. Bars: 95 % of the mean over data sets.";
    return figure;
}

Figure figureFreeEnergy(const Evidence& evidence)
{
    Figure figure{.id = "free-energy",
                  .title = "Energy and free energy of the two phases",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"free-energy"},
                  .preset = "first-light"};
    const theory::ModeLandscape mode = weakMode();
    Panel profile;
    profile.title = "−T ln p(σ₂) against the loss";
    profile.xLabel = "σ₂";
    profile.yLabel = "free energy";
    profile.xRange = std::pair{0.0, 0.55};
    profile.yRange = std::pair{-0.03, 0.05};
    profile.series.push_back(line("loss u(λ)", Role::Text, Mark::Dashed, grid(0.0, 0.55, 120),
                                  [&](double lambda) { return mode.lossAboveZero(lambda, kBeta); }));
    Panel difference;
    difference.title = "rank 2 less rank 1";
    difference.xLabel = "T / 10⁻³";
    difference.yLabel = "ΔF";
    const double loss = mode.lossAboveZero(*mode.minimum(kBeta), kBeta);
    difference.levels.push_back({"loss", loss, false, Role::Text});
    difference.levels.push_back({"", 0.0, false, Role::Muted});
    std::vector<Text> caption;
    if (const Table* table = evidence.find("free-energy")) {
        int k = 0;
        for (const double t : table->distinct("temperature")) {
            const Table at = table->where("temperature", t);
            Series s;
            s.label = Text("T = %1", number(t));
            s.role = modeRole(k++);
            const Table one = at.where("repeat", at.distinct("repeat").front());
            for (const std::vector<double>& row : one.rows) {
                std::vector<double> values;
                for (const std::vector<double>& other : at.where("from", row[one.column("from")]).rows)
                    values.push_back(other[at.column("free_energy")]);
                s.x.push_back(0.5 * (row[one.column("from")] + row[one.column("to")]));
                s.y.push_back(meanOf(values).value);
            }
            profile.series.push_back(std::move(s));
        }
        Series s;
        s.label = "measured";
        s.role = Role::Accent;
        s.mark = Mark::Points;
        const auto differences = freeEnergyDifferences(*table);
        for (const FreeEnergyDifference& one : differences) {
            s.x.push_back(1e3 * one.temperature);
            s.y.push_back(one.difference.value);
            s.low.push_back(one.difference.value - one.difference.error95());
            s.high.push_back(one.difference.value + one.difference.error95());
        }
        difference.series.push_back(std::move(s));
        if (const auto crossing = freeEnergyCrossing(differences))
            caption.push_back(Text("At β = 0.32 rank 2 has the higher loss, by %1, and above T = %2 the lower free "
                                   "energy: it is favoured by entropy alone.",
                                   number(loss), number(*crossing, 2)));
    }
    figure.panels = {std::move(profile), std::move(difference)};
    caption.push_back("Sampled in overlapping windows of σ₂, with the landscape of the mode taken out and put back.");
    figure.caption = Text::sentences(std::move(caption));
    return figure;
}

} // namespace hysteron::paper
