// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/window/options.h"

namespace hysteron::app {

/// Runs the experiment to its end without a window and writes figure.png, figure.svg, data.csv and
/// specification.json into the output directory. Exit status as hysteron-cli's: 0 done, 1 diverged, 2 bad input.
[[nodiscard]] int runHeadless(const Options& options);

} // namespace hysteron::app
