// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <atomic>
#include <chrono>
#include <list>
#include <mutex>
#include <thread>

namespace hysteron {

/// The machine's cores, shared out between those who compute at the same time: worker pools while they work, the Live
/// run while it runs. Whoever is alone gets all it wishes for, be it more than the machine has. Several get fair
/// shares: nobody less than 1 core or more than its wish, and what one leaves is for the others. With 8 cores a wish
/// for 1 and two for 8 get 1, 3 and 4.
///
/// A claim counts while its owner works and a little longer, for the gaps between two lists of work.
/// Shares only say how fast something goes: no result may depend on them.
class CoreBudget
{
    struct Holder {
        int wish;
        bool working = false;
        std::thread::id thread = {}; ///< that worked last
        std::chrono::steady_clock::time_point rested = {};
    };

public:
    /// cores: 1 or more. longestGap: how long a claim counts after its owner has come to rest.
    explicit CoreBudget(int cores, std::chrono::steady_clock::duration longestGap = std::chrono::milliseconds(100))
        : m_cores(cores), m_longestGap(longestGap)
    {
    }
    CoreBudget(const CoreBudget&) = delete;
    CoreBudget& operator=(const CoreBudget&) = delete;
    /// That of this machine; every pool takes it unless told otherwise.
    [[nodiscard]] static CoreBudget& machine();
    [[nodiscard]] int cores() const { return m_cores; }

    /// Somebody who may want cores; at rest until work begins. The budget outlives it.
    class Claim
    {
    public:
        /// wish: 1 or more.
        Claim(CoreBudget& budget, int wish);
        ~Claim();
        Claim(const Claim&) = delete;
        Claim& operator=(const Claim&) = delete;

        /// Called again while working, or at rest: no change.
        void work();
        void rest();
        /// How many cores are its own at this moment.
        [[nodiscard]] int share() const;

    private:
        CoreBudget& m_budget;
        std::list<Holder>::iterator m_holder;
    };

private:
    [[nodiscard]] int shareOf(const Holder& mine);

    const int m_cores;
    const std::chrono::steady_clock::duration m_longestGap;
    std::mutex m_mutex;
    std::list<Holder> m_holders;
};

} // namespace hysteron
