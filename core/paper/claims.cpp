// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/claims.h"

namespace hysteron::paper {

std::vector<Claim> claimsFrom(const Evidence& evidence)
{
    std::vector<Claim> claims;
    appendLandscapeClaims(evidence, claims);
    appendTrappingClaims(evidence, claims);
    appendRateClaims(evidence, claims);
    appendSweepClaims(evidence, claims);
    appendPredictionClaims(evidence, claims);
    return claims;
}

} // namespace hysteron::paper
