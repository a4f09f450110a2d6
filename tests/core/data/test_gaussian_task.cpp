// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/task.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

namespace {

TaskOptions fiveInputs(Sampling sampling, int samples)
{
    TaskOptions options;
    options.inputs = 5;
    options.sampling = sampling;
    options.samples = samples;
    return options;
}

/// Largest deviation of any second moment.
double deviation(const Moments& a, const Moments& b)
{
    return std::max({(a.xx - b.xx).cwiseAbs().maxCoeff(), (a.yx - b.yx).cwiseAbs().maxCoeff(),
                     (a.yy - b.yy).cwiseAbs().maxCoeff()});
}

bool contains(const Dataset& pool, const Eigen::VectorXd& input)
{
    for (int k = 0; k < pool.size(); ++k)
        if (pool.inputs.col(k) == input)
            return true;
    return false;
}

} // namespace

class TestGaussianTask : public QObject
{
    Q_OBJECT
private slots:
    void populationIsSigma()
    {
        TaskOptions options = fiveInputs(Sampling::Population, 512);
        options.outputs = 3;
        const Task task = *makeTask(options);
        QVERIFY(task.trainMoments.xx == Eigen::MatrixXd::Identity(5, 5));
        QVERIFY(task.trainMoments.yy == Eigen::MatrixXd::Identity(3, 3));
        Eigen::MatrixXd cross = Eigen::MatrixXd::Zero(3, 5);
        cross(0, 0) = 0.9;
        cross(1, 1) = 0.8;
        QVERIFY(task.trainMoments.yx == cross);
        QCOMPARE(deviation(task.testMoments, task.trainMoments), 0.0);
        QCOMPARE(task.trainingSize(), 0);
        QCOMPARE(task.inputs(), 5);
        QCOMPARE(task.outputs(), 3);
        QCOMPARE(task.empiricalEta.size(), 3u);
        const double expected[] = {0.9, 0.8, 0.0};
        for (int i = 0; i < 3; ++i)
            QVERIFY(std::abs(task.empiricalEta[i] - expected[i]) < 1e-15);
        QCOMPARE(task.eta, options.eta);
        QVERIFY(task.notes.empty());
    }

    void rawSamplesScatterAroundSigma()
    {
        constexpr int kSamples = 100000;
        const TaskOptions options = fiveInputs(Sampling::Raw, kSamples);
        const Task task = *makeTask(options);
        QCOMPARE(task.train.inputs.rows(), Eigen::Index(5));
        QCOMPARE(task.train.outputs.rows(), Eigen::Index(2));
        QCOMPARE(task.trainingSize(), kSamples);
        // Var of a sample moment of Gaussians: (Sigma_ii Sigma_jj + Sigma_ij^2)/N <= 2/N; 49 of them.
        const double standardError = std::sqrt(2.0 / kSamples);
        const double largest = deviation(task.trainMoments, populationMoments(options));
        QVERIFY2(largest < 4.5 * standardError, qPrintable(QString::number(largest / standardError)));
        QVERIFY(largest > 0.1 * standardError); // it does scatter
        QVERIFY(task.train.inputs.rowwise().mean().norm() < 4.5 * std::sqrt(5.0 / kSamples));
        // Gaussian also in the fourth moment of an output: 3 +- sqrt(96/N).
        QVERIFY(std::abs(task.train.outputs.row(1).array().pow(4).mean() - 3.0) < 4.0 * std::sqrt(96.0 / kSamples));
        QVERIFY(std::abs(task.empiricalEta[0] - 0.9) < 4.5 * standardError);
        QVERIFY(std::abs(task.empiricalEta[1] - 0.8) < 4.5 * standardError);
    }

    void matchedSamplesAreExactlySigma_data()
    {
        QTest::addColumn<int>("inputs");
        QTest::addColumn<int>("outputs");
        QTest::addColumn<int>("samples");
        QTest::addColumn<double>("tolerance");
        QTest::newRow("paper") << 2 << 2 << 512 << 1e-14;
        QTest::newRow("five inputs") << 5 << 2 << 512 << 1e-14;
        QTest::newRow("few samples") << 2 << 2 << 5 << 1e-13;
        // As many samples as can be: the draws' own moments are nearly singular.
        QTest::newRow("largest") << 64 << 64 << 129 << 1e-9;
    }
    void matchedSamplesAreExactlySigma()
    {
        QFETCH(int, inputs);
        QFETCH(int, outputs);
        QFETCH(int, samples);
        QFETCH(double, tolerance);
        TaskOptions options = fiveInputs(Sampling::MomentMatched, samples);
        options.inputs = inputs;
        options.outputs = outputs;
        const Task task = *makeTask(options);
        const double largest = deviation(task.trainMoments, populationMoments(options));
        QVERIFY2(largest < tolerance, qPrintable(QString::number(largest)));
        // The stored moments are those of the stored samples.
        QCOMPARE(deviation(task.train.moments(), task.trainMoments), 0.0);
    }

    void onlyTheTrainingSetIsMatched()
    {
        const Task raw = *makeTask(fiveInputs(Sampling::Raw, 512));
        const Task matched = *makeTask(fiveInputs(Sampling::MomentMatched, 512));
        QVERIFY(matched.test.inputs == raw.test.inputs);
        QVERIFY(matched.test.outputs == raw.test.outputs);
        QVERIFY(deviation(matched.testMoments, populationMoments(fiveInputs(Sampling::Raw, 512))) > 0.01);
        // The correction is small: the same draws, slightly moved.
        const double moved = (matched.train.inputs - raw.train.inputs).norm() / raw.train.inputs.norm();
        QVERIFY(moved > 1e-3 && moved < 0.2);
    }

    void theTestSetIsFixedAndIndependent()
    {
        TaskOptions options;
        const Task task = *makeTask(options);
        QVERIFY(task.test.inputs != task.train.inputs);
        options.samples = 64;
        QVERIFY(makeTask(options)->test.inputs == task.test.inputs);
        // Independent draws: no correlation between the two sets.
        const double correlation = task.train.inputs.cwiseProduct(task.test.inputs).mean();
        QVERIFY(std::abs(correlation) < 4.0 / std::sqrt(2.0 * 512.0));
        options.testSamples = 10000;
        QCOMPARE(makeTask(options)->test.size(), 10000);
    }

    void aLargerSetBeginsWithTheSmaller()
    {
        const Dataset small = makeTask(fiveInputs(Sampling::Raw, 100))->train;
        const Dataset large = makeTask(fiveInputs(Sampling::Raw, 200))->train;
        QVERIFY((large.inputs.leftCols(100) - small.inputs).norm() < 1e-13);
        QVERIFY((large.outputs.leftCols(100) - small.outputs).norm() < 1e-13);
    }

    void theSeedDecides()
    {
        TaskOptions options;
        const Task first = *makeTask(options);
        QVERIFY(makeTask(options)->train.inputs == first.train.inputs);
        options.seed = 2;
        QVERIFY(makeTask(options)->train.inputs != first.train.inputs);
        QVERIFY(makeTask(options)->test.inputs != first.test.inputs);
    }

    void aSubSampleIsDrawnFromThePoolWithoutReplacement()
    {
        TaskOptions options = fiveInputs(Sampling::Raw, 200);
        const Dataset pool = makeTask(options)->train;
        options.subsample = 25;
        const Task task = *makeTask(options);
        QCOMPARE(task.trainingSize(), 25);
        for (int k = 0; k < 25; ++k) {
            QVERIFY(contains(pool, task.train.inputs.col(k)));
            for (int other = 0; other < k; ++other)
                QVERIFY(task.train.inputs.col(k) != task.train.inputs.col(other));
        }
        QVERIFY(task.train.inputs != pool.inputs.leftCols(25));
        QCOMPARE(deviation(task.trainMoments, task.train.moments()), 0.0);
        options.seed = 2;
        QVERIFY(makeTask(options)->train.inputs != task.train.inputs);

        options.subsample = 200; // all of them, in another order
        options.seed = 1;
        QVERIFY(deviation(makeTask(options)->trainMoments, pool.moments()) < 1e-13);
    }

    void aSubSampleOfAMatchedPoolIsNotMatchedItself()
    {
        TaskOptions options = fiveInputs(Sampling::MomentMatched, 200);
        const Dataset pool = makeTask(options)->train;
        options.subsample = 25;
        const Task task = *makeTask(options);
        QVERIFY(contains(pool, task.train.inputs.col(0)));
        QVERIFY(deviation(task.trainMoments, populationMoments(options)) > 0.05);
    }

    void empiricalValuesOfACorrelatedInput()
    {
        // One sample only: rank one, the rest is left out and not divided by zero.
        TaskOptions options;
        options.subsample = 1;
        const Task task = *makeTask(options);
        QCOMPARE(task.empiricalEta.size(), 2u);
        QVERIFY(std::isfinite(task.empiricalEta[0]) && task.empiricalEta[0] > 0.0);
        QVERIFY(std::abs(task.empiricalEta[1]) < 1e-12);
    }
};

HYSTERON_TEST(TestGaussianTask)
#include "test_gaussian_task.moc"
