// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/gradient_watch.h"
#include "core/experiment/presets.h"
#include "core/experiment/runner.h"
#include "core/experiment/simulation.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

#include <chrono>
#include <cmath>
#include <limits>
#include <set>
#include <thread>

using namespace hysteron;
using namespace std::chrono_literals;

class TestGradientWatch : public QObject
{
    Q_OBJECT
private slots:
    void measuresAtItsOwnPace()
    {
        Specification specification = findPreset("fig1a-rank1")->specification;
        specification.training.epochs = 1'000'000'000;
        Runner runner;
        runner.setSpeed(std::numeric_limits<double>::infinity());
        runner.start(specification);
        std::set<std::int64_t> epochs;
        int snapshots = 0;
        const auto begin = std::chrono::steady_clock::now();
        while (std::chrono::steady_clock::now() - begin < 1500ms) {
            const auto snapshot = runner.snapshot();
            ++snapshots;
            if (const auto& noise = snapshot->gradientNoise) {
                epochs.insert(noise->epoch);
                QVERIFY(noise->epoch <= snapshot->epoch);
            }
            std::this_thread::sleep_for(5ms);
        }
        // At the start and then every 350 ms: five, whatever the number of snapshots; one more where it was paused.
        QVERIFY2(epochs.size() >= 2 && epochs.size() <= 6, qPrintable(QString::number(epochs.size())));
        QVERIFY(snapshots > 50);
        runner.pause();
        runner.wait();
        const auto rest = runner.snapshot();
        QVERIFY(rest->gradientNoise);
        QCOMPARE(rest->gradientNoise->epoch, rest->epoch);
        QVERIFY(std::abs(rest->gradientNoise->trace / rest->gradientTrace - 1.0) < 1e-12);
    }

    void trapOfMiniBatches()
    {
        const auto simulation = simulate(findPreset("fig1a-rank1-minibatch")->specification).value();
        GradientWatch watch;
        const auto noise = watch.look(*simulation, 1, false);
        QCOMPARE(noise->mode, 1);
        QCOMPARE(noise->leading.size(), 4U);
        QVERIFY(noise->leading[2] > 0.01 && noise->leading[3] < 1e-12);
        QVERIFY(noise->alongMode.value() < 1e-20);
        QVERIFY(noise->participation > 1.0 && noise->participation < 3.0);
        // Nothing has moved: the same object, until it is told to forget.
        QCOMPARE(watch.look(*simulation, 1, false).get(), noise.get());
        watch.forget();
        QVERIFY(watch.look(*simulation, 1, false).get() != noise.get());
    }

    void whatCannotBeMeasured()
    {
        Specification specification = defaultPreset().specification;
        specification.protocol.kind = ProtocolKind::Random;
        specification.network.width = 1; // no hidden unit is left for the second mode
        const auto narrow = simulate(specification).value();
        QVERIFY(!GradientWatch().look(*narrow, 1, false)->alongMode);
        QVERIFY(GradientWatch().look(*narrow, 0, false)->alongMode);

        specification.network.width = 64;
        specification.task.inputs = specification.task.outputs = 64;
        specification.task.samples = 2000;
        const auto wide = simulate(specification).value();
        QVERIFY(!GradientWatch().look(*wide, 0, false));

        specification.task = TaskOptions{};
        specification.task.sampling = Sampling::Population;
        const auto population = simulate(specification).value();
        const auto noise = GradientWatch().look(*population, 0, false);
        QVERIFY(std::abs(noise->trace / population->snapshot()->gradientTrace - 1.0) < 1e-12);
    }
};

HYSTERON_TEST(TestGradientWatch)
#include "test_gradient_watch.moc"
