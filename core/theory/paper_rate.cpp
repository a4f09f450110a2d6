// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/paper_rate.h"

#include <boost/math/constants/constants.hpp>

#include <cmath>

namespace hysteron::theory {

PaperRate paperRate(const EscapePath& path, double temperature)
{
    PaperRate rate;
    // As printed the product over the minimum has one factor less, which takes the smallest out.
    if (path.zeroModesMinimum == 0 && path.zeroModesSaddle == 0) {
        const double left = path.logDeterminantMinimum - std::log(path.spectrumMinimum.front());
        rate.logTau11 = std::log(boost::math::double_constants::two_pi / std::abs(path.negativeEigenvalue)) +
                        0.5 * (path.logDeterminantSaddle - left) + path.barrier / temperature;
        rate.aboutEq11 =
            "Eq.(11) takes one eigenvalue more at the saddle than at the minimum, so that tau has the unit "
            "of the square root of a curvature too many.";
    } else {
        rate.aboutEq11 = Text(
            "Eq.(11) is no number here: rotations of the hidden units leave %1 eigenvalues 0 at the saddle and %2 at "
            "the minimum; they need collective coordinates, which bring the volumes of the orbits and a power of T.",
            path.zeroModesSaddle, path.zeroModesMinimum);
    }
    const double half = 0.5 * temperature * (path.logDeterminantSaddle - path.logDeterminantMinimum);
    rate.effectiveBarrier12 = path.barrier - half;
    rate.effectiveBarrierCorrected = path.barrier + half;
    rate.aboutEq12 = "Eq.(12) has the sign of its sum the wrong way round for Eq.(11), and a term proportional to T is "
                     "part of tau_0 and not of the slope: d ln tau/d(1/T) stays below dE.";
    return rate;
}

} // namespace hysteron::theory
