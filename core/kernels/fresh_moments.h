// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/chi_law.h"
#include "core/kernels/block.h"

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

    [[nodiscard]] int inputs() const { return m_inputs; }
    [[nodiscard]] int outputs() const { return m_outputs; }
    [[nodiscard]] int batch() const { return m_batch; }
    /// L(i, k).
    [[nodiscard]] double factor(int i, int k) const { return m_factor[i * (m_inputs + m_outputs) + k]; }
    /// Of the diagonal of A; empty for batches that are summed.
    [[nodiscard]] const std::vector<ChiLaw>& diagonal() const { return m_diagonal; }
    /// Standard normals per batch, a multiple of 4.
    [[nodiscard]] int normals() const { return m_normals; }

    /// The readable definition, for one replica: momentCount() numbers from normals().
    void moments(const float* normals, double* out) const;

private:
    void addProducts(const std::vector<double>& vector, double* out) const;

    int m_inputs;
    int m_outputs;
    std::vector<double> m_factor;
    int m_batch;
    std::vector<ChiLaw> m_diagonal;
    int m_normals;
};

/// The same for a block: draws from every replica's own stream (state [4][lane], moved on), moments
/// [momentCount][lane]. Agrees with the definition to rounding.
template<class T> void drawFreshMoments(const FreshLaw& law, std::uint64_t* state, T* moments);

} // namespace hysteron::kernels
