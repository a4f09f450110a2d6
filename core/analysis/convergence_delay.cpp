// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/convergence_delay.h"

#include "core/base/number_format.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <numeric>
#include <stdexcept>

namespace hysteron::analysis {

namespace {

constexpr std::size_t kFewestPoints = 10;
constexpr double kLeastFall = 1.1; ///< plateau over end level

/// The value below which half of the weight lies. At least one value with weight above 0.
double weightedMedian(const std::vector<double>& values, const std::vector<double>& weights)
{
    std::vector<std::size_t> order(values.size());
    std::iota(order.begin(), order.end(), std::size_t{0});
    std::sort(order.begin(), order.end(), [&](std::size_t a, std::size_t b) { return values[a] < values[b]; });
    const double half = std::accumulate(weights.begin(), weights.end(), 0.0) / 2.0;
    double sum = 0.0;
    for (const std::size_t i : order)
        if ((sum += weights[i]) >= half)
            return values[i];
    return values[order.back()];
}

std::vector<double> logarithms(const std::vector<double>& values)
{
    double smallest = std::numeric_limits<double>::infinity();
    for (const double value : values)
        if (value > 0.0)
            smallest = std::min(smallest, value);
    std::vector<double> logs;
    logs.reserve(values.size());
    for (const double value : values)
        logs.push_back(std::log(value > 0.0 ? value : smallest / 2.0));
    return logs;
}

} // namespace

Errors checkCurve(const TrainingCurve& curve, const std::string& field)
{
    if (curve.steps.size() != curve.values.size())
        throw std::invalid_argument("checkCurve: as many values as steps");
    if (curve.steps.size() < kFewestPoints)
        return {{field, std::to_string(curve.steps.size()) + " points",
                 Text("must have at least %1 points", kFewestPoints)}};
    for (std::size_t i = 0; i < curve.steps.size(); ++i) {
        if (!std::isfinite(curve.steps[i]) || (i > 0 && !(curve.steps[i] > curve.steps[i - 1])))
            return {{field, shortestExact(curve.steps[i]), "steps must be finite and ascend"}};
        if (!std::isfinite(curve.values[i]) || curve.values[i] < 0.0)
            return {{field, shortestExact(curve.values[i]),
                     Text("must be a loss or an error, 0 or above (at step %1)", curve.steps[i])}};
    }
    if (std::all_of(curve.values.begin(), curve.values.end(), [](double value) { return value == 0.0; }))
        return {{field, "0", "must not be 0 everywhere"}};
    return {};
}

Convergence convergence(const TrainingCurve& curve)
{
    if (const Errors errors = checkCurve(curve, "curve"); !errors.empty())
        throw std::invalid_argument("convergence: " + errors.front().message());
    const std::size_t size = curve.steps.size();
    const std::vector<double> logs = logarithms(curve.values);
    std::vector<double> durations(size, 0.0);
    for (std::size_t i = 0; i + 1 < size; ++i)
        durations[i] = curve.steps[i + 1] - curve.steps[i];
    durations.back() = durations[size - 2]; // the last value lasts as long as the one before

    const double tail = curve.steps.back() - (curve.steps.back() - curve.steps.front()) / 10.0;
    std::vector<double> weights = durations;
    for (std::size_t i = 0; i < size; ++i)
        weights[i] = curve.steps[i] >= tail ? durations[i] : 0.0;
    const double end = weightedMedian(logs, weights);

    const double lowest = end + (logs.front() - end) / 4.0;
    for (std::size_t i = 0; i < size; ++i)
        weights[i] = logs[i] >= lowest ? durations[i] : 0.0;
    const double plateau = weightedMedian(logs, weights); // a curve that rises keeps its end at least

    const double midpoint = (plateau + end) / 2.0;
    Convergence result{std::exp(plateau), std::exp(end), std::exp(midpoint), std::nullopt};
    if (plateau - end < std::log(kLeastFall))
        return result;
    std::size_t below = size;
    while (below > 0 && logs[below - 1] <= midpoint)
        --below;
    if (below < size)
        result.step = curve.steps[below];
    return result;
}

ConvergenceDelay convergenceDelay(const TrainingCurve& train, const TrainingCurve& test)
{
    ConvergenceDelay result{convergence(train), convergence(test), std::nullopt};
    if (result.train.step && result.test.step)
        result.delay = *result.test.step - *result.train.step;
    return result;
}

} // namespace hysteron::analysis
