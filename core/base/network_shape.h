// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

namespace hysteron {

/// What a hidden unit makes of its input. No layer has a bias; the last layer is always linear.
enum class Activation { Linear, Tanh, Sigmoid, Relu };

/// Architecture of a network of L = depth weight matrices without bias; P = W_L ... W_1 where it is linear.
struct NetworkShape {
    int inputs = 2;  ///< p_in
    int outputs = 2; ///< p_out
    int width = 10;  ///< w: hidden units of each hidden layer
    int depth = 3;   ///< L
    Activation activation = Activation::Linear;

    bool operator==(const NetworkShape&) const = default;
    /// Rows and columns of layer l = 0..depth-1 (layer 0 acts on the input).
    [[nodiscard]] constexpr int rows(int layer) const { return layer == depth - 1 ? outputs : width; }
    [[nodiscard]] constexpr int cols(int layer) const { return layer == 0 ? inputs : width; }
    /// D: 140 for w=10, p_in=p_out=2, L=3; 170 for p_in=5.
    [[nodiscard]] constexpr int weightCount() const
    {
        return width * inputs + (depth - 2) * width * width + outputs * width;
    }
};

} // namespace hysteron
