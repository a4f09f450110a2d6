#include "core/kernels/fresh_moments.h"

#include <utility>

namespace hysteron::kernels {

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

} // namespace hysteron::kernels
