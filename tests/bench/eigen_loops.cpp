// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// What somebody would write in plain Eigen instead, one network in double precision: prints
// "name replica-steps-per-CPU-second". Argument: seconds for each.
#include <Eigen/Dense>

#include <algorithm>
#include <array>
#include <cmath>
#include <cstdio>
#include <cstdlib>
#include <ctime>
#include <numeric>
#include <random>
#include <vector>

namespace {

constexpr int kSamples = 512, kBatch = 64, kWidth = 10;
constexpr double kRate = 0.08, kDecay = 0.32, kTemperature = 1e-3;
using Eigen::MatrixXd;

double cpuSeconds()
{
    timespec now{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &now);
    return static_cast<double>(now.tv_sec) + 1e-9 * static_cast<double>(now.tv_nsec);
}

class Script
{
public:
    Script()
    {
        for (int i = 0; i < kSamples; ++i) {
            for (int mode = 0; mode < 2; ++mode) {
                const double eta = mode == 0 ? 0.9 : 0.8;
                const double x = m_normal(m_random);
                m_inputs(mode, i) = x;
                m_targets(mode, i) = eta * x + std::sqrt(1.0 - eta * eta) * m_normal(m_random);
            }
        }
        for (MatrixXd& weights : m_weights)
            weights = weights.unaryExpr([this](double) { return m_normal(m_random) / std::sqrt(kWidth); });
        std::iota(m_order.begin(), m_order.end(), 0);
    }

    void minibatchEpoch()
    {
        std::shuffle(m_order.begin(), m_order.end(), m_random);
        for (int first = 0; first < kSamples; first += kBatch) {
            const std::vector<int> batch(m_order.begin() + first, m_order.begin() + first + kBatch);
            const MatrixXd x = m_inputs(Eigen::all, batch);
            const MatrixXd h1 = m_weights[0] * x;
            const MatrixXd h2 = m_weights[1] * h1;
            const MatrixXd error = (m_weights[2] * h2 - m_targets(Eigen::all, batch)) / kBatch;
            const MatrixXd s2 = m_weights[2].transpose() * error;
            const MatrixXd s1 = m_weights[1].transpose() * s2;
            descend({s1 * x.transpose(), s2 * h1.transpose(), error * h2.transpose()});
        }
    }
    void langevinEpoch()
    {
        const MatrixXd task = Eigen::Vector2d(0.9, 0.8).asDiagonal();
        const double kick = std::sqrt(2.0 * kRate * kTemperature);
        for (int step = 0; step < kSamples / kBatch; ++step) {
            const MatrixXd lower = m_weights[1] * m_weights[0];
            const MatrixXd slope = m_weights[2] * lower - task;
            const MatrixXd behind = m_weights[2].transpose() * slope;
            descend({m_weights[1].transpose() * behind, behind * m_weights[0].transpose(), slope * lower.transpose()});
            for (MatrixXd& weights : m_weights) {
                for (double& weight : weights.reshaped())
                    weight += kick * m_normal(m_random);
            }
        }
    }
    [[nodiscard]] double check() const { return m_weights[2].sum(); }

private:
    void descend(const std::array<MatrixXd, 3>& gradients)
    {
        for (int l = 0; l < 3; ++l)
            m_weights[l] -= kRate * (gradients[l] + kDecay * m_weights[l]);
    }

    std::mt19937_64 m_random{1};
    std::normal_distribution<double> m_normal;
    MatrixXd m_inputs = MatrixXd::Zero(2, kSamples);
    MatrixXd m_targets = MatrixXd::Zero(2, kSamples);
    std::array<MatrixXd, 3> m_weights = {MatrixXd::Zero(kWidth, 2), MatrixXd::Zero(kWidth, kWidth),
                                         MatrixXd::Zero(2, kWidth)};
    std::vector<int> m_order = std::vector<int>(kSamples);
};

template<class Epoch> void time(const char* name, double seconds, const Epoch& epoch)
{
    epoch();
    const double begin = cpuSeconds();
    double steps = 0.0;
    while (cpuSeconds() - begin < seconds) {
        for (int i = 0; i < 16; ++i)
            epoch();
        steps += 16.0 * kSamples / kBatch;
    }
    std::printf("%s %.6g\n", name, steps / (cpuSeconds() - begin));
}

} // namespace

int main(int argc, char** argv)
{
    const double seconds = argc > 1 ? std::atof(argv[1]) : 1.0;
    Script script;
    time("eigen_minibatch", seconds, [&] { script.minibatchEpoch(); });
    time("eigen_langevin", seconds, [&] { script.langevinEpoch(); });
    return std::isfinite(script.check()) ? 0 : 1;
}
