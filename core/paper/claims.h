// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/paper/evidence.h"

namespace hysteron::paper {

// The ledger by topic; each function appends its rows. A row's `test` says what agreement means.

void appendLandscapeClaims(const Evidence& evidence, std::vector<Claim>& claims);  ///< Secs. 2.1, 3.2, App. A, D, E
void appendTrappingClaims(const Evidence& evidence, std::vector<Claim>& claims);   ///< Sec. 3.1, Fig. 1
void appendRateClaims(const Evidence& evidence, std::vector<Claim>& claims);       ///< Sec. 3.3, App. F, Fig. 2
void appendSweepClaims(const Evidence& evidence, std::vector<Claim>& claims);      ///< App. B, G, Fig. 3
void appendPredictionClaims(const Evidence& evidence, std::vector<Claim>& claims); ///< Sec. 4

} // namespace hysteron::paper
