// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/summary.h"

#include <algorithm>
#include <cmath>

namespace hysteron::analysis {

Mean meanOf(std::span<const double> values)
{
    Mean mean;
    mean.count = values.size();
    const auto n = static_cast<double>(values.size());
    for (const double value : values)
        mean.value += value / n;
    double squares = 0.0;
    for (const double value : values)
        squares += (value - mean.value) * (value - mean.value);
    if (values.size() > 1)
        mean.standardError = std::sqrt(squares / (n - 1.0) / n);
    return mean;
}

double medianOf(std::vector<double> values)
{
    if (values.empty())
        return 0.0;
    const auto middle = values.begin() + static_cast<std::ptrdiff_t>(values.size() / 2);
    std::nth_element(values.begin(), middle, values.end());
    return values.size() % 2 == 1 ? *middle : 0.5 * (*std::max_element(values.begin(), middle) + *middle);
}

} // namespace hysteron::analysis
