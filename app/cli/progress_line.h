// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/study.h"

#include <chrono>
#include <string>
#include <thread>

namespace hysteron::cli {

/// How a study goes, on standard error: on a terminal one line that changes, in a log a line for each new piece of work
/// that says how long it will take.
class ProgressLine
{
public:
    explicit ProgressLine(const study::Study& study);
    ~ProgressLine() { end(); }
    void end();

private:
    void show(const study::Progress& progress);

    const study::Study& m_study;
    const bool m_terminal;
    const std::chrono::steady_clock::time_point m_begin = std::chrono::steady_clock::now();
    std::string m_what;
    std::jthread m_thread; ///< pieces of some studies take minutes
};

} // namespace hysteron::cli
