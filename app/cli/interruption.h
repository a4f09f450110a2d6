// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <stop_token>
#include <thread>

namespace hysteron::cli {

/// Ctrl+C and SIGTERM ask a command to end and to keep what it has. One object while a command runs.
class Interruption
{
public:
    Interruption();

    [[nodiscard]] bool requested() const { return s_signalled.load(); }
    [[nodiscard]] std::stop_token token() const { return m_source.get_token(); }

private:
    static std::atomic<bool> s_signalled; ///< all that a signal handler may touch
    std::stop_source m_source;
    std::jthread m_watcher;
};

} // namespace hysteron::cli
