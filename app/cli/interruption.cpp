// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/cli/interruption.h"

#include <chrono>
#include <csignal>

namespace hysteron::cli {

std::atomic<bool> Interruption::s_signalled{false};

Interruption::Interruption()
{
    std::signal(SIGINT, [](int) { s_signalled = true; });
    std::signal(SIGTERM, [](int) { s_signalled = true; });
    m_watcher = std::jthread([source = m_source](const std::stop_token& over) mutable {
        while (!over.stop_requested() && !s_signalled)
            std::this_thread::sleep_for(std::chrono::milliseconds(10));
        if (s_signalled)
            source.request_stop();
    });
}

} // namespace hysteron::cli
