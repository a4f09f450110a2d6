// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/beta_grid.h"

#include "core/base/number_format.h"
#include "core/experiment/fields.h"

#include <array>
#include <charconv>
#include <cmath>
#include <system_error>

namespace hysteron::sampling {

namespace {

constexpr int kMostValues = 10'000;
constexpr int kDigits = 12;
/// A last step that is whole but for rounding counts.
constexpr double kRounding = 1e-9;

double rounded(double value)
{
    std::array<char, 64> text{};
    const auto end = std::to_chars(text.data(), text.data() + text.size(), value, std::chars_format::general, kDigits);
    std::from_chars(text.data(), end.ptr, value);
    return value;
}

} // namespace

Result<std::vector<double>> betaGrid(double from, double to, double step)
{
    const double mostBeta = rangeOf("training.beta").high;
    // Every test is phrased so that NaN fails it.
    Errors errors;
    const bool starts = from >= 0.0 && from < mostBeta;
    if (!starts)
        errors.push_back({"from", shortestExact(from), Text("must be a finite number from 0 to below %1", mostBeta)});
    const bool ends = to <= mostBeta && (!starts || to > from);
    if (!ends)
        errors.push_back({"to", shortestExact(to),
                          starts ? Text("must be above %1 (from) and at most %2", from, mostBeta)
                                 : Text("must be a finite number of at most %1", mostBeta)});
    if (!(step > 0.0))
        errors.push_back({"step", shortestExact(step), "must be a finite number above 0"});
    else if (starts && ends && !(step <= (to - from) * (1.0 + kRounding)))
        errors.push_back({"step", shortestExact(step), Text("must be at most to - from, %1", rounded(to - from))});
    else if (starts && ends && !((to - from) / step < kMostValues - 1))
        errors.push_back(
            {"step", shortestExact(step), Text("must be so large that a branch has at most %1 values", kMostValues)});
    if (!errors.empty())
        return errors;

    const int steps = static_cast<int>(std::floor((to - from) / step * (1.0 + kRounding) + kRounding));
    std::vector<double> grid = {from};
    for (int i = 1; i <= steps; ++i)
        grid.push_back(rounded(from + i * step));
    return grid;
}

} // namespace hysteron::sampling
