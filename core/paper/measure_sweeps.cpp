// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/measure.h"

#include "core/experiment/presets.h"
#include "core/sampling/sweep.h"

#include <algorithm>
#include <iterator>
#include <stdexcept>

namespace hysteron::paper {

namespace {

struct Kind {
    double number;
    Specification specification;
    sampling::SweepOptions options;
    bool manyDataSets = false; ///< one replica of each data set, else many replicas of one
};

std::vector<Kind> kinds(const Conditions& conditions)
{
    Specification matched = findPreset("fig3")->specification;
    matched.protocol = {};
    matched.protocol.kind = ProtocolKind::Random;
    matched.seed = conditions.firstSeed;
    Specification raw = matched;
    raw.task.sampling = Sampling::Raw;
    Specification sgd = raw;
    sgd.noise.kind = NoiseKind::Minibatch;
    Specification thermal = matched;
    thermal.noise.kind = NoiseKind::Langevin;
    thermal.noise.temperature = 1e-3;
    const sampling::SweepOptions coarse{
        .from = 0.0, .to = 0.5, .step = 0.01, .dwell = 400, .threads = conditions.threads};
    sampling::SweepOptions fine = coarse;
    fine.from = 0.34;
    fine.to = 0.42;
    fine.step = 0.001;
    fine.dwell = 2000;
    sampling::SweepOptions quick = coarse;
    quick.dwell = 50;
    quick.replicas = conditions.seeds;
    sampling::SweepOptions slow = quick;
    slow.dwell = 400;
    sampling::SweepOptions slowest = quick;
    slowest.dwell = 3200;
    slowest.replicas = std::max(8, conditions.seeds / 4);
    return {{0, matched, coarse}, {1, raw, coarse, true}, {2, sgd, coarse, true}, {3, thermal, quick},
            {4, thermal, slow},   {5, thermal, slowest},  {6, matched, fine}};
}

void append(const Kind& kind, const sampling::SweepRecord& record, double seed, std::vector<Table>& tables)
{
    double direction = 0.0;
    for (const auto* branch : {&record.up, &record.down}) {
        for (const sampling::SweepPoint& point : *branch)
            tables[0].rows.push_back({kind.number, seed, direction, point.beta, point.singularValues[0],
                                      point.singularValues[1], static_cast<double>(point.rank), point.trainMse,
                                      point.testMse});
        direction += 1.0;
    }
    for (const sampling::SweepJump& jump : jumpsOf(record))
        tables[1].rows.push_back({kind.number, seed, jump.direction == sampling::SweepDirection::Up ? 0.0 : 1.0,
                                  jump.beta, static_cast<double>(jump.from), static_cast<double>(jump.to)});
    if (const auto area = loopArea(record))
        tables[2].rows.push_back({kind.number, static_cast<double>(kind.options.dwell), seed, *area});
}

} // namespace

std::vector<Table> measureSweeps(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    std::vector<Table> tables{
        {"fig3-sweeps", {"kind", "seed", "down", "beta", "sigma1", "sigma2", "rank", "train_mse", "test_mse"}, {}},
        {"fig3-jumps", {"kind", "seed", "down", "beta", "from", "to"}, {}},
        {"fig3-loops", {"kind", "dwell", "seed", "area"}, {}}};
    const std::vector<Kind> all = kinds(conditions);
    for (std::size_t k = 0; k < all.size(); ++k) {
        const Kind& kind = all[k];
        const int sweeps = kind.manyDataSets ? conditions.seeds : 1;
        for (int data = 0; data < sweeps; ++data) {
            Specification s = kind.specification;
            const double seed = static_cast<double>(conditions.firstSeed) + data;
            if (kind.manyDataSets)
                s.task.seed = conditions.firstSeed + static_cast<std::uint64_t>(data);
            auto sweep = sampling::Sweep::create(prepare(sampling::withoutProtocol(s)).value(), kind.options);
            if (!sweep)
                throw std::logic_error("measureSweeps: " + sweep.errors().front().message());
            while (!(*sweep)->finished()) {
                (*sweep)->advance(std::max<std::int64_t>(100, (*sweep)->totalEpochs() / 20), stop);
                if (stop.stop_requested())
                    return {};
                const double one =
                    static_cast<double>((*sweep)->epoch()) / static_cast<double>((*sweep)->totalEpochs());
                share((static_cast<double>(k) + (data + one) / sweeps) / static_cast<double>(all.size()));
            }
            for (std::size_t r = 0; r < (*sweep)->records().size(); ++r)
                append(kind, (*sweep)->records()[r], seed + static_cast<double>(r), tables);
        }
    }
    return tables;
}

} // namespace hysteron::paper
