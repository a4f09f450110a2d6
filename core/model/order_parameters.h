// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"
#include "core/model/network.h"
#include "core/theory/mode_landscape.h"

#include <vector>

namespace hysteron {

/// What is watched of a network. Its end-to-end map P is W_L ... W_1 where it is linear, and otherwise the linear map
/// nearest to it over the training inputs: P = E[f(x) x^T] Sxx^-1.
struct OrderParameters {
    std::vector<double> singularValues; ///< of P, descending, min(p_in, p_out) of them
    double trainMse = 0.0;              ///< mean over outputs
    double testMse = 0.0;
};
[[nodiscard]] OrderParameters orderParameters(const Network& network, const Task& task);

/// Number of singular values above the threshold of their mode (ModeLandscape::learntThreshold).
[[nodiscard]] int countRank(const std::vector<double>& singularValues, const std::vector<double>& thresholds);

/// Weights of the 0-balanced stationary point whose mode i has the singular value lambda[i] >= 0 (padded with 0): layer
/// l is diag(lambda^(1/L)) in its upper left corner. At most min(inputs, outputs, width) modes. Used to build exact
/// minima and saddles.
[[nodiscard]] Network balancedNetwork(const NetworkShape& shape, const std::vector<double>& lambda);

} // namespace hysteron
