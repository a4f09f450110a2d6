// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <vector>

namespace hysteron::sampling {

/// from, from + step, ... up to the largest value that does not exceed `to` (dimensionless weight decays). Each is
/// from + i step, rounded to 12 significant digits, so that steps of 0.01 meet 0.36 itself and no error adds up.
/// Errors ("from", "to", "step"): from in [0, 10], to in (from, 10], step in (0, to - from], at most 10000 values.
[[nodiscard]] Result<std::vector<double>> betaGrid(double from, double to, double step);

} // namespace hysteron::sampling
