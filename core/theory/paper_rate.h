// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/text.h"
#include "core/theory/escape_rate.h"

#include <optional>

namespace hysteron::theory {

/// Eqs.(11) and (12) of arXiv:2606.17120 as they are printed, beside what is right, for the same path. See
/// EscapePath::logTau() for the rate itself.
struct PaperRate {
    /// Eq.(11), tau = 2 pi/|omega_1| (prod_D |omega_sad| / prod_(D-1) omega_min)^(1/2) exp(dE/T). Empty where it is
    /// 0/0.
    std::optional<double> logTau11;
    /// Eq.(12), dE - (T/2) sum ln(omega_sad/omega_min), with the zero modes left out, which it does not say.
    double effectiveBarrier12 = 0.0;
    /// With the sign that follows from Eq.(11).
    double effectiveBarrierCorrected = 0.0;
    Text aboutEq11; ///< what is wrong, one sentence each
    Text aboutEq12;
};

/// temperature: T > 0.
[[nodiscard]] PaperRate paperRate(const EscapePath& path, double temperature);

} // namespace hysteron::theory
