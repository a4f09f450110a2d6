// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "tests/support/test.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <algorithm>
#include <array>
#include <cmath>
#include <map>
#include <numeric>
#include <vector>

using namespace hysteron;

namespace {

constexpr double kFourSigma = 6.3e-5; // two-sided probability beyond 4 sigma

/// Probability of counts at least as uneven as these if every bin were equally likely.
double uniformityP(const std::vector<int>& counts)
{
    const double expected = std::accumulate(counts.begin(), counts.end(), 0.0) / static_cast<double>(counts.size());
    double chiSquared = 0.0;
    for (const int count : counts)
        chiSquared += (count - expected) * (count - expected) / expected;
    const boost::math::chi_squared law(static_cast<double>(counts.size() - 1));
    return boost::math::cdf(boost::math::complement(law, chiSquared));
}

std::vector<double> normals(RandomStream stream, std::size_t count)
{
    std::vector<double> values(count);
    stream.fillNormal(values);
    return values;
}

double meanProduct(const std::vector<double>& a, const std::vector<double>& b)
{
    return std::inner_product(a.begin(), a.end(), b.begin(), 0.0) / static_cast<double>(a.size());
}

} // namespace

/// Every statistical tolerance is 4 standard errors of its sample; the seeds are fixed.
class TestRandom : public QObject
{
    Q_OBJECT
private slots:
    void knownAnswers_data()
    {
        // Random123's kat_vectors for philox4x32 with 10 rounds: counter, key, result.
        QTest::addColumn<quint64>("position");
        QTest::addColumn<quint32>("stream");
        QTest::addColumn<quint32>("replica");
        QTest::addColumn<quint64>("seed");
        QTest::addColumn<quint64>("first");
        QTest::addColumn<quint64>("second");
        const auto row = [](const char* name, quint64 position, quint32 stream, quint32 replica, quint64 seed,
                            quint64 first, quint64 second) {
            QTest::newRow(name) << position << stream << replica << seed << first << second;
        };
        row("zeros", 0, 0, 0, 0, 0xe169c58d6627e8d5, 0x9b00dbd8bc57ac4c);
        row("ones", ~0ull, ~0u, ~0u, ~0ull, 0x41c83b0e408f276d, 0x6d5451fda20bc7c6);
        row("pi", 0x85a308d3243f6a88, 0x13198a2e, 0x03707344, 0x299f31d0a4093822, 0x94fdccebd16cfe09,
            0x24126ea15001e420);
    }
    void knownAnswers()
    {
        QFETCH(quint64, position);
        QFETCH(quint32, stream);
        QFETCH(quint32, replica);
        QFETCH(quint64, seed);
        QFETCH(quint64, first);
        QFETCH(quint64, second);
        RandomStream random(seed, static_cast<StreamId>(stream), replica);
        random.seek(position);
        QCOMPARE(quint64(random.bits()), first);
        QCOMPARE(quint64(random.bits()), second);
    }

    void seekReachesAnyPosition()
    {
        RandomStream walked(42, StreamId::Batches), sought(42, StreamId::Batches);
        for (int i = 0; i < 2 * 1000; ++i) // two numbers per position
            walked.bits();
        sought.seek(1000);
        for (int i = 0; i < 10; ++i)
            QCOMPARE(sought.bits(), walked.bits());
        QCOMPARE(RandomStream(42, StreamId::Batches).bits(), (sought.seek(0), sought.bits()));
    }

    void seekForgetsWhatWasDrawn()
    {
        RandomStream fresh(42, StreamId::LangevinNoise), used(42, StreamId::LangevinNoise);
        fresh.seek(5);
        const double first = fresh.normal(), second = fresh.normal();
        used.normal(); // leaves a spare normal behind
        used.seek(5);
        QCOMPARE(used.normal(), first);
        QCOMPARE(used.normal(), second);
        used.bits(); // leaves half a block behind
        used.seek(5);
        QCOMPARE(used.normal(), first);
    }

    void uniformsAreMidpointsInsideTheInterval()
    {
        RandomStream bits(7, StreamId::Batches), uniforms(7, StreamId::Batches);
        for (int i = 0; i < 100000; ++i) {
            const double value = uniforms.uniform();
            const auto part = static_cast<double>(bits.bits() >> 12);
            // 2^53 u is odd: neither 0 nor 2^53 can be reached.
            QCOMPARE(value * 0x1p53, 2.0 * part + 1.0);
        }
    }

    void uniformsAreUniform()
    {
        constexpr int kCount = 1000000;
        RandomStream random(7, StreamId::Batches);
        std::vector<int> bins(256);
        double sum = 0.0;
        for (int i = 0; i < kCount; ++i) {
            const double value = random.uniform();
            sum += value;
            ++bins[static_cast<std::size_t>(value * 256.0)];
        }
        QVERIFY(std::abs(sum / kCount - 0.5) < 4.0 * std::sqrt(1.0 / 12.0 / kCount));
        const double p = uniformityP(bins);
        QVERIFY2(p > kFourSigma && p < 1.0 - kFourSigma, qPrintable(QString::number(p)));
    }

    void momentsOfNormals()
    {
        constexpr std::size_t kCount = 2000000;
        const std::vector<double> values = normals(RandomStream(42, StreamId::LangevinNoise), kCount);
        std::array<double, 5> moments{};
        for (const double value : values) {
            double power = 1.0;
            for (double& moment : moments)
                moment += (power *= value) / kCount;
        }
        // Var of x^k: 1, 2, 15, 96, 945.
        const std::array<double, 5> means = {0.0, 1.0, 0.0, 3.0, 0.0};
        const std::array<double, 5> variances = {1.0, 2.0, 15.0, 96.0, 945.0};
        for (std::size_t k = 0; k < 5; ++k) {
            const double errors = (moments[k] - means[k]) / std::sqrt(variances[k] / kCount);
            QVERIFY2(std::abs(errors) < 4.0, qPrintable(QString("moment %1: %2 sigma").arg(k + 1).arg(errors)));
        }
    }

    void normalsFillEqualShares()
    {
        constexpr std::size_t kBins = 200;
        const std::vector<double> values = normals(RandomStream(43, StreamId::LangevinNoise), 1000000);
        const boost::math::normal law;
        std::vector<int> bins(kBins);
        for (const double value : values)
            ++bins[std::min(kBins - 1, static_cast<std::size_t>(boost::math::cdf(law, value) * kBins))];
        const double p = uniformityP(bins);
        QVERIFY2(p > kFourSigma && p < 1.0 - kFourSigma, qPrintable(QString::number(p)));
    }

    void tailsOfNormals()
    {
        constexpr std::size_t kCount = 4000000;
        const std::vector<double> values = normals(RandomStream(44, StreamId::LangevinNoise), kCount);
        for (const double sigma : {2.0, 3.0, 4.0, 4.5}) {
            const double p = boost::math::cdf(boost::math::complement(boost::math::normal(), sigma));
            const double expected = p * kCount;
            const auto above = std::count_if(values.begin(), values.end(), [&](double v) { return v > sigma; });
            const auto below = std::count_if(values.begin(), values.end(), [&](double v) { return v < -sigma; });
            for (const auto count : {above, below})
                QVERIFY2(std::abs(static_cast<double>(count) - expected) < 4.0 * std::sqrt(expected),
                         qPrintable(QString("%1 beyond %2 sigma, %3 expected").arg(count).arg(sigma).arg(expected)));
        }
    }

    void neighbouringStreamsAreUncorrelated()
    {
        constexpr std::size_t kCount = 100000;
        std::vector<std::vector<double>> samples;
        for (const std::uint64_t seed : {0, 1, 2, 42, 43})
            for (const StreamId stream : {StreamId::TrainingData, StreamId::TestData, StreamId::LangevinNoise})
                for (const std::uint32_t replica : {0, 1, 2})
                    samples.push_back(normals(RandomStream(seed, stream, replica), kCount));
        double largest = 0.0;
        double squares = 0.0;
        int pairs = 0;
        for (std::size_t i = 0; i < samples.size(); ++i) {
            for (std::size_t j = 0; j < i; ++j) {
                const double sigma = meanProduct(samples[i], samples[j]) * std::sqrt(kCount);
                largest = std::max(largest, std::abs(sigma));
                squares += sigma * sigma;
                ++pairs;
            }
        }
        QCOMPARE(pairs, 990);
        // The largest of 990 normals exceeds 4.9 once in a thousand times; their squares average to 1.
        QVERIFY2(largest < 4.9, qPrintable(QString::number(largest)));
        QVERIFY2(std::abs(squares / pairs - 1.0) < 4.0 * std::sqrt(2.0 / pairs),
                 qPrintable(QString::number(squares / pairs)));
    }

    void neighboursInAStreamAreUncorrelated()
    {
        constexpr std::size_t kCount = 1000000;
        const std::vector<double> values = normals(RandomStream(45, StreamId::LangevinNoise), kCount + 4);
        for (std::size_t lag = 1; lag <= 4; ++lag) {
            const double sum = std::inner_product(values.begin(), values.begin() + kCount, values.begin() + lag, 0.0);
            QVERIFY(std::abs(sum / kCount) < 4.0 / std::sqrt(kCount));
        }
        // Nor are the squares, which a pair of Box-Muller could share.
        double squares = 0.0;
        for (std::size_t i = 0; i < kCount; i += 2)
            squares += (values[i] * values[i] - 1.0) * (values[i + 1] * values[i + 1] - 1.0);
        QVERIFY(std::abs(squares / (kCount / 2.0)) < 4.0 * 2.0 / std::sqrt(kCount / 2.0));
    }

    void belowIsUniform()
    {
        for (const std::uint64_t bound : {2, 3, 7, 10, 64, 1000}) {
            RandomStream random(46, StreamId::Batches);
            std::vector<int> counts(bound);
            for (int i = 0; i < 200000; ++i)
                ++counts.at(random.below(bound));
            const double p = uniformityP(counts);
            QVERIFY2(p > kFourSigma && p < 1.0 - kFourSigma, qPrintable(QString("%1: %2").arg(bound).arg(p)));
        }
        RandomStream random(46, StreamId::Batches);
        QCOMPARE(random.below(1), 0u);
    }

    void belowRejectsWhatWouldBias()
    {
        // 3 * 2^62: a plain remainder would give the lowest third twice as often as the others.
        constexpr std::uint64_t kThird = std::uint64_t{1} << 62;
        RandomStream random(47, StreamId::Batches);
        std::vector<int> thirds(3);
        for (int i = 0; i < 30000; ++i)
            ++thirds.at(random.below(3 * kThird) / kThird);
        const double p = uniformityP(thirds);
        QVERIFY2(p > kFourSigma, qPrintable(QString::number(p)));
    }

    void shufflesAreEquallyLikely()
    {
        RandomStream random(48, StreamId::Batches);
        std::map<std::array<int, 4>, int> seen;
        for (int i = 0; i < 48000; ++i) {
            std::array<int, 4> values = {0, 1, 2, 3};
            random.shuffle(values);
            ++seen[values];
        }
        QCOMPARE(seen.size(), 24u);
        std::vector<int> counts;
        for (const auto& [permutation, count] : seen)
            counts.push_back(count);
        const double p = uniformityP(counts);
        QVERIFY2(p > kFourSigma, qPrintable(QString::number(p)));
        std::vector<int> none, one = {5};
        random.shuffle(none);
        random.shuffle(one);
        QCOMPARE(one, std::vector<int>{5});
    }

    void fillNormalIsNormalAfterNormal()
    {
        RandomStream one(49, StreamId::InitialWeights), other(49, StreamId::InitialWeights);
        std::vector<double> values(7); // odd: the spare one is kept for the next
        one.fillNormal(values);
        for (const double value : values)
            QCOMPARE(value, other.normal());
        QCOMPARE(one.normal(), other.normal());
    }
};

HYSTERON_TEST(TestRandom)
#include "test_random.moc"
