// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"

#include <cstddef>
#include <optional>
#include <span>

namespace hysteron::analysis {

/// How long one replica was watched, in any unit of time, and whether it had not escaped by then.
/// time: finite and > 0. Times on a grid of epochs are the epoch at whose end the escape was seen, so at least 1; the
/// grid adds half an epoch to tau on average.
struct Passage {
    double time;
    bool censored = false;
};

struct Interval {
    double low;
    double high;
};

/// Maximum likelihood of the exponential law of escape times with right censoring.
struct EscapeTimeEstimate {
    std::size_t replicas = 0;
    std::size_t escaped = 0;
    std::size_t censored = 0;
    double exposure = 0.0;      ///< sum of all times, escaped or not
    std::optional<double> tau;  ///< exposure / escaped; empty without an escape
    double low = 0.0;           ///< lower limit of tau
    std::optional<double> high; ///< upper limit of tau; empty without an escape
    Text method;                ///< how the limits were made, for people
};

/// tau = exposure / escaped, and limits between which tau lies with probability `level`, from the law of
/// 2 exposure / tau with r escapes.
/// - Every replica escaped: chi-squared with 2r degrees of freedom, exact (Epstein and Sobel, J. Am. Stat. Assoc. 48,
///   1953).
/// - Some were censored: chi-squared with 2r + 1 (Cox, Biometrika 40, 1953), between 2r, which would be exact if
///   watching stopped at the r-th escape, and 2r + 2, which never undercovers but covers too much. With a fixed end of
///   watching it covers 94.5 to 95 % for 300 replicas at 50 and 90 % censoring, and 93 to 98 % for 5 to 30 replicas.
/// - Nobody escaped: no estimate; tau is above exposure / -ln(1 - level), one-sided, since the probability of no escape
///   is exp(-exposure / tau).
/// Throws std::invalid_argument for no passages, for a time that is not finite and > 0, and for level outside (0, 1).
[[nodiscard]] EscapeTimeEstimate estimateEscapeTime(std::span<const Passage> passages, double level = 0.95);

/// The same from sums: r escapes in `exposure` watched by `replicas` replicas.
[[nodiscard]] EscapeTimeEstimate estimateEscapeTime(std::size_t replicas, std::size_t escaped, double exposure,
                                                    double level = 0.95);

} // namespace hysteron::analysis
