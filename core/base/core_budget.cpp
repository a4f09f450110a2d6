// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/core_budget.h"

#include <algorithm>
#include <utility>
#include <vector>

namespace hysteron {

namespace {

using Clock = std::chrono::steady_clock;

} // namespace

CoreBudget& CoreBudget::machine()
{
    static CoreBudget budget(std::max(1, static_cast<int>(std::thread::hardware_concurrency())));
    return budget;
}

int CoreBudget::shareOf(const Holder& mine)
{
    const std::lock_guard lock(m_mutex);
    // What rests on the thread that works for `mine` cannot be about to go on.
    const auto counts = [&, now = Clock::now()](const Holder& other) {
        return &other == &mine || other.working || (other.thread != mine.thread && now - other.rested < m_longestGap);
    };
    std::vector<const Holder*> active;
    for (const Holder& holder : m_holders)
        if (counts(holder))
            active.push_back(&holder);
    if (active.size() == 1)
        return mine.wish;
    // Small wishes first: what they leave is for the larger ones.
    std::ranges::stable_sort(active, {}, &Holder::wish);
    int left = m_cores;
    for (std::size_t i = 0; i < active.size(); ++i) {
        const int share = std::clamp(left / static_cast<int>(active.size() - i), 1, active[i]->wish);
        if (active[i] == &mine)
            return share;
        left -= share;
    }
    return 1;
}

CoreBudget::Claim::Claim(CoreBudget& budget, int wish) : m_budget(budget)
{
    const std::lock_guard lock(budget.m_mutex);
    m_holder = budget.m_holders.insert(budget.m_holders.end(), Holder{wish});
}

CoreBudget::Claim::~Claim()
{
    const std::lock_guard lock(m_budget.m_mutex);
    m_budget.m_holders.erase(m_holder);
}

void CoreBudget::Claim::work()
{
    const std::lock_guard lock(m_budget.m_mutex);
    m_holder->working = true;
    m_holder->thread = std::this_thread::get_id();
}

void CoreBudget::Claim::rest()
{
    const std::lock_guard lock(m_budget.m_mutex);
    if (std::exchange(m_holder->working, false))
        m_holder->rested = Clock::now();
}

int CoreBudget::Claim::share() const
{
    return m_budget.shareOf(*m_holder);
}

} // namespace hysteron
