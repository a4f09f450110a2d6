// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/first_passage.h"
#include "core/base/random.h"

#include <cmath>
#include <limits>
#include <vector>

namespace hysteron::analysis {

/// Times with the Weibull law of this mean and shape (shape 1: exponential), watched until `end`.
inline std::vector<Passage> simulatedPassages(RandomStream& random, int replicas, double mean, double shape = 1.0,
                                              double end = std::numeric_limits<double>::infinity())
{
    std::vector<Passage> passages;
    for (int i = 0; i < replicas; ++i) {
        const double time = mean / std::tgamma(1.0 + 1.0 / shape) * std::pow(-std::log(random.uniform()), 1.0 / shape);
        passages.push_back({std::min(time, end), time > end});
    }
    return passages;
}

/// End of watching at which this share of exponential waits with mean 1 is censored.
inline double endFor(double censoredShare)
{
    return censoredShare > 0.0 ? -std::log(censoredShare) : std::numeric_limits<double>::infinity();
}

} // namespace hysteron::analysis
