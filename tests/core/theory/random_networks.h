// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <Eigen/Dense>

#include <array>
#include <cmath>
#include <random>
#include <vector>

namespace hysteron::tests {

/// A deep linear network with two inputs, two outputs and independent standard normal weights, drawn outright.
struct RandomNetwork {
    std::vector<Eigen::Matrix2d> gram;   ///< Q_k = M_k M_k^T, M_k = W_L ... W_(L-k+1), k = 1 .. L-1
    std::array<double, 2> singularValue; ///< of P, the larger first
    std::array<double, 2> gradientNorm2; ///< |grad_W sigma_i|^2

    RandomNetwork(int depth, int width, std::mt19937_64& engine)
    {
        std::normal_distribution<double> normal;
        std::vector<Eigen::MatrixXd> layers;
        for (int l = 0; l < depth; ++l) {
            layers.emplace_back(l == depth - 1 ? 2 : width, l == 0 ? 2 : width);
            for (double& weight : layers.back().reshaped())
                weight = normal(engine);
        }
        std::vector<Eigen::MatrixXd> above{Eigen::Matrix2d::Identity()}; // M_0, M_1, ...
        for (int l = depth - 1; l > 0; --l) {
            above.emplace_back(above.back() * layers[l]);
            gram.emplace_back(above.back() * above.back().transpose());
        }
        const Eigen::Matrix2d product = above.back() * layers[0];
        const Eigen::JacobiSVD<Eigen::Matrix2d> svd(product, Eigen::ComputeFullU | Eigen::ComputeFullV);
        gradientNorm2 = {0.0, 0.0};
        for (int i = 0; i < 2; ++i) {
            singularValue[i] = svd.singularValues()[i];
            Eigen::VectorXd below = svd.matrixV().col(i); // W_(l-1) ... W_1 v
            for (int l = 0; l < depth; ++l) {
                gradientNorm2[i] +=
                    (above[depth - 1 - l].transpose() * svd.matrixU().col(i)).squaredNorm() * below.squaredNorm();
                below = layers[l] * below;
            }
        }
    }
};

} // namespace hysteron::tests
