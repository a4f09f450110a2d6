// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compiled once for every instruction set; see foreach_target.h of Highway for the guard.
#if defined(HYSTERON_SAMPLES_STEP_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef HYSTERON_SAMPLES_STEP_INL_H
#undef HYSTERON_SAMPLES_STEP_INL_H
#else
#define HYSTERON_SAMPLES_STEP_INL_H
#endif

#include "core/kernels/activation-inl.h"
#include "core/kernels/noise-inl.h"
#include "core/kernels/observe-inl.h"
#include "core/kernels/samples.h"
#include "core/kernels/vector_math-inl.h"

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

/// One network per lane, a few samples at a time. Matrices are column-major and [entry][lane], features and
/// sensitivities [unit][sample][lane].
template<class D, Activation A> class SampleNetwork
{
public:
    using T = hn::TFromD<D>;
    using V = hn::Vec<D>;

    /// Everything at the first replica of the vector.
    HWY_INLINE SampleNetwork(const NetworkShape& shape, const T* weights, SampleWorkspace<T>& workspace,
                             std::size_t lane)
        : m_shape(shape), m_weights(weights), m_hidden(workspace.hidden() + lane),
          m_first(workspace.sensitivity(0) + lane), m_second(workspace.sensitivity(1) + lane),
          m_gradient(workspace.gradient() + lane)
    {
    }

    /// f(x) of S samples, [output][sample], minus y where `targets`.
    template<int S> HWY_INLINE void forward(const T* samples, bool targets)
    {
        const int last = m_shape.depth - 1;
        const Features x = inputs(samples);
        multiply<S, true>(0, m_shape.width, m_shape.inputs, x, hidden(1));
        for (int l = 1; l < last; ++l)
            multiply<S, true>(l, m_shape.width, m_shape.width, features<S>(l), hidden(l + 1));
        multiply<S, false>(last, m_shape.outputs, m_shape.width, features<S>(last), m_first);
        if (!targets)
            return;
        for (int i = 0; i < m_shape.outputs; ++i) {
            for (int s = 0; s < S; ++s) {
                T* error = m_first + (i * S + s) * kStride;
                const V y = hn::Load(d, samples + (s * total() + m_shape.inputs + i) * kStride);
                hn::Store(hn::Sub(hn::Load(d, error), y), d, error);
            }
        }
    }
    [[nodiscard]] HWY_INLINE const T* outputs() const { return m_first; }

    /// Adds the gradient of S samples after forward().
    template<int S> HWY_INLINE void backward(const T* samples)
    {
        for (int l = m_shape.depth - 1; l > 0; --l) {
            const int rows = m_shape.rows(l);
            addGradient<S>(l, rows, m_shape.width, features<S>(l));
            sensitivityBelow<S>(l, rows);
            std::swap(m_first, m_second);
        }
        addGradient<S>(0, m_shape.width, m_shape.inputs, inputs(samples));
    }

private:
    static constexpr D d{};
    static constexpr int kStride = kLanes<T>;
    /// Where number (k, s) of a layer's input lies.
    struct Features {
        const T* data;
        int perUnit, perSample;
        HWY_INLINE V at(int k, int s) const { return hn::Load(d, data + (k * perUnit + s * perSample) * kStride); }
    };

    HWY_INLINE int total() const { return m_shape.inputs + m_shape.outputs; }
    HWY_INLINE Features inputs(const T* samples) const { return {samples, 1, total()}; }
    HWY_INLINE T* hidden(int l) const { return m_hidden + (l - 1) * m_shape.width * kSamplesAtOnce * kStride; }
    template<int S> HWY_INLINE Features features(int l) const { return {hidden(l), S, 1}; }
    HWY_INLINE int offset(int l) const
    {
        return (l == 0 ? 0 : m_shape.width * m_shape.inputs + (l - 1) * m_shape.width * m_shape.width) * kStride;
    }

    template<int S> static constexpr int rowsAtOnce() { return kRegisters >= 32 ? 5 : 2; }

    /// out = W_l in, through the activation where Hidden.
    template<int S, bool Hidden>
    HWY_INLINE void multiply(int l, int rows, int columns, const Features& in, T* HWY_RESTRICT out) const
    {
        const T* HWY_RESTRICT matrix = m_weights + offset(l);
        inBlocks<rowsAtOnce<S>()>(rows, [&](int first, auto size) HYSTERON_INLINE {
            constexpr int kSize = decltype(size)::value;
            V sum[kSize][S];
            HYSTERON_UNROLL
            for (int r = 0; r < kSize; ++r) {
                HYSTERON_UNROLL
                for (int s = 0; s < S; ++s)
                    sum[r][s] = hn::Zero(d);
            }
            for (int k = 0; k < columns; ++k) {
                V x[S];
                HYSTERON_UNROLL
                for (int s = 0; s < S; ++s)
                    x[s] = in.at(k, s);
                HYSTERON_UNROLL
                for (int r = 0; r < kSize; ++r) {
                    const V weight = hn::Load(d, matrix + (k * rows + first + r) * kStride);
                    HYSTERON_UNROLL
                    for (int s = 0; s < S; ++s)
                        sum[r][s] = hn::MulAdd(weight, x[s], sum[r][s]);
                }
            }
            HYSTERON_UNROLL
            for (int r = 0; r < kSize; ++r) {
                HYSTERON_UNROLL
                for (int s = 0; s < S; ++s) {
                    const V value = Hidden ? activate<A>(d, sum[r][s]) : sum[r][s];
                    hn::Store(value, d, out + ((first + r) * S + s) * kStride);
                }
            }
        });
    }

    /// dU/dW_l += sensitivity times input.
    template<int S> HWY_INLINE void addGradient(int l, int rows, int columns, const Features& in) const
    {
        T* HWY_RESTRICT gradient = m_gradient + offset(l);
        inBlocks<rowsAtOnce<S>()>(rows, [&](int first, auto size) HYSTERON_INLINE {
            constexpr int kSize = decltype(size)::value;
            V sensitivity[kSize][S];
            HYSTERON_UNROLL
            for (int r = 0; r < kSize; ++r) {
                HYSTERON_UNROLL
                for (int s = 0; s < S; ++s)
                    sensitivity[r][s] = hn::Load(d, m_first + ((first + r) * S + s) * kStride);
            }
            for (int k = 0; k < columns; ++k) {
                V x[S];
                HYSTERON_UNROLL
                for (int s = 0; s < S; ++s)
                    x[s] = in.at(k, s);
                HYSTERON_UNROLL
                for (int r = 0; r < kSize; ++r) {
                    T* place = gradient + (k * rows + first + r) * kStride;
                    V sum = hn::Load(d, place);
                    HYSTERON_UNROLL
                    for (int s = 0; s < S; ++s)
                        sum = hn::MulAdd(sensitivity[r][s], x[s], sum);
                    hn::Store(sum, d, place);
                }
            }
        });
    }

    /// m_second = f'(h) W_l^T m_first, h the input of layer l.
    template<int S> HWY_INLINE void sensitivityBelow(int l, int rows) const
    {
        const T* HWY_RESTRICT matrix = m_weights + offset(l);
        const T* HWY_RESTRICT above = m_first;
        T* HWY_RESTRICT below = m_second;
        const Features h = features<S>(l);
        inBlocks<rowsAtOnce<S>()>(m_shape.width, [&](int first, auto size) HYSTERON_INLINE {
            constexpr int kSize = decltype(size)::value;
            V sum[kSize][S];
            HYSTERON_UNROLL
            for (int r = 0; r < kSize; ++r) {
                HYSTERON_UNROLL
                for (int s = 0; s < S; ++s)
                    sum[r][s] = hn::Zero(d);
            }
            for (int i = 0; i < rows; ++i) {
                V x[S];
                HYSTERON_UNROLL
                for (int s = 0; s < S; ++s)
                    x[s] = hn::Load(d, above + (i * S + s) * kStride);
                HYSTERON_UNROLL
                for (int r = 0; r < kSize; ++r) {
                    const V weight = hn::Load(d, matrix + ((first + r) * rows + i) * kStride);
                    HYSTERON_UNROLL
                    for (int s = 0; s < S; ++s)
                        sum[r][s] = hn::MulAdd(weight, x[s], sum[r][s]);
                }
            }
            HYSTERON_UNROLL
            for (int r = 0; r < kSize; ++r) {
                HYSTERON_UNROLL
                for (int s = 0; s < S; ++s)
                    hn::Store(hn::Mul(sum[r][s], slope<A>(d, h.at(first + r, s))), d,
                              below + ((first + r) * S + s) * kStride);
            }
        });
    }

    const NetworkShape m_shape;
    const T* m_weights;
    T* m_hidden;
    T* m_first;  ///< sensitivity of the present layer; the outputs at first
    T* m_second; ///< of the one below
    T* m_gradient;
};

template<Activation A, class T> HWY_NOINLINE void stepWith(const SampleStep<T>& args, SampleWorkspace<T>& workspace)
{
    using D = hn::CappedTag<T, kLanes<T>>;
    const D d;
    const int weights = args.shape.weightCount();
    const int perSample = (args.shape.inputs + args.shape.outputs) * kLanes<T>;
    const auto minusRate = hn::Set(d, static_cast<T>(-args.learningRate / args.count));
    const auto decay = hn::Set(d, static_cast<T>(1.0 - args.learningRate * args.beta));
    for (std::size_t lane = 0; lane < kLanes<T>; lane += hn::Lanes(d)) {
        T* HWY_RESTRICT gradient = workspace.gradient() + lane;
        for (int k = 0; k < weights; ++k)
            hn::Store(hn::Zero(d), d, gradient + k * kLanes<T>);
        SampleNetwork<D, A> network(args.shape, args.weights + lane, workspace, lane);
        inBlocks<kSamplesAtOnce>(args.count, [&](int first, auto size) HYSTERON_INLINE {
            const T* samples = args.samples + first * perSample + lane;
            network.template forward<decltype(size)::value>(samples, true);
            network.template backward<decltype(size)::value>(samples);
        });
        float* HWY_RESTRICT noise = workspace.noise();
        if (args.noise) {
            NoiseSource<D> source(*args.noise);
            source.load(args.noiseState + lane);
            source.fill(weights, noise);
            source.store(args.noiseState + lane);
        }
        for (int k = 0; k < weights; ++k) {
            T* weight = args.weights + k * kLanes<T> + lane;
            auto next = hn::Mul(minusRate, hn::Load(d, gradient + k * kLanes<T>));
            if (args.noise) {
                if constexpr (sizeof(T) == 4)
                    next = hn::Add(next, hn::Load(d, noise + k * hn::Lanes(d)));
                else
                    next = hn::Add(next, hn::PromoteTo(d, hn::Load(hn::Rebind<float, D>(), noise + k * hn::Lanes(d))));
            }
            hn::Store(hn::MulAdd(decay, hn::Load(d, weight), next), d, weight);
        }
    }
}

/// P = sum f(x) x^T times inverse.
template<Activation A, class T>
HWY_NOINLINE void observeWith(const SampleObservation<T>& args, SampleWorkspace<T>& workspace)
{
    using D = hn::CappedTag<T, kLanes<T>>;
    const D d;
    const int in = args.shape.inputs, out = args.shape.outputs;
    const int perSample = (in + out) * kLanes<T>;
    for (std::size_t lane = 0; lane < kLanes<T>; lane += hn::Lanes(d)) {
        hn::Vec<D> sum[kMostFeatures * kMostFeatures];
        for (int k = 0; k < in * out; ++k)
            sum[k] = hn::Zero(d);
        SampleNetwork<D, A> network(args.shape, args.weights + lane, workspace, lane);
        inBlocks<kSamplesAtOnce>(args.count, [&](int first, auto size) HYSTERON_INLINE {
            constexpr int kSize = decltype(size)::value;
            const T* samples = args.samples + first * perSample + lane;
            network.template forward<kSize>(samples, false);
            for (int j = 0; j < in; ++j) {
                for (int i = 0; i < out; ++i) {
                    for (int s = 0; s < kSize; ++s)
                        sum[j * out + i] =
                            hn::MulAdd(hn::Load(d, network.outputs() + (i * kSize + s) * kLanes<T>),
                                       hn::Load(d, samples + s * perSample + j * kLanes<T>), sum[j * out + i]);
                }
            }
        });
        for (int j = 0; j < in; ++j) {
            for (int i = 0; i < out; ++i) {
                auto entry = hn::Zero(d);
                for (int k = 0; k < in; ++k)
                    entry = hn::MulAdd(sum[k * out + i], hn::Set(d, args.inverse[k * in + j]), entry);
                hn::Store(entry, d, args.endToEnd + (j * out + i) * kLanes<T> + lane);
            }
        }
        storeSingularValues(d, args.shape, args.endToEnd + lane, args.singularValues + lane);
        storeLargest(d, args.weights + lane, args.shape.weightCount(), args.largestWeight + lane);
    }
}

/// Linear networks have kernels of their own (linear_step-inl.h).
template<class T> HWY_INLINE void stepAny(const SampleStep<T>& args, SampleWorkspace<T>& workspace)
{
    switch (args.shape.activation) {
    case Activation::Sigmoid:
        return stepWith<Activation::Sigmoid>(args, workspace);
    case Activation::Relu:
        return stepWith<Activation::Relu>(args, workspace);
    default:
        return stepWith<Activation::Tanh>(args, workspace);
    }
}
template<class T> HWY_INLINE void observeSamplesAny(const SampleObservation<T>& args, SampleWorkspace<T>& workspace)
{
    switch (args.shape.activation) {
    case Activation::Sigmoid:
        return observeWith<Activation::Sigmoid>(args, workspace);
    case Activation::Relu:
        return observeWith<Activation::Relu>(args, workspace);
    default:
        return observeWith<Activation::Tanh>(args, workspace);
    }
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
