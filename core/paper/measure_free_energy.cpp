// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/measure.h"

#include "core/base/random.h"
#include "core/base/worker_pool.h"
#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "core/model/loss.h"
#include "core/theory/mode_landscape.h"

#include <Eigen/SVD>

#include <algorithm>
#include <cmath>
#include <mutex>
#include <stdexcept>

namespace hysteron::paper {

namespace {

// Between the phases lie barriers of dozens of T that nobody crosses in a lifetime. So sigma_2 is kept inside one
// window after another (a step that would leave it is not made, which keeps exp(-U/T) inside), and the histograms are
// joined where neighbouring windows overlap.
constexpr int kBins = 72;
constexpr double kHighest = 0.6;
constexpr int kWindowBins = 8; ///< a window; each overlaps the next by half
constexpr int kBurnIn = 4000, kSteps = 24000, kStepsPerLook = 4;
constexpr double kStep = 0.04; ///< gradient-flow time

double sigma2Of(const Network& network)
{
    return Eigen::JacobiSVD<Eigen::MatrixXd>(network.endToEnd()).singularValues()[1];
}

/// One network in one window.
class Walker
{
public:
    Walker(const Network& start, const Moments& moments, double beta, double temperature, RandomStream random)
        : m_network(start), m_moments(moments), m_workspace(start.shape()), m_beta(beta), m_temperature(temperature),
          m_noise(std::sqrt(2.0 * kStep * temperature)), m_random(random), m_sigma2(sigma2Of(start))
    {
    }
    void step(double low, double high)
    {
        m_workspace.dataGradient(m_network, m_moments, m_gradient);
        m_before = m_network.weights();
        for (Eigen::Index k = 0; k < m_before.size(); ++k)
            m_network.weights()[k] -= kStep * (m_gradient[k] + m_beta * m_before[k]) - m_noise * m_random.normal();
        const double next = sigma2Of(m_network);
        // The landscape of the mode is taken out, so that a window is nearly flat and every bin is visited.
        if (m_random.uniform() >=
            std::exp((m_landscape.lossAboveZero(next, m_beta) - m_landscape.lossAboveZero(m_sigma2, m_beta)) /
                     m_temperature)) {
            m_network.weights() = m_before;
            return;
        }
        // From outside (where the last window left it) any step towards the window is welcome.
        const auto away = [&](double value) { return value < low ? low - value : value > high ? value - high : 0.0; };
        if (away(next) > away(m_sigma2))
            m_network.weights() = m_before;
        else
            m_sigma2 = next;
    }
    [[nodiscard]] double sigma2() const { return m_sigma2; }

private:
    Network m_network;
    const Moments& m_moments;
    GradientWorkspace m_workspace;
    const theory::ModeLandscape m_landscape{0.8, 3};
    double m_beta, m_temperature, m_noise;
    RandomStream m_random;
    Eigen::VectorXd m_gradient, m_before;
    double m_sigma2;
};

/// -T ln p over the bins, 0 in the first; from joined windows.
std::vector<double> profile(const Simulation& start, double temperature, std::uint64_t seed, std::uint32_t repeat,
                            const std::function<void()>& windowDone, const std::stop_token& stop)
{
    const double width = kHighest / kBins;
    Walker walker(start.network(), start.task().trainMoments, start.parameters().beta, temperature,
                  RandomStream(seed, StreamId::LangevinNoise, repeat));
    std::vector<double> logDensity(kBins, 0.0);
    std::vector<double> before(kBins, 0.0);
    for (int first = 0; first + kWindowBins <= kBins && !stop.stop_requested(); first += kWindowBins / 2) {
        const double low = first == 0 ? -1.0 : first * width, high = (first + kWindowBins) * width;
        for (int k = 0; k < kBurnIn; ++k)
            walker.step(low, high);
        std::vector<double> visits(kBins, 0.5); // no bin is impossible
        for (int k = 0; k < kSteps && !stop.stop_requested(); ++k) {
            walker.step(low, high);
            const int bin = static_cast<int>(walker.sigma2() / width);
            if (k % kStepsPerLook == 0 && bin >= first && bin < first + kWindowBins)
                visits[static_cast<std::size_t>(bin)] += 1.0;
        }
        // The joint: both windows count the overlap.
        double shift = 0.0;
        if (first > 0) {
            double here = 0.0, there = 0.0;
            for (int bin = first; bin < first + kWindowBins / 2; ++bin) {
                here += visits[static_cast<std::size_t>(bin)];
                there += before[static_cast<std::size_t>(bin)];
            }
            shift = std::log(there / here);
        }
        for (int bin = first; bin < first + kWindowBins; ++bin) {
            const auto b = static_cast<std::size_t>(bin);
            const double joined = visits[b] * std::exp(shift);
            const bool overlap = first > 0 && bin < first + kWindowBins / 2;
            // `before` keeps densities in the scale of the first window.
            logDensity[b] = overlap ? std::log(0.5 * (before[b] + joined)) : std::log(joined);
            before[b] = joined;
        }
        windowDone();
    }
    const theory::ModeLandscape landscape(0.8, 3);
    const auto bias = [&](std::size_t b) {
        return landscape.lossAboveZero((static_cast<double>(b) + 0.5) * width, start.parameters().beta);
    };
    std::vector<double> free(kBins);
    for (std::size_t b = 0; b < free.size(); ++b)
        free[b] = -temperature * (logDensity[b] - logDensity[0]) + bias(b) - bias(0);
    return free;
}

} // namespace

std::vector<Table> measureFreeEnergy(const Conditions& conditions, const ShareDone& share, const std::stop_token& stop)
{
    constexpr double kTemperatures[] = {3e-4, 5e-4, 7e-4, 1e-3};
    constexpr int kRepeats = 4;
    Specification s = findPreset("fig1a-rank1")->specification;
    s.task.sampling = Sampling::Population;
    s.seed = conditions.firstSeed;
    const auto start = Simulation::create(prepare(s).value());
    if (!start)
        throw std::logic_error("measureFreeEnergy: " + start.errors().front().message());
    std::mutex mutex;
    int windows = 0;
    const int all = static_cast<int>(std::size(kTemperatures)) * kRepeats * (2 * kBins / kWindowBins - 1);
    const auto windowDone = [&] {
        const std::lock_guard lock(mutex);
        share(static_cast<double>(++windows) / all);
    };
    Table table{"free-energy", {"temperature", "repeat", "from", "to", "free_energy"}, {}};
    std::vector<std::vector<double>> profiles(std::size(kTemperatures) * kRepeats);
    WorkerPool pool(conditions.threads);
    pool.forEach(static_cast<int>(profiles.size()), [&](int k) {
        profiles[static_cast<std::size_t>(k)] =
            profile(**start, kTemperatures[k / kRepeats], s.seed, static_cast<std::uint32_t>(k), windowDone, stop);
    });
    if (stop.stop_requested())
        return {};
    for (std::size_t k = 0; k < profiles.size(); ++k) {
        for (int bin = 0; bin < kBins; ++bin)
            table.rows.push_back({kTemperatures[k / kRepeats], static_cast<double>(k % kRepeats),
                                  kHighest * bin / kBins, kHighest * (bin + 1) / kBins,
                                  profiles[k][static_cast<std::size_t>(bin)]});
    }
    return {std::move(table)};
}

} // namespace hysteron::paper
