// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/core_budget.h"
#include "core/experiment/presets.h"
#include "core/experiment/runner.h"
#include "core/experiment/simulation.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

#include <atomic>
#include <chrono>
#include <limits>
#include <mutex>
#include <random>
#include <thread>

using namespace hysteron;
using namespace std::chrono_literals;
using Clock = std::chrono::steady_clock;

namespace {
constexpr double kAsFastAsItGoes = std::numeric_limits<double>::infinity();

Specification liveRun(std::int64_t epochs = 2000)
{
    Specification s = findPreset("fig1a-rank1")->specification;
    s.training.epochs = epochs;
    return s;
}

std::string headless(const Specification& specification, const std::vector<LoggedChange>& log = {})
{
    auto simulation = std::move(simulate(specification)).value();
    for (const LoggedChange& logged : log) {
        simulation->advance(logged.epoch - simulation->epoch());
        if (!simulation->apply(logged.change).empty())
            qFatal("a change of the log was refused");
    }
    simulation->advance(specification.training.epochs);
    return simulation->fingerprint();
}

Specification withFile(const std::string& path)
{
    Specification s = liveRun();
    s.task.csv = path;
    s.task.sampling = Sampling::Raw;
    return s;
}

ControlChange betaChange(double beta)
{
    ControlChange change;
    change.beta = beta;
    return change;
}

/// Takes snapshots until one satisfies the condition.
template<class Condition> std::shared_ptr<const Snapshot> snapshotWith(Runner& runner, Condition condition)
{
    const Clock::time_point deadline = Clock::now() + 60s;
    for (;;) {
        auto snapshot = runner.snapshot();
        if (snapshot && condition(*snapshot))
            return snapshot;
        if (Clock::now() > deadline)
            qFatal("no such snapshot came");
        std::this_thread::sleep_for(1ms);
    }
}
} // namespace

/// The worker thread: commands, snapshots, and that neither changes a number.
class TestRunner : public QObject
{
    Q_OBJECT
private slots:
    void aRunThatMovesLeavesOthersAllCoresButOne()
    {
        // Asked of a budget of this machine, which has 1 core at least.
        const int all = 1000;
        CoreBudget::Claim others(CoreBudget::machine(), all);
        others.work();
        Runner runner;
        runner.start(liveRun(1'000'000'000));
        snapshotWith(runner, [](const Snapshot& s) { return s.epoch > 0; });
        QTRY_COMPARE(others.share(), std::max(1, CoreBudget::machine().cores() - 1));
        runner.pause();
        QTRY_COMPARE(others.share(), all);
    }

    void runsToTheEnd()
    {
        Runner runner;
        QVERIFY(!runner.snapshot());
        QCOMPARE(runner.fingerprint(), std::string());
        runner.start(liveRun());
        const auto first = runner.snapshot();
        QVERIFY(first != nullptr); // never null after the first start
        QCOMPARE(first->run, 1u);
        QVERIFY(first->curves && first->trail && first->visits);
        runner.wait();
        const auto last = runner.snapshot();
        QCOMPARE(last->state, RunState::Finished);
        QCOMPARE(last->epoch, 2000);
        QCOMPARE(last->stepsPerSecond, 0.0);
        QCOMPARE(runner.fingerprint(), headless(liveRun()));
    }

    void refusesBadSpecifications()
    {
        Runner runner;
        runner.start(liveRun(), true);
        runner.wait();
        Specification bad = liveRun();
        bad.training.beta = -1.0;
        runner.start(bad);
        runner.wait();
        const Errors errors = runner.takeRefusal();
        QCOMPARE(errors.size(), 1u);
        QCOMPARE(errors.front().field, std::string("training.beta"));
        QVERIFY(runner.takeRefusal().empty()); // told once
        QCOMPARE(runner.snapshot()->run, 1u);
        QCOMPARE(runner.snapshot()->state, RunState::Paused);
        ControlChange change = betaChange(std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(runner.change(change).size(), 1u);
        QVERIFY_EXCEPTION_THROWN(runner.setSpeed(0.0), std::invalid_argument);
    }

    void unreadableDataAreRefused()
    {
        Runner runner;
        runner.start(withFile("no/such/file.csv"));
        QCOMPARE(runner.snapshot()->state, RunState::Preparing);
        runner.wait();
        QCOMPARE(runner.takeRefusal().front().field, std::string("task.csv"));
        QCOMPARE(runner.snapshot()->state, RunState::Stopped);
        QCOMPARE(runner.snapshot()->notes.size(), 1u);
        QVERIFY(english(runner.snapshot()->notes.front()).find("task.csv: no/such/file.csv") != std::string::npos);
        QCOMPARE(runner.fingerprint(), std::string());
        // And a good one can follow.
        runner.start(liveRun(10));
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Finished);
    }

    void aRefusedStartLeavesTheRunUntouched()
    {
        Specification large = liveRun();
        large.protocol.initStd = 10.0; // no step size anneals such a trap: found after the data
        for (const Specification& bad : {withFile("no/such/file.csv"), large}) {
            Runner runner;
            runner.start(liveRun(), true);
            runner.wait();
            runner.setSpeed(kAsFastAsItGoes);
            runner.resume();
            runner.start(bad);
            runner.wait();
            QCOMPARE(runner.takeRefusal().size(), 1u);
            QCOMPARE(runner.snapshot()->run, 1u);
            QCOMPARE(runner.snapshot()->state, RunState::Finished);
            QCOMPARE(runner.fingerprint(), headless(liveRun()));
        }
    }

    void commandsAfterAStartAreForTheNewRun()
    {
        Runner runner;
        runner.start(liveRun(1'000'000'000));
        snapshotWith(runner, [](const Snapshot& s) { return s.epoch > 10; });
        runner.start(liveRun(), true);
        QVERIFY(runner.change(betaChange(0.3)).empty());
        runner.stepOnce();
        runner.wait();
        const auto snapshot = runner.snapshot();
        QCOMPARE(snapshot->run, 2u);
        QCOMPARE(snapshot->epoch, 1);
        QCOMPARE(snapshot->changes.size(), 1u);
        QCOMPARE(snapshot->changes.front().epoch, 0);
        QCOMPARE(snapshot->specification.training.beta, 0.3);
    }

    void pauseStepResumeStop()
    {
        Runner runner;
        runner.setSpeed(200.0);
        runner.start(liveRun());
        const auto running = snapshotWith(runner, [](const Snapshot& s) { return s.epoch >= 5; });
        QCOMPARE(running->state, RunState::Running);
        runner.pause();
        runner.wait();
        const auto paused = runner.snapshot();
        QCOMPARE(paused->state, RunState::Paused);
        std::this_thread::sleep_for(30ms);
        QCOMPARE(runner.snapshot()->epoch, paused->epoch);
        runner.stepOnce();
        runner.stepOnce();
        runner.wait();
        QCOMPARE(runner.snapshot()->epoch, paused->epoch + 2);
        QCOMPARE(runner.snapshot()->state, RunState::Paused);
        runner.resume();
        snapshotWith(runner, [&](const Snapshot& s) { return s.epoch > paused->epoch + 4; });
        runner.stop();
        runner.wait();
        const auto stopped = runner.snapshot();
        QCOMPARE(stopped->state, RunState::Stopped);
        QVERIFY(stopped->epoch > paused->epoch + 4);
        runner.resume(); // nothing to resume
        runner.wait();
        QCOMPARE(runner.snapshot()->epoch, stopped->epoch);
        QCOMPARE(runner.change(betaChange(0.2)).size(), 1u);
    }

    void startsPaused()
    {
        Runner runner;
        runner.start(liveRun(), true);
        runner.wait();
        const auto snapshot = runner.snapshot();
        QCOMPARE(snapshot->state, RunState::Paused);
        QCOMPARE(snapshot->epoch, 0);
        QCOMPARE(snapshot->startRank, 1);
    }

    void pausesAndSpeedsChangeNothing()
    {
        const std::string expected = headless(liveRun());
        std::mt19937 random(5);
        for (int round = 0; round < 4; ++round) {
            Runner runner;
            runner.start(liveRun(), round % 2 == 1);
            const double speeds[] = {3000.0, 20000.0, kAsFastAsItGoes, 700.0};
            for (int i = 0; i < 60; ++i) {
                switch (random() % 5) {
                case 0:
                    runner.pause();
                    break;
                case 1:
                    runner.stepOnce();
                    break;
                case 2:
                    runner.setSpeed(speeds[random() % 4]);
                    break;
                case 3:
                    (void)runner.snapshot();
                    break;
                default:
                    runner.resume();
                    break;
                }
                std::this_thread::sleep_for(std::chrono::microseconds(random() % 2000));
            }
            runner.setSpeed(kAsFastAsItGoes);
            runner.resume();
            runner.wait();
            QCOMPARE(runner.snapshot()->state, RunState::Finished);
            QCOMPARE(runner.fingerprint(), expected);
        }
    }

    void liveChangesReplayFromTheLog()
    {
        Runner runner;
        runner.setSpeed(20000.0);
        runner.start(liveRun(4000));
        std::mt19937 random(6);
        for (int i = 0; i < 25; ++i) {
            ControlChange change = betaChange(0.2 + 0.01 * static_cast<double>(random() % 15));
            if (i % 5 == 0)
                change.learningRate = 0.02 + 0.01 * static_cast<double>(random() % 6);
            if (i % 7 == 0)
                change.batch = 1 << (4 + random() % 4);
            if (i == 11)
                change.noise = NoiseOptions{NoiseKind::MinibatchLangevin, {}, 1.5, TemperatureReading::Trace};
            QVERIFY(runner.change(change).empty());
            std::this_thread::sleep_for(std::chrono::microseconds(random() % 3000));
            (void)runner.snapshot();
        }
        runner.setSpeed(kAsFastAsItGoes);
        runner.wait();
        const auto snapshot = runner.snapshot();
        QVERIFY(!snapshot->changes.empty());
        QCOMPARE(runner.fingerprint(), headless(liveRun(4000), snapshot->changes));
    }

    void aChangeWhilePausedIsShown()
    {
        Runner runner;
        runner.start(liveRun(), true);
        runner.wait();
        QVERIFY(runner.change(betaChange(0.25)).empty());
        runner.wait();
        const auto snapshot = runner.snapshot();
        QCOMPARE(snapshot->parameters.beta, 0.25);
        QCOMPARE(snapshot->specification.training.beta, 0.25);
        QCOMPARE(snapshot->changes.size(), 1u);
        QCOMPARE(snapshot->state, RunState::Paused);
    }

    void divergesAndRecovers()
    {
        Specification s = liveRun(200);
        s.training.learningRate = 5.0;
        Runner runner;
        runner.start(s);
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Diverged);
        QVERIFY(runner.snapshot()->divergence.has_value());
        QCOMPARE(runner.change(betaChange(0.1)).size(), 1u); // only a smaller rate helps
        runner.resume();
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Diverged);
        int recoveries = 0;
        while (runner.snapshot()->state == RunState::Diverged && recoveries < 10) {
            runner.recover();
            runner.wait();
            ++recoveries;
        }
        QCOMPARE(runner.snapshot()->state, RunState::Finished);
        QVERIFY(recoveries >= 2 && recoveries <= 5);
        // The specification that changes are judged by follows.
        ControlChange rate;
        rate.learningRate = 0.01;
        QVERIFY(runner.change(rate).empty());
        runner.wait();
        QCOMPARE(runner.snapshot()->specification.training.learningRate, 0.01);
    }

    void aSmallerRateAfterDivergencePauses()
    {
        Specification s = liveRun(200);
        s.training.learningRate = 5.0;
        Runner runner;
        runner.start(s);
        runner.wait();
        ControlChange rate;
        rate.learningRate = 0.08;
        QVERIFY(runner.change(rate).empty());
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Paused);
        runner.resume();
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Finished);
    }

    void theEndCanBeExtended()
    {
        Runner runner;
        runner.start(liveRun(500));
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Finished);
        runner.setEndEpoch(2000);
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Paused);
        runner.resume();
        runner.wait();
        QCOMPARE(runner.snapshot()->epoch, 2000);
        QCOMPARE(runner.fingerprint(), headless(liveRun()));
    }

    void aScheduleEndsARunWithoutEndAndItGoesOnWhenAsked()
    {
        Specification s = liveRun(50); // training.epochs say nothing here
        s.protocol.kind = ProtocolKind::Schedule;
        s.protocol.anneal = {{0.1, 300}, {0.2, 200}};
        Runner runner;
        runner.setEndless(true);
        runner.start(s);
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Finished);
        QCOMPARE(runner.snapshot()->epoch, 500);
        runner.resume();
        snapshotWith(runner, [](const Snapshot& now) { return now.epoch > 600; });
        runner.pause();
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Paused);

        runner.start(s, true);
        runner.wait();
        ControlChange beta;
        beta.beta = 0.15; // ends the schedule
        QVERIFY(runner.change(beta).empty());
        runner.resume();
        snapshotWith(runner, [](const Snapshot& now) { return now.epoch > 600; });
        runner.pause();
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Paused);
    }

    void aNewStartDropsTheOldRun()
    {
        Runner runner;
        Specification endless = liveRun(1'000'000'000);
        runner.start(endless);
        snapshotWith(runner, [](const Snapshot& s) { return s.epoch > 10; });
        for (int i = 0; i < 20; ++i) { // some are dropped while their trap is made
            runner.start(endless);
            std::this_thread::sleep_for(std::chrono::milliseconds(i % 4));
        }
        runner.start(liveRun());
        runner.wait();
        QCOMPARE(runner.snapshot()->run, 22u);
        QCOMPARE(runner.snapshot()->state, RunState::Finished);
        QCOMPARE(runner.fingerprint(), headless(liveRun()));
    }

    void stopEndsAPreparation()
    {
        Specification s = liveRun();
        s.protocol.anneal = {{0.0, 100'000'000}}; // would take hours
        Runner runner;
        runner.start(s);
        std::this_thread::sleep_for(5ms);
        QCOMPARE(runner.snapshot()->state, RunState::Preparing);
        QVERIFY_EXCEPTION_THROWN((void)runner.fingerprint(), std::logic_error);
        runner.stop();
        runner.wait();
        QCOMPARE(runner.snapshot()->state, RunState::Stopped);
        runner.start(s);
        // and so does the destructor
    }

    void stateChangesAreReported()
    {
        std::mutex mutex;
        std::vector<RunState> seen;
        Runner runner;
        runner.onStateChange([&](RunState state) {
            const std::lock_guard lock(mutex);
            seen.push_back(state);
        });
        runner.start(liveRun(50));
        runner.wait();
        runner.onStateChange({});
        runner.start(liveRun(50));
        runner.wait();
        QCOMPARE(seen, (std::vector<RunState>{RunState::Running, RunState::Finished}));
    }

    void commandsAreAnsweredWithinAFrame()
    {
        Runner runner;
        runner.start(liveRun(1'000'000'000));
        snapshotWith(runner, [](const Snapshot& s) { return s.epoch > 1000; });
        std::vector<double> answers;
        for (int i = 0; i < 51; ++i) {
            const Clock::time_point asked = Clock::now();
            runner.pause();
            runner.wait();
            answers.push_back(std::chrono::duration<double, std::milli>(Clock::now() - asked).count());
            runner.resume();
            std::this_thread::sleep_for(2ms);
        }
        std::sort(answers.begin(), answers.end());
        // A few tenths of a millisecond on a machine at rest; others may be using it.
        QVERIFY2(answers[25] < 1000.0 / 60.0, qPrintable(QString::number(answers[25]) + " ms"));
    }

    void speedIsKept()
    {
        Runner runner;
        runner.setSpeed(280.0);
        runner.start(liveRun(1'000'000));
        const auto first = snapshotWith(runner, [](const Snapshot& s) { return s.epoch > 0; });
        const Clock::time_point began = Clock::now();
        std::this_thread::sleep_for(1s);
        const auto later = snapshotWith(runner, [&](const Snapshot& s) { return s.epoch > first->epoch + 1; });
        (void)later;
        const auto last = snapshotWith(runner, [&](const Snapshot& s) { return s.epoch > later->epoch; });
        const double seconds = std::chrono::duration<double>(Clock::now() - began).count();
        const double rate = static_cast<double>(last->epoch - first->epoch) / seconds;
        // A loaded machine may be late by some tenths, never early.
        QVERIFY2(rate > 200.0 && rate < 300.0, qPrintable(QString::number(rate)));
        QVERIFY(last->epochsPerSecond > 200.0 && last->epochsPerSecond < 300.0);
        QCOMPARE(last->stepsPerSecond, 8.0 * last->epochsPerSecond);
    }

    void snapshotsAreMadeOnlyWhenTaken()
    {
        Runner runner;
        runner.start(liveRun(1'000'000'000));
        snapshotWith(runner, [](const Snapshot& s) { return s.epoch > 1000; });
        // The first call takes what is there and asks for one more; that one then waits untouched, however long.
        (void)runner.snapshot();
        std::this_thread::sleep_for(100ms);
        const auto waiting = runner.snapshot();
        std::this_thread::sleep_for(100ms);
        const auto next = runner.snapshot();
        runner.pause();
        runner.wait();
        const auto end = runner.snapshot();
        // `next` was made right after `waiting` was taken, not 100 ms later when it was looked at.
        QVERIFY(next->epoch - waiting->epoch > (end->epoch - waiting->epoch) / 4);
        QVERIFY(end->epoch - next->epoch > (end->epoch - waiting->epoch) / 4);
    }
};

HYSTERON_TEST(TestRunner)
#include "test_runner.moc"
