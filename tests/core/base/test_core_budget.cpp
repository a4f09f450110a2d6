// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/worker_pool.h"
#include "tests/support/test.h"

#include <atomic>
#include <latch>
#include <memory>
#include <vector>

using namespace hysteron;
using namespace std::chrono_literals;

namespace {

/// How many threads are at work at once, at most.
class Crowd
{
public:
    /// A piece of work that lasts until `expected` threads have met at it (then for a moment, in which one too many
    /// would be seen), however slow the machine is.
    void meet(int expected)
    {
        const int now = ++m_now;
        for (int most = m_most; now > most && !m_most.compare_exchange_weak(most, now);) {
        }
        const auto end = std::chrono::steady_clock::now() + 10s;
        do
            std::this_thread::sleep_for(1ms);
        while (m_most < expected && std::chrono::steady_clock::now() < end);
        --m_now;
    }
    [[nodiscard]] int most() const { return m_most; }

private:
    std::atomic<int> m_now = 0;
    std::atomic<int> m_most = 0;
};

int mostAtOnce(WorkerPool& pool, int expected)
{
    Crowd crowd;
    pool.forEach(40, [&](int) { crowd.meet(expected); });
    return crowd.most();
}

/// Numbers that depend on the piece alone, as those of a block of replicas do.
std::vector<double> numbersOf(WorkerPool& pool)
{
    std::vector<double> numbers(500);
    pool.forEach(static_cast<int>(numbers.size()), [&](int piece) {
        double x = 0.1 + 1e-3 * piece;
        for (int i = 0; i < 2000; ++i)
            x = 3.9 * x * (1.0 - x);
        numbers[static_cast<std::size_t>(piece)] = x;
    });
    return numbers;
}

/// Works on another thread from its beginning to its end.
class Other
{
public:
    Other(CoreBudget& budget, int wish)
        : m_thread([this, &budget, wish] {
              CoreBudget::Claim claim(budget, wish);
              claim.work();
              m_working = true;
              m_working.notify_one();
              m_end.wait(false);
          })
    {
        m_working.wait(false);
    }
    ~Other()
    {
        m_end = true;
        m_end.notify_one();
        m_thread.join();
    }
    Other(const Other&) = delete;
    Other& operator=(const Other&) = delete;

private:
    std::atomic<bool> m_working = false;
    std::atomic<bool> m_end = false;
    std::thread m_thread;
};

} // namespace

class TestCoreBudget : public QObject
{
    Q_OBJECT
private slots:
    void whoIsAloneGetsAllItWishesFor()
    {
        CoreBudget budget(4);
        WorkerPool all(4, budget), more(6, budget), one(1, budget);
        QCOMPARE(mostAtOnce(all, 4), 4);
        QCOMPARE(mostAtOnce(more, 6), 6); // of pools that one thread uses in turn, one works
        QCOMPARE(mostAtOnce(one, 1), 1);
    }

    void sharesAreFairAndNoneAboveItsWish()
    {
        CoreBudget budget(8);
        CoreBudget::Claim mine(budget, 8);
        mine.work();
        QCOMPARE(mine.share(), 8);
        {
            const Other equal(budget, 8);
            QCOMPARE(mine.share(), 4);
            const Other modest(budget, 1);
            const int share = mine.share(); // 7 cores for two: 3 and 4
            QVERIFY2(share == 3 || share == 4, qPrintable(QString::number(share)));
            const Other third(budget, 2);
            QCOMPARE(mine.share(), 2); // 1, 2, and 5 for two
        }
        QCOMPARE(mine.share(), 8); // they are gone
    }

    void nobodyGetsLessThanOne()
    {
        CoreBudget budget(2);
        CoreBudget::Claim mine(budget, 2);
        const Other a(budget, 2), b(budget, 2), c(budget, 1);
        QCOMPARE(mine.share(), 1);
    }

    void whoRestsGivesItsCoresAwayAfterAGap()
    {
        const auto shareAfterRest = [](std::chrono::steady_clock::duration gap) {
            CoreBudget budget(4, gap);
            CoreBudget::Claim other(budget, 4);
            std::thread([&] {
                other.work();
                other.rest();
            }).join();
            CoreBudget::Claim mine(budget, 4);
            mine.work();
            return mine.share();
        };
        QCOMPARE(shareAfterRest(1h), 2); // it may only be between two lists
        QCOMPARE(shareAfterRest(0s), 4);
    }

    void twoPoolsAtOnceGetHalfEach()
    {
        CoreBudget budget(4);
        constexpr int kPieces = 40, kFirst = 4;
        std::latch bothWork(2), bothDone(2);
        Crowd crowds[2];
        const auto work = [&](int which) {
            WorkerPool pool(4, budget);
            pool.forEach(kPieces, [&](int piece) {
                if (piece == 0)
                    bothWork.count_down();
                if (piece < kFirst) // who comes first is alone and has all its threads
                    bothWork.wait();
                else
                    crowds[which].meet(2);
                if (piece == kPieces - 1)
                    bothDone.arrive_and_wait();
            });
        };
        std::thread other(work, 1);
        work(0);
        other.join();
        QCOMPARE(crowds[0].most(), 2);
        QCOMPARE(crowds[1].most(), 2);
    }

    void aPoolGrowsAgainWhileItsListLasts()
    {
        CoreBudget budget(4);
        WorkerPool pool(4, budget);
        auto other = std::make_unique<Other>(budget, 4);
        Crowd shared, alone;
        std::atomic<int> done = 0;
        pool.forEach(120, [&](int) {
            if (done < 40)
                shared.meet(2);
            else
                alone.meet(4);
            if (++done == 40)
                other.reset();
        });
        QCOMPARE(shared.most(), 2);
        QCOMPARE(alone.most(), 4);
    }

    void numbersDoNotDependOnShares()
    {
        CoreBudget budget(4);
        WorkerPool one(1, budget), five(5, budget);
        const std::vector<double> expected = numbersOf(one);
        QCOMPARE(numbersOf(five), expected);
        const Other other(budget, 4);
        QCOMPARE(numbersOf(five), expected);
    }

    void everyPieceIsDoneOnceAndAMistakeEndsTheList()
    {
        CoreBudget budget(4);
        WorkerPool pool(4, budget);
        const Other other(budget, 4);
        std::vector<std::atomic<int>> times(300);
        pool.forEach(300, [&](int piece) { ++times[static_cast<std::size_t>(piece)]; });
        for (const auto& count : times)
            QCOMPARE(count.load(), 1);
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, pool.forEach(300, [&](int piece) {
            if (piece == 7)
                throw std::runtime_error("wrong");
        }));
        QCOMPARE(mostAtOnce(pool, 2), 2);
    }
};

HYSTERON_TEST(TestCoreBudget)
#include "test_core_budget.moc"
