// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/gradient_watch.h"

#include "core/experiment/simulation.h"
#include "core/model/gradient_spectrum.h"
#include "core/model/loss.h"

#include <algorithm>

namespace hysteron {

namespace {

using Clock = std::chrono::steady_clock;
constexpr std::chrono::milliseconds kShortest{350};
constexpr int kShare = 50; ///< of the worker's time
constexpr double kMostMultiplications = 3e8;

GradientNoise measure(const Simulation& simulation, int rank)
{
    const Task& task = simulation.task();
    const Network& network = simulation.network();
    const GradientSpectrum spectrum =
        task.trainingSize() > 0 ? gradientSpectrum(network, task.train) : gradientSpectrum(network, task.trainMoments);
    GradientNoise noise;
    noise.epoch = simulation.epoch();
    noise.trace = spectrum.trace();
    noise.participation = spectrum.participation();
    noise.leading = spectrum.eigenvalues;
    noise.leading.resize(std::min<std::size_t>(noise.leading.size(), GradientNoise::kMostLeading));
    noise.mode = modeInQuestion(rank, static_cast<int>(task.eta.size()));
    if (noise.mode < std::min({task.inputs(), task.outputs(), network.shape().width}))
        noise.alongMode = gradientVarianceAlongMode(network, task, noise.mode);
    return noise;
}

} // namespace

std::shared_ptr<const GradientNoise> GradientWatch::look(const Simulation& simulation, int rank, bool moving)
{
    const Clock::time_point begin = Clock::now();
    if (m_latest && (m_latest->epoch == simulation.epoch() || (moving && begin < m_due)))
        return m_latest;
    if (gradientSpectrumCost(simulation.network().shape(), simulation.task().trainingSize()) > kMostMultiplications)
        return nullptr;
    m_latest = std::make_shared<const GradientNoise>(measure(simulation, rank));
    const Clock::time_point end = Clock::now();
    m_due = begin + std::max<Clock::duration>(kShortest, kShare * (end - begin));
    return m_latest;
}

} // namespace hysteron
