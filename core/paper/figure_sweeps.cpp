// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/figures.h"
#include "core/paper/parts.h"

#include "core/theory/plateaus.h"

#include <algorithm>
#include <cmath>
#include <map>

namespace hysteron::paper {

namespace {

struct Spread {
    std::vector<double> x, middle, low, high;
};

/// Median and the middle 90 % over seeds, by beta.
Spread spreadOf(const Table& table, const std::string& value)
{
    std::map<double, std::vector<double>> byBeta;
    const std::size_t beta = table.column("beta"), column = table.column(value);
    for (const std::vector<double>& row : table.rows)
        byBeta[row[beta]].push_back(row[column]);
    Spread spread;
    for (auto& [at, values] : byBeta) {
        std::ranges::sort(values);
        const auto quantile = [&](double share) {
            return values[static_cast<std::size_t>(std::lround(share * static_cast<double>(values.size() - 1)))];
        };
        spread.x.push_back(at);
        spread.middle.push_back(quantile(0.5));
        spread.low.push_back(quantile(0.05));
        spread.high.push_back(quantile(0.95));
    }
    return spread;
}

void appendBranch(Panel& panel, const Table& table, const std::string& value, const Text& label, Role role, bool band)
{
    if (table.rows.empty())
        return;
    const Spread spread = spreadOf(table, value);
    if (band) {
        Series s;
        s.role = role;
        s.mark = Mark::Band;
        s.x = spread.x;
        s.low = spread.low;
        s.high = spread.high;
        s.y = spread.middle;
        s.faint = true;
        panel.series.push_back(std::move(s));
    }
    Series s;
    s.label = label;
    s.role = role;
    s.x = spread.x;
    s.y = spread.middle;
    panel.series.push_back(std::move(s));
}

void appendFolds(Panel& panel)
{
    panel.levels.push_back({"β_c", strongMode().criticalBeta(), true, Role::Mode1});
    panel.levels.push_back({"β_c", weakMode().criticalBeta(), true, Role::Mode2});
}

} // namespace

Figure figureSweeps(const Evidence& evidence)
{
    Figure figure{.id = "fig3",
                  .title = "Fig. 3: phase diagram by quasi-static sweeps",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"fig3-sweeps", "fig3-jumps", "fig3-loops"},
                  .preset = "fig3"};
    const Table* sweeps = evidence.find("fig3-sweeps");
    const struct {
        double kind;
        const char* title;
        bool band;
    } kPanels[] = {{0, "gradient descent, exact moments", false},
                   {1, "gradient descent, raw data sets", true},
                   {2, "mini-batch SGD, raw data sets", true},
                   {4, "Langevin, T = 10⁻³", true}};
    for (const auto& wanted : kPanels) {
        Panel panel;
        panel.title = wanted.title;
        panel.xLabel = "β";
        panel.yLabel = "test MSE";
        panel.xRange = std::pair{0.0, 0.5};
        panel.yRange = std::pair{0.2, 1.3};
        if (sweeps) {
            const Table kind = sweeps->where("kind", wanted.kind);
            appendBranch(panel, kind.where("down", 0.0), "test_mse", "up", Role::Mode3, wanted.band);
            appendBranch(panel, kind.where("down", 1.0), "test_mse", "down", Role::Mode4, wanted.band);
        }
        appendFolds(panel);
        figure.panels.push_back(std::move(panel));
    }
    if (const Table* loops = evidence.find("fig3-loops")) {
        Panel panel;
        panel.title = "slower sweeps, smaller loops";
        panel.xLabel = "dwell, epochs";
        panel.yLabel = "loop area";
        panel.logX = true;
        Series s;
        s.label = "Langevin, T = 10⁻³";
        s.role = Role::Accent;
        s.mark = Mark::Points;
        for (const double kind : {3.0, 4.0, 5.0}) {
            const Table one = loops->where("kind", kind);
            if (one.rows.empty())
                continue;
            const Mean mean = meanOf(one.values("area"));
            s.x.push_back(one.rows.front()[one.column("dwell")]);
            s.y.push_back(mean.value);
            s.low.push_back(mean.value - mean.error95());
            s.high.push_back(mean.value + mean.error95());
        }
        panel.series.push_back(std::move(s));
        figure.panels.push_back(std::move(panel));
    }
    std::vector<Text> caption{
        "Steps of 0.01. Going up, gradient descent loses a mode at the first grid value above each fold; "
        "going down it learns nothing again. Bands: the middle 90 % over data sets or replicas."};
    if (const Table* jumps = evidence.find("fig3-jumps")) {
        const Table exact = jumps->where("kind", 0.0);
        std::vector<Text> where;
        for (const std::vector<double>& row : exact.rows)
            where.push_back(
                Text(row[exact.column("down")] == 0.0 ? "%1 (up)" : "%1 (down)", number(row[exact.column("beta")])));
        if (!where.empty())
            caption.push_back(
                Text("Gradient descent on exact moments changes rank at %1.", Text::clauses(std::move(where))));
    }
    figure.caption = Text::sentences(std::move(caption));
    return figure;
}

Figure figureNonlinear(const Evidence& evidence)
{
    Figure figure{.id = "appg",
                  .title = "App. G: tanh and sigmoid networks",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"appg-sweeps", "appg-jumps", "appg-escapes"},
                  .preset = "tanh-sweep"};
    const Table* sweeps = evidence.find("appg-sweeps");
    const struct {
        double activation, langevin;
        const char* title;
    } kPanels[] = {
        {1, 0, "tanh, gradient descent"}, {1, 1, "tanh, Langevin, T = 10⁻³"}, {2, 0, "sigmoid, gradient descent"}};
    for (const auto& wanted : kPanels) {
        Panel panel;
        panel.title = wanted.title;
        panel.xLabel = "β";
        panel.yLabel = "singular values";
        if (sweeps) {
            const Table kind = sweeps->where("activation", wanted.activation).where("langevin", wanted.langevin);
            for (int mode = 0; mode < 2; ++mode) {
                const std::string value = mode == 0 ? "sigma1" : "sigma2";
                const Text name = mode == 0 ? "σ₁" : "σ₂";
                appendBranch(panel, kind.where("down", 0.0), value, name, modeRole(mode), false);
                appendBranch(panel, kind.where("down", 1.0), value, "", modeRole(mode), false);
                if (!panel.series.empty())
                    panel.series.back().mark = Mark::Dashed;
            }
        }
        figure.panels.push_back(std::move(panel));
    }
    if (const Table* escapes = evidence.find("appg-escapes")) {
        Panel panel;
        panel.title = "tanh: escape from rank 0, β = 0.32";
        panel.xLabel = "1/T";
        panel.yLabel = "ln τ";
        Series s;
        s.label = "waiting";
        s.role = Role::Accent;
        s.mark = Mark::Points;
        for (const double t : escapes->distinct("temperature")) {
            const analysis::EscapeTimeEstimate estimate =
                analysis::estimateEscapeTime(passagesOf(escapes->where("temperature", t)));
            if (!estimate.tau)
                continue;
            s.x.push_back(1.0 / t);
            s.y.push_back(std::log(*estimate.tau));
            s.low.push_back(std::log(estimate.low));
            s.high.push_back(std::log(*estimate.high));
        }
        panel.series.push_back(std::move(s));
        figure.panels.push_back(std::move(panel));
    }
    figure.caption = "64 samples, full batch, η = 0.3; full lines on the way up, dashed on the way down. The singular "
                     "values are those of the best linear map of the outputs. The same sweep as for linear networks.";
    return figure;
}

} // namespace hysteron::paper
