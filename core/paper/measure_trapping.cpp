// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/measure.h"

#include "core/experiment/presets.h"
#include "core/paper/seed_runs.h"

namespace hysteron::paper {

namespace {

constexpr int kCurveSeeds = 5; ///< of the first seeds whole curves are kept
constexpr int kCurvePoints = 240;

std::vector<SeedRun> runsOf(const Specification& base, const Conditions& conditions, const std::vector<double>& labels)
{
    std::vector<SeedRun> runs;
    for (int k = 0; k < conditions.seeds; ++k) {
        SeedRun run{base, labels};
        run.specification.seed = conditions.firstSeed + static_cast<std::uint64_t>(k);
        run.labels.push_back(static_cast<double>(run.specification.seed));
        runs.push_back(std::move(run));
    }
    return runs;
}

/// Reached or not, and when: -1 for never, which the flag says.
void appendFirst(std::vector<double>& row, const Snapshot& snapshot, int rank)
{
    const auto epoch = firstEpochAtRank(snapshot, rank);
    row.push_back(epoch ? 1.0 : 0.0);
    row.push_back(epoch ? static_cast<double>(*epoch) : -1.0);
}

} // namespace

std::vector<Table> measureTrapping(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    std::vector<SeedRun> runs;
    const auto add = [&](const std::string& preset, double beta, double langevin, double protocol) {
        Specification s = findPreset(preset)->specification;
        s.training.beta = beta;
        for (SeedRun& run : runsOf(s, conditions, {beta, langevin, protocol}))
            runs.push_back(std::move(run));
    };
    const char* const protocols[] = {"fig1a-random", "fig1a-rank1", "fig1a-trivial"};
    for (int protocol = 0; protocol < 3; ++protocol) {
        add(std::string(protocols[protocol]) + "-minibatch", 0.32, 0, protocol);
        add(protocols[protocol], 0.32, 1, protocol);
    }
    // The caption's beta, and the anneal of App. A that stops at beta = 0.
    add("fig1a-rank1-minibatch", 0.03, 0, 1);
    add("fig1a-rank1", 0.03, 1, 1);
    Specification unannealed = findPreset("fig1a-rank1")->specification;
    unannealed.protocol.anneal = {{0.0, 400}};
    unannealed.protocol.rank = 2;
    for (SeedRun& run : runsOf(unannealed, conditions, {0.32, 1, 3}))
        runs.push_back(std::move(run));

    Table ends{"fig1a-runs",
               {"beta", "langevin", "protocol", "seed", "start_rank", "reached_rank1", "epoch_rank1", "reached_rank2",
                "epoch_rank2", "epochs", "final_rank", "train_mse", "test_mse"},
               std::vector<std::vector<double>>(runs.size())};
    std::vector<std::vector<std::vector<double>>> curves(runs.size());
    runSeeds(runs, conditions, share, stop, [&](std::size_t k, const Simulation& simulation) {
        const auto snapshot = simulation.snapshot();
        std::vector<double>& row = ends.rows[k] = runs[k].labels;
        row.push_back(snapshot->startRank);
        appendFirst(row, *snapshot, 1);
        appendFirst(row, *snapshot, 2);
        for (const double value : {static_cast<double>(snapshot->epoch), static_cast<double>(snapshot->rank),
                                   snapshot->trainMse, snapshot->testMse})
            row.push_back(value);
        if (runs[k].specification.seed >= conditions.firstSeed + kCurveSeeds)
            return;
        for (const auto& [epoch, value] : sampled(snapshot->curves->testMse, kCurvePoints)) {
            std::vector<double> point = runs[k].labels;
            point.insert(point.end(), {epoch, value});
            curves[k].push_back(std::move(point));
        }
    });
    if (stop.stop_requested())
        return {};
    Table lines{"fig1a-curves", {"beta", "langevin", "protocol", "seed", "epoch", "test_mse"}, {}};
    for (auto& points : curves)
        lines.rows.insert(lines.rows.end(), points.begin(), points.end());
    return {std::move(ends), std::move(lines)};
}

} // namespace hysteron::paper
