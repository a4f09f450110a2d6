// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// The theory of falls by mini-batch noise (core/theory/sgd_fall) against networks that fall.
#include "tests/core/sampling/measured_falls.h"

#include "core/theory/sgd_fall.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

namespace {

/// ln of the mean time; its standard error is 1/sqrt(replicas).
double logMeasured(const FallExperiment& experiment, WorkerPool& pool)
{
    const auto estimate = analysis::estimateEscapeTime(measureFalls(experiment, pool));
    return std::log(estimate.tau.value());
}

theory::SgdFall theoryOf(const FallExperiment& experiment)
{
    return theory::sgdFall(experiment.eta.back(), 3, experiment.beta, experiment.q(), experiment.target()).value();
}

double standardErrors(const FallExperiment& experiment, double count)
{
    return count / std::sqrt(1.0 * experiment.replicas);
}

} // namespace

class TestFalls : public QObject
{
    Q_OBJECT

    WorkerPool m_pool{WorkerPool::hardwareThreads()};

private slots:
    void oneModeIsExact_data()
    {
        QTest::addColumn<double>("beta");
        QTest::addColumn<double>("rate");
        QTest::addColumn<int>("batch");
        QTest::addColumn<int>("replicas");
        QTest::newRow("barrier 2") << 0.34 << 0.04 << 8 << 1024;
        QTest::newRow("barrier 3") << 0.345 << 0.02 << 16 << 512;
        QTest::newRow("barrier 4") << 0.34 << 0.04 << 16 << 512;
        QTest::newRow("barrier 5") << 0.33 << 0.08 << 16 << 512;
    }
    void oneModeIsExact()
    {
        QFETCH(double, beta);
        QFETCH(double, rate);
        QFETCH(int, batch);
        QFETCH(int, replicas);
        const FallExperiment experiment{
            .eta = {0.8}, .beta = beta, .learningRate = rate, .batch = batch, .replicas = replicas};
        const double off = logMeasured(experiment, m_pool) - theoryOf(experiment).logTauSamples;
        QVERIFY2(std::abs(off) < standardErrors(experiment, 3.0) + 0.03, qPrintable(QString::number(off)));
    }

    void theNoiseIsNotGaussian()
    {
        const FallExperiment experiment{.eta = {0.8}, .beta = 0.33, .replicas = 512};
        const theory::SgdFall fall = theoryOf(experiment);
        const double off = logMeasured(experiment, m_pool) - fall.logTau;
        QVERIFY2(off > standardErrors(experiment, 4.0), qPrintable(QString::number(off)));
        QVERIFY(fall.logTauSamples - fall.logTau > 0.25);
    }

    void onlyRateOverBatchCounts()
    {
        FallExperiment experiment{.learningRate = 0.08, .batch = 16, .replicas = 1024};
        const double coarse = logMeasured(experiment, m_pool);
        experiment.learningRate = 0.02;
        experiment.batch = 4;
        experiment.seed = 8;
        const double fine = logMeasured(experiment, m_pool);
        QVERIFY2(std::abs(coarse - fine) < standardErrors(experiment, 4.0), qPrintable(QString::number(coarse - fine)));
    }

    void anotherModeChangesThePrefactorOnly()
    {
        FallExperiment experiment{.learningRate = 0.08, .batch = 16, .replicas = 1024};
        const double strong = logMeasured(experiment, m_pool) - theoryOf(experiment).logTauSamples;
        experiment.learningRate = 0.04;
        experiment.replicas = 512;
        const double weak = logMeasured(experiment, m_pool) - theoryOf(experiment).logTauSamples;
        for (const double off : {strong, weak})
            QVERIFY2(off > std::log(0.45) && off < std::log(0.7), qPrintable(QString::number(off)));
        // The barrier has doubled from 2.05 to 4.10; what is left is a change of the prefactor of order q.
        QVERIFY2(std::abs(weak - strong) < 0.25, qPrintable(QString("%1 and %2").arg(strong).arg(weak)));
    }

    void shuffledEpochsHardlyFall()
    {
        // An epoch sees every sample once, so that its noise nearly cancels.
        FallExperiment experiment{.samples = 512, .replicas = 128, .longest = 2000.0};
        const auto fallen = [&](Batching batching) {
            experiment.batching = batching;
            return std::ranges::count(measureFalls(experiment, m_pool), false, &analysis::Passage::censored);
        };
        const auto replacement = fallen(Batching::Replacement), shuffled = fallen(Batching::Shuffled);
        QVERIFY2(replacement > 120, qPrintable(QString::number(replacement)));
        QVERIFY2(shuffled == 0, qPrintable(QString::number(shuffled)));
    }
};

HYSTERON_TEST(TestFalls)
#include "test_falls.moc"
