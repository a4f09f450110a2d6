// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/theme/theme.h"

namespace hysteron::ui {

/// The application's style sheet: shape and colour of the standard widgets. Fonts are set by widgets, not here.
/// Push buttons know the dynamic properties `kind` = "primary" | "quiet" | "link"; labels `kind` = "section" | "muted"
/// | "problem"; line edits and combo boxes `compact`, line edits `invalid`.
[[nodiscard]] QString styleSheetFor(const Palette& palette);

} // namespace hysteron::ui
