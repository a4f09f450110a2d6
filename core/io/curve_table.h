// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/snapshot.h"

#include <string>

namespace hysteron {

/// The curves of a run as CSV: comment lines (#) with version, seed and the specification as JSON, then
/// epoch,sigma_1,...,sigma_p,train_mse,test_mse and, where the history was thinned, sigma_1_low, sigma_1_high, ...
[[nodiscard]] std::string curvesCsv(const Snapshot& snapshot);

} // namespace hysteron
