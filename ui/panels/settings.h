// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/specification.h"

namespace hysteron::ui {

/// Everything the controls of a run stand for.
struct Settings {
    Specification current; ///< as the controls stand
    Specification loaded;  ///< what "reset parameters" goes back to

    bool operator==(const Settings&) const = default;
};

} // namespace hysteron::ui
