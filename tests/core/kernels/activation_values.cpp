// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/core/kernels/activation_values.h"

#undef HWY_TARGET_INCLUDE
#define HWY_TARGET_INCLUDE "tests/core/kernels/activation_values.cpp"
#include <hwy/foreach_target.h>

#include "core/kernels/activation-inl.h"

#include <array>

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

template<class T, class Function> void map(const T* x, T* y, std::size_t count, const Function& function)
{
    const hn::ScalableTag<T> d;
    const std::size_t lanes = hn::Lanes(d);
    constexpr std::size_t kMostLanes = 64;
    HWY_ALIGN std::array<T, kMostLanes> in{}, out{};
    for (std::size_t i = 0; i < count; i += lanes) {
        const std::size_t here = count - i < lanes ? count - i : lanes;
        for (std::size_t k = 0; k < here; ++k)
            in[k] = x[i + k];
        hn::Store(function(d, hn::Load(d, in.data())), d, out.data());
        for (std::size_t k = 0; k < here; ++k)
            y[i + k] = out[k];
    }
}

template<class T> void exponentialOf(const T* x, T* y, std::size_t count)
{
    map(x, y, count, [](auto d, auto v) HYSTERON_INLINE { return exponential(d, v); });
}
template<Activation A, class T> void activationOf(const T* x, T* y, std::size_t count, bool ofSlope)
{
    map(x, y, count, [ofSlope](auto d, auto v) HYSTERON_INLINE {
        const auto value = activate<A>(d, v);
        return ofSlope ? slope<A>(d, value) : value;
    });
}
template<class T> void anyActivation(Activation activation, const T* x, T* y, std::size_t count, bool ofSlope)
{
    switch (activation) {
    case Activation::Tanh:
        return activationOf<Activation::Tanh>(x, y, count, ofSlope);
    case Activation::Sigmoid:
        return activationOf<Activation::Sigmoid>(x, y, count, ofSlope);
    default:
        return activationOf<Activation::Relu>(x, y, count, ofSlope);
    }
}

void exponential32(const float* x, float* y, std::size_t count)
{
    exponentialOf(x, y, count);
}
void exponential64(const double* x, double* y, std::size_t count)
{
    exponentialOf(x, y, count);
}
void activation32(Activation activation, const float* x, float* y, std::size_t count, bool ofSlope)
{
    anyActivation(activation, x, y, count, ofSlope);
}
void activation64(Activation activation, const double* x, double* y, std::size_t count, bool ofSlope)
{
    anyActivation(activation, x, y, count, ofSlope);
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#if HWY_ONCE
namespace hysteron::kernels {

namespace {
HWY_EXPORT(exponential32);
HWY_EXPORT(exponential64);
HWY_EXPORT(activation32);
HWY_EXPORT(activation64);

template<class T> std::vector<T> activationOrSlope(Activation activation, std::span<const T> x, bool ofSlope)
{
    std::vector<T> y(x.size());
    if constexpr (sizeof(T) == 4)
        HWY_DYNAMIC_DISPATCH(activation32)(activation, x.data(), y.data(), x.size(), ofSlope);
    else
        HWY_DYNAMIC_DISPATCH(activation64)(activation, x.data(), y.data(), x.size(), ofSlope);
    return y;
}
} // namespace

template<class T> std::vector<T> exponentials(std::span<const T> x)
{
    std::vector<T> y(x.size());
    if constexpr (sizeof(T) == 4)
        HWY_DYNAMIC_DISPATCH(exponential32)(x.data(), y.data(), x.size());
    else
        HWY_DYNAMIC_DISPATCH(exponential64)(x.data(), y.data(), x.size());
    return y;
}
template<class T> std::vector<T> activations(Activation activation, std::span<const T> x)
{
    return activationOrSlope(activation, x, false);
}
template<class T> std::vector<T> slopes(Activation activation, std::span<const T> x)
{
    return activationOrSlope(activation, x, true);
}
template std::vector<float> exponentials(std::span<const float>);
template std::vector<double> exponentials(std::span<const double>);
template std::vector<float> activations(Activation, std::span<const float>);
template std::vector<double> activations(Activation, std::span<const double>);
template std::vector<float> slopes(Activation, std::span<const float>);
template std::vector<double> slopes(Activation, std::span<const double>);

} // namespace hysteron::kernels
#endif
