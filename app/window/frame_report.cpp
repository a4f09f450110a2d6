// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/frame_report.h"

#include "core/analysis/summary.h"
#include "core/experiment/fields.h"
#include "core/experiment/simulation.h"
#include "ui/main_window.h"
#include "ui/pages/page_context.h"
#include "ui/run/frame_meter.h"
#include "ui/run/run_controller.h"

#include <QApplication>
#include <QTimer>

#include <chrono>
#include <cstdio>
#include <ctime>
#include <limits>
#include <vector>

namespace hysteron::app {

namespace {

constexpr double kFrameBudgetMs = 16.7;
constexpr double kWorkerShare = 0.9;
/// Window and no window in turn, so that a machine that slows down slows both.
constexpr int kRounds = 5;

using Clock = std::chrono::steady_clock;

double secondsSince(Clock::time_point start)
{
    return std::chrono::duration<double>(Clock::now() - start).count();
}

/// CPU time of this thread: what drawing costs, whatever else the machine does.
double threadSeconds()
{
    timespec time{};
    clock_gettime(CLOCK_THREAD_CPUTIME_ID, &time);
    return static_cast<double>(time.tv_sec) + 1e-9 * static_cast<double>(time.tv_nsec);
}

/// Steps per second with the window drawing; the event loop runs meanwhile.
double windowRate(QApplication& application, ui::RunController& controller, double seconds)
{
    controller.togglePlay();
    const std::int64_t before = controller.snapshot()->steps;
    const auto start = Clock::now();
    QTimer::singleShot(static_cast<int>(seconds * 1000.0), &application, [&application] { application.exit(); });
    application.exec();
    const double rate = static_cast<double>(controller.snapshot()->steps - before) / secondsSince(start);
    controller.pause();
    controller.runner().wait();
    return rate;
}

double headlessRate(Simulation& simulation, double seconds)
{
    constexpr std::int64_t kChunk = 50;
    const std::int64_t before = simulation.steps();
    const auto start = Clock::now();
    while (secondsSince(start) < seconds && simulation.state() == RunState::Paused)
        simulation.advance(kChunk);
    return static_cast<double>(simulation.steps() - before) / secondsSince(start);
}

} // namespace

int reportFrames(QApplication& application, ui::MainWindow& window, double seconds)
{
    ui::RunController& controller = window.context().controller();
    Specification endless = controller.specification();
    endless.training.epochs = static_cast<std::int64_t>(rangeOf("training.epochs").high);
    controller.setSpeed(std::numeric_limits<double>::infinity());
    controller.start(endless, false);
    QTimer::singleShot(1000, &application, [&application] { application.exit(); });
    application.exec(); // the first frames lay out the window and fill caches; they are not what is asked
    controller.pause();
    controller.runner().wait();
    const auto bare = Simulation::create(prepare(endless).value());

    window.context().frameMeter().clear();
    std::vector<double> shares, rates;
    double screenSeconds = 0.0;
    for (int round = 0; round < kRounds; ++round) {
        const double before = threadSeconds();
        const double shown = windowRate(application, controller, seconds / kRounds);
        screenSeconds += threadSeconds() - before;
        window.context().frameMeter().abandonFrame();
        const double alone = headlessRate(**bare, seconds / kRounds);
        shares.push_back(shown / alone);
        rates.push_back(shown);
    }
    const ui::FrameMeter::Report frames = window.context().frameMeter().report();
    const double share = analysis::medianOf(shares);
    std::printf("frames %zu  median %.2f ms  99th percentile %.2f ms  (budget %.1f ms)\n", frames.frames,
                frames.medianMs, frames.percentile99Ms, kFrameBudgetMs);
    std::printf("screen thread %.2f ms CPU per frame\n", 1e3 * screenSeconds / static_cast<double>(frames.frames));
    std::printf("worker %.0f steps/s with the window, %.3f of its headless rate (median of %d interleaved rounds)\n",
                analysis::medianOf(rates), share, kRounds);
    return frames.percentile99Ms <= kFrameBudgetMs && share >= kWorkerShare ? 0 : 1;
}

} // namespace hysteron::app
