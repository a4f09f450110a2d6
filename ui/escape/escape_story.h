// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/escape/escape_progress.h"

#include <QString>

namespace hysteron::ui {

struct EscapeStory {
    QString headline;
    QString body;
    bool alarming = false;
};
/// What the ensemble says now, in plain words with its numbers.
[[nodiscard]] EscapeStory tellEscape(const EscapeProgress& progress);

/// How forward flux sampling goes, one sentence; empty before it was used.
[[nodiscard]] QString tellFlux(const FluxProgress& progress);
/// Eqs.(11) and (12) of the paper beside the theory in use, and what is wrong in them; empty without theory.
struct PaperNote {
    QString text;
    QString meaning; ///< the same at length
};
[[nodiscard]] PaperNote tellPaper(const EscapeProgress& progress);

} // namespace hysteron::ui
