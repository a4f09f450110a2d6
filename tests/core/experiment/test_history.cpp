// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/experiment/history.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <limits>
#include <stdexcept>

using hysteron::History;
using hysteron::HistoryBucket;

namespace {
/// A rough curve with rare spikes, the same for every call.
std::vector<double> roughCurve(std::size_t length)
{
    hysteron::RandomStream random(7, hysteron::StreamId::TrainingData);
    std::vector<double> values(length);
    for (std::size_t i = 0; i < length; ++i)
        values[i] = random.normal() * (i % 977 == 5 ? 50.0 : 1.0);
    return values;
}

/// Every bucket holds exactly range and end of the samples it says it covers, and the buckets cover all of them in
/// order.
void compareWithSamples(const History& history, const std::vector<double>& values)
{
    std::int64_t next = 0;
    for (const HistoryBucket& bucket : history.buckets()) {
        QCOMPARE(bucket.firstEpoch, next);
        QVERIFY(bucket.lastEpoch >= bucket.firstEpoch);
        const auto [low, high] =
            std::minmax_element(values.begin() + bucket.firstEpoch, values.begin() + bucket.lastEpoch + 1);
        QCOMPARE(bucket.low, *low);
        QCOMPARE(bucket.high, *high);
        QCOMPARE(bucket.last, values[bucket.lastEpoch]);
        next = bucket.lastEpoch + 1;
    }
    QCOMPARE(next, static_cast<std::int64_t>(values.size()));
}
} // namespace

class TestHistory : public QObject
{
    Q_OBJECT
private slots:
    void keepsEverySampleUntilFull()
    {
        const std::vector<double> values = roughCurve(16 + 8);
        History history(16, 8);
        for (std::size_t i = 0; i < values.size(); ++i)
            history.append(static_cast<std::int64_t>(i), values[i]);
        QCOMPARE(history.size(), values.size());
        QCOMPARE(history.stride(), 1);
        compareWithSamples(history, values);
    }

    void thinsWithoutLosingRange_data()
    {
        QTest::addColumn<int>("exact");
        QTest::addColumn<int>("buckets");
        QTest::addColumn<int>("length");
        QTest::newRow("one too many") << 16 << 8 << 25;
        QTest::newRow("no exact part") << 0 << 2 << 1000;
        QTest::newRow("many doublings") << 16 << 8 << 100000;
        QTest::newRow("as in a run") << 512 << 4096 << 200000;
    }

    void thinsWithoutLosingRange()
    {
        QFETCH(int, exact);
        QFETCH(int, buckets);
        QFETCH(int, length);
        const std::vector<double> values = roughCurve(static_cast<std::size_t>(length));
        History history(exact, buckets);
        for (int i = 0; i < length; ++i) {
            history.append(i, values[i]);
            QVERIFY(history.size() <= static_cast<std::size_t>(exact + buckets));
        }
        compareWithSamples(history, values);
        // A power of two, and no larger than needed: the buckets are at least half full.
        QCOMPARE(history.stride() & (history.stride() - 1), 0);
        QVERIFY(static_cast<int>(history.size()) > exact + buckets / 2);
        for (int i = 0; i < std::min(exact, length); ++i)
            QCOMPARE(history.buckets()[i].firstEpoch, history.buckets()[i].lastEpoch);
        QCOMPARE(history.lowest(), *std::min_element(values.begin(), values.end()));
        QCOMPARE(history.highest(), *std::max_element(values.begin(), values.end()));
    }

    void bucketsAreEquallyLong()
    {
        History history(4, 8);
        for (int i = 0; i < 4 + 8 * 4; ++i)
            history.append(i, i);
        QCOMPARE(history.stride(), 4);
        for (std::size_t i = 4; i < history.size(); ++i)
            QCOMPARE(history.buckets()[i].lastEpoch - history.buckets()[i].firstEpoch, 3);
    }

    void gapsInTheEpochsAreKept()
    {
        History history(2, 4);
        const std::int64_t epochs[] = {0, 10, 1000, 1001, 5000, 1'000'000, 1'000'001, 900'000'000};
        for (const std::int64_t epoch : epochs)
            history.append(epoch, static_cast<double>(epoch));
        QVERIFY(history.size() <= 6);
        QCOMPARE(history.buckets().front().firstEpoch, 0);
        QCOMPARE(history.buckets().back().lastEpoch, 900'000'000);
        QCOMPARE(history.highest(), 9e8);
    }

    void skipsWhatIsNotFinite()
    {
        History history;
        history.append(0, std::numeric_limits<double>::quiet_NaN());
        QCOMPARE(history.size(), 0u);
        QCOMPARE(history.lowest(), 0.0);
        history.append(1, 2.0);
        history.append(2, std::numeric_limits<double>::infinity());
        QCOMPARE(history.size(), 1u);
        QCOMPARE(history.highest(), 2.0);
        QCOMPARE(history.lowest(), 2.0);
    }

    void dropAfterForgetsTheTail_data()
    {
        QTest::addColumn<int>("epoch");
        for (const int epoch : {-1, 0, 7, 15, 16, 40, 63, 99})
            QTest::newRow(qPrintable(QString::number(epoch))) << epoch;
    }

    void dropAfterForgetsTheTail()
    {
        QFETCH(int, epoch);
        std::vector<double> values = roughCurve(100);
        History history(16, 32);
        for (int i = 0; i < 100; ++i)
            history.append(i, values[i]);
        const std::int64_t stride = history.stride();
        history.dropAfter(epoch);
        const std::int64_t end = history.size() == 0 ? -1 : history.buckets().back().lastEpoch;
        QVERIFY(end <= epoch);
        QVERIFY(end > epoch - stride);
        values.resize(static_cast<std::size_t>(end + 1));
        compareWithSamples(history, values);
        if (!values.empty()) {
            QCOMPARE(history.lowest(), *std::min_element(values.begin(), values.end()));
            QCOMPARE(history.highest(), *std::max_element(values.begin(), values.end()));
        }
        // It goes on as if nothing had been there.
        history.append(end + 1, 123.0);
        values.push_back(123.0);
        compareWithSamples(history, values);
        QCOMPARE(history.highest(), 123.0);
    }

    void rejectsImpossibleSizes()
    {
        QVERIFY_EXCEPTION_THROWN(History(-1, 4), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(History(4, 0), std::invalid_argument);
        QVERIFY_EXCEPTION_THROWN(History(4, 3), std::invalid_argument);
    }
};

HYSTERON_TEST(TestHistory)
#include "test_history.moc"
