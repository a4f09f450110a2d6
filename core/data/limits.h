// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hysteron {

/// Sizes beyond which a data set is a slip of the keyboard and not an experiment.
inline constexpr int kMostDimensions = 64;     ///< inputs, and outputs
inline constexpr int kMostSamples = 1'000'000; ///< per Gaussian data set
inline constexpr double kMostNumbers = 32e6;   ///< per data set or file: 256 MB in double precision

} // namespace hysteron
