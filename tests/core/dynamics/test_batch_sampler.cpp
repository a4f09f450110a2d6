// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/task.h"
#include "core/dynamics/batch_sampler.h"
#include "tests/support/test.h"

#include <boost/math/distributions/chi_squared.hpp>

#include <cmath>
#include <vector>

using namespace hysteron;

namespace {

/// How often each of N samples is in the batch.
Eigen::VectorXd countsOf(const std::vector<int>& batch, int samples)
{
    Eigen::VectorXd counts = Eigen::VectorXd::Zero(samples);
    for (const int sample : batch)
        counts[sample] += 1.0;
    return counts;
}

/// Probability of a deviation from equal frequencies at least as large as the one seen.
double uniformityP(const Eigen::VectorXd& counts)
{
    const double expected = counts.mean();
    const double chiSquared = (counts.array() - expected).square().sum() / expected;
    const boost::math::chi_squared law(static_cast<double>(counts.size() - 1));
    return boost::math::cdf(boost::math::complement(law, chiSquared));
}

constexpr double kFourSigma = 6.3e-5; // two-sided

} // namespace

class TestBatchSampler : public QObject
{
    Q_OBJECT
private slots:
    void shuffledBatchesArePartOfAPartition()
    {
        BatchSampler sampler(12, 42, 0);
        for (const int batch : {1, 3, 5, 12}) {
            for (std::uint64_t epoch = 0; epoch < 20; ++epoch) {
                sampler.beginEpoch(epoch, batch, Batching::Shuffled);
                Eigen::VectorXd seen = Eigen::VectorXd::Zero(12);
                for (int k = 0; k < 12 / batch; ++k) {
                    const Eigen::VectorXd counts = countsOf(sampler.next(), 12);
                    QCOMPARE(counts.sum(), double(batch));
                    seen += counts;
                }
                QCOMPARE(seen.sum(), double(12 / batch * batch));
                QCOMPARE(seen.maxCoeff(), 1.0);
            }
        }
    }

    void everySampleIsEquallyLikely_data()
    {
        QTest::addColumn<Batching>("batching");
        QTest::newRow("shuffled") << Batching::Shuffled;
        QTest::newRow("replacement") << Batching::Replacement;
    }
    void everySampleIsEquallyLikely()
    {
        QFETCH(Batching, batching);
        BatchSampler sampler(16, 42, 0);
        Eigen::VectorXd counts = Eigen::VectorXd::Zero(16);
        for (std::uint64_t epoch = 0; epoch < 20000; ++epoch) {
            sampler.beginEpoch(epoch, 1, batching);
            counts += countsOf(sampler.next(), 16);
        }
        const double p = uniformityP(counts);
        QVERIFY2(p > kFourSigma, qPrintable(QString::number(p)));
    }

    void theSpreadOfABatchMeanIsThatOfItsSampling_data()
    {
        QTest::addColumn<Batching>("batching");
        QTest::addColumn<double>("factor");
        constexpr double kSamples = 32;
        constexpr double kBatch = 8;
        // Var of the mean of B draws: sigma^2/B, times (N-B)/(N-1) without replacement.
        QTest::newRow("shuffled") << Batching::Shuffled << (kSamples - kBatch) / (kSamples - 1);
        QTest::newRow("replacement") << Batching::Replacement << 1.0;
    }
    void theSpreadOfABatchMeanIsThatOfItsSampling()
    {
        QFETCH(Batching, batching);
        QFETCH(double, factor);
        TaskOptions options;
        options.eta = {0.8};
        options.inputs = options.outputs = 1;
        options.samples = 32;
        const Dataset data = makeTask(options)->train;
        const Eigen::ArrayXd values = (data.inputs.array() * data.outputs.array()).row(0).transpose();
        const double variance = (values - values.mean()).square().mean();

        constexpr int kEpochs = 20000;
        BatchSampler sampler(32, 42, 0);
        double sum = 0.0;
        double squares = 0.0;
        for (std::uint64_t epoch = 0; epoch < kEpochs; ++epoch) {
            sampler.beginEpoch(epoch, 8, batching);
            const double deviation = values(sampler.next()).mean() - values.mean();
            sum += deviation;
            squares += deviation * deviation;
        }
        const double expected = variance / 8.0 * factor;
        QVERIFY(std::abs(sum / kEpochs) < 4.0 * std::sqrt(expected / kEpochs));
        // Var of a sample variance: (kurtosis - 1)/n, and the kurtosis of a mean of 8 lies below 4.
        const double ratio = squares / kEpochs / expected;
        QVERIFY2(std::abs(ratio - 1.0) < 4.0 * std::sqrt(3.0 / kEpochs), qPrintable(QString::number(ratio)));
    }

    void replacementRepeatsSamples()
    {
        BatchSampler sampler(16, 42, 0);
        int repeated = 0;
        for (std::uint64_t epoch = 0; epoch < 100; ++epoch) {
            sampler.beginEpoch(epoch, 16, Batching::Replacement);
            repeated += countsOf(sampler.next(), 16).maxCoeff() > 1.0;
        }
        QCOMPARE(repeated, 100); // 16 draws of 16 without a repetition: 1 in 10^6
    }

    void anEpochDependsOnItsIndexAlone()
    {
        const auto firstBatch = [&](BatchSampler& sampler, std::uint64_t epoch, Batching batching) {
            sampler.beginEpoch(epoch, 16, batching);
            return sampler.next();
        };
        for (const Batching batching : {Batching::Shuffled, Batching::Replacement}) {
            BatchSampler used(64, 42, 0), fresh(64, 42, 0), seed(64, 43, 0), replica(64, 42, 1);
            for (std::uint64_t epoch = 0; epoch < 5; ++epoch)
                firstBatch(used, epoch, batching);
            const std::vector<int> expected = firstBatch(fresh, 5, batching);
            QVERIFY(firstBatch(used, 5, batching) == expected);
            QVERIFY(firstBatch(used, 6, batching) != expected);
            QVERIFY(firstBatch(seed, 5, batching) != expected);
            QVERIFY(firstBatch(replica, 5, batching) != expected);
        }
    }
};

HYSTERON_TEST(TestBatchSampler)
#include "test_batch_sampler.moc"
