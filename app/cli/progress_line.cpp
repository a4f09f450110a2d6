// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/progress_line.h"

#include "core/study/remaining_time.h"

#include <unistd.h>

#include <cstdio>

namespace hysteron::cli {

namespace {

std::string duration(double seconds)
{
    const int whole = static_cast<int>(seconds + 0.5);
    return whole < 90 ? std::to_string(whole) + " s" : std::to_string((whole + 30) / 60) + " min";
}

} // namespace

ProgressLine::ProgressLine(const study::Study& study) : m_study(study), m_terminal(isatty(STDERR_FILENO) != 0)
{
    m_thread = std::jthread([this](const std::stop_token& over) {
        while (!over.stop_requested()) {
            std::this_thread::sleep_for(std::chrono::milliseconds(100));
            show(m_study.progress());
        }
    });
}

void ProgressLine::end()
{
    if (!m_thread.joinable())
        return;
    m_thread.request_stop();
    m_thread.join();
    if (m_terminal)
        std::fprintf(stderr, "\r\033[K");
}

void ProgressLine::show(const study::Progress& progress)
{
    const std::string what = english(progress.what);
    // A log has room for a piece of work that lasts, not for every epoch.
    if (!m_terminal && (what == m_what || !progress.secondsLeft))
        return;
    m_what = what;
    const double elapsed = std::chrono::duration<double>(std::chrono::steady_clock::now() - m_begin).count();
    const auto left = study::secondsLeft(progress, elapsed);
    std::fprintf(stderr, "%s%3.0f %%%s: %s%s", m_terminal ? "\r\033[K" : "", 100.0 * progress.share,
                 left ? (", about " + duration(*left) + " left").c_str() : "", what.c_str(), m_terminal ? "" : "\n");
    std::fflush(stderr);
}

} // namespace hysteron::cli
