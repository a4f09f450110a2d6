// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/sampling/sweep.h"
#include "core/theory/mode_landscape.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>

using namespace hysteron;
using namespace hysteron::sampling;

// Loops that noise closes, and first-order transitions of networks without a closed form.

namespace {

std::vector<SweepRecord> recordsOf(const Specification& specification, SweepOptions options)
{
    options.threads = 2;
    auto sweep = Sweep::create(prepare(withoutProtocol(specification)).value(), options);
    if (!sweep)
        qFatal("%s", sweep.errors().front().message().c_str());
    (*sweep)->advance((*sweep)->totalEpochs());
    return (*sweep)->records();
}

struct Mean {
    double value = 0.0;
    double error = 0.0; ///< of the mean
};
Mean areaOf(const std::vector<SweepRecord>& records)
{
    const auto n = static_cast<double>(records.size());
    double sum = 0.0, squares = 0.0;
    for (const SweepRecord& record : records) {
        const double area = loopArea(record).value();
        sum += area;
        squares += area * area;
    }
    return {sum / n, std::sqrt((squares - sum * sum / n) / (n - 1.0) / n)};
}
/// In standard errors.
double distance(const Mean& a, const Mean& b)
{
    return (a.value - b.value) / std::hypot(a.error, b.error);
}

/// First grid value at which a branch has this rank.
double betaOf(const std::vector<SweepPoint>& branch, int rank)
{
    const auto found = std::ranges::find(branch, rank, &SweepPoint::rank);
    return found == branch.end() ? -1.0 : found->beta;
}

/// 64 samples, one step of 0.3 an epoch: quick also for networks that go sample by sample.
Specification smallTask(Activation activation)
{
    Specification specification = findPreset("fig3")->specification;
    specification.task.samples = 64;
    specification.training.batch = 64;
    specification.training.learningRate = 0.3;
    specification.network.activation = activation;
    return specification;
}

} // namespace

class TestSweepNoise : public QObject
{
    Q_OBJECT
private slots:
    void thermalLoopsCloseAndShrinkWithTime()
    {
        Specification specification = findPreset("hysteresis-loop")->specification;
        specification.noise.temperature = 1e-3;
        std::vector<Mean> areas;
        for (const int dwell : {25, 100, 400}) {
            const auto records =
                recordsOf(specification, {.from = 0.05, .to = 0.50, .step = 0.01, .dwell = dwell, .replicas = 16});
            for (const SweepRecord& record : records) {
                QCOMPARE(record.up.front().rank, 2);
                QCOMPARE(record.up.back().rank, 0);
                QCOMPARE(record.down.back().rank, 2);
                QVERIFY(betaOf(record.down, 1) < betaOf(record.up, 0));
                QVERIFY(betaOf(record.down, 2) < betaOf(record.up, 1));
            }
            areas.push_back(areaOf(records));
        }
        QVERIFY2(distance(areas[0], areas[1]) > 4.0, qPrintable(QString::number(distance(areas[0], areas[1]))));
        QVERIFY2(distance(areas[1], areas[2]) > 4.0, qPrintable(QString::number(distance(areas[1], areas[2]))));
        QVERIFY(areas[2].value > 4.0 * areas[2].error);
    }

    void rankCountsAboveTheThresholdsOfThatBeta()
    {
        const auto records = recordsOf(findPreset("hysteresis-loop")->specification,
                                       {.from = 0.28, .to = 0.38, .step = 0.01, .dwell = 20, .replicas = 16});
        int between = 0; // above eta/10, and yet not learnt
        for (const SweepRecord& record : records) {
            for (const auto* branch : {&record.up, &record.down}) {
                for (const SweepPoint& point : *branch) {
                    int rank = 0;
                    for (std::size_t mode = 0; mode < 2; ++mode) {
                        const theory::ModeLandscape landscape(mode == 0 ? 0.9 : 0.8, 3);
                        const double value = point.singularValues[mode];
                        const bool learnt = value > landscape.learntThreshold(point.beta);
                        rank += learnt;
                        between += !learnt && value > landscape.eta() / 10.0;
                    }
                    QCOMPARE(point.rank, rank);
                }
            }
        }
        QVERIFY(between > 0);
    }

    void depthTwoHasNoLoop()
    {
        // Continuous transitions at beta = eta: what is left is noise of either sign.
        Specification specification = findPreset("depth-2")->specification;
        const auto records =
            recordsOf(specification, {.from = 0.5, .to = 1.1, .step = 0.05, .dwell = 200, .replicas = 32});
        const Mean area = areaOf(records);
        QVERIFY2(std::abs(area.value) < 4.0 * area.error, qPrintable(QString::number(area.value / area.error)));
        QVERIFY(area.value < 1e-3);
    }

    void tanhNetworksHaveFirstOrderJumps()
    {
        const auto records = recordsOf(smallTask(Activation::Tanh),
                                       {.from = 0.06, .to = 0.44, .step = 0.02, .dwell = 500, .replicas = 8});
        for (const SweepRecord& record : records) {
            const std::vector<SweepJump> jumps = jumpsOf(record);
            QCOMPARE(jumps.size(), 2U);
            for (std::size_t i = 0; i < 2; ++i) {
                const std::size_t mode = 1 - i;
                QCOMPARE(jumps[i].direction, SweepDirection::Up);
                QCOMPARE(jumps[i].to, static_cast<int>(mode));
                QCOMPARE(jumps[i].beta, jumpsOf(records.front())[i].beta);
                // Saturation weakens the units: the fold lies below that of the linear network, which is exact for
                // these moment-matched data.
                const theory::ModeLandscape linear(mode == 0 ? 0.9 : 0.8, 3);
                QVERIFY(jumps[i].beta < linear.criticalBeta());
                QVERIFY(jumps[i].beta > 0.8 * linear.criticalBeta());
                const auto fallen = std::ranges::find(record.up, jumps[i].beta, &SweepPoint::beta);
                QVERIFY((fallen - 1)->singularValues[mode] > 0.15);
                QVERIFY(fallen->singularValues[mode] < 1e-3);
            }
            for (const SweepPoint& point : record.down)
                QVERIFY(point.singularValues[0] < 1e-3);
        }
    }

    void thermalTanhLoopsClose()
    {
        Specification specification = smallTask(Activation::Tanh);
        specification.noise.kind = NoiseKind::Langevin;
        specification.noise.temperature = 1e-3;
        const auto records =
            recordsOf(specification, {.from = 0.04, .to = 0.48, .step = 0.02, .dwell = 300, .replicas = 16});
        for (const SweepRecord& record : records) {
            QCOMPARE(record.up.back().rank, 0);
            QCOMPARE(record.down.back().rank, 2);
        }
        double lag = 0.0;
        for (const SweepRecord& record : records)
            lag += betaOf(record.up, 0) - betaOf(record.down, 1) + betaOf(record.up, 1) - betaOf(record.down, 2);
        QVERIFY2(lag / 16.0 > 0.08, qPrintable(QString::number(lag / 16.0)));
        const Mean area = areaOf(records);
        QVERIFY(area.value > 4.0 * area.error);
    }

    void sigmoidNetworksJumpWhereTheirSlopeSays()
    {
        // f(0) = 1/2 but the last layer is linear, so that zero weights still mean zero output. The slope 1/4 of two
        // hidden layers takes 16 times the product of weights, which costs 16^(2/3) times the decay: folds of the
        // linearised network at 0.0647 and 0.0553.
        Specification specification = smallTask(Activation::Sigmoid);
        specification.task.samples = 512; // of few samples the means are felt: constant outputs cost nothing
        specification.training.batch = 512;
        const auto records =
            recordsOf(specification, {.from = 0.02, .to = 0.08, .step = 0.01, .dwell = 400, .replicas = 8});
        for (const SweepRecord& record : records) {
            QCOMPARE(record.up.front().rank, 2);
            QVERIFY(std::abs(betaOf(record.up, 1) - 0.055) < 0.01);
            QVERIFY(std::abs(betaOf(record.up, 0) - 0.065) < 0.01);
            QCOMPARE(jumpsOf(record).size(), 2U);
            QCOMPARE(record.down.back().rank, 0);
        }
    }
};

HYSTERON_TEST(TestSweepNoise)
#include "test_sweep_noise.moc"
