// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/network_shape.h"
#include "core/base/normal_pair.h"
#include "core/kernels/aligned_array.h"

#include <cstddef>
#include <cstdint>
#include <string>
#include <vector>

/// Fast inner loops. Lanes are replicas: a block holds kLanes<T> networks, number by number side by side, so that one
/// instruction moves them all. A block's size does not depend on the machine; wider or narrower registers take it in
/// fewer or more parts, and every replica's numbers stay the same.
namespace hysteron::kernels {

/// Replicas of one block: one 64-byte line.
template<class T> inline constexpr int kLanes = static_cast<int>(64 / sizeof(T));

/// The sizes that have a kernel.
inline constexpr int kMostFeatures = 8; ///< p_in and p_out, 1..8
inline constexpr int kMostWidth = 64;   ///< w, 1..64
inline constexpr int kMostDepth = 12;   ///< L, 2..12
[[nodiscard]] constexpr bool isSupported(const NetworkShape& shape)
{
    const auto within = [](int value, int low, int high) { return value >= low && value <= high; };
    return within(shape.inputs, 1, kMostFeatures) && within(shape.outputs, 1, kMostFeatures) &&
           within(shape.width, 1, kMostWidth) && within(shape.depth, 2, kMostDepth);
}

/// Second moments of a batch as the kernels read them: the upper triangle of S_xx = X X^T/B row by row, then S_yx =
/// Y X^T/B row by row.
[[nodiscard]] constexpr int inputMomentCount(int inputs)
{
    return inputs * (inputs + 1) / 2;
}
[[nodiscard]] constexpr int momentCount(int inputs, int outputs)
{
    return inputMomentCount(inputs) + outputs * inputs;
}
/// Place of S_xx(i, j), i <= j.
[[nodiscard]] constexpr int inputMomentIndex(int inputs, int i, int j)
{
    return i * inputs - i * (i - 1) / 2 + j - i;
}

/// Room that the kernels of one shape need for intermediate results; one per thread.
template<class T> class Workspace
{
public:
    explicit Workspace(const NetworkShape& shape);
    [[nodiscard]] T* numbers() { return m_numbers.data(); }
    [[nodiscard]] float* noise() { return m_noise.data(); }

private:
    AlignedArray<T> m_numbers;
    AlignedArray<float> m_noise;
};

/// Some steps of all networks of a block. Arrays are aligned to 64 bytes; [n][lane] means kLanes<T> numbers side by
/// side for each n.
template<class T> struct LinearSteps {
    NetworkShape shape;
    T* weights = nullptr;              ///< [D][lane], in the order of Network::weights (column-major layers)
    const T* moments = nullptr;        ///< [momentCount][lane] of the first step
    std::ptrdiff_t momentsPerStep = 0; ///< numbers from one step's moments to the next's; 0: the same for all
    int steps = 0;
    double learningRate = 0.0;           ///< eta_lr
    double beta = 0.0;                   ///< weight decay
    const NormalScale* noise = nullptr;  ///< of variance 2 eta_lr T; null: none
    std::uint64_t* noiseState = nullptr; ///< [4][lane]: xoshiro256++ of each replica, moved on by the steps
};
/// W <- (1 - eta_lr beta) W - eta_lr dU/dW + noise for each step; U is the data term of core/model/loss.h.
template<class T> void advanceLinear(const LinearSteps<T>& steps, Workspace<T>& workspace);

/// What is read off all networks of a block.
template<class T> struct Observation {
    NetworkShape shape;
    const T* weights = nullptr;  ///< [D][lane]
    T* endToEnd = nullptr;       ///< out: P = W_L ... W_1, [p_out p_in][lane], column-major
    T* singularValues = nullptr; ///< out: of P, [min(p_in, p_out)][lane], descending
    T* largestWeight = nullptr;  ///< out: [lane], the largest |weight|; NaN or infinity where one is. Null: not wanted
};
template<class T> void observeLinear(const Observation<T>& observation, Workspace<T>& workspace);

/// The instruction set in use, e.g. "AVX3", "AVX2", "SSE4", "SCALAR".
[[nodiscard]] std::string instructionSet();
/// All that this program contains and this machine has, best first.
[[nodiscard]] std::vector<std::string> instructionSets();
/// Restricts all kernels to one of them, for tests and benchmarks; "" lifts it. Not while kernels run.
void useInstructionSet(const std::string& name);

} // namespace hysteron::kernels
