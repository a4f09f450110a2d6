// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/core_budget.h"

#include <condition_variable>
#include <cstdint>
#include <functional>
#include <mutex>
#include <thread>
#include <vector>

namespace hysteron {

/// Threads that share out a list of independent pieces of work, again and again. The caller is one of them, so that a
/// pool of one starts no thread. Which thread does which piece is left to chance: nothing may depend on it.
/// While others work too, only as many threads take pieces as are the pool's share of the cores; it is asked before
/// every piece. A piece does not share out work itself.
class WorkerPool
{
public:
    /// threads: 1 or more.
    explicit WorkerPool(int threads, CoreBudget& budget = CoreBudget::machine());
    ~WorkerPool();
    WorkerPool(const WorkerPool&) = delete;
    WorkerPool& operator=(const WorkerPool&) = delete;

    [[nodiscard]] int threads() const { return static_cast<int>(m_threads.size()) + 1; }
    /// Calls work(0) ... work(count - 1), each once, and returns when all are done. An exception ends the list early
    /// and is thrown again here.
    void forEach(int count, const std::function<void(int)>& work);
    /// As many as the machine runs at once.
    [[nodiscard]] static int hardwareThreads() { return CoreBudget::machine().cores(); }

private:
    void serve();
    void takePieces(bool isCaller);

    CoreBudget::Claim m_claim;
    std::vector<std::thread> m_threads;
    std::mutex m_mutex;
    std::condition_variable m_start;
    std::condition_variable m_turn; ///< a thread without a core of its own waits for one, or for the end of the list
    std::condition_variable m_done;
    const std::function<void(int)>* m_work = nullptr;
    int m_count = 0;
    int m_next = 0;
    int m_busy = 0;    ///< threads of the pool that have not finished the present list
    int m_working = 0; ///< threads at a piece, the caller always among them
    std::uint64_t m_list = 0;
    bool m_closing = false;
    std::exception_ptr m_problem;
};

} // namespace hysteron
