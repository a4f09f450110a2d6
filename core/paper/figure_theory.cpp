// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/figures.h"
#include "core/paper/parts.h"

#include "core/theory/escape_rate.h"
#include "core/theory/paper_rate.h"

#include <algorithm>
#include <cmath>

namespace hysteron::paper {

Figure figureLandscape(const Evidence&)
{
    const theory::ModeLandscape mode = weakMode();
    Figure figure{.id = "fig2a",
                  .title = "Fig. 2(a): the landscape of the weak mode",
                  .caption = "",
                  .columns = 1,
                  .panels = {},
                  .tables = {},
                  .preset = "first-light"};
    Panel panel;
    panel.xLabel = "λ";
    panel.yLabel = "u(λ) − u(0)";
    panel.xRange = std::pair{0.0, 0.7};
    panel.yRange = std::pair{-0.02, 0.06};
    const auto curve = [&](double beta, Mark mark, const Text& label) {
        panel.series.push_back(line(label, mark == Mark::Thick ? Role::Mode2 : Role::Muted, mark, grid(0.0, 0.7, 280),
                                    [&](double lambda) { return mode.lossAboveZero(lambda, beta); }));
    };
    curve(0.29, Mark::Dotted, "β = 0.29");
    curve(0.35, Mark::Dotted, "β = 0.35");
    curve(kBeta, Mark::Thick, "β = 0.32");
    const double saddle = *mode.saddle(kBeta), minimum = *mode.minimum(kBeta);
    Series points;
    points.role = Role::Mode2;
    points.mark = Mark::Points;
    points.x = {saddle, minimum};
    points.y = {mode.lossAboveZero(saddle, kBeta), mode.lossAboveZero(minimum, kBeta)};
    panel.series.push_back(points);
    figure.panels.push_back(std::move(panel));
    figure.caption =
        Text("η = 0.8, L = 3. At β = 0.32 the saddle is at λ = %1 and the barrier is %2; the learnt minimum, "
             "λ = %3, lies above the trap by %4. The stated saddle 0.41 is the minimum at β = 0.29 (%5).",
             number(saddle), number(*mode.escapeBarrier(kBeta)), number(minimum),
             number(mode.lossAboveZero(minimum, kBeta)), number(*mode.minimum(0.29)));
    return figure;
}

Figure figureBifurcation(const Evidence& evidence)
{
    Figure figure{.id = "fig4",
                  .title = "Fig. 4: bifurcation diagram",
                  .caption = "",
                  .columns = 1,
                  .panels = {},
                  .tables = {"fig3-sweeps"},
                  .preset = "hysteresis-loop"};
    Panel panel;
    panel.xLabel = "β";
    panel.yLabel = "λ";
    panel.xRange = std::pair{0.0, 0.5};
    panel.yRange = std::pair{-0.02, 1.0};
    int k = 0;
    for (const theory::ModeLandscape& mode : {strongMode(), weakMode()}) {
        const double fold = mode.criticalBeta();
        const Role role = modeRole(k++);
        panel.series.push_back(line(Text("mode %1", k), role, Mark::Thick, grid(0.0, fold, 200), [&](double beta) {
            return beta <= 0.0 ? mode.eta() : mode.minimum(std::min(beta, fold * (1.0 - 1e-12))).value_or(0.0);
        }));
        panel.series.push_back(line("", role, Mark::Dashed, grid(1e-4, fold, 200), [&](double beta) {
            return mode.saddle(std::min(beta, fold * (1.0 - 1e-12))).value_or(0.0);
        }));
        panel.levels.push_back({"β_c", fold, true, role});
    }
    Series zero = line("", Role::Text, Mark::Thick, {0.0, 0.5}, [](double) { return 0.0; });
    panel.series.push_back(zero);
    if (const Table* sweeps = evidence.find("fig3-sweeps")) {
        // Gradient descent on matched moments, both ways.
        const Table measured = sweeps->where("kind", 0.0);
        for (int mode = 0; mode < 2; ++mode) {
            Series points;
            points.role = modeRole(mode);
            points.mark = Mark::Points;
            points.x = measured.values("beta");
            points.y = measured.values(mode == 0 ? "sigma1" : "sigma2");
            panel.series.push_back(points);
        }
    }
    k = 0;
    for (const theory::ModeLandscape& mode : {strongMode(), weakMode()}) {
        Series marks;
        marks.label = k == 0 ? "β*" : "";
        marks.role = modeRole(k++);
        marks.mark = Mark::Rings;
        marks.x = {mode.equalBeta()};
        marks.y = {*mode.minimum(mode.equalBeta())};
        panel.series.push_back(marks);
    }
    figure.panels.push_back(std::move(panel));
    figure.caption =
        Text("Thick: stable; dashed: saddles; rings: equal loss at β* = %1 and %2; dots: singular values of "
             "gradient descent on a sweep up and down. λ = 0 is a minimum for every β > 0: on the way down "
             "nothing but noise leaves it.",
             number(strongMode().equalBeta()), number(weakMode().equalBeta()));
    return figure;
}

Figure figureSpectra(const Evidence& evidence)
{
    Figure figure{.id = "appf",
                  .title = "App. F: spectra, prefactor and effective barrier",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"fig2b-flux"},
                  .preset = "fig1a-rank1"};
    const auto path = theory::escapePath({{kEta1, kEta2}, kDepth, 10, 2, 2, kBeta}, 1, 2);
    Panel spectra;
    spectra.title = "eigenvalues of the Hessian";
    spectra.xLabel = "rank of the eigenvalue";
    spectra.yLabel = "ω";
    for (const auto& [values, label, role] : {std::tuple{&path->spectrumMinimum, "minimum, rank 1", Role::Mode1},
                                              std::tuple{&path->spectrumSaddle, "saddle", Role::Mode2}}) {
        Series s;
        s.label = label;
        s.role = role;
        s.mark = Mark::Steps;
        for (std::size_t i = 0; i < values->size(); ++i) {
            s.x.push_back(static_cast<double>(i + 1));
            s.y.push_back((*values)[i]);
        }
        spectra.series.push_back(std::move(s));
    }
    figure.panels.push_back(std::move(spectra));

    Panel slopes;
    slopes.title = "effective barrier";
    slopes.xLabel = "T / 10⁻³";
    slopes.yLabel = "barrier";
    slopes.yRange = std::pair{0.0, 0.16};
    const std::vector<double> t = grid(0.1, 1.5, 60);
    const auto add = [&](const Text& label, Role role, Mark mark, auto f) {
        slopes.series.push_back(line(label, role, mark, t, [&](double x) { return f(1e-3 * x); }));
    };
    add("ΔE", Role::Text, Mark::Line, [&](double) { return path->barrier; });
    add("d ln τ/d(1/T)", Role::Mode2, Mark::Thick, [&](double x) { return path->localSlope(x); });
    add("Eq. (12) as printed", Role::Mode1, Mark::Dashed,
        [&](double x) { return theory::paperRate(*path, x).effectiveBarrier12; });
    add("Eq. (12), right sign", Role::Mode3, Mark::Dotted,
        [&](double x) { return theory::paperRate(*path, x).effectiveBarrierCorrected; });
    slopes.levels.push_back({"stated 0.15", 0.15, false, Role::Muted});
    figure.panels.push_back(std::move(slopes));

    Panel ratio;
    ratio.title = "measured over Kramers–Langer";
    ratio.xLabel = "T / 10⁻³";
    ratio.yLabel = "τ measured / τ theory";
    ratio.yRange = std::pair{0.0, 18.0};
    if (const Table* flux = evidence.find("fig2b-flux")) {
        Series s;
        s.label = "forward flux sampling";
        s.role = Role::Accent;
        s.mark = Mark::Points;
        for (const std::vector<double>& row : flux->rows) {
            const double temperature = row[flux->column("temperature")];
            const double theory = path->logTau(temperature);
            s.x.push_back(1e3 * temperature);
            s.y.push_back(std::exp(row[flux->column("ln_tau")] - theory));
            s.low.push_back(std::exp(row[flux->column("low")] - theory));
            s.high.push_back(std::exp(row[flux->column("high")] - theory));
        }
        ratio.series.push_back(std::move(s));
    }
    ratio.levels.push_back({"theory", 1.0, false, Role::Muted});
    figure.panels.push_back(std::move(ratio));
    figure.caption =
        Text("140 weights at β = 0.32: %1 zero modes at the minimum, %2 at the saddle, so that Eq. (11) as "
             "printed is 0/0. With collective coordinates ln τ = %3 at T = 10⁻³. The slope of an Arrhenius "
             "plot stays below ΔE = %4 at every T.",
             path->zeroModesMinimum, path->zeroModesSaddle, number(path->logTau(1e-3), 5), number(path->barrier));
    return figure;
}

} // namespace hysteron::paper
