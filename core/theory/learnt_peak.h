// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/mode_landscape.h"

namespace hysteron::theory {

/// Where the singular value of a learnt mode is found in equilibrium at temperature T: between low, at or above the
/// saddle, and high.
struct LearntPeak {
    double low;
    double high;
};

/// Ends where exp(-u(lambda)/T) lambda^((L-1) w/L) is exp(-28) of its largest value, 7.5 standard deviations; the power
/// is about the entropy of the hidden directions, which push a mode outwards. width: hidden directions. 0 < beta below
/// the fold, T > 0; std::bad_optional_access otherwise.
[[nodiscard]] LearntPeak learntPeak(const ModeLandscape& mode, double beta, double width, double temperature);

} // namespace hysteron::theory
