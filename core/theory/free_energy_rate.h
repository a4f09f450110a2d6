// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/enum_words.h"
#include "core/base/result.h"
#include "core/theory/linear_profile.h"

#include <optional>

namespace hysteron::theory {

/// How a waiting time was got from the free energy.
enum class RateMethod { None, Exact, Scalar };

/// Waiting times between rank r (the trap) and r + 1 from equilibrium alone: free energy F(s) = -T ln p(s) and
/// diffusion D(s) along the singular value that is learnt, Passage's double integral. No factor is left to fit, and
/// nothing is simulated. Gradient-flow time, dimensionless.
///
/// Exact: two inputs and two outputs, any depth >= 3 and width >= 2; linearProfile() and its lower bound on tau. ln tau
/// is computed to 1e-4 (width 2: 1e-3).
/// Scalar: all other shapes. ln tau = ln tau of Langer (escapePath(), the whole network) + ln tau of the profile - ln
/// tau of Langer, both of the escaping mode as a network of its own with w - r hidden directions (scalarProfile()): the
/// anharmonic correction as if the other modes did not take part. An approximation; `accuracy` says what is known.
struct FreeEnergyRate {
    RateMethod method = RateMethod::None;
    Text reason;   ///< why there is none; else empty
    Text accuracy; ///< what is known of it; empty with method None
    /// ln of the time from s = 0 up to `threshold`.
    std::optional<double> logTau;
    /// ln of the time from the learnt minimum down to the middle of the trap, where p(s) is largest.
    std::optional<double> logTauBack;
    /// ln(Z_learnt/Z_trap), the weights in equilibrium on the two sides of the bottleneck; with method Scalar
    /// logTauBack - logTau. Above 0 the learnt phase is the stable one.
    std::optional<double> logWeightRatio;
    /// s where F - T ln D is highest between the phases. Below the saddle of the loss, from which it comes at T = 0.
    std::optional<double> bottleneck;
    double threshold = 0.0; ///< ModeLandscape::learntThreshold()
    /// Free energy and diffusion; for method Exact, and for no barrier left (then normalised to everything).
    std::optional<FreeEnergyProfile> profile;
};

/// temperature: T >= 0. trapRank: r, from 0 to one less than the modes and the hidden units. Errors: values out of
/// these and LinearProblem's ranges. Where nothing escapes, or nothing is known, that is an answer, with method None
/// and the reason: depth 2, T = 0, beta above a fold, no barrier left at this T, no Langer value to correct.
/// About 10 ms of one core at depth 3, 14 ms at depth 4, 120 ms at depth 12, twice that for rank 0; a third with
/// kLiveResolution.
[[nodiscard]] Result<FreeEnergyRate> freeEnergyRate(const LinearProblem& problem, int trapRank, double temperature,
                                                    const ProfileResolution& resolution = {});

/// The lowest T at which ranks r and r + 1 have the same weight in equilibrium, to 1e-4 of itself. Where the loss
/// prefers the trap (above beta*) it is the stable phase below this T. Empty where there is none with a barrier between
/// the phases, where it is below the range of the exact method, and where freeEnergyRate() has no answer. Some ten live
/// evaluations: 25 ms at depth 3.
[[nodiscard]] std::optional<double> coexistenceTemperature(const LinearProblem& problem, int trapRank);

} // namespace hysteron::theory

namespace hysteron {
template<> struct EnumWords<theory::RateMethod> {
    static constexpr const char* words[] = {"none", "exact", "scalar"};
};
} // namespace hysteron
