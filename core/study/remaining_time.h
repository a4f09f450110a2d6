// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study.h"

#include <optional>

namespace hysteron::study {

/// How long a study will take from here, in seconds: what it says itself, or by its pace in the `elapsed` seconds since
/// it began. Empty while nothing can be said.
[[nodiscard]] std::optional<double> secondsLeft(const Progress& progress, double elapsed);

} // namespace hysteron::study
