// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/stability.h"

#include "core/experiment/plain_number.h"
#include "core/model/order_parameters.h"
#include "core/model/sample_pass.h"
#include "core/theory/mode_landscape.h"

#include <cmath>

namespace hysteron {

namespace {
constexpr int kPowerIterations = 60;
constexpr double kDifference = 1e-4;

/// The network that gradient descent would like to reach: every mode that has a minimum sits there.
Network learntNetwork(const NetworkShape& shape, const Task& task, double beta)
{
    std::vector<double> lambda;
    for (const double eta : task.eta)
        lambda.push_back(theory::ModeLandscape(eta, shape.depth).minimum(beta).value_or(0.0));
    return balancedNetwork(shape, lambda);
}

/// Half of the rate, or a rate safely below the limit where half would not be. Two digits, rounded down: the limit is
/// good to a percent, and what is suggested shall not hang on the last bits of a machine's sums.
double smallerRate(double rate, double limit)
{
    constexpr double kSafely = 0.9;
    const double below = kSafely * limit;
    if (rate / 2.0 <= below || !(below > 0.0))
        return rate / 2.0;
    const double scale = std::pow(10.0, 1.0 - std::floor(std::log10(below)));
    return std::floor(below * scale) / scale;
}
} // namespace

double largestCurvature(const Network& network, const Task& task, double beta)
{
    TaskGradient gradientOf(task, network.shape());
    Network probe = network;
    Eigen::VectorXd ahead, behind;
    // Any direction that is not orthogonal to the steepest one will do; this one has no symmetry.
    Eigen::VectorXd direction(network.weights().size());
    for (Eigen::Index i = 0; i < direction.size(); ++i)
        direction[i] = 1.0 + std::cos(static_cast<double>(i * i));
    direction.normalize();

    double curvature = 0.0;
    for (int iteration = 0; iteration < kPowerIterations; ++iteration) {
        probe.weights() = network.weights() + kDifference * direction;
        gradientOf(probe, ahead);
        probe.weights() = network.weights() - kDifference * direction;
        gradientOf(probe, behind);
        const Eigen::VectorXd bent = (ahead - behind) / (2.0 * kDifference) + beta * direction;
        curvature = bent.norm();
        if (!(curvature > 0.0))
            break;
        direction = bent / curvature;
    }
    return curvature;
}

Instability explainDivergence(const StepParameters& parameters, const Network& lastGood, const Task& task)
{
    const double rate = parameters.learningRate;
    const double limitHere = 2.0 / largestCurvature(lastGood, task, parameters.beta);
    if (rate > limitHere)
        return {Text("The learning rate %1 is above the stability limit 2/curvature = %2 of gradient descent at the "
                     "last good state.",
                     plainNumber(rate), plainNumber(limitHere)),
                smallerRate(rate, limitHere)};
    const bool linear = lastGood.shape().activation == Activation::Linear; // only its learnt state is known
    const Network learnt = linear ? learntNetwork(lastGood.shape(), task, parameters.beta) : lastGood;
    const double limitThere = 2.0 / largestCurvature(learnt, task, parameters.beta);
    if (linear && rate > limitThere)
        return {Text("The learning rate %1 is above the stability limit 2/curvature = %2 of gradient descent in the "
                     "learnt state, which the run was moving to.",
                     plainNumber(rate), plainNumber(limitThere)),
                smallerRate(rate, limitThere)};
    if (usesTemperature(parameters.noise))
        return {
            Text("Noise of temperature %1 threw the weights to where the loss is too steep for the learning rate %2.",
                 plainNumber(parameters.temperature), plainNumber(rate)),
            rate / 2.0};
    return {Text("The weights came to where the loss is too steep for the learning rate %1, although it is below the "
                 "stability limit 2/curvature = %2 of gradient descent at the last good state.",
                 plainNumber(rate), plainNumber(limitHere)),
            rate / 2.0};
}

} // namespace hysteron
