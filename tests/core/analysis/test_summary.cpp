// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/analysis/free_energy.h"
#include "core/analysis/summary.h"
#include "core/base/random.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;
using namespace hysteron::analysis;

class TestSummary : public QObject
{
    Q_OBJECT
private slots:
    void meanAndItsError()
    {
        // 1, 2, 3, 4, 10: mean 4, sum of squares 50, so sqrt(50/4/5).
        const Mean mean = meanOf(std::vector<double>{1, 2, 3, 4, 10});
        QVERIFY(std::abs(mean.value - 4.0) < 1e-15);
        QVERIFY(std::abs(mean.standardError - std::sqrt(2.5)) < 1e-15);
        QVERIFY(std::abs(mean.error95() - 1.96 * std::sqrt(2.5)) < 1e-14);
        QCOMPARE(mean.count, 5u);
    }

    void oneNumberHasNoErrorAndNoneNoMean()
    {
        QCOMPARE(meanOf(std::vector<double>{7.0}).value, 7.0);
        QCOMPARE(meanOf(std::vector<double>{7.0}).standardError, 0.0);
        QCOMPARE(meanOf({}).value, 0.0);
        QCOMPARE(meanOf({}).count, 0u);
    }

    void theErrorIsTheScatterOfMeans()
    {
        // 400 means of 50 normals each scatter by the error that each of them states; 4 sigma of both.
        RandomStream random(5, StreamId::Bootstrap);
        std::vector<double> means, errors;
        for (int k = 0; k < 400; ++k) {
            std::vector<double> values(50);
            random.fillNormal(values);
            means.push_back(meanOf(values).value);
            errors.push_back(meanOf(values).standardError);
        }
        const double scatter = meanOf(means).standardError * std::sqrt(400.0);
        QVERIFY(std::abs(scatter / meanOf(errors).value - 1.0) < 4.0 / std::sqrt(2.0 * 400.0));
    }

    void medians()
    {
        QCOMPARE(medianOf({3.0, 1.0, 2.0}), 2.0);
        QCOMPARE(medianOf({4.0, 1.0, 3.0, 2.0}), 2.5);
        QCOMPARE(medianOf({5.0}), 5.0);
        QCOMPARE(medianOf({}), 0.0);
        QCOMPARE(medianOf({1e9, -1e9, 0.0, 7.0, 7.0, 7.0}), 7.0);
    }

    void freeEnergyIsMinusTheLogarithmOfTheShare()
    {
        const std::vector<std::int64_t> visits = {1, 100, 0, 10};
        const std::vector<double> energies = freeEnergy(visits, 2e-3);
        QCOMPARE(energies.size(), 4u);
        QVERIFY(std::abs(energies[0] - 2e-3 * std::log(100.0)) < 1e-15);
        QCOMPARE(energies[1], 0.0);
        QVERIFY(std::isnan(energies[2]));
        QVERIFY(std::abs(energies[3] - 2e-3 * std::log(10.0)) < 1e-15);
        QVERIFY(freeEnergy({}, 1.0).empty());
    }
};

HYSTERON_TEST(TestSummary)
#include "test_summary.moc"
