// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "core/model/order_parameters.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;

class TestSiblings : public QObject
{
    Q_OBJECT

    static Specification hotTrap()
    {
        Specification specification = findPreset("fig1a-rank1")->specification;
        specification.noise.temperature = 1.3e-3;
        specification.training.epochs = 1500;
        return specification;
    }

private slots:
    void theyAreTheNextReplicasOfTheSeed()
    {
        const auto run = simulate(hotTrap());
        (*run)->advance(40);
        const auto& siblings = (*run)->snapshot()->curves->siblings;
        QCOMPARE(siblings.size(), 7U);

        // Replica 1, by the reference.
        const auto start = simulate(hotTrap());
        Network network = (*start)->network();
        const auto reference = makeReferenceDynamics((*start)->task(), network.shape(), hotTrap().seed, 1);
        for (std::uint64_t epoch = 0; epoch < 40; ++epoch)
            reference->advanceEpoch(network, epoch, (*start)->parameters());
        const auto expected = orderParameters(network, (*start)->task()).singularValues;
        for (std::size_t i = 0; i < 2; ++i)
            QVERIFY(std::abs(siblings[0][i].buckets().back().last - expected[i]) < 1e-9);
    }

    void chanceDecidesWhenTheyEscape()
    {
        const auto run = simulate(hotTrap());
        (*run)->advance(1500);
        const auto snapshot = (*run)->snapshot();
        int high = 0;
        for (const auto& sibling : snapshot->curves->siblings)
            high += sibling[1].highest() > 0.25;
        QVERIFY2(high > 0 && high <= 7, qPrintable(QString::number(high)));
        QVERIFY(snapshot->curves->siblings[0][1].buckets() != snapshot->curves->siblings[1][1].buckets());
    }

    void theyDoNotTouchTheRun()
    {
        const auto fast = simulate(hotTrap());
        const auto reference = simulate(hotTrap(), {}, Engine::Reference);
        (*fast)->advance(200);
        (*reference)->advance(200);
        QVERIFY((*reference)->snapshot()->curves->siblings.empty());
        QVERIFY(((*fast)->network().weights() - (*reference)->network().weights()).norm() < 1e-9);
    }

    void goingBackGathersThem()
    {
        const auto run = simulate(hotTrap());
        (*run)->advance(100);
        ControlChange wild;
        wild.learningRate = 5.0;
        QVERIFY((*run)->apply(wild).empty());
        (*run)->advance(100);
        QCOMPARE((*run)->state(), RunState::Diverged);
        (*run)->recover();
        const auto snapshot = (*run)->snapshot();
        for (const auto& sibling : snapshot->curves->siblings) {
            QVERIFY(sibling[0].buckets().back().lastEpoch <= snapshot->epoch);
            QVERIFY(std::isfinite(sibling[0].highest()));
        }
    }
};

HYSTERON_TEST(TestSiblings)
#include "test_siblings.moc"
