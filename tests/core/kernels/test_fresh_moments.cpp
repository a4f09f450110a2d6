// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/epoch_stream.h"
#include "core/base/normal_pair.h"
#include "core/data/task.h"
#include "core/dynamics/fresh_law.h"
#include "tests/support/test.h"

#include <boost/math/distributions/chi_squared.hpp>
#include <boost/math/distributions/normal.hpp>

#include <cmath>
#include <vector>

using namespace hysteron;

namespace {

/// chi from one normal as FreshLaw makes it, read off S_xx of a task with one input: sqrt(B S_xx).
double chiOf(int dof, double z)
{
    const kernels::FreshLaw law(1, 1, {1.0, 0.0, 0.0, 1.0}, dof);
    std::vector<float> normals(static_cast<std::size_t>(law.normals()), 0.0F);
    normals[0] = static_cast<float>(z);
    double moments[2];
    law.moments(normals.data(), moments);
    return std::sqrt(moments[0] * dof);
}

} // namespace

class TestFreshMoments : public QObject
{
    Q_OBJECT
private slots:
    void chiIsItsQuantile()
    {
        using namespace boost::math;
        const normal standard;
        double worst = 0.0;
        for (const int dof : {17, 18, 25, 64, 511, 1'000'000}) {
            const chi_squared law(dof);
            for (double z = -6.5; z <= 6.5; z += 0.25) {
                const double exact = std::sqrt(z < 0 ? quantile(law, cdf(standard, z))
                                                     : quantile(complement(law, cdf(complement(standard, z)))));
                worst = std::max(worst, std::abs(chiOf(dof, z) - exact));
            }
        }
        QVERIFY2(worst < 2e-5, qPrintable(QString::number(worst))); // the stated error
    }

    void momentsAreThoseOfTheWishartLaw_data()
    {
        QTest::addColumn<int>("inputs");
        QTest::addColumn<int>("outputs");
        QTest::addColumn<int>("batch");
        QTest::newRow("p 2, B 64") << 2 << 2 << 64;
        QTest::newRow("p 2, B 17") << 2 << 2 << 17;
        QTest::newRow("p 2, B 2") << 2 << 2 << 2;
        QTest::newRow("p 3, B 1") << 3 << 2 << 1;
        QTest::newRow("p 5, B 8") << 5 << 2 << 8;
        QTest::newRow("p 1, B 64") << 1 << 3 << 64;
    }
    void momentsAreThoseOfTheWishartLaw()
    {
        QFETCH(int, inputs);
        QFETCH(int, outputs);
        QFETCH(int, batch);
        TaskOptions options;
        options.inputs = inputs;
        options.outputs = outputs;
        options.eta.assign(static_cast<std::size_t>(std::min(inputs, outputs)), 0.0);
        for (std::size_t i = 0; i < options.eta.size(); ++i)
            options.eta[i] = 0.9 - 0.1 * static_cast<double>(i);
        const Task task = makeTask(options).value();
        const kernels::FreshLaw law = freshLaw(task, batch);
        const int entries = kernels::momentCount(inputs, outputs);

        EpochStream stream(42, StreamId::Batches);
        stream.beginEpoch(0);
        constexpr int kDraws = 60'000;
        std::vector<float> normals(static_cast<std::size_t>(law.normals()));
        Eigen::VectorXd sum = Eigen::VectorXd::Zero(entries);
        Eigen::MatrixXd products = Eigen::MatrixXd::Zero(entries, entries);
        for (int draw = 0; draw < kDraws; ++draw) {
            for (std::size_t i = 0; i < normals.size(); i += 4)
                fourNormals(stream, normalScale(1.0), normals.data() + i);
            Eigen::VectorXd m(entries);
            law.moments(normals.data(), m.data());
            sum += m;
            products += m * m.transpose();
        }
        const Eigen::VectorXd mean = sum / kDraws;
        const Eigen::MatrixXd covariance = products / kDraws - mean * mean.transpose();

        // Cov(S_ij, S_kl) = (s_ik s_jl + s_il s_jk) / B, the Wishart law's own (Isserlis).
        const int total = inputs + outputs;
        Eigen::MatrixXd sigma(total, total);
        sigma << task.population->xx, task.population->yx.transpose(), task.population->yx, task.population->yy;
        std::vector<std::pair<int, int>> index;
        for (int i = 0; i < inputs; ++i) {
            for (int j = i; j < inputs; ++j)
                index.emplace_back(i, j);
        }
        for (int i = inputs; i < total; ++i) {
            for (int j = 0; j < inputs; ++j)
                index.emplace_back(i, j);
        }
        const auto expected = [&](int a, int b) {
            const auto [i, j] = index[static_cast<std::size_t>(a)];
            const auto [k, l] = index[static_cast<std::size_t>(b)];
            return (sigma(i, k) * sigma(j, l) + sigma(i, l) * sigma(j, k)) / batch;
        };
        for (int a = 0; a < entries; ++a) {
            const auto [i, j] = index[static_cast<std::size_t>(a)];
            const double error = std::sqrt(expected(a, a) / kDraws);
            QVERIFY2(std::abs(mean[a] - sigma(i, j)) < 5.0 * error, qPrintable(QString::number(a)));
            for (int b = 0; b <= a; ++b) {
                // The fourth cumulant of a batch of one is some ten times the square of the variance.
                const double scale = std::sqrt(expected(a, a) * expected(b, b));
                const double spread = scale * std::sqrt((2.0 + 12.0 / batch) / kDraws);
                QVERIFY2(
                    std::abs(covariance(a, b) - expected(a, b)) < 5.0 * spread,
                    qPrintable(QString("%1 %2: %3, not %4").arg(a).arg(b).arg(covariance(a, b)).arg(expected(a, b))));
            }
        }
    }
};

HYSTERON_TEST(TestFreshMoments)
#include "test_fresh_moments.moc"
