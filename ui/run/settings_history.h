// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "ui/panels/settings.h"

#include <chrono>
#include <cstddef>
#include <vector>

namespace hysteron::ui {

/// The settings one after the other, whole: what Ctrl+Z and Ctrl+Shift+Z walk along. Changes less than 100 ms apart
/// are one, so that a drag is undone as a whole.
class SettingsHistory
{
public:
    using Clock = std::chrono::steady_clock;

    /// The settings now; nothing happens when they are those of the last entry. What was undone before is forgotten.
    void record(const Settings& settings, Clock::time_point now = Clock::now());
    /// One entry back or forth; nullptr when there is none, and then nothing happens.
    const Settings* undo();
    const Settings* redo();
    [[nodiscard]] bool canUndo() const { return m_at > 0; }
    [[nodiscard]] bool canRedo() const { return m_at + 1 < m_entries.size(); }
    /// The entry one stands at; nullptr before the first record().
    [[nodiscard]] const Settings* current() const;

private:
    std::vector<Settings> m_entries;
    std::size_t m_at = 0;
    Clock::time_point m_lastChange{};
    bool m_mergeable = false; ///< the last thing that happened was a change, and not the first entry
};

} // namespace hysteron::ui
