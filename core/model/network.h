#pragma once

#include "core/base/random.h"
#include "core/base/result.h"

#include <Eigen/Dense>

#include <vector>

namespace hysteron {

enum class Activation { Linear, Tanh, Sigmoid, Relu };

/// Architecture, without the data's p_in and p_out (`network.*` of the specification).
struct NetworkOptions {
    int depth = 3;  ///< L: number of weight matrices, 2..12
    int width = 10; ///< w: hidden units of each hidden layer, 1..64
    Activation activation = Activation::Linear;

    bool operator==(const NetworkOptions&) const = default;
    [[nodiscard]] Errors validate() const;
};

/// Sizes of a network P = W_L ... W_1 without bias.
struct NetworkShape {
    int inputs = 2;
    int outputs = 2;
    int width = 10;
    int depth = 3;

    bool operator==(const NetworkShape&) const = default;
    /// Rows and columns of layer l = 0..depth-1 (layer 0 acts on the input).
    [[nodiscard]] int rows(int layer) const { return layer == depth - 1 ? outputs : width; }
    [[nodiscard]] int cols(int layer) const { return layer == 0 ? inputs : width; }
    /// D: 140 for w=10, p_in=p_out=2, L=3; 170 for p_in=5.
    [[nodiscard]] int weightCount() const;
};

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

    /// P = W_L ... W_1, p_out x p_in.
    [[nodiscard]] Eigen::MatrixXd endToEnd() const;
    /// Independent normal weights of standard deviation `std` (dimensionless; App. A uses 1/sqrt(w)).
    void initialise(double std, RandomStream& random);

private:
    NetworkShape m_shape;
    std::vector<int> m_offsets;
    Eigen::VectorXd m_weights;
};

} // namespace hysteron
