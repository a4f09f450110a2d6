// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/dynamics/dynamics.h"
#include "core/experiment/control.h"
#include "core/experiment/specification.h"

#include <cstdint>
#include <vector>

namespace hysteron::study {

/// Where a study of a network sets out: with it, and what is asked for, every number is determined. What does not
/// change numbers (threads, how the work is cut into pieces) is no part of it.
struct Experiment {
    Specification specification;            ///< as it was started, without the live changes; with its seed
    std::vector<LoggedChange> changes = {}; ///< live changes of a run, made again at their epochs; ascending
    std::vector<double> weights = {}; ///< start from this state (column-major layers); empty: as the protocol says
    Engine engine = Engine::Fast;     ///< of a run; ensembles know only the fast one

    bool operator==(const Experiment&) const = default;
};

} // namespace hysteron::study
