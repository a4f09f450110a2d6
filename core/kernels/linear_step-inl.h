// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compiled once for every instruction set; see foreach_target.h of Highway for the guard.
#if defined(HYSTERON_LINEAR_STEP_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef HYSTERON_LINEAR_STEP_INL_H
#undef HYSTERON_LINEAR_STEP_INL_H
#else
#define HYSTERON_LINEAR_STEP_INL_H
#endif

#include "core/kernels/block.h"
#include "core/kernels/noise-inl.h"
#include "core/kernels/vector_math-inl.h"

#include <algorithm>

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

/// Sizes known when compiling: loops are laid out for them.
template<int Depth, int Width, int Outputs> struct FixedSizes {
    static constexpr int depth = Depth;
    static constexpr int width = Width;
    static constexpr int outputs = Outputs;
};
/// Any sizes.
struct AnySizes {
    int depth;
    int width;
    int outputs;
};

/// One network per lane. P = p_in is known when compiling. Matrices are column-major and [entry][lane]; features and
/// sensitivities of a layer are rows x p_in.
template<class D, int P, class Sizes> class LinearNetwork
{
public:
    using T = hn::TFromD<D>;
    using V = hn::Vec<D>;

    /// weights, workspace: at the first replica of the vector.
    HWY_INLINE LinearNetwork(const Sizes& sizes, T* HWY_RESTRICT weights, T* HWY_RESTRICT workspace)
        : m_sizes(sizes), m_weights(weights), m_features(workspace),
          m_sensitivity(m_features + (sizes.depth - 1) * featureSize()),
          m_otherSensitivity(m_sensitivity + featureSize())
    {
    }

    /// W_l ... W_0 for every layer; the last is P.
    HWY_INLINE void forward()
    {
        for (int l = 1; l < m_sizes.depth - 1; ++l)
            multiply(layer(l), m_sizes.width, features(l - 1), m_features + (l - 1) * featureSize());
        const int last = m_sizes.depth - 1;
        multiply(layer(last), m_sizes.outputs, features(last - 1), m_features + (last - 1) * featureSize());
    }
    /// P after forward().
    [[nodiscard]] HWY_INLINE const T* endToEnd() const { return m_features + (m_sizes.depth - 2) * featureSize(); }

    /// One step with everything that comes after forward(). noise: [D] vectors of float, or null.
    template<bool Noisy>
    HWY_INLINE void update(const T* HWY_RESTRICT moments, const float* HWY_RESTRICT noise, V minusRate, V decay)
    {
        lossSlope(moments, minusRate);
        const int last = m_sizes.depth - 1;
        backward<Noisy>(last, m_sizes.outputs, noise, decay);
        for (int l = last - 1; l > 0; --l)
            backward<Noisy>(l, m_sizes.width, noise, decay);
        firstLayer<Noisy>(noise, decay);
    }

private:
    static constexpr D d{};
    static constexpr int kStride = kLanes<T>;

    HWY_INLINE int featureSize() const { return std::max(m_sizes.width, m_sizes.outputs) * P * kStride; }
    HWY_INLINE int layerOffset(int l) const
    {
        return l == 0 ? 0 : m_sizes.width * P + (l - 1) * m_sizes.width * m_sizes.width;
    }
    HWY_INLINE T* layer(int l) const { return m_weights + layerOffset(l) * kStride; }
    HWY_INLINE const T* features(int l) const { return l == 0 ? m_weights : m_features + (l - 1) * featureSize(); }
    static HWY_INLINE V at(const T* matrix, int index) { return hn::Load(d, matrix + index * kStride); }
    template<bool Noisy> static HWY_INLINE V noiseAt(const float* noise, int index)
    {
        if constexpr (!Noisy)
            return hn::Zero(d);
        else if constexpr (sizeof(T) == 4)
            return hn::Load(d, noise + index * hn::Lanes(d));
        else
            return hn::PromoteTo(d, hn::Load(hn::Rebind<float, D>(), noise + index * hn::Lanes(d)));
    }

    /// out = matrix (rows x width) times in (width x P).
    HWY_INLINE void multiply(const T* HWY_RESTRICT matrix, int rows, const T* HWY_RESTRICT in,
                             T* HWY_RESTRICT out) const
    {
        constexpr int kRows = std::clamp((kRegisters - 4) / P - 1, 1, 10);
        const int width = m_sizes.width;
        inBlocks<kRows>(rows, [&](int first, auto size) HYSTERON_INLINE {
            constexpr int kSize = decltype(size)::value;
            V sum[kSize][P];
            HYSTERON_UNROLL
            for (int r = 0; r < kSize; ++r) {
                HYSTERON_UNROLL
                for (int c = 0; c < P; ++c)
                    sum[r][c] = hn::Zero(d);
            }
            for (int k = 0; k < width; ++k) {
                V x[P];
                HYSTERON_UNROLL
                for (int c = 0; c < P; ++c)
                    x[c] = at(in, c * width + k);
                HYSTERON_UNROLL
                for (int r = 0; r < kSize; ++r) {
                    const V weight = at(matrix, k * rows + first + r);
                    HYSTERON_UNROLL
                    for (int c = 0; c < P; ++c)
                        sum[r][c] = hn::MulAdd(weight, x[c], sum[r][c]);
                }
            }
            HYSTERON_UNROLL
            for (int r = 0; r < kSize; ++r) {
                HYSTERON_UNROLL
                for (int c = 0; c < P; ++c)
                    hn::Store(sum[r][c], d, out + (c * rows + first + r) * kStride);
            }
        });
    }

    /// m_sensitivity = -eta_lr (P S_xx - S_yx).
    HWY_INLINE void lossSlope(const T* HWY_RESTRICT moments, V minusRate)
    {
        const T* HWY_RESTRICT p = endToEnd();
        const int outputs = m_sizes.outputs;
        for (int i = 0; i < outputs; ++i) {
            HYSTERON_UNROLL
            for (int j = 0; j < P; ++j) {
                V slope = hn::Neg(at(moments, inputMomentCount(P) + i * P + j));
                HYSTERON_UNROLL
                for (int k = 0; k < P; ++k)
                    slope = hn::MulAdd(at(p, k * outputs + i),
                                       at(moments, inputMomentIndex(P, std::min(j, k), std::max(j, k))), slope);
                hn::Store(hn::Mul(minusRate, slope), d, m_sensitivity + (j * outputs + i) * kStride);
            }
        }
    }

    /// Updates layer l (rows x width) and takes the sensitivity one layer down.
    template<bool Noisy> HWY_INLINE void backward(int l, int rows, const float* HWY_RESTRICT noise, V decay)
    {
        constexpr int kColumns = std::clamp((kRegisters - 4 - P) / (2 * P), 1, 5);
        const int width = m_sizes.width;
        T* HWY_RESTRICT matrix = layer(l);
        const T* HWY_RESTRICT in = features(l - 1);
        const T* HWY_RESTRICT sensitivity = m_sensitivity;
        T* HWY_RESTRICT down = m_otherSensitivity;
        const float* HWY_RESTRICT layerNoise = noise + (Noisy ? layerOffset(l) * hn::Lanes(d) : 0);
        inBlocks<kColumns>(width, [&](int first, auto size) HYSTERON_INLINE {
            constexpr int kSize = decltype(size)::value;
            V sum[kSize][P], x[kSize][P];
            HYSTERON_UNROLL
            for (int u = 0; u < kSize; ++u) {
                HYSTERON_UNROLL
                for (int c = 0; c < P; ++c) {
                    sum[u][c] = hn::Zero(d);
                    x[u][c] = at(in, c * width + first + u);
                }
            }
            for (int i = 0; i < rows; ++i) {
                V slope[P];
                HYSTERON_UNROLL
                for (int c = 0; c < P; ++c)
                    slope[c] = at(sensitivity, c * rows + i);
                HYSTERON_UNROLL
                for (int u = 0; u < kSize; ++u) {
                    const int index = (first + u) * rows + i;
                    const V weight = at(matrix, index);
                    V next = Noisy ? hn::MulAdd(slope[0], x[u][0], noiseAt<Noisy>(layerNoise, index))
                                   : hn::Mul(slope[0], x[u][0]);
                    sum[u][0] = hn::MulAdd(weight, slope[0], sum[u][0]);
                    HYSTERON_UNROLL
                    for (int c = 1; c < P; ++c) {
                        next = hn::MulAdd(slope[c], x[u][c], next);
                        sum[u][c] = hn::MulAdd(weight, slope[c], sum[u][c]);
                    }
                    hn::Store(hn::MulAdd(decay, weight, next), d, matrix + index * kStride);
                }
            }
            HYSTERON_UNROLL
            for (int u = 0; u < kSize; ++u) {
                HYSTERON_UNROLL
                for (int c = 0; c < P; ++c)
                    hn::Store(sum[u][c], d, down + (c * width + first + u) * kStride);
            }
        });
        std::swap(m_sensitivity, m_otherSensitivity);
    }

    template<bool Noisy> HWY_INLINE void firstLayer(const float* HWY_RESTRICT noise, V decay)
    {
        const int count = m_sizes.width * P;
        for (int k = 0; k < count; ++k) {
            V next = at(m_sensitivity, k);
            if constexpr (Noisy)
                next = hn::Add(next, noiseAt<Noisy>(noise, k));
            hn::Store(hn::MulAdd(decay, at(m_weights, k), next), d, m_weights + k * kStride);
        }
    }

    const Sizes m_sizes;
    T* m_weights;
    T* m_features; ///< of layers 1..L-1
    T* m_sensitivity;
    T* m_otherSensitivity;
};

/// All steps for the replicas of one vector.
template<class D, int P, bool Noisy, class Sizes>
HWY_INLINE void walk(const Sizes& sizes, const LinearSteps<hn::TFromD<D>>& args, std::size_t lane,
                     Workspace<hn::TFromD<D>>& workspace)
{
    using T = hn::TFromD<D>;
    const D d;
    LinearNetwork<D, P, Sizes> network(sizes, args.weights + lane, workspace.numbers() + lane);
    const auto minusRate = hn::Set(d, static_cast<T>(-args.learningRate));
    const auto decay = hn::Set(d, static_cast<T>(1.0 - args.learningRate * args.beta));
    const T* moments = args.moments + lane;
    if constexpr (Noisy) {
        const int count = args.shape.weightCount();
        float* noise = workspace.noise();
        NoiseSource<D> source(*args.noise);
        source.load(args.noiseState + lane);
        for (int step = 0; step < args.steps; ++step, moments += args.momentsPerStep) {
            source.fill(count, noise);
            network.forward();
            network.template update<true>(moments, noise, minusRate, decay);
        }
        source.store(args.noiseState + lane);
    } else {
        for (int step = 0; step < args.steps; ++step, moments += args.momentsPerStep) {
            network.forward();
            network.template update<false>(moments, nullptr, minusRate, decay);
        }
    }
}

/// The whole block, vector by vector.
template<class T, int P, class Sizes>
HWY_NOINLINE void walkBlock(const Sizes& sizes, const LinearSteps<T>& args, Workspace<T>& workspace)
{
    using D = hn::CappedTag<T, kLanes<T>>;
    for (std::size_t lane = 0; lane < kLanes<T>; lane += hn::Lanes(D())) {
        if (args.noise)
            walk<D, P, true>(sizes, args, lane, workspace);
        else
            walk<D, P, false>(sizes, args, lane, workspace);
    }
}

/// Chooses the code for the sizes: some common ones are laid out when compiling.
template<class T> HWY_INLINE void advanceAny(const LinearSteps<T>& args, Workspace<T>& workspace)
{
    const NetworkShape& shape = args.shape;
    if (shape == NetworkShape{2, 2, 10, 2})
        return walkBlock<T, 2>(FixedSizes<2, 10, 2>(), args, workspace);
    if (shape == NetworkShape{2, 2, 10, 3})
        return walkBlock<T, 2>(FixedSizes<3, 10, 2>(), args, workspace);
    if (shape == NetworkShape{2, 2, 10, 4})
        return walkBlock<T, 2>(FixedSizes<4, 10, 2>(), args, workspace);
    if (shape == NetworkShape{5, 2, 10, 3})
        return walkBlock<T, 5>(FixedSizes<3, 10, 2>(), args, workspace);
    const AnySizes sizes{shape.depth, shape.width, shape.outputs};
    withFeatures(shape.inputs, [&](auto p) { walkBlock<T, decltype(p)::value>(sizes, args, workspace); });
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
