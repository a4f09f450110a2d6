// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/sampling/sweep_record.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <utility>

using namespace hysteron::sampling;

namespace {

SweepPoint at(double beta, double first, double second, int rank)
{
    return {beta, {first, second}, rank, 0.0, 0.0};
}

/// Falls on the way up and at the turn, comes back on the way down.
SweepRecord loop()
{
    SweepRecord record;
    record.up = {at(0.1, 0.9, 0.8, 2), at(0.2, 0.8, 0.7, 2), at(0.4, 0.6, 0.0, 1)};
    record.down = {at(0.4, 0.0, 0.0, 0), at(0.2, 0.8, 0.0, 1), at(0.1, 0.9, 0.8, 2)};
    return record;
}

} // namespace

class TestSweepRecord : public QObject
{
    Q_OBJECT
private slots:
    void jumpsAreListedInTheOrderOfTime()
    {
        const std::vector<SweepJump> expected = {{SweepDirection::Up, 0.4, 2, 1},
                                                 {SweepDirection::Down, 0.4, 1, 0},
                                                 {SweepDirection::Down, 0.2, 0, 1},
                                                 {SweepDirection::Down, 0.1, 1, 2}};
        QVERIFY(jumpsOf(loop()) == expected);
        QVERIFY(jumpsOf({}).empty());
    }

    void areaSumsTheModes()
    {
        // Up (1.7 + 1.5) 0.1/2 + (1.5 + 0.6) 0.2/2, down (1.7 + 0.8) 0.1/2 + (0.8 + 0) 0.2/2.
        QVERIFY(std::abs(loopArea(loop()).value() - (0.37 - 0.205)) < 1e-15);
        SweepRecord backwards = loop();
        std::swap(backwards.up, backwards.down);
        std::reverse(backwards.up.begin(), backwards.up.end());
        std::reverse(backwards.down.begin(), backwards.down.end());
        QVERIFY(std::abs(loopArea(backwards).value() + (0.37 - 0.205)) < 1e-15);
    }

    void anUnfinishedLoopHasNoArea()
    {
        SweepRecord record = loop();
        record.down.pop_back();
        QVERIFY(!loopArea(record));
        QVERIFY(!loopArea({}));
        QCOMPARE(jumpsOf(record).size(), 3U);
    }
};

HYSTERON_TEST(TestSweepRecord)
#include "test_sweep_record.moc"
