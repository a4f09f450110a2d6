#pragma once

#include "core/base/chi_law.h"
#include "core/kernels/block.h"

#include <cmath>
#include <vector>

namespace hysteron::kernels {

/// Second moments of a batch of B new samples z = (x, y) ~ N(0, L L^T), at a cost that does not depend on B: B times
/// their matrix is Wishart distributed, L A A^T L^T with Bartlett's lower triangular A (normals below a diagonal of chi
/// with B, B-1, ... degrees of freedom; Proc. R. Soc. Edinb. 53, 1933). A network reads only S_xx and S_yx, for which
/// the first p_in columns of A are enough. Batches smaller than p_in are summed sample by sample.
class FreshLaw
{
public:
    /// factor: L row by row, (p_in + p_out)^2 numbers, x before y; batch: B, 1..10^6.
    FreshLaw(int inputs, int outputs, std::vector<double> factor, int batch);

    [[nodiscard]] int batch() const { return m_batch; }
    /// Standard normals per batch, a multiple of 4.
    [[nodiscard]] int normals() const { return m_normals; }
    /// out [momentCount][Lanes] from normals [normals()][Lanes].
    template<class T, int Lanes> void moments(const float* normals, T* out) const;

private:
    template<class T, int Lanes> void bartlett(const float* normals, T* columns) const;
    template<class T, int Lanes> void addProducts(const T* vector, T* out) const;

    int m_inputs;
    int m_outputs;
    std::vector<double> m_factor;
    int m_batch;
    std::vector<ChiLaw> m_diagonal; ///< empty for batches that are summed
    int m_normals;
};

// One loop over the lanes in every statement: the compiler makes vectors of them, and every number is the same on every
// machine.

/// columns [p_in][p_in + p_out][Lanes]: A, its upper triangle zero.
template<class T, int Lanes> void FreshLaw::bartlett(const float* z, T* columns) const
{
    const int total = m_inputs + m_outputs;
    for (int j = 0; j < m_inputs; ++j) {
        T* column = columns + j * total * Lanes;
        for (int k = 0; k < j * Lanes; ++k)
            column[k] = 0;
        T* diagonal = column + j * Lanes;
        const ChiLaw& law = m_diagonal[j];
        if (law.isExact()) {
            for (int lane = 0; lane < Lanes; ++lane)
                diagonal[lane] = 0;
            for (int k = 0; k < law.normals(); ++k, z += Lanes) {
                for (int lane = 0; lane < Lanes; ++lane)
                    diagonal[lane] += static_cast<T>(z[lane]) * static_cast<T>(z[lane]);
            }
            for (int lane = 0; lane < Lanes; ++lane)
                diagonal[lane] = std::sqrt(diagonal[lane]);
        } else {
            for (int lane = 0; lane < Lanes; ++lane) {
                // Clenshaw.
                const T x = static_cast<T>(z[lane]) * static_cast<T>(1.0 / ChiLaw::kRange);
                T next = 0, afterNext = 0;
                for (int term = ChiLaw::kTerms - 1; term > 0; --term) {
                    const T now = static_cast<T>(law.coefficients()[term]) + 2 * x * next - afterNext;
                    afterNext = next;
                    next = now;
                }
                const T root = static_cast<T>(law.coefficients()[0]) + x * next - afterNext;
                diagonal[lane] = root * std::sqrt(root);
            }
            z += Lanes;
        }
        for (int i = j + 1; i < total; ++i, z += Lanes) {
            for (int lane = 0; lane < Lanes; ++lane)
                column[i * Lanes + lane] = static_cast<T>(z[lane]);
        }
    }
}

/// out += moments of v = L vector.
template<class T, int Lanes> void FreshLaw::addProducts(const T* vector, T* out) const
{
    constexpr int kMost = 2 * kMostFeatures;
    const int total = m_inputs + m_outputs;
    T v[kMost * Lanes];
    for (int i = 0; i < total; ++i) {
        for (int lane = 0; lane < Lanes; ++lane)
            v[i * Lanes + lane] = 0;
        for (int k = 0; k <= i; ++k) {
            const T factor = static_cast<T>(m_factor[i * total + k]);
            for (int lane = 0; lane < Lanes; ++lane)
                v[i * Lanes + lane] += factor * vector[k * Lanes + lane];
        }
    }
    const auto add = [&](int i, int j) {
        for (int lane = 0; lane < Lanes; ++lane)
            out[lane] += v[i * Lanes + lane] * v[j * Lanes + lane];
        out += Lanes;
    };
    for (int i = 0; i < m_inputs; ++i) {
        for (int j = i; j < m_inputs; ++j)
            add(i, j);
    }
    for (int i = m_inputs; i < total; ++i) {
        for (int j = 0; j < m_inputs; ++j)
            add(i, j);
    }
}

template<class T, int Lanes> void FreshLaw::moments(const float* normals, T* out) const
{
    const int total = m_inputs + m_outputs;
    const int count = momentCount(m_inputs, m_outputs) * Lanes;
    for (int k = 0; k < count; ++k)
        out[k] = 0;
    T vectors[kMostFeatures * 2 * kMostFeatures * Lanes];
    if (m_diagonal.empty()) {
        for (int sample = 0; sample < m_batch; ++sample, normals += total * Lanes) {
            for (int k = 0; k < total * Lanes; ++k)
                vectors[k] = static_cast<T>(normals[k]);
            addProducts<T, Lanes>(vectors, out);
        }
    } else {
        bartlett<T, Lanes>(normals, vectors);
        for (int j = 0; j < m_inputs; ++j)
            addProducts<T, Lanes>(vectors + j * total * Lanes, out);
    }
    const T share = static_cast<T>(1.0 / m_batch);
    for (int k = 0; k < count; ++k)
        out[k] *= share;
}

} // namespace hysteron::kernels
