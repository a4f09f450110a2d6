// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

namespace hysteron::ui {

/// Light or dark as the system had it when the theme was installed.
[[nodiscard]] Scheme systemScheme();

} // namespace hysteron::ui
