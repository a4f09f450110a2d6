// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "core/analysis/exponential_test.h"
#include "tests/core/analysis/simulated_passages.h"

#include <algorithm>
#include <cmath>

using namespace hysteron;
using namespace hysteron::analysis;

namespace {

/// Largest distance of the sorted values to the uniform law on (0, 1), times the root of their number.
double kolmogorov(std::vector<double> values)
{
    std::sort(values.begin(), values.end());
    const auto n = static_cast<double>(values.size());
    double distance = 0.0;
    for (std::size_t i = 0; i < values.size(); ++i)
        distance =
            std::max({distance, values[i] - static_cast<double>(i) / n, static_cast<double>(i + 1) / n - values[i]});
    return distance * std::sqrt(n);
}

} // namespace

class TestExponentialTest : public QObject
{
    Q_OBJECT
private slots:
    void exponentialTimesHaveUniformP_data()
    {
        QTest::addColumn<int>("replicas");
        QTest::addColumn<int>("groups");
        QTest::addColumn<double>("censored");
        QTest::newRow("complete") << 300 << 1 << 0.0;
        QTest::newRow("half censored") << 300 << 1 << 0.5;
        QTest::newRow("0.9 censored") << 300 << 1 << 0.9;
        QTest::newRow("small, half censored") << 50 << 1 << 0.5;
        QTest::newRow("ten groups, half censored") << 10 << 10 << 0.5;
    }
    void exponentialTimesHaveUniformP()
    {
        QFETCH(int, replicas);
        QFETCH(int, groups);
        QFETCH(double, censored);
        RandomStream random(1, StreamId::Bootstrap);
        std::vector<double> values;
        for (int sample = 0; sample < 2000; ++sample) {
            std::vector<std::vector<Passage>> data;
            for (int group = 0; group < groups; ++group) {
                const double mean = 1.0 + group;
                data.push_back(simulatedPassages(random, replicas, mean, 1.0, mean * endFor(censored)));
            }
            values.push_back(*testExponential(data).p);
        }
        const auto rejected = std::count_if(values.begin(), values.end(), [](double p) { return p < 0.05; });
        qInfo("distance %.2f, %.3f below 0.05", kolmogorov(values), static_cast<double>(rejected) / 2000.0);
        QVERIFY(kolmogorov(values) < 1.63); // exceeded by uniform numbers in 1 % of the samples
        QVERIFY(std::abs(static_cast<double>(rejected) / 2000.0 - 0.05) < 0.02);
    }

    void smallGroupsAreNotRejectedTooOften()
    {
        // Each group costs the score its own tau: 30 groups of 5 would be off by two standard deviations.
        RandomStream random(4, StreamId::Bootstrap);
        int rejected = 0;
        double sum = 0.0;
        for (int sample = 0; sample < 2000; ++sample) {
            std::vector<std::vector<Passage>> data;
            for (int group = 0; group < 30; ++group)
                data.push_back(simulatedPassages(random, 5, 1.0 + group));
            const ExponentialTest test = testExponential(data);
            rejected += *test.p < 0.05;
            sum += *test.z;
        }
        qInfo("mean of z %.3f, %.3f below 0.05", sum / 2000.0, rejected / 2000.0);
        QVERIFY(std::abs(sum / 2000.0) < 0.1); // standard error 0.02
        QVERIFY(rejected / 2000.0 > 0.02 && rejected / 2000.0 < 0.06);
    }

    void otherLawsAreRejected_data()
    {
        QTest::addColumn<double>("shape");
        QTest::addColumn<double>("delay");
        QTest::addColumn<double>("censored");
        QTest::addColumn<double>("power");
        for (const double censored : {0.0, 0.5}) {
            QTest::addRow("shape 0.7, %g censored", censored) << 0.7 << 0.0 << censored << 0.98;
            QTest::addRow("shape 1.5, %g censored", censored) << 1.5 << 0.0 << censored << 0.98;
            QTest::addRow("delay of 0.1 tau, %g censored", censored) << 1.0 << 0.1 << censored << 0.98;
        }
    }
    void otherLawsAreRejected()
    {
        QFETCH(double, shape);
        QFETCH(double, delay);
        QFETCH(double, censored);
        QFETCH(double, power);
        RandomStream random(2, StreamId::Bootstrap);
        const double end = endFor(censored);
        int rejected = 0;
        for (int sample = 0; sample < 500; ++sample) {
            std::vector<Passage> passages = simulatedPassages(random, 300, 1.0 - delay, shape);
            for (Passage& passage : passages)
                passage = {std::min(passage.time + delay, end), passage.time + delay > end};
            const ExponentialTest test = testExponential(passages);
            rejected += *test.p < 0.05;
            if (*test.p < 0.05)
                QCOMPARE(*test.z > 0.0, shape > 1.0 || delay > 0.0);
        }
        qInfo("rejected %.3f", rejected / 500.0);
        QVERIFY(rejected / 500.0 > power);
    }

    void tooFewEscapesSayNothing()
    {
        std::vector<Passage> passages(100, {5.0, true});
        for (int i = 0; i < 9; ++i)
            passages[static_cast<std::size_t>(i)] = {1.0 + i / 3.0};
        QVERIFY(!testExponential(passages).p);
        QCOMPARE(testExponential(passages).escaped, 9u);
        passages[9].censored = false;
        QVERIFY(testExponential(passages).p);
    }

    void theUnitDoesNotMatter()
    {
        RandomStream random(3, StreamId::Bootstrap);
        std::vector<Passage> passages = simulatedPassages(random, 40, 1.0, 1.0, 1.5);
        const double p = *testExponential(passages).p;
        for (Passage& passage : passages)
            passage.time *= 5500.0;
        QVERIFY(std::abs(*testExponential(passages).p - p) < 1e-10);
    }
};

HYSTERON_TEST(TestExponentialTest)
#include "test_exponential_test.moc"
