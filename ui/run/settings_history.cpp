// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/run/settings_history.h"

namespace hysteron::ui {

namespace {
constexpr std::chrono::milliseconds kMerge{100};
constexpr std::size_t kMostEntries = 500;
} // namespace

void SettingsHistory::record(const Settings& settings, Clock::time_point now)
{
    if (m_entries.empty()) {
        m_entries.push_back(settings);
        return;
    }
    if (settings == m_entries[m_at])
        return;
    m_entries.resize(m_at + 1);
    if (m_mergeable && now - m_lastChange < kMerge) {
        m_entries.back() = settings;
    } else {
        if (m_entries.size() == kMostEntries)
            m_entries.erase(m_entries.begin());
        m_entries.push_back(settings);
    }
    m_at = m_entries.size() - 1;
    m_lastChange = now;
    m_mergeable = true;
}

const Settings* SettingsHistory::undo()
{
    if (m_at == 0)
        return nullptr;
    m_mergeable = false;
    return &m_entries[--m_at];
}

const Settings* SettingsHistory::redo()
{
    if (m_at + 1 >= m_entries.size())
        return nullptr;
    m_mergeable = false;
    return &m_entries[++m_at];
}

const Settings* SettingsHistory::current() const
{
    return m_entries.empty() ? nullptr : &m_entries[m_at];
}

} // namespace hysteron::ui
