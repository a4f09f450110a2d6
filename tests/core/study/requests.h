// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/experiment/presets.h"
#include "core/study/again.h"

#include <chrono>
#include <filesystem>
#include <fstream>
#include <string>
#include <vector>

namespace requests {

using namespace hysteron;
using namespace hysteron::study;

inline Specification trap(double temperature)
{
    Specification specification = findPreset("fig1a-rank1")->specification;
    specification.noise.temperature = temperature;
    return specification;
}

inline LoggedChange changeOfBeta(std::int64_t epoch, double beta)
{
    ControlChange change;
    change.beta = beta;
    return {epoch, change};
}

/// A run with three live changes.
inline RunRequest run()
{
    RunRequest request{.experiment = {trap(1e-3), {}, {}, Engine::Fast}, .epochs = 600};
    request.experiment.changes = {changeOfBeta(100, 0.36), changeOfBeta(200, 0.25), changeOfBeta(450, 0.3)};
    return request;
}

inline EscapeRequest escape()
{
    return {.experiment = {trap(1.6e-3), {}, {}, Engine::Fast}, .replicas = 21, .firstReplica = 0, .maxEpochs = 900};
}

inline ForwardFluxRequest forwardFlux()
{
    return {
        .experiment = {trap(1e-3), {}, {}, Engine::Fast}, .walkers = 40, .repeats = 2, .temperatures = {1.1e-3, 1e-3}};
}

inline SweepRequest sweep()
{
    return {.experiment = {findPreset("fig3")->specification, {}, {}, Engine::Fast},
            .from = 0.3,
            .to = 0.4,
            .step = 0.05,
            .dwell = 30,
            .replicas = 3};
}

inline std::vector<double> weightsIn(const RunRecord& run)
{
    return {run.checkpoint.at.weights.begin(), run.checkpoint.at.weights.end()};
}

/// From the trap itself: nobody reaches the upper phase.
inline CommittorRequest committor()
{
    const auto start = makeStudy(RunRequest{.experiment = {trap(1e-3), {}, {}, Engine::Fast}, .epochs = 1}, {});
    return {
        .experiment = {trap(1e-3), {}, weightsIn(std::get<RunRecord>(start.value()->record().values)), Engine::Fast},
        .walkers = 30,
        .maxEpochs = 5000};
}

/// Waits that follow exp(0.02/T), written to a file.
inline FitRequest fit(const std::filesystem::path& folder)
{
    const std::filesystem::path file = folder / "waits.csv";
    std::ofstream table(file);
    table << "tau,inverse_T\n";
    for (int k = 0; k < 60; ++k) {
        const double x = 800.0 + 50.0 * (k % 6);
        table << std::exp(0.004 * x) * (0.1 + 0.05 * (k / 6)) << ',' << x << '\n';
    }
    return {.file = file.string(), .time = "tau", .x = "inverse_T"};
}

inline ReproductionRequest reproduction()
{
    return {.figures = {"hyperparameters"}, .seeds = 2};
}

inline std::vector<Request> all(const std::filesystem::path& folder)
{
    return {run(), escape(), forwardFlux(), sweep(), committor(), fit(folder), reproduction()};
}

inline std::unique_ptr<Study> make(const Request& request, int threads = 1)
{
    return makeStudy(request, {.threads = threads, .kept = {}}).value();
}

inline Record finish(Study& study, std::chrono::milliseconds piece)
{
    while (!study.finished())
        study.advance(piece, {});
    return study.record();
}

inline std::string fingerprint(const Record& record)
{
    return record.provenance.sources.front().fingerprint;
}

} // namespace requests
