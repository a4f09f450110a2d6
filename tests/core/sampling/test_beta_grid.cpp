// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_format.h"
#include "core/sampling/beta_grid.h"
#include "tests/support/test.h"

#include <limits>

using namespace hysteron;
using namespace hysteron::sampling;

class TestBetaGrid : public QObject
{
    Q_OBJECT
private slots:
    void valuesAreWhatOneWouldWrite()
    {
        const std::vector<double> hundredths = betaGrid(0.0, 1.0, 0.01).value();
        QCOMPARE(hundredths.size(), 101U);
        for (int i = 0; i <= 100; ++i)
            QVERIFY(hundredths[static_cast<std::size_t>(i)] == i / 100.0);
        const std::vector<double> paper = betaGrid(0.3, 0.45, 0.01).value();
        QCOMPARE(paper.size(), 16U);
        QCOMPARE(shortestExact(paper[6]), std::string("0.36"));
        QVERIFY(paper.front() == 0.3 && paper.back() == 0.45);
        const std::vector<double> fine = betaGrid(0.1, 0.7, 1e-4).value();
        QCOMPARE(fine.size(), 6001U);
        QVERIFY(fine[2602] == 0.3602 && fine.back() == 0.7);
    }

    void theLastValueDoesNotExceedTheEnd()
    {
        QVERIFY(betaGrid(0.0, 0.5, 0.2).value() == (std::vector<double>{0.0, 0.2, 0.4}));
        QVERIFY(betaGrid(0.2, 0.3, 0.1).value() == (std::vector<double>{0.2, 0.3}));
        const double odd = 0.1234567890123456789;
        QVERIFY(betaGrid(odd, 0.5, 0.1).value().front() == odd);
    }

    void badRangesAreNamed_data()
    {
        const double nan = std::numeric_limits<double>::quiet_NaN();
        const double inf = std::numeric_limits<double>::infinity();
        QTest::addColumn<double>("from");
        QTest::addColumn<double>("to");
        QTest::addColumn<double>("step");
        QTest::addColumn<QString>("message");
        QTest::newRow("below 0") << -0.1 << 0.5 << 0.1 << "from: -0.1: must be a finite number from 0";
        QTest::newRow("from nan") << nan << 0.5 << 0.1 << "from: nan: must be";
        QTest::newRow("backwards") << 0.5 << 0.1 << 0.1 << "to: 0.1: must be above 0.5 (from)";
        QTest::newRow("nothing") << 0.5 << 0.5 << 0.1 << "to: 0.5: must be above";
        QTest::newRow("beyond") << 0.5 << 11.0 << 0.1 << "to: 11: must be above 0.5 (from) and at most 10";
        QTest::newRow("to nan") << 0.1 << nan << 0.1 << "to: nan: must be";
        QTest::newRow("zero") << 0.1 << 0.5 << 0.0 << "step: 0: must be a finite number above 0";
        QTest::newRow("negative") << 0.1 << 0.5 << -0.1 << "step: -0.1: must be a finite number above 0";
        QTest::newRow("step nan") << 0.1 << 0.5 << nan << "step: nan: must be";
        QTest::newRow("infinite") << 0.1 << 0.5 << inf << "step: inf: must be at most to - from, 0.4";
        QTest::newRow("too long") << 0.1 << 0.5 << 0.41 << "step: 0.41: must be at most to - from, 0.4";
        QTest::newRow("too many") << 0.0 << 1.0 << 1e-5 << "step: 1e-05: must be so large that a branch has at most";
    }
    void badRangesAreNamed()
    {
        QFETCH(double, from);
        QFETCH(double, to);
        QFETCH(double, step);
        QFETCH(QString, message);
        const auto result = betaGrid(from, to, step);
        QVERIFY(!result.ok());
        const std::string said = result.errors().front().message();
        QVERIFY2(said.starts_with(message.toStdString()), said.c_str());
    }
};

HYSTERON_TEST(TestBetaGrid)
#include "test_beta_grid.moc"
