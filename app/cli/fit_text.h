// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/analysis/convergence_delay.h"
#include "core/analysis/escape_laws.h"

namespace hysteron::cli {

// The answer of `fit` for people.

void printFit(const analysis::LawComparison& comparison);
void printDelay(const analysis::ConvergenceDelay& delay);

} // namespace hysteron::cli
