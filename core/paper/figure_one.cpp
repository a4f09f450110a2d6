// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/figures.h"
#include "core/paper/parts.h"

#include <cmath>

namespace hysteron::paper {

namespace {

constexpr Role kProtocolRole[] = {Role::Mode1, Role::Mode3, Role::Mode2}; // blue, green, orange as in the paper
constexpr const char* kProtocolName[] = {"random start", "rank-1 trap", "trivial trap"};

/// The curves of one protocol, the first of them named, the others faint.
void appendCurves(Panel& panel, const Table& table, const std::string& value, const Text& label, Role role)
{
    bool first = true;
    for (const double seed : table.distinct("seed")) {
        const Table one = table.where("seed", seed);
        Series s;
        s.role = role;
        s.faint = !first;
        if (first)
            s.label = label;
        first = false;
        for (std::size_t i = 0; i < one.rows.size(); ++i) {
            const double epoch = one.rows[i][one.column("epoch")];
            if (epoch < 1.0)
                continue; // the axis is logarithmic
            s.x.push_back(epoch);
            s.y.push_back(one.rows[i][one.column(value)]);
        }
        panel.series.push_back(std::move(s));
    }
}

/// How many of all runs escaped, and when.
Text shareOf(const std::vector<double>& epochs, std::size_t runs)
{
    return epochs.empty() ? Text("%1 of %2", epochs.size(), runs)
                          : Text("%1 of %2, median %3 epochs", epochs.size(), runs, number(medianOf(epochs)));
}

Text escapesOf(const Table& table, const std::string& rank)
{
    std::vector<double> epochs;
    for (const std::vector<double>& row : table.where("reached_" + rank, 1.0).rows)
        epochs.push_back(row[table.column("epoch_" + rank)]);
    return shareOf(epochs, table.rows.size());
}

} // namespace

Figure figureTrapping(const Evidence& evidence)
{
    Figure figure{.id = "fig1a",
                  .title = "Fig. 1(a): hysteresis as dependence on the start",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"fig1a-runs", "fig1a-curves"},
                  .preset = "fig1a-rank1"};
    const double bayes = 1.0 - 0.5 * (kEta1 * kEta1 + kEta2 * kEta2);
    for (const double langevin : {0.0, 1.0}) {
        Panel panel;
        panel.title = langevin == 0.0 ? "the literal words: mini-batch SGD" : "Langevin noise, T = η/(BC), C = 1.179";
        panel.xLabel = "epoch";
        panel.yLabel = "test MSE";
        panel.logX = true;
        panel.yRange = std::pair{0.2, 1.15};
        panel.levels.push_back({"Bayes level", bayes, false, Role::Muted});
        if (const Table* curves = evidence.find("fig1a-curves")) {
            const Table here = curves->where("beta", kBeta).where("langevin", langevin);
            for (int protocol = 0; protocol < 3; ++protocol)
                appendCurves(panel, here.where("protocol", protocol), "test_mse", kProtocolName[protocol],
                             kProtocolRole[protocol]);
        }
        figure.panels.push_back(std::move(panel));
    }
    if (const Table* runs = evidence.find("fig1a-runs")) {
        const auto of = [&](double langevin, double protocol) {
            return runs->where("beta", kBeta).where("langevin", langevin).where("protocol", protocol);
        };
        figure.caption =
            Text("β = 0.32, η = 0.08, B = 64, 20000 epochs; one curve of each start in full, four more "
                 "faint. Mini-batch SGD at rank 2: random start %1; rank-1 trap %2; trivial trap %3. With "
                 "Langevin noise: random start %4; rank-1 trap %5; trivial trap to rank 1 %6, to rank 2 %7.",
                 escapesOf(of(0, 0), "rank2"), escapesOf(of(0, 1), "rank2"), escapesOf(of(0, 2), "rank2"),
                 escapesOf(of(1, 0), "rank2"), escapesOf(of(1, 1), "rank2"), escapesOf(of(1, 2), "rank1"),
                 escapesOf(of(1, 2), "rank2"));
    }
    return figure;
}

Figure figureSparse(const Evidence& evidence)
{
    Figure figure{.id = "fig1b",
                  .title = "Fig. 1(b): train and test on 25 samples",
                  .caption = "",
                  .columns = 2,
                  .panels = {},
                  .tables = {"fig1b-runs", "fig1b-curves"},
                  .preset = "fig1b"};
    constexpr const char* kTitles[] = {"the literal words: a converged rank-1 trap", "a small seed in the weak mode",
                                       "batches drawn with replacement", "Langevin noise"};
    for (int variant = 0; variant < 4; ++variant) {
        Panel panel;
        panel.title = kTitles[variant];
        panel.xLabel = "epoch";
        panel.yLabel = "MSE";
        panel.yRange = std::pair{0.1, 0.9};
        panel.levels.push_back({"Bayes level", 1.0 - 0.5 * (kEta1 * kEta1 + kEta2 * kEta2), false, Role::Muted});
        panel.logX = true;
        if (const Table* curves = evidence.find("fig1b-curves")) {
            // The first set of samples that is trapped at rank 1.
            const Table here = curves->where("variant", variant);
            const Table* runs = evidence.find("fig1b-runs");
            double chosen = here.rows.empty() ? 0.0 : here.distinct("seed").front();
            if (runs) {
                for (const double seed : here.distinct("seed")) {
                    const Table literal = runs->where("variant", 0.0).where("seed", seed).where("escaped", 0.0);
                    if (!literal.rows.empty()) {
                        chosen = seed;
                        break;
                    }
                }
            }
            const Table one = here.where("seed", chosen);
            appendCurves(panel, one, "train_mse", "train", Role::Train);
            appendCurves(panel, one, "test_mse", "test", Role::Test);
        }
        figure.panels.push_back(std::move(panel));
    }
    if (const Table* runs = evidence.find("fig1b-runs")) {
        const auto escaped = [&](double variant) {
            const Table here = runs->where("variant", variant);
            std::vector<double> epochs;
            for (const std::vector<double>& row : here.where("escaped", 1.0).rows)
                epochs.push_back(row[here.column("epoch")]);
            return shareOf(epochs, here.rows.size());
        };
        figure.caption = Text("25 of 5000 samples, β = 0.0025, η = 0.1; the batch of 64 holds all 25, so that nothing "
                              "here is noise. σ₂ > 0.001 is reached from the converged trap by %1; from a seed of 4e-6 "
                              "in the weak mode by %2; with batches drawn with replacement by %3; with Langevin noise "
                              "by %4. Every run has 25 samples of its own; one is drawn.",
                              escaped(0), escaped(1), escaped(2), escaped(3));
    }
    return figure;
}

} // namespace hysteron::paper
