// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/remaining_time.h"

namespace hysteron::study {

std::optional<double> secondsLeft(const Progress& progress, double elapsed)
{
    constexpr double kLeastSeconds = 0.5, kLeastShare = 1e-3; // before, a pace is chance
    if (progress.secondsLeft)
        return progress.secondsLeft;
    if (elapsed < kLeastSeconds || progress.share < kLeastShare)
        return std::nullopt;
    return elapsed * (1.0 - progress.share) / progress.share;
}

} // namespace hysteron::study
