// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/widgets/slider_track.h"

#include <vector>

namespace hysteron::ui {

/// beta* and beta_c of every mode, as marks for the slider of beta. Depth 2 has beta_c only.
[[nodiscard]] std::vector<SliderMark> betaMarks(const std::vector<double>& eta, int depth);
/// Right end of the slider: a round number some way above the largest beta_c.
[[nodiscard]] double betaRange(const std::vector<double>& eta, int depth);

} // namespace hysteron::ui
