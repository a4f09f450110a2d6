// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/prepared.h"
#include "core/model/network.h"

#include <cstdint>

namespace hysteron {

/// protocol.init_std, or 1/sqrt(width) (App. A).
[[nodiscard]] double firstDeviation(const Specification& specification);
/// The random weights that a replica starts from, before any anneal.
[[nodiscard]] Network firstNetwork(const Prepared& prepared, std::uint32_t replica = 0);

} // namespace hysteron
