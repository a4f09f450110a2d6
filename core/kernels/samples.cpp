// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/samples.h"

#include <algorithm>

namespace hysteron::kernels {

template<class T> SampleWorkspace<T>::SampleWorkspace(const NetworkShape& shape)
{
    const auto lanes = static_cast<std::size_t>(kLanes<T>);
    const std::size_t layer = static_cast<std::size_t>(std::max(shape.width, shape.outputs)) * kSamplesAtOnce * lanes;
    m_hidden = AlignedArray<T>(static_cast<std::size_t>(shape.depth) * layer);
    for (AlignedArray<T>& sensitivity : m_sensitivity)
        sensitivity = AlignedArray<T>(layer);
    m_gradient = AlignedArray<T>(static_cast<std::size_t>(shape.weightCount()) * lanes);
    m_noise = AlignedArray<float>(static_cast<std::size_t>(shape.weightCount() + 3) / 4 * 4 * lanes);
}
template class SampleWorkspace<float>;
template class SampleWorkspace<double>;

} // namespace hysteron::kernels
