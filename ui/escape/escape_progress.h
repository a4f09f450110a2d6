// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/kinds.h"

namespace hysteron::ui {

/// What the Escape page shows of an ensemble that waits: its record so far, and how the work stands.
struct EscapeProgress : study::EscapeRecord {
    Errors errors = {}; ///< why nothing could start; the rest is empty then
    bool running = false;
    bool finished = false; ///< everybody escaped or the end was reached

    [[nodiscard]] int replicas() const { return static_cast<int>(passages.size()); }
};

/// What it shows of forward flux sampling.
struct FluxProgress : study::ForwardFluxRecord {
    Errors errors = {}; ///< why it could not start or ended early; points found so far stay
    bool running = false;
};

} // namespace hysteron::ui
