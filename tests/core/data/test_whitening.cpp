// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/random.h"
#include "core/data/whitening.h"
#include "tests/support/test.h"

using namespace hysteron;

namespace {

/// Second moments of four correlated columns.
Eigen::MatrixXd correlated()
{
    RandomStream random(5, StreamId::TrainingData);
    Eigen::MatrixXd mixing(4, 6);
    random.fillNormal({mixing.data(), static_cast<std::size_t>(mixing.size())});
    return mixing * mixing.transpose();
}

} // namespace

class TestWhitening : public QObject
{
    Q_OBJECT
private slots:
    void makesUnitCovariance()
    {
        const Eigen::MatrixXd second = correlated();
        const Whitening result = whitening(second);
        QCOMPARE(result.rank, 4);
        QVERIFY((result.matrix * second * result.matrix.transpose() - Eigen::MatrixXd::Identity(4, 4)).norm() < 1e-13);
    }

    void unitsDoNotMatter()
    {
        const Eigen::MatrixXd second = correlated();
        const Eigen::Vector4d units(1e9, 1.0, 1e-9, 1e-150);
        const Whitening result = whitening(units.asDiagonal() * second * units.asDiagonal());
        QCOMPARE(result.rank, 4);
        const Eigen::MatrixXd expected = whitening(second).matrix;
        QVERIFY((result.matrix * units.asDiagonal() - expected).norm() < 1e-12 * expected.norm());
    }

    void anUncorrelatedColumnIsOnlyScaled()
    {
        const Eigen::Vector3d variances(4.0, 1.0, 0.25);
        const Whitening result = whitening(variances.asDiagonal());
        const Eigen::Vector3d expected(0.5, 1.0, 2.0);
        QVERIFY((result.matrix - Eigen::MatrixXd(expected.asDiagonal())).norm() < 1e-15);
    }

    void combinationsAndConstantsAddNoRank()
    {
        Eigen::MatrixXd mixing = Eigen::MatrixXd::Zero(4, 3);
        mixing.topRows(3) << 1.0, 0.2, 0.3, 0.1, 1.0, 0.5, 1.1, 1.2, 0.8; // the third row is the sum of two others
        const Whitening result = whitening(mixing * mixing.transpose());
        QCOMPARE(result.rank, 2);
        QVERIFY(result.matrix.allFinite());
        QVERIFY(result.matrix.col(3).norm() == 0.0);
        const Eigen::MatrixXd white = result.matrix * mixing * mixing.transpose() * result.matrix.transpose();
        QVERIFY((white * white - white).norm() < 1e-12); // a projection
        QVERIFY(std::abs(white.trace() - 2.0) < 1e-12);
    }
};

HYSTERON_TEST(TestWhitening)
#include "test_whitening.moc"
