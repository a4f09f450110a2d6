// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/figures.h"
#include "core/paper/parts.h"

#include "core/analysis/escape_laws.h"
#include "core/theory/escape_rate.h"
#include "core/theory/temperature.h"

#include <cmath>

namespace hysteron::paper {

namespace {

Panel literalPanel(const Table& table)
{
    Panel panel;
    panel.title = "the paper's grid: nobody escapes";
    panel.xLabel = "1/T";
    panel.yLabel = "ln τ, lower limit";
    for (const double langevin : {0.0, 1.0}) {
        Series s;
        s.label = langevin == 0.0 ? "mini-batch SGD: τ above" : "Langevin: τ above";
        s.role = langevin == 0.0 ? Role::Mode1 : Role::Mode2;
        s.mark = langevin == 0.0 ? Mark::Points : Mark::Rings;
        for (const std::vector<double>& row : table.where("langevin", langevin).rows) {
            const double rate = row[table.column("learning_rate")];
            const double epoch = rate * 8.0;
            const analysis::EscapeTimeEstimate estimate = analysis::estimateEscapeTime(
                static_cast<std::size_t>(row[table.column("replicas")]),
                static_cast<std::size_t>(row[table.column("escaped")]), row[table.column("exposure_epochs")] * epoch);
            s.x.push_back(1.0 / theory::temperatureFromConstant(rate, kBatch, kC));
            s.y.push_back(std::log(estimate.tau.value_or(estimate.low)));
        }
        panel.series.push_back(std::move(s));
    }
    return panel;
}

} // namespace

Figure figureArrhenius(const Evidence& evidence)
{
    Figure figure{.id = "fig2b",
                  .title = "Fig. 2(b): Arrhenius plot",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"fig2b-literal", "fig2b-waiting", "fig2b-flux"},
                  .preset = "fig1a-rank1"};
    if (const Table* literal = evidence.find("fig2b-literal"))
        figure.panels.push_back(literalPanel(*literal));

    Panel panel;
    panel.title = "where escape can be observed";
    panel.xLabel = "1/T";
    panel.yLabel = "ln τ";
    const auto path = theory::escapePath({{kEta1, kEta2}, kDepth, 10, 2, 2, kBeta}, 1, 2);
    panel.series.push_back(line("Kramers–Langer", Role::Muted, Mark::Dashed, grid(600, 3500, 100),
                                [&](double x) { return path->logTau(1.0 / x); }));
    if (const Table* flux = evidence.find("fig2b-flux")) {
        Series s;
        s.label = "forward flux";
        s.role = Role::Accent;
        s.mark = Mark::Rings;
        for (const std::vector<double>& row : flux->rows) {
            s.x.push_back(1.0 / row[flux->column("temperature")]);
            s.y.push_back(row[flux->column("ln_tau")]);
            s.low.push_back(row[flux->column("low")]);
            s.high.push_back(row[flux->column("high")]);
        }
        panel.series.push_back(std::move(s));
    }
    if (const Table* waiting = evidence.find("fig2b-waiting")) {
        Series s;
        s.label = "waiting";
        s.role = Role::Mode2;
        s.mark = Mark::Points;
        std::vector<analysis::Wait> waits;
        for (const double t : waiting->distinct("temperature")) {
            const std::vector<analysis::Passage> passages = passagesOf(waiting->where("temperature", t));
            for (const analysis::Passage& passage : passages)
                waits.push_back({1.0 / t, passage.time, passage.censored});
            const analysis::EscapeTimeEstimate estimate = analysis::estimateEscapeTime(passages);
            if (!estimate.tau)
                continue;
            s.x.push_back(1.0 / t);
            s.y.push_back(std::log(*estimate.tau));
            s.low.push_back(std::log(estimate.low));
            s.high.push_back(std::log(*estimate.high));
        }
        panel.series.push_back(std::move(s));
        const analysis::LawComparison laws = analysis::compareLaws(waits);
        std::vector<Text> caption{Text("Left: the literal grid; all that it gives are lower limits. Right: waiting and "
                                       "forward flux sampling beside theory; %1.",
                                       laws.verdict)};
        for (const analysis::LawFit& fit : laws.fits) {
            if (fit.law == analysis::Law::Arrhenius && fit.r2 && fit.parameters.size() > 1)
                caption.push_back(Text("A straight line has R² = %1 and the slope %2, below ΔE = %3.", number(*fit.r2),
                                       number(fit.parameters[1].value), number(path->barrier)));
        }
        figure.caption = Text::sentences(std::move(caption));
    }
    figure.panels.push_back(std::move(panel));
    return figure;
}

} // namespace hysteron::paper
