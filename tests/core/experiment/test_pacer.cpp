// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/pacer.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <limits>

using hysteron::Pacer;
using namespace std::chrono_literals;

namespace {
constexpr double kAsFastAsItGoes = std::numeric_limits<double>::infinity();

/// A worker in simulated time: computes due() epochs, each of a given cost, and sleeps until nextDue().
struct SimulatedWorker {
    Pacer pacer;
    Pacer::Time now{};
    std::int64_t epochs = 0;
    std::chrono::nanoseconds longestPiece{0};

    void runFor(std::chrono::nanoseconds length, double speed, std::chrono::nanoseconds cost)
    {
        const Pacer::Time end = now + length;
        while (now < end) {
            const Pacer::Time started = now;
            const std::int64_t due = pacer.due(now, speed);
            now += due * cost;
            longestPiece = std::max<std::chrono::nanoseconds>(longestPiece, now - started);
            pacer.ran(due, 8 * due, started, now);
            epochs += due;
            now = std::max(now, pacer.nextDue(now, speed));
        }
    }
};
} // namespace

class TestPacer : public QObject
{
    Q_OBJECT
private slots:
    void keepsTheSpeed_data()
    {
        QTest::addColumn<double>("speed");
        for (const double speed : {0.5, 1.0, 30.0, 280.0, 5000.0})
            QTest::newRow(qPrintable(QString::number(speed))) << speed;
    }

    void keepsTheSpeed()
    {
        QFETCH(double, speed);
        SimulatedWorker worker;
        worker.pacer.begin(worker.now);
        worker.runFor(20s, speed, 26us);
        // One epoch may still be owed, one may be over because the last wait ends after 20 s.
        QVERIFY(std::abs(static_cast<double>(worker.epochs) - 20.0 * speed) <= 1.0 + 20.0 * speed * 1e-3);
        QVERIFY(std::abs(worker.pacer.epochsPerSecond() / speed - 1.0) < 0.05);
        QVERIFY(std::abs(worker.pacer.stepsPerSecond() / (8.0 * speed) - 1.0) < 0.05);
    }

    void isSmoothWithinAFrame()
    {
        SimulatedWorker worker;
        worker.pacer.begin(worker.now);
        worker.runFor(1s, 280.0, 26us);
        for (int frame = 0; frame < 60; ++frame) {
            const std::int64_t before = worker.epochs;
            worker.runFor(16667us, 280.0, 26us);
            // 280 epochs a second are 4.67 a frame.
            QVERIFY(worker.epochs - before >= 4 && worker.epochs - before <= 6);
        }
    }

    void piecesAreShortAtFullSpeed_data()
    {
        QTest::addColumn<int>("microseconds");
        for (const int cost : {1, 26, 400, 10000})
            QTest::newRow(qPrintable(QString::number(cost))) << cost;
    }

    void piecesAreShortAtFullSpeed()
    {
        QFETCH(int, microseconds);
        const std::chrono::microseconds cost(microseconds);
        SimulatedWorker worker;
        worker.pacer.begin(worker.now);
        worker.runFor(1s, kAsFastAsItGoes, cost);
        QVERIFY(worker.longestPiece <= std::max<std::chrono::nanoseconds>(5ms, cost));
        // Nothing is slept away.
        QVERIFY(std::abs(static_cast<double>(worker.epochs) * microseconds * 1e-6 - 1.0) < 0.02);
    }

    void aSlowMachineGetsNoBurstAfterwards()
    {
        SimulatedWorker worker;
        worker.pacer.begin(worker.now);
        worker.runFor(1s, 1000.0, 26us);
        worker.now += 10s; // the machine slept
        const std::int64_t before = worker.epochs;
        worker.runFor(1s, 1000.0, 26us);
        QVERIFY(worker.epochs - before <= 1060);
        QVERIFY(worker.epochs - before >= 1000);
    }

    void beginForgetsTheRates()
    {
        SimulatedWorker worker;
        worker.pacer.begin(worker.now);
        worker.runFor(2s, 100.0, 26us);
        QVERIFY(worker.pacer.epochsPerSecond() > 0.0);
        worker.pacer.begin(worker.now);
        QCOMPARE(worker.pacer.epochsPerSecond(), 0.0);
        QCOMPARE(worker.pacer.due(worker.now, 100.0), 0);
    }
};

HYSTERON_TEST(TestPacer)
#include "test_pacer.moc"
