// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/paper/evidence.h"

namespace hysteron::paper {

// One function for each figure; figure_list.cpp gives them their names. What was not measured is left out.

[[nodiscard]] Figure figureTrapping(const Evidence& evidence);
[[nodiscard]] Figure figureSparse(const Evidence& evidence);
[[nodiscard]] Figure figureLandscape(const Evidence& evidence);
[[nodiscard]] Figure figureArrhenius(const Evidence& evidence);
[[nodiscard]] Figure figureSweeps(const Evidence& evidence);
[[nodiscard]] Figure figureBifurcation(const Evidence& evidence);
[[nodiscard]] Figure figureSpectra(const Evidence& evidence);
[[nodiscard]] Figure figureNonlinear(const Evidence& evidence);
[[nodiscard]] Figure figureStages(const Evidence& evidence);
[[nodiscard]] Figure figureDepth(const Evidence& evidence);
[[nodiscard]] Figure figureHyperparameters(const Evidence& evidence);
[[nodiscard]] Figure figureGap(const Evidence& evidence);
[[nodiscard]] Figure figureFreeEnergy(const Evidence& evidence);

} // namespace hysteron::paper
