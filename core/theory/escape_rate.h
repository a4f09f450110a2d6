// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/theory/stationary_state.h"

#include <vector>

namespace hysteron::theory {

/// From one minimum over one saddle: everything about the rate that does not depend on T. See escapePath().
struct EscapePath {
    double barrier = 0.0;            ///< dE = U(saddle) - U(minimum), dimensionless
    double negativeEigenvalue = 0.0; ///< omega_-: the one way down from the saddle
    int zeroModesMinimum = 0;
    int zeroModesSaddle = 0;
    double logVolumeMinimum = 0.0; ///< ln of the orbits' volumes in weight space
    double logVolumeSaddle = 0.0;
    double logDeterminantMinimum = 0.0; ///< ln of the product of the eigenvalues that are not zero, in magnitude
    double logDeterminantSaddle = 0.0;
    double softness = 0.0; ///< sum of 1/|omega| over those of the saddle: T times it is the square of the thermal cloud
    double distance2 = 0.0;              ///< squared distance of minimum and saddle in weight space
    std::vector<double> spectrumMinimum; ///< all D eigenvalues of the Hessian, ascending
    std::vector<double> spectrumSaddle;

    /// ln tau in gradient-flow time by Kramers (1940) and Langer (1969) with collective coordinates for the flat
    /// directions (physics of Haenggi, Talkner, Borkovec, Rev. Mod. Phys. 62, 251, 1990, section IV):
    ///   1/tau = |omega_-|/(2 pi) V_sad/V_min sqrt(det' H_min/|det' H_sad|) (2 pi T)^(-(z_sad - z_min)/2) exp(-dE/T).
    /// T > 0.
    [[nodiscard]] double logTau(double temperature) const;
    /// d ln tau / d(1/T) = dE - T (z_sad - z_min)/2: what a straight line through an Arrhenius plot measures at T.
    [[nodiscard]] double localSlope(double temperature) const;
    /// Size of the thermal cloud at the saddle against the way there, T softness / distance2: the parameter in which
    /// the harmonic estimate is the leading term. The true ln tau differs by a few times this number.
    [[nodiscard]] double expansion(double temperature) const { return temperature * softness / distance2; }
    /// Whether that is small enough for ln tau to be good to some tenths.
    [[nodiscard]] bool isTrusted(double temperature) const { return expansion(temperature) <= kTrusted; }
    static constexpr double kTrusted = 0.05;
};

/// What of the problem is out of the ranges of LinearProblem, with the names of its fields.
[[nodiscard]] Errors brokenRules(const LinearProblem& problem);

/// Learning the mode after `fromRank` learnt ones (toRank = fromRank + 1), or forgetting it (toRank = fromRank - 1):
/// both lead over the same saddle. Errors, with the names of the fields of LinearProblem: values out of range, no
/// minimum or no saddle at this beta, equal eta among the modes (more flat directions than rotations explain), depth 2
/// (no barrier).
[[nodiscard]] Result<EscapePath> escapePath(const LinearProblem& problem, int fromRank, int toRank);

} // namespace hysteron::theory
