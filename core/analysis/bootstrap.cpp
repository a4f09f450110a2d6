// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/bootstrap.h"

#include "core/analysis/survival.h"
#include "core/base/random.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>
#include <vector>

namespace hysteron::analysis {

std::optional<Interval> bootstrapInterval(std::span<const Passage> passages, const Statistic& statistic,
                                          const BootstrapOptions& options)
{
    if (passages.empty() || options.resamples < 100 || options.resamples > 1'000'000 ||
        !(options.level > 0.0 && options.level < 1.0))
        throw std::invalid_argument("bootstrapInterval: needs replicas, 100 to 1000000 resamples, level inside (0, 1)");
    if (!statistic(passages))
        return std::nullopt;
    std::vector<double> values;
    std::vector<Passage> sample(passages.size());
    for (int r = 0; r < options.resamples; ++r) {
        RandomStream random(options.seed, StreamId::Bootstrap, static_cast<std::uint32_t>(r));
        for (Passage& passage : sample)
            passage = passages[random.below(passages.size())];
        values.push_back(statistic(sample).value_or(std::numeric_limits<double>::infinity()));
    }
    std::sort(values.begin(), values.end());
    // As many resamples lie below the lower limit as above the upper one.
    const auto outside = static_cast<std::size_t>(std::floor(options.resamples * (1.0 - options.level) / 2.0));
    return Interval{values[outside], values[values.size() - 1 - outside]};
}

std::optional<double> medianTime(std::span<const Passage> passages)
{
    return survivalCurve({passages.begin(), passages.end()}).median;
}

} // namespace hysteron::analysis
