// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/measure.h"

#include "core/experiment/presets.h"
#include "core/paper/seed_runs.h"
#include "core/paper/weak_seed.h"

#include <optional>

namespace hysteron::paper {

namespace {

constexpr double kSeedSigma = 4e-6; ///< of the small seed; that of the preset fig1b
constexpr int kCurveSeeds = 3;
constexpr int kCurvePoints = 240;
constexpr std::int64_t kEpochs = 6000;

/// App. A: escape is sigma_2 > 10^-3, whatever the other mode does.
std::optional<std::int64_t> escapeEpoch(const History& sigma2, double threshold)
{
    for (const HistoryBucket& bucket : sigma2.buckets()) {
        if (bucket.high > threshold)
            return bucket.firstEpoch;
    }
    return std::nullopt;
}

/// Each run has 25 samples of its own: which 25 decides more than anything else.
Specification sparse(std::uint64_t seed)
{
    Specification s = findPreset("fig1b")->specification;
    s.protocol.anneal.clear(); // converged, at a beta between the folds of these very samples
    s.training.epochs = kEpochs;
    s.seed = s.task.seed = seed;
    return s;
}

} // namespace

std::vector<Table> measureSparse(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    std::vector<SeedRun> runs;
    for (int variant = 0; variant < 4; ++variant) {
        for (int k = 0; k < conditions.seeds; ++k) {
            Specification s = sparse(conditions.firstSeed + static_cast<std::uint64_t>(k));
            if (variant == 2)
                s.training.batching = Batching::Replacement;
            if (variant == 3)
                s.noise.kind = NoiseKind::Langevin;
            runs.push_back({s, {static_cast<double>(variant), static_cast<double>(s.seed)}});
        }
    }
    Table ends{"fig1b-runs",
               {"variant", "seed", "start_rank", "eta_weak", "escaped", "epoch", "epochs", "train_mse", "test_mse"},
               std::vector<std::vector<double>>(runs.size())};
    std::vector<std::vector<std::vector<double>>> curves(runs.size());
    std::vector<double> weak(runs.size());
    const auto start = [&](std::size_t k) -> Result<std::unique_ptr<Simulation>> {
        const auto prepared = prepare(runs[k].specification).value();
        auto trapped = Simulation::create(prepared);
        if (!trapped)
            return trapped.errors();
        weak[k] = lackingMode((*trapped)->network(), (*trapped)->task());
        if (runs[k].labels[0] != 1.0)
            return trapped;
        Network network = (*trapped)->network();
        seedWeakMode(network, (*trapped)->task(), kSeedSigma);
        return Simulation::createAt(prepared, network.weights());
    };
    runSeeds(
        runs, conditions, share, stop,
        [&](std::size_t k, const Simulation& simulation) {
            const auto s = simulation.snapshot();
            const auto escape = escapeEpoch(s->curves->singularValues[1], *runs[k].specification.escape.threshold);
            std::vector<double>& row = ends.rows[k] = runs[k].labels;
            row.insert(row.end(), {static_cast<double>(s->startRank), weak[k], escape ? 1.0 : 0.0,
                                   escape ? static_cast<double>(*escape) : -1.0, static_cast<double>(s->epoch),
                                   s->trainMse, s->testMse});
            if (runs[k].specification.seed >= conditions.firstSeed + kCurveSeeds)
                return;
            const auto train = sampled(s->curves->trainMse, kCurvePoints);
            const auto test = sampled(s->curves->testMse, kCurvePoints);
            for (std::size_t i = 0; i < train.size(); ++i) {
                std::vector<double> point = runs[k].labels;
                point.insert(point.end(), {train[i].first, train[i].second, test[i].second});
                curves[k].push_back(std::move(point));
            }
        },
        start);
    if (stop.stop_requested())
        return {};
    Table lines{"fig1b-curves", {"variant", "seed", "epoch", "train_mse", "test_mse"}, {}};
    for (auto& points : curves)
        lines.rows.insert(lines.rows.end(), points.begin(), points.end());
    return {std::move(ends), std::move(lines)};
}

} // namespace hysteron::paper
