// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/seed_runs.h"

#include "core/base/worker_pool.h"

#include <algorithm>
#include <cmath>
#include <mutex>
#include <stdexcept>

namespace hysteron::paper {

void runSeeds(const std::vector<SeedRun>& runs, const Conditions& conditions, const ShareDone& share,
              const std::stop_token& stop, const std::function<void(std::size_t, const Simulation&)>& finished,
              const std::function<Result<std::unique_ptr<Simulation>>(std::size_t)>& start)
{
    std::mutex mutex;
    std::size_t done = 0;
    WorkerPool pool(conditions.threads);
    pool.forEach(static_cast<int>(runs.size()), [&](int index) {
        if (stop.stop_requested())
            return;
        const auto k = static_cast<std::size_t>(index);
        const Specification& specification = runs[k].specification;
        const auto simulation = start ? start(k) : Simulation::create(prepare(specification).value(), stop);
        if (!simulation)
            throw std::logic_error("runSeeds: " + simulation.errors().front().message());
        (*simulation)->advance(specification.training.epochs, stop);
        const std::lock_guard lock(mutex);
        if (stop.stop_requested())
            return;
        finished(k, **simulation);
        share(static_cast<double>(++done) / static_cast<double>(runs.size()));
    });
}

std::optional<std::int64_t> firstEpochAtRank(const Snapshot& snapshot, int rank)
{
    if (snapshot.startRank >= rank)
        return 0;
    const auto found = std::ranges::find_if(snapshot.transitions, [rank](const Transition& t) { return t.to >= rank; });
    if (found == snapshot.transitions.end())
        return std::nullopt;
    return found->epoch;
}

std::vector<std::pair<double, double>> sampled(const History& history, int count)
{
    std::vector<std::pair<double, double>> points;
    const auto& buckets = history.buckets();
    if (buckets.empty())
        return points;
    const double last = std::log1p(static_cast<double>(buckets.back().lastEpoch));
    std::size_t next = 0;
    for (int i = 0; i <= count && next < buckets.size(); ++i) {
        const double wanted = std::expm1(last * i / count);
        while (next + 1 < buckets.size() && static_cast<double>(buckets[next].lastEpoch) < wanted)
            ++next;
        const auto epoch = static_cast<double>(buckets[next].lastEpoch);
        if (points.empty() || points.back().first < epoch)
            points.emplace_back(epoch, buckets[next].last);
    }
    return points;
}

} // namespace hysteron::paper
