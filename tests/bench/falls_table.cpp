// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Times after which mini-batches make a network forget its last mode, measured and by theory: the table of falls in
// resources/help/theory.md. Run by hand; some minutes on two cores.
#include "tests/core/sampling/measured_falls.h"

#include "core/theory/sgd_fall.h"

#include <cmath>
#include <cstdio>

using namespace hysteron;

namespace {

void row(FallExperiment experiment, WorkerPool& pool)
{
    const auto fall =
        theory::sgdFall(experiment.eta.back(), 3, experiment.beta, experiment.q(), experiment.target()).value();
    const auto estimate = analysis::estimateEscapeTime(measureFalls(experiment, pool));
    std::printf("| %zu | %g | %g | %d | ", experiment.eta.size(), experiment.beta, experiment.learningRate,
                experiment.batch);
    if (estimate.tau)
        std::printf("%.4g (%.4g, %.4g)", *estimate.tau, estimate.low, *estimate.high);
    else
        std::printf("> %.4g", estimate.low);
    std::printf(" | %.4g | %.4g | %.4g | %.4g |\n", std::exp(fall.logTauSamples), std::exp(fall.logTau),
                std::exp(fall.logTauLogLoss), std::exp(fall.logTauMori));
    std::fflush(stdout);
}

void shuffled(double beta, double rate, int batch, WorkerPool& pool)
{
    FallExperiment experiment{.beta = beta, .learningRate = rate, .batch = batch, .samples = 512, .replicas = 512};
    experiment.longest = 10.0 * std::exp(theory::sgdFall(0.8, 3, beta, experiment.q(), experiment.target())->logTau);
    for (const Batching batching : {Batching::Replacement, Batching::Shuffled}) {
        experiment.batching = batching;
        const auto estimate = analysis::estimateEscapeTime(measureFalls(experiment, pool));
        std::printf("beta %g, eta_lr %g, B %d, N 512, %s: %zu of %zu fell within %.4g, tau %.4g (above %.4g)\n", beta,
                    rate, batch, batching == Batching::Shuffled ? "shuffled" : "with replacement", estimate.escaped,
                    estimate.replicas, experiment.longest, estimate.tau.value_or(INFINITY), estimate.low);
        std::fflush(stdout);
    }
}

} // namespace

int main()
{
    WorkerPool pool(WorkerPool::hardwareThreads());
    std::puts("| modes | beta | eta_lr | B | measured | samples | Gaussian | log loss | Mori |");
    for (const std::vector<double>& eta : {std::vector<double>{0.9, 0.8}, std::vector<double>{0.8}}) {
        row({.eta = eta, .beta = 0.345, .learningRate = 0.02, .batch = 16, .replicas = 1024}, pool);
        row({.eta = eta, .beta = 0.34, .learningRate = 0.08, .batch = 16, .replicas = 2048}, pool);
        row({.eta = eta, .beta = 0.34, .learningRate = 0.04, .batch = 16, .replicas = 1024}, pool);
        row({.eta = eta, .beta = 0.34, .learningRate = 0.02, .batch = 16, .replicas = 256}, pool);
        row({.eta = eta, .beta = 0.33, .learningRate = 0.08, .batch = 16, .replicas = 1024}, pool);
        row({.eta = eta, .beta = 0.32, .learningRate = 0.16, .batch = 16, .replicas = 512}, pool);
        row({.eta = eta, .beta = 0.32, .learningRate = 0.08, .batch = 16, .replicas = 128}, pool);
    }
    shuffled(0.34, 0.08, 16, pool);
    shuffled(0.345, 0.02, 16, pool);
    shuffled(0.345, 0.2, 16, pool);
    shuffled(0.345, 0.2, 4, pool);
    return 0;
}
