// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/theory/passage.h"

namespace hysteron::theory {

/// Exact free energy and diffusion of the end-to-end map s = W_L ... W_1 of a network with one input and one output,
/// signed: a single mode with `directions` hidden directions to itself. What product_law.h does with 2 x 2 matrices is
/// done with numbers here: q_1 ~ chi^2_m, q_(k+1) = q_k chi^2_m, s | q_(L-1) normal,
///     p(s) ~ p_X(s) exp(-(s^2 - 2 s eta)/(2T)),   D = t^(L-1) E[B_L + x V_(L-1)],   t = T/beta, x = s^2/t^L,
/// V_k = sum of B_j/q_j over j <= k, B_(k+1) = (m-1) B_k + q_k, B_1 = 1. The mode of a wide network behaves so if the
/// others are left out of account.
/// depth 3..12, directions m >= 1, beta above 0 and below the fold of eta, T > 0. Not normalised. Good to 1e-5.
[[nodiscard]] FreeEnergyProfile scalarProfile(int depth, int directions, double eta, double beta, double temperature,
                                              int points = 400);

} // namespace hysteron::theory
