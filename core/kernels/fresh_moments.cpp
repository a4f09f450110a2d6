// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/fresh_moments.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "core/kernels/fresh_moments.cpp"
#include <hwy/foreach_target.h>

#include "core/kernels/noise-inl.h"
#include "core/kernels/vector_math-inl.h"

#include <algorithm>
#include <utility>

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

/// For the replicas of one vector. P = p_in.
template<class D, int P> class FreshMoments
{
public:
    using T = hn::TFromD<D>;
    using V = hn::Vec<D>;

    HWY_INLINE FreshMoments(const FreshLaw& law, const float* normals) : m_law(law), m_next(normals) {}

    /// moments: [momentCount], at the first replica of the vector.
    HWY_INLINE void write(T* moments)
    {
        const int count = momentCount(P, m_law.outputs());
        for (int k = 0; k < count; ++k)
            m_sum[k] = hn::Zero(d);
        V vector[2 * kMostFeatures];
        const int total = P + m_law.outputs();
        if (m_law.diagonal().empty()) {
            for (int sample = 0; sample < m_law.batch(); ++sample) {
                for (int i = 0; i < total; ++i)
                    vector[i] = takeNormal();
                addProducts(vector, 0);
            }
        } else {
            for (int j = 0; j < P; ++j) {
                vector[j] = takeChi(m_law.diagonal()[j]);
                for (int i = j + 1; i < total; ++i)
                    vector[i] = takeNormal();
                addProducts(vector, j);
            }
        }
        const V share = hn::Set(d, static_cast<T>(1.0 / m_law.batch()));
        for (int k = 0; k < count; ++k)
            hn::Store(hn::Mul(share, m_sum[k]), d, moments + k * kLanes<T>);
    }

private:
    static constexpr D d{};

    HWY_INLINE V takeNormal()
    {
        const float* at = std::exchange(m_next, m_next + hn::Lanes(d));
        if constexpr (sizeof(T) == 4)
            return hn::Load(d, at);
        else
            return hn::PromoteTo(d, hn::Load(hn::Rebind<float, D>(), at));
    }
    HWY_INLINE V takeChi(const ChiLaw& law)
    {
        if (law.isExact()) {
            V squared = hn::Zero(d);
            for (int k = 0; k < law.normals(); ++k) {
                const V z = takeNormal();
                squared = hn::MulAdd(z, z, squared);
            }
            return hn::Sqrt(squared);
        }
        const V x = hn::Mul(takeNormal(), hn::Set(d, static_cast<T>(1.0 / ChiLaw::kRange)));
        const V twice = hn::Add(x, x);
        V next = hn::Zero(d), afterNext = hn::Zero(d);
        HYSTERON_UNROLL
        for (int term = ChiLaw::kTerms - 1; term > 0; --term) {
            const V coefficient = hn::Set(d, static_cast<T>(law.coefficients()[term]));
            const V now = hn::MulAdd(twice, next, hn::Sub(coefficient, afterNext));
            afterNext = next;
            next = now;
        }
        const V root = hn::MulAdd(x, next, hn::Sub(hn::Set(d, static_cast<T>(law.coefficients()[0])), afterNext));
        return hn::Mul(root, hn::Sqrt(root));
    }
    /// Adds v v^T of v = L vector, whose entries before `first` are zero.
    HWY_INLINE void addProducts(const V* vector, int first)
    {
        const int total = P + m_law.outputs();
        V x[P];
        int entry = 0;
        const auto row = [&](int i) HYSTERON_INLINE {
            V sum = hn::Zero(d);
            for (int k = first; k <= i; ++k)
                sum = hn::MulAdd(hn::Set(d, static_cast<T>(m_law.factor(i, k))), vector[k], sum);
            return sum;
        };
        for (int i = 0; i < P; ++i)
            x[i] = row(i);
        for (int i = 0; i < P; ++i) {
            for (int j = i; j < P; ++j, ++entry)
                m_sum[entry] = hn::MulAdd(x[i], x[j], m_sum[entry]);
        }
        for (int i = P; i < total; ++i) {
            const V y = row(i);
            for (int j = 0; j < P; ++j, ++entry)
                m_sum[entry] = hn::MulAdd(y, x[j], m_sum[entry]);
        }
    }

    const FreshLaw& m_law;
    const float* m_next;
    V m_sum[momentCount(P, kMostFeatures)];
};

template<class T> HWY_INLINE void drawMoments(const FreshLaw& law, std::uint64_t* state, T* moments)
{
    using D = hn::CappedTag<T, kLanes<T>>;
    const NormalScale unit = normalScale(1.0);
    // Sums of small batches and of few degrees of freedom: at most 16 normals for each of 8, and those below.
    HWY_ALIGN float normals[(kMostFeatures * 32 + 4) * kLanes<T>];
    for (std::size_t lane = 0; lane < kLanes<T>; lane += hn::Lanes(D())) {
        NoiseSource<D> source(unit);
        source.load(state + lane);
        source.fill(law.normals(), normals);
        source.store(state + lane);
        withFeatures(law.inputs(), [&](auto p) HYSTERON_INLINE {
            FreshMoments<D, decltype(p)::value>(law, normals).write(moments + lane);
        });
    }
}

void drawF64(const FreshLaw& law, std::uint64_t* state, double* moments)
{
    drawMoments(law, state, moments);
}
void drawF32(const FreshLaw& law, std::uint64_t* state, float* moments)
{
    drawMoments(law, state, moments);
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hysteron::kernels {

namespace {
HWY_EXPORT(drawF64);
HWY_EXPORT(drawF32);
} // namespace

template<> void drawFreshMoments(const FreshLaw& law, std::uint64_t* state, double* moments)
{
    HWY_DYNAMIC_DISPATCH(drawF64)(law, state, moments);
}
template<> void drawFreshMoments(const FreshLaw& law, std::uint64_t* state, float* moments)
{
    HWY_DYNAMIC_DISPATCH(drawF32)(law, state, moments);
}

FreshLaw::FreshLaw(int inputs, int outputs, std::vector<double> factor, int batch)
    : m_inputs(inputs), m_outputs(outputs), m_factor(std::move(factor)), m_batch(batch)
{
    int count = 0;
    if (batch < inputs) {
        count = batch * (inputs + outputs);
    } else {
        for (int j = 0; j < inputs; ++j) {
            m_diagonal.emplace_back(batch - j);
            count += m_diagonal.back().normals() + inputs + outputs - 1 - j;
        }
    }
    m_normals = (count + 3) / 4 * 4;
}

void FreshLaw::addProducts(const std::vector<double>& vector, double* out) const
{
    const int total = m_inputs + m_outputs;
    std::vector<double> v(static_cast<std::size_t>(total), 0.0);
    for (int i = 0; i < total; ++i) {
        for (int k = 0; k <= i; ++k)
            v[i] += factor(i, k) * vector[k];
    }
    for (int i = 0; i < m_inputs; ++i) {
        for (int j = i; j < m_inputs; ++j)
            *out++ += v[i] * v[j];
    }
    for (int i = m_inputs; i < total; ++i) {
        for (int j = 0; j < m_inputs; ++j)
            *out++ += v[i] * v[j];
    }
}

void FreshLaw::moments(const float* z, double* out) const
{
    const int total = m_inputs + m_outputs;
    const int count = momentCount(m_inputs, m_outputs);
    std::fill_n(out, count, 0.0);
    std::vector<double> vector(static_cast<std::size_t>(total));
    if (m_diagonal.empty()) {
        for (int sample = 0; sample < m_batch; ++sample, z += total) {
            std::copy_n(z, total, vector.begin());
            addProducts(vector, out);
        }
    }
    for (std::size_t j = 0; j < m_diagonal.size(); ++j) {
        std::fill(vector.begin(), vector.end(), 0.0);
        vector[j] = m_diagonal[j].fromNormals(z);
        z += m_diagonal[j].normals();
        for (std::size_t i = j + 1; i < vector.size(); ++i)
            vector[i] = *z++;
        addProducts(vector, out);
    }
    for (int k = 0; k < count; ++k)
        out[k] /= m_batch;
}

} // namespace hysteron::kernels
#endif
