// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/kernels/block.h"

namespace hysteron::kernels {

/// Samples that the kernels of nonlinear networks take at a time.
inline constexpr int kSamplesAtOnce = 4;

/// Room for intermediate results of a network with hidden units that are not linear; one per thread.
template<class T> class SampleWorkspace
{
public:
    explicit SampleWorkspace(const NetworkShape& shape);
    [[nodiscard]] T* hidden() { return m_hidden.data(); }                   ///< [L - 1][w][kSamplesAtOnce][lane]
    [[nodiscard]] T* sensitivity(int i) { return m_sensitivity[i].data(); } ///< i = 0, 1
    [[nodiscard]] T* gradient() { return m_gradient.data(); }               ///< [D][lane]
    [[nodiscard]] float* noise() { return m_noise.data(); }

private:
    AlignedArray<T> m_hidden;
    AlignedArray<T> m_sensitivity[2];
    AlignedArray<T> m_gradient;
    AlignedArray<float> m_noise;
};

/// One step of all networks of a block, sample by sample: the activation may be any.
template<class T> struct SampleStep {
    NetworkShape shape;
    T* weights = nullptr;       ///< [D][lane]
    const T* samples = nullptr; ///< [samples][p_in + p_out][lane]: every replica's own batch, x before y
    int count = 0;              ///< samples in the batch, >= 1
    double learningRate = 0.0;
    double beta = 0.0;
    const NormalScale* noise = nullptr;  ///< of variance 2 eta_lr T; null: none
    std::uint64_t* noiseState = nullptr; ///< [4][lane]
};
template<class T> void advanceSamples(const SampleStep<T>& step, SampleWorkspace<T>& workspace);

/// What is read off a block of networks of any activation.
template<class T> struct SampleObservation {
    NetworkShape shape;
    const T* weights = nullptr;
    const T* samples = nullptr; ///< [count][p_in + p_out][lane]
    int count = 0;
    const T* inverse = nullptr;  ///< Sxx^-1 / count, [p_in][p_in], symmetric
    T* endToEnd = nullptr;       ///< out: P = E[f(x) x^T] Sxx^-1, [p_out p_in][lane], column-major
    T* singularValues = nullptr; ///< out: of P, descending
    T* largestWeight = nullptr;  ///< out: the largest |weight|; NaN or infinity where one is
};
template<class T> void observeSamples(const SampleObservation<T>& observation, SampleWorkspace<T>& workspace);

} // namespace hysteron::kernels
