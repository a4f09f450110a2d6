// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/worker_pool.h"

#include <algorithm>
#include <utility>

namespace hysteron {

namespace {

/// How soon a thread notices that it may work again, while pieces last.
constexpr auto kPatience = std::chrono::milliseconds(20);

} // namespace

WorkerPool::WorkerPool(int threads, CoreBudget& budget) : m_claim(budget, std::max(1, threads))
{
    for (int i = 1; i < threads; ++i)
        m_threads.emplace_back([this] { serve(); });
}

WorkerPool::~WorkerPool()
{
    {
        const std::lock_guard lock(m_mutex);
        m_closing = true;
    }
    m_start.notify_all();
    for (std::thread& thread : m_threads)
        thread.join();
}

void WorkerPool::forEach(int count, const std::function<void(int)>& work)
{
    m_claim.work();
    {
        const std::lock_guard lock(m_mutex);
        m_work = &work;
        m_count = count;
        m_next = 0;
        m_busy = static_cast<int>(m_threads.size());
        m_working = 1;
        ++m_list;
    }
    m_start.notify_all();
    takePieces(true);
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_busy == 0; });
    m_claim.rest();
    m_work = nullptr;
    if (std::exception_ptr problem = std::exchange(m_problem, nullptr))
        std::rethrow_exception(problem);
}

void WorkerPool::serve()
{
    std::uint64_t done = 0;
    while (true) {
        {
            std::unique_lock lock(m_mutex);
            m_start.wait(lock, [&] { return m_closing || m_list != done; });
            if (m_closing)
                return;
            done = m_list;
        }
        takePieces(false);
        const std::lock_guard lock(m_mutex);
        if (--m_busy == 0)
            m_done.notify_one();
    }
}

void WorkerPool::takePieces(bool isCaller)
{
    std::unique_lock lock(m_mutex);
    while (true) {
        // Who asked gets on with it in any case.
        while (!isCaller && m_next < m_count && m_working >= m_claim.share())
            m_turn.wait_for(lock, kPatience);
        if (m_next >= m_count)
            return;
        const int piece = m_next++;
        if (m_next == m_count)
            m_turn.notify_all();
        m_working += isCaller ? 0 : 1;
        lock.unlock();
        std::exception_ptr problem;
        try {
            (*m_work)(piece);
        } catch (...) {
            problem = std::current_exception();
        }
        lock.lock();
        m_working -= isCaller ? 0 : 1;
        if (problem) {
            m_problem = problem;
            m_next = m_count;
            m_turn.notify_all();
        }
    }
}

} // namespace hysteron
