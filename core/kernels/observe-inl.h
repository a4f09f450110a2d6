// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Compiled once for every instruction set; see foreach_target.h of Highway for the guard.
#if defined(HYSTERON_OBSERVE_INL_H) == defined(HWY_TARGET_TOGGLE)
#ifdef HYSTERON_OBSERVE_INL_H
#undef HYSTERON_OBSERVE_INL_H
#else
#define HYSTERON_OBSERVE_INL_H
#endif

#include "core/kernels/block.h"
#include "core/kernels/linear_step-inl.h"
#include "core/kernels/vector_math-inl.h"

#include <limits>

HWY_BEFORE_NAMESPACE();
namespace hysteron::kernels::HWY_NAMESPACE {

/// Closed form for 2 x 2: sigma_1 +- sigma_2 are the lengths of the rotation-like and the reflection-like part, and
/// sigma_1 sigma_2 = |det| keeps a tiny sigma_2 where the difference would cancel.
template<class D, class V = hn::Vec<D>> HWY_INLINE void singularValues2x2(D d, const V a[4], V out[2])
{
    const auto length = [](V x, V y) HYSTERON_INLINE { return hn::Sqrt(hn::MulAdd(x, x, hn::Mul(y, y))); };
    const V sum = length(hn::Add(a[0], a[3]), hn::Sub(a[1], a[2]));
    const V difference = length(hn::Sub(a[0], a[3]), hn::Add(a[1], a[2]));
    out[0] = hn::Mul(hn::Set(d, hn::TFromD<D>(0.5)), hn::Add(sum, difference));
    const V determinant = hn::Abs(hn::MulSub(a[0], a[3], hn::Mul(a[1], a[2])));
    const auto zero = hn::Eq(out[0], hn::Zero(d));
    out[1] = hn::IfThenZeroElse(zero, hn::Div(determinant, hn::IfThenElse(zero, hn::Set(d, 1), out[0])));
}

/// One-sided Jacobi (Hestenes): rotates pairs of columns of a (rows x columns, columns <= rows, column-major) until all
/// are orthogonal in every lane; their lengths are the singular values.
template<class D, class V = hn::Vec<D>> HWY_NOINLINE void singularValuesJacobi(D d, int rows, int columns, V* a, V* out)
{
    using T = hn::TFromD<D>;
    constexpr int kMostSweeps = 30; // quadratic convergence needs about 6
    constexpr T kEpsilon = std::numeric_limits<T>::epsilon();
    const V one = hn::Set(d, 1);
    const V smallest = hn::Set(d, std::numeric_limits<T>::min());
    bool rotated = columns > 1;
    for (int sweep = 0; rotated && sweep < kMostSweeps; ++sweep) {
        rotated = false;
        for (int p = 0; p < columns; ++p) {
            for (int q = p + 1; q < columns; ++q) {
                V pp = hn::Zero(d), qq = hn::Zero(d), pq = hn::Zero(d);
                for (int i = 0; i < rows; ++i) {
                    const V x = a[p * rows + i], y = a[q * rows + i];
                    pp = hn::MulAdd(x, x, pp);
                    qq = hn::MulAdd(y, y, qq);
                    pq = hn::MulAdd(x, y, pq);
                }
                const V bound = hn::Mul(hn::Set(d, kEpsilon), hn::Mul(hn::Sqrt(pp), hn::Sqrt(qq)));
                const auto needed = hn::And(hn::Gt(hn::Abs(pq), bound), hn::Gt(hn::Abs(pq), smallest));
                if (hn::AllFalse(d, needed))
                    continue;
                rotated = true;
                // tan of the angle that makes them orthogonal, the smaller root.
                const V twice = hn::IfThenElse(needed, hn::Add(pq, pq), one);
                const V zeta = hn::Div(hn::Sub(qq, pp), twice);
                const V root = hn::Sqrt(hn::MulAdd(zeta, zeta, one));
                V tangent = hn::Div(hn::CopySignToAbs(one, zeta), hn::Add(hn::Abs(zeta), root));
                tangent = hn::IfThenElseZero(needed, tangent);
                const V cosine = hn::Div(one, hn::Sqrt(hn::MulAdd(tangent, tangent, one)));
                const V sine = hn::Mul(cosine, tangent);
                for (int i = 0; i < rows; ++i) {
                    const V x = a[p * rows + i], y = a[q * rows + i];
                    a[p * rows + i] = hn::NegMulAdd(sine, y, hn::Mul(cosine, x));
                    a[q * rows + i] = hn::MulAdd(sine, x, hn::Mul(cosine, y));
                }
            }
        }
    }
    for (int p = 0; p < columns; ++p) {
        V squared = hn::Zero(d);
        for (int i = 0; i < rows; ++i)
            squared = hn::MulAdd(a[p * rows + i], a[p * rows + i], squared);
        out[p] = hn::Sqrt(squared);
    }
    for (int last = columns - 1; last > 0; --last) {
        for (int p = 0; p < last; ++p) {
            const V x = out[p], y = out[p + 1];
            out[p] = hn::Max(x, y);
            out[p + 1] = hn::Min(x, y);
        }
    }
}

template<class D>
HWY_INLINE void storeSingularValues(D d, const NetworkShape& shape, const hn::TFromD<D>* endToEnd,
                                    hn::TFromD<D>* singularValues)
{
    using V = hn::Vec<D>;
    using T = hn::TFromD<D>;
    const int rows = shape.outputs, columns = shape.inputs;
    const int count = std::min(rows, columns);
    V values[kMostFeatures];
    V a[kMostFeatures * kMostFeatures];
    // Jacobi wants the tall form; the transpose has the same singular values.
    const bool transposed = columns > rows;
    for (int j = 0; j < columns; ++j) {
        for (int i = 0; i < rows; ++i)
            a[transposed ? i * columns + j : j * rows + i] = hn::Load(d, endToEnd + (j * rows + i) * kLanes<T>);
    }
    if (rows == 2 && columns == 2)
        singularValues2x2(d, a, values);
    else
        singularValuesJacobi(d, std::max(rows, columns), count, a, values);
    for (int i = 0; i < count; ++i)
        hn::Store(values[i], d, singularValues + i * kLanes<T>);
}

/// NaN must win, which Max does not promise.
template<class D> HWY_INLINE void storeLargest(D d, const hn::TFromD<D>* weights, int count, hn::TFromD<D>* largest)
{
    using T = hn::TFromD<D>;
    auto most = hn::Zero(d);
    auto anyNaN = hn::Zero(d);
    for (int k = 0; k < count; ++k) {
        const auto weight = hn::Abs(hn::Load(d, weights + k * kLanes<T>));
        most = hn::Max(most, weight);
        anyNaN = hn::Add(anyNaN, hn::Mul(weight, hn::Zero(d)));
    }
    hn::Store(hn::Add(most, anyNaN), d, largest);
}

template<class T, int P, class Sizes>
HWY_NOINLINE void observeBlock(const Sizes& sizes, const Observation<T>& args, Workspace<T>& workspace)
{
    using D = hn::CappedTag<T, kLanes<T>>;
    const D d;
    const int entries = args.shape.outputs * P;
    for (std::size_t lane = 0; lane < kLanes<T>; lane += hn::Lanes(d)) {
        // Only forward() is called, which leaves the weights alone.
        LinearNetwork<D, P, Sizes> network(sizes, const_cast<T*>(args.weights) + lane, workspace.numbers() + lane);
        network.forward();
        for (int k = 0; k < entries; ++k)
            hn::Store(hn::Load(d, network.endToEnd() + k * kLanes<T>), d, args.endToEnd + k * kLanes<T> + lane);
        storeSingularValues(d, args.shape, args.endToEnd + lane, args.singularValues + lane);
        if (args.largestWeight)
            storeLargest(d, args.weights + lane, args.shape.weightCount(), args.largestWeight + lane);
    }
}

template<class T> HWY_INLINE void observeAny(const Observation<T>& args, Workspace<T>& workspace)
{
    const NetworkShape& shape = args.shape;
    if (shape == NetworkShape{2, 2, 10, 3})
        return observeBlock<T, 2>(FixedSizes<3, 10, 2>(), args, workspace);
    const AnySizes sizes{shape.depth, shape.width, shape.outputs};
    withFeatures(shape.inputs, [&](auto p) { observeBlock<T, decltype(p)::value>(sizes, args, workspace); });
}

} // namespace hysteron::kernels::HWY_NAMESPACE
HWY_AFTER_NAMESPACE();

#endif
