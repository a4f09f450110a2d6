// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/first_passage.h"

#include <boost/math/distributions/chi_squared.hpp>

#include <cmath>
#include <stdexcept>

namespace hysteron::analysis {

EscapeTimeEstimate estimateEscapeTime(std::size_t replicas, std::size_t escaped, double exposure, double level)
{
    if (replicas == 0 || escaped > replicas)
        throw std::invalid_argument("estimateEscapeTime: needs a replica, and no more escapes than replicas");
    if (!(exposure > 0.0) || !std::isfinite(exposure))
        throw std::invalid_argument("estimateEscapeTime: the exposure must be finite and above 0");
    if (!(level > 0.0 && level < 1.0))
        throw std::invalid_argument("estimateEscapeTime: level must lie between 0 and 1");

    EscapeTimeEstimate estimate;
    estimate.replicas = replicas;
    estimate.escaped = escaped;
    estimate.censored = replicas - escaped;
    estimate.exposure = exposure;
    if (escaped == 0) {
        estimate.low = exposure / -std::log1p(-level);
        estimate.method = "no escapes: one-sided lower limit, exposure / -ln(1 - level)";
        return estimate;
    }
    const bool complete = escaped == replicas;
    estimate.method = complete ? "exact: 2 exposure/tau is chi-squared with 2r degrees of freedom"
                               : "fixed end: 2 exposure/tau as chi-squared with 2r+1 degrees of freedom (Cox)";
    const boost::math::chi_squared law(2.0 * static_cast<double>(escaped) + (complete ? 0.0 : 1.0));
    const double tail = (1.0 - level) / 2.0;
    estimate.tau = exposure / static_cast<double>(escaped);
    estimate.low = 2.0 * exposure / boost::math::quantile(boost::math::complement(law, tail));
    estimate.high = 2.0 * exposure / boost::math::quantile(law, tail);
    return estimate;
}

EscapeTimeEstimate estimateEscapeTime(std::span<const Passage> passages, double level)
{
    double exposure = 0.0;
    std::size_t escaped = 0;
    for (const Passage& passage : passages) {
        if (!(passage.time > 0.0) || !std::isfinite(passage.time))
            throw std::invalid_argument("estimateEscapeTime: every time must be finite and above 0");
        exposure += passage.time;
        escaped += passage.censored ? 0 : 1;
    }
    return estimateEscapeTime(passages.size(), escaped, exposure, level);
}

} // namespace hysteron::analysis
