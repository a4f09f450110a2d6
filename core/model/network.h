// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/network_shape.h"
#include "core/base/random.h"

#include <Eigen/Dense>

#include <vector>

namespace hysteron {

/// Architecture, without the data's p_in and p_out (`network.*` of the specification).
struct NetworkOptions {
    int depth = 3;  ///< L: number of weight matrices, 2..12
    int width = 10; ///< w: hidden units of each hidden layer, 1..64
    Activation activation = Activation::Linear;

    bool operator==(const NetworkOptions&) const = default;
};

/// f(x) of hidden units, entry by entry.
[[nodiscard]] Eigen::MatrixXd activated(Activation activation, const Eigen::MatrixXd& x);
/// f'(x), from h = f(x). Relu: 0 at 0.
[[nodiscard]] Eigen::MatrixXd slopeOf(Activation activation, const Eigen::MatrixXd& h);

/// The weights of one network: one vector of D numbers, seen as matrices layer by layer (column-major).
class Network
{
public:
    explicit Network(NetworkShape shape);

    [[nodiscard]] const NetworkShape& shape() const { return m_shape; }
    [[nodiscard]] Eigen::VectorXd& weights() { return m_weights; }
    [[nodiscard]] const Eigen::VectorXd& weights() const { return m_weights; }
    [[nodiscard]] Eigen::Map<Eigen::MatrixXd> layer(int index);
    [[nodiscard]] Eigen::Map<const Eigen::MatrixXd> layer(int index) const;

    /// P = W_L ... W_1, p_out x p_in; the whole map of a linear network.
    [[nodiscard]] Eigen::MatrixXd endToEnd() const;
    /// What the network makes of samples (columns, p_in x n): p_out x n.
    [[nodiscard]] Eigen::MatrixXd outputs(const Eigen::MatrixXd& inputs) const;
    /// Independent normal weights of standard deviation `std` (dimensionless; App. A uses 1/sqrt(w)).
    void initialise(double std, RandomStream& random);

private:
    NetworkShape m_shape;
    std::vector<int> m_offsets;
    Eigen::VectorXd m_weights;
};

} // namespace hysteron
