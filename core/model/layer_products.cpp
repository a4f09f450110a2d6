// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/model/layer_products.h"

namespace hysteron {

LayerProducts::LayerProducts(const Network& network)
{
    const NetworkShape& shape = network.shape();
    before.resize(shape.depth);
    behind.resize(shape.depth);
    before[0] = Eigen::MatrixXd::Identity(shape.inputs, shape.inputs);
    for (int l = 1; l < shape.depth; ++l)
        before[l] = network.layer(l - 1) * before[l - 1];
    behind[shape.depth - 1] = Eigen::MatrixXd::Identity(shape.outputs, shape.outputs);
    for (int l = shape.depth - 2; l >= 0; --l)
        behind[l] = behind[l + 1] * network.layer(l + 1);
}

ErrorMoments::ErrorMoments(const Eigen::MatrixXd& endToEnd, const Moments& moments)
    : ex(endToEnd * moments.xx - moments.yx),
      ee(moments.yy - endToEnd * moments.yx.transpose() - moments.yx * endToEnd.transpose() +
         endToEnd * moments.xx * endToEnd.transpose())
{
}

} // namespace hysteron
