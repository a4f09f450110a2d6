// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/kernels/batch_partition.h"
#include "tests/support/test.h"

#include <boost/math/distributions/chi_squared.hpp>

#include <algorithm>
#include <cmath>
#include <map>

using namespace hysteron;
using kernels::BatchPartition;

class TestBatchPartition : public QObject
{
    Q_OBJECT
private slots:
    void isAPartition_data()
    {
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("batch");
        for (const auto& [samples, batch] : {std::pair{512, 64},
                                             {512, 1},
                                             {512, 512},
                                             {512, 300},
                                             {1, 1},
                                             {2, 1},
                                             {63, 7},
                                             {64, 8},
                                             {65, 8},
                                             {100, 33},
                                             {1000, 10},
                                             {4097, 256}})
            QTest::addRow("%d in batches of %d", samples, batch) << samples << batch;
    }
    void isAPartition()
    {
        QFETCH(int, samples);
        QFETCH(int, batch);
        BatchPartition<std::uint16_t> narrow(samples, batch);
        BatchPartition<std::uint32_t> wide(samples, batch);
        QCOMPARE(narrow.batches(), samples / batch);
        EpochStream first(1, StreamId::Batches), second(1, StreamId::Batches);
        for (std::uint64_t epoch = 0; epoch < 50; ++epoch) {
            first.beginEpoch(epoch);
            second.beginEpoch(epoch);
            narrow.draw(first);
            wide.draw(second);
            std::vector<int> seen(static_cast<std::size_t>(samples));
            for (int b = 0; b < narrow.batches(); ++b) {
                for (int k = 0; k < batch; ++k) {
                    QVERIFY(narrow.batch(b)[k] < samples);
                    ++seen[narrow.batch(b)[k]];
                    QCOMPARE(std::uint32_t{narrow.batch(b)[k]}, wide.batch(b)[k]);
                }
            }
            QCOMPARE(std::count(seen.begin(), seen.end(), 1), narrow.batches() * batch);
            QCOMPARE(std::count(seen.begin(), seen.end(), 0), samples - narrow.batches() * batch);
        }
    }

    void everyPartitionIsEquallyLikely_data()
    {
        QTest::addColumn<int>("samples");
        QTest::addColumn<int>("batch");
        QTest::addColumn<int>("partitions");
        QTest::newRow("6 in pairs") << 6 << 2 << 90;   // 6!/(2!)^3
        QTest::newRow("8 in halves") << 8 << 4 << 70;  // 8!/(4!)^2
        QTest::newRow("7 in threes") << 7 << 3 << 140; // 7!/(3! 3! 1!)
        QTest::newRow("5 in ones") << 5 << 1 << 120;   // 5!
        QTest::newRow("6 in fours") << 6 << 4 << 15;   // 6!/(4! 2!)
    }
    void everyPartitionIsEquallyLikely()
    {
        QFETCH(int, samples);
        QFETCH(int, batch);
        QFETCH(int, partitions);
        BatchPartition<std::uint16_t> partition(samples, batch);
        EpochStream stream(42, StreamId::Batches);
        std::map<std::vector<int>, int> counts;
        constexpr int kDraws = 200000;
        for (std::uint64_t epoch = 0; epoch < kDraws; ++epoch) {
            stream.beginEpoch(epoch);
            partition.draw(stream);
            std::vector<int> label(static_cast<std::size_t>(samples), -1);
            for (int b = 0; b < partition.batches(); ++b) {
                for (int k = 0; k < batch; ++k)
                    label[partition.batch(b)[k]] = b;
            }
            ++counts[label];
        }
        QCOMPARE(static_cast<int>(counts.size()), partitions);
        const double expected = static_cast<double>(kDraws) / partitions;
        double chiSquared = 0.0;
        for (const auto& [label, count] : counts)
            chiSquared += (count - expected) * (count - expected) / expected;
        const double p = boost::math::cdf(
            boost::math::complement(boost::math::chi_squared(static_cast<double>(partitions - 1)), chiSquared));
        QVERIFY2(p > 6e-5, qPrintable(QString::number(p)));
    }
};

HYSTERON_TEST(TestBatchPartition)
#include "test_batch_partition.moc"
