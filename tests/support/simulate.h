// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/simulation.h"

#include <memory>

namespace hysteron {

/// Prepares and makes a simulation in one go. Errors of either.
[[nodiscard]] inline Result<std::unique_ptr<Simulation>>
simulate(const Specification& specification, const std::stop_token& stop = {}, Engine engine = Engine::Fast)
{
    const auto prepared = prepare(specification);
    if (!prepared)
        return prepared.errors();
    return Simulation::create(*prepared, stop, engine);
}

} // namespace hysteron
