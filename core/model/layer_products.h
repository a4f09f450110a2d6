// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/task.h"
#include "core/model/network.h"

#include <vector>

namespace hysteron {

/// The matrices around each layer of a linear network. A sample x with error e = P x - y contributes
/// g_l = (A_l^T e) (B_l x)^T to the gradient of layer l, with A_l behind and B_l before it.
struct LayerProducts {
    explicit LayerProducts(const Network& network);

    std::vector<Eigen::MatrixXd> before; ///< W_{l-1} ... W_1, cols(l) x p_in; the identity for l = 0
    std::vector<Eigen::MatrixXd> behind; ///< W_L ... W_{l+1}, p_out x rows(l); the identity for the last
};

/// Second moments of the error e = P x - y.
struct ErrorMoments {
    ErrorMoments(const Eigen::MatrixXd& endToEnd, const Moments& moments);

    Eigen::MatrixXd ex; ///< E[e x^T], p_out x p_in
    Eigen::MatrixXd ee; ///< E[e e^T], p_out x p_out
};

} // namespace hysteron
