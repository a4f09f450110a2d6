// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

namespace hysteron::theory {

/// One learnt mode of a deep linear network under SGD, and how long mini-batches need to make the network forget it.
///
/// Assumed: every batch is new data of the whitened Gaussian task (or drawn with replacement from very many samples),
/// layers are balanced, eta_lr is small against 1/curvature. A sample's slope along the mode's coordinate in weight
/// space, s = sqrt(L) lambda^(1/L), is g = sqrt(L) lambda^(1-1/L) e x with e = lambda x - y, and in gradient-flow time
///   ds = -u'(s) dt + sqrt(q C(s)) dW  (Ito),   q = eta_lr/B,
/// with u the landscape of mode_landscape.h and, by Isserlis, exactly
///   C = Var g = L lambda^(2-2/L) (E[e^2] + E[e x]^2),   E[e^2] = lambda^2 - 2 lambda eta + 1,   E[e x] = lambda - eta.
/// C vanishes at lambda = 0 faster than weight decay pulls: 0 is absorbing, and there is no way back.
///
/// This is exact for a network with one mode, apart from two corrections: the noise is not Gaussian (logTauSamples has
/// the exponent without that approximation), and eta_lr is finite. Further modes leave the exponent as it is, since
/// their noise is uncorrelated with this one's and the landscape decouples, but change the prefactor: measured, the
/// paper's second mode falls in 0.27 to 0.65 of this time (resources/help/theory.md).
struct SgdFall {
    double logTau = 0.0; ///< ln of the mean first-passage time of ds from lambda_** to `target`, gradient-flow time
    double quasiBarrier = 0.0;  ///< integral of -2 u'/(q C) ds from lambda_** to the saddle: dE/T of this noise
    double logTauKramers = 0.0; ///< leading order of logTau for q -> 0 and a target well beyond the saddle

    /// A fall is a large deviation of many samples, and e x is skewed. Per sample the most probable way has
    /// ln E exp(-p g) = p (weight decay's slope), whatever eta_lr and B, and E exp(t e x) =
    /// ((1 - t E[e x])^2 - t^2 E[e^2])^(-1/2): the barrier is the integral of |p|/q ds. logTauSamples is logTau with
    /// this barrier.
    double quasiBarrierSamples = 0.0;
    double logTauSamples = 0.0;

    // The power law of Mori, Ziyin, Liu, Ueda (ICML 2022, PMLR 162, 15959): for the squared loss the noise is
    // C = 2 L(w) H*, H* constant. A change of time by dt' = L dt makes it additive and the landscape ln L, so that
    //   1/tau = sqrt(|h_* h_s|)/(2 pi) (L_*/L_s)^(phi + 1 - n/2),   phi = B/(eta_lr h*),   n = 1,
    // h_* and h_s the curvatures of L at minimum and saddle, n the number of directions with noise. The exponent is the
    // paper's as remembered, the prefactor rederived from Kramers here. h* is the data term's curvature,
    // L lambda_**^(2-2/L).
    double exponent = 0.0;   ///< phi
    double logTauMori = 0.0; ///< with L the loss that is descended, u + (1 - eta^2)/2: as printed
    /// Weight decay is descended but makes no noise. With the noise proportional to the data term l alone the same
    /// change of time gives the landscape integral of u'/l ds instead of ln L (derived here, not in the paper).
    double logTauLogLoss = 0.0;
};

/// C(lambda) above, >= 0: gradientVarianceAlongMode() of the learnt mode for the population. lambda >= 0.
[[nodiscard]] double modeGradientVariance(double eta, int depth, double lambda);

/// Falls of the mode `eta` (0, 1) at `beta`, below its fold, for q = eta_lr/B > 0 (time per sample) to singular value
/// `target`, above 0 and at most lambda_sad. depth 3 to 12. Relative error of tau by quadrature below 1e-8 for barriers
/// up to some 100. Errors: values out of range.
[[nodiscard]] Result<SgdFall> sgdFall(double eta, int depth, double beta, double q, double target);

} // namespace hysteron::theory
