// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/escape_laws.h"

namespace hysteron::analysis {

/// Fills tooFewEvents, best and verdict of a comparison from its fits and weights.
///
/// The law with the smallest AICc is compared with the rival of largest weight: a law that does not contain it (the
/// prefactor law contains all others, and every law the constant one, so they always fit nearly as well). With s the
/// share of the best in the weight of the two: clear from 0.95 on (19 to 1), weak from 0.8 on (4 to 1), below the data
/// cannot tell.
void judge(LawComparison& comparison);

} // namespace hysteron::analysis
