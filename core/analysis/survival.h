// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/first_passage.h"

#include <vector>

namespace hysteron::analysis {

/// The curve after one time at which somebody escaped; it is constant from there to the next step.
struct SurvivalStep {
    double time;
    double survival; ///< share not yet escaped after this time
    double low;      ///< pointwise limits of the share
    double high;
    std::size_t atRisk;  ///< replicas watched just before this time
    std::size_t escapes; ///< at this time
};

/// Share of replicas that have not escaped, over time, with right censoring.
struct SurvivalCurve {
    std::vector<SurvivalStep> steps;  ///< one for each time with an escape, ascending; before the first the share is 1
    double end;                       ///< the longest time anybody was watched: the curve says nothing beyond
    std::optional<double> median;     ///< first time at which the share is 1/2 or less; empty if it stays above
    std::optional<double> medianLow;  ///< limits of the median: where the limits of the share cross 1/2
    std::optional<double> medianHigh; ///  (Brookmeyer and Crowley, Biometrics 38, 1982); empty where they do not
};

/// Kaplan-Meier estimate (J. Am. Stat. Assoc. 53, 1958). The pointwise limits at `level` are Greenwood's variance on
/// the scale of ln(-ln S), which keeps them inside (0, 1); after the last escape of a complete sample, S = 0, they do
/// not exist on that scale and are 0 and the upper limit of the step before. A replica censored at the very time of an
/// escape counts as still at risk there. Throws as estimateEscapeTime.
[[nodiscard]] SurvivalCurve survivalCurve(std::vector<Passage> passages, double level = 0.95);

} // namespace hysteron::analysis
