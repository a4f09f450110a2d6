// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/bifurcation.h"
#include "core/theory/plateaus.h"
#include "core/theory/temperature.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>

using namespace hysteron::theory;

class TestBranches : public QObject
{
    Q_OBJECT
private slots:
    void branchesAreStationaryAndMeetAtTheFold()
    {
        for (int depth = 3; depth <= 12; ++depth) {
            const ModeLandscape mode(0.9, depth);
            const BifurcationBranches branches = bifurcationBranches(mode, 100);
            QCOMPARE(branches.stable.size(), 100u);
            QCOMPARE(branches.saddle.size(), 100u);
            for (const auto* branch : {&branches.stable, &branches.saddle}) {
                QVERIFY(std::is_sorted(branch->begin(), branch->end(),
                                       [](const auto& a, const auto& b) { return a.beta < b.beta; }));
                for (const BranchPoint& point : *branch)
                    QVERIFY(std::abs(mode.stationarity(point.lambda, point.beta)) < 1e-12);
            }
            QCOMPARE(branches.stable.front().beta, 0.0);
            QCOMPARE(branches.stable.back().beta, mode.criticalBeta());
            QCOMPARE(branches.saddle.back().lambda, branches.stable.back().lambda);
        }
        QVERIFY(bifurcationBranches(ModeLandscape(0.9, 2)).saddle.empty());
        QVERIFY_EXCEPTION_THROWN(bifurcationBranches(ModeLandscape(0.9, 3), 1), std::invalid_argument);
    }

    void branchesAreSmoothToTheEye()
    {
        // Straight pieces between neighbours stay within a thousandth of eta of the curve, also where it turns and
        // where the saddle leaves 0; the saddle begins within a 25th of beta_c.
        for (const int depth : {3, 4, 12}) {
            const ModeLandscape mode(0.9, depth);
            const BifurcationBranches branches = bifurcationBranches(mode);
            QVERIFY(branches.saddle.front().beta < mode.criticalBeta() / 25.0);
            for (std::size_t i = 1; i < branches.stable.size(); ++i) {
                const BranchPoint& a = branches.stable[i - 1];
                const BranchPoint& b = branches.stable[i];
                const double middle = *mode.minimum((a.beta + b.beta) / 2.0);
                QVERIFY(std::abs(middle - (a.lambda + b.lambda) / 2.0) < 1e-3 * mode.eta());
            }
            for (std::size_t i = 1; i < branches.saddle.size(); ++i) {
                const BranchPoint& a = branches.saddle[i - 1];
                const BranchPoint& b = branches.saddle[i];
                const double middle = *mode.saddle((a.beta + b.beta) / 2.0);
                QVERIFY(std::abs(middle - (a.lambda + b.lambda) / 2.0) < 1e-3 * mode.eta());
            }
        }
    }

    void sectionIsSmoothAtZero()
    {
        // The slope diverges at 0. Straight pieces stay within a hundredth of the barrier.
        const ModeLandscape mode(0.8, 3);
        const auto section = landscapeSection(mode, 0.32, 0.6);
        for (std::size_t i = 1; i < section.size(); ++i) {
            const SectionPoint& a = section[i - 1];
            const SectionPoint& b = section[i];
            for (const double share : {0.1, 0.3, 0.6}) {
                const double exact = mode.lossAboveZero(std::lerp(a.lambda, b.lambda, share), 0.32);
                QVERIFY(std::abs(exact - std::lerp(a.lossAboveZero, b.lossAboveZero, share)) <
                        0.01 * *mode.escapeBarrier(0.32));
            }
        }
    }

    void sectionFollowsTheLoss()
    {
        const ModeLandscape mode(0.8, 3);
        const auto section = landscapeSection(mode, 0.32, 0.6, 200);
        QCOMPARE(section.size(), 200u);
        QCOMPARE(section.front().lambda, 0.0);
        QCOMPARE(section.back().lambda, 0.6);
        double highest = 0.0;
        for (std::size_t i = 0; i < section.size(); ++i) {
            QVERIFY(i == 0 || section[i].lambda >= section[i - 1].lambda);
            QCOMPARE(section[i].lossAboveZero, mode.lossAboveZero(section[i].lambda, 0.32));
            if (section[i].lambda < 0.2)
                highest = std::max(highest, section[i].lossAboveZero);
        }
        QVERIFY(std::abs(highest - *mode.escapeBarrier(0.32)) < 1e-5);
    }

    void plateausOfThePaper()
    {
        const std::vector<double> eta{0.9, 0.8};
        QCOMPARE(plateauMse(eta, 3, 2, 0.32, 0), 1.0);
        QVERIFY(std::abs(plateauMse(eta, 3, 2, 0.32, 1) - 0.67675) < 5e-6);
        QVERIFY(std::abs(plateauMse(eta, 3, 2, 0.32, 2) - 0.46129) < 5e-6);
        QVERIFY(std::abs(plateauMse(eta, 3, 2, 0.0, 2) - bayesMse(eta, 2)) < 1e-15);
        QVERIFY(std::abs(bayesMse(eta, 2) - (0.19 + 0.36) / 2) < 1e-15);
        QCOMPARE(plateauMse(eta, 3, 2, 0.5, 2), 1.0); // above both folds nothing is learnt
    }

    void temperatures()
    {
        QVERIFY(std::abs(temperatureFromConstant(0.08, 64, 1.179) - 1.0602e-3) < 1e-7);
        QVERIFY(std::abs(temperatureFromTrace(0.08, 64, 1.1393) - 7.120625e-4) < 1e-15); // 0.08 x 1.1393 / 128
        QVERIFY(std::abs(temperatureFromTrace(0.08, 64, 1.1393) / temperatureFromTracePerWeight(0.08, 64, 1.1393, 140) -
                         140.0) < 1e-10);
    }
};

HYSTERON_TEST(TestBranches)
#include "test_branches.moc"
