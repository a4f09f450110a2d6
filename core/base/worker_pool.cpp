#include "core/base/worker_pool.h"

#include <algorithm>
#include <utility>

namespace hysteron {

WorkerPool::WorkerPool(int threads)
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

int WorkerPool::hardwareThreads()
{
    return std::max(1, static_cast<int>(std::thread::hardware_concurrency()));
}

void WorkerPool::forEach(int count, const std::function<void(int)>& work)
{
    {
        const std::lock_guard lock(m_mutex);
        m_work = &work;
        m_count = count;
        m_next = 0;
        m_busy = static_cast<int>(m_threads.size());
        ++m_list;
    }
    m_start.notify_all();
    takePieces();
    std::unique_lock lock(m_mutex);
    m_done.wait(lock, [this] { return m_busy == 0; });
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
        takePieces();
        const std::lock_guard lock(m_mutex);
        if (--m_busy == 0)
            m_done.notify_one();
    }
}

void WorkerPool::takePieces()
{
    while (true) {
        int piece = 0;
        {
            const std::lock_guard lock(m_mutex);
            if (m_next >= m_count)
                return;
            piece = m_next++;
        }
        try {
            (*m_work)(piece);
        } catch (...) {
            const std::lock_guard lock(m_mutex);
            m_problem = std::current_exception();
            m_next = m_count;
        }
    }
}

} // namespace hysteron
