// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/theory/escape_rate.h"
#include "core/theory/free_energy_rate.h"
#include "core/theory/mode_landscape.h"
#include "core/theory/scalar_profile.h"
#include "tests/core/theory/random_networks.h"
#include "tests/support/test.h"

#include <cmath>

using namespace hysteron;
using namespace hysteron::theory;
using hysteron::tests::RandomNetwork;

namespace {

LinearProblem paper(double beta = 0.32, int width = 10, int depth = 3)
{
    return {.eta = {0.9, 0.8}, .depth = depth, .width = width, .beta = beta};
}

FreeEnergyRate rateOf(const LinearProblem& problem, int rank, double temperature,
                      const ProfileResolution& resolution = {})
{
    return freeEnergyRate(problem, rank, temperature, resolution).value();
}

bool close(double value, double expected, double tolerance)
{
    const bool good = std::abs(value - expected) <= tolerance;
    if (!good)
        qWarning("%.6f, expected %.6f within %g", value, expected, tolerance);
    return good;
}

} // namespace

class TestFreeEnergyRate : public QObject
{
    Q_OBJECT
private slots:
    void knownValues_data()
    {
        QTest::addColumn<double>("beta");
        QTest::addColumn<double>("temperature");
        QTest::addColumn<int>("rank");
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("width");
        QTest::addColumn<double>("logTau");
        QTest::addColumn<double>("tolerance");
        // By an independent program: grids uniform in q^(1/2k), the width in every link, no interpolation.
        const auto row = [](double beta, double t, double logTau, int rank = 1, int depth = 3, int width = 10,
                            double tolerance = 2e-4) {
            QTest::addRow("beta %g T %g rank %d L %d w %d", beta, t, rank, depth, width)
                << beta << t << rank << depth << width << logTau << tolerance;
        };
        row(0.32, 1e-3, 9.0300);
        row(0.32, 0.9e-3, 11.0878);
        row(0.32, 0.8e-3, 13.8591);
        row(0.32, 0.7e-3, 17.6505);
        row(0.32, 0.5e-3, 30.8129);
        row(0.32, 0.4e-3, 43.0669);
        row(0.32, 0.3e-3, 64.2973);
        row(0.32, 0.2e-3, 108.3038);
        row(0.32, 1e-4, 244.8601);
        row(0.25, 5e-4, 7.7213);
        row(0.25, 2e-4, 37.2083);
        row(0.2, 1.7e-3, 7.0530, 1, 4, 10, 1e-3);
        row(0.32, 0.7e-3, 38.42, 1, 3, 3, 5e-3);
        row(0.32, 0.7e-3, 4.6344, 1, 3, 20, 5e-4);
        // Rank 0: that program extrapolated to fine grids, 4.1566 and 8.3966, within 2e-3.
        row(0.32, 1e-3, 4.1586, 0, 3, 10, 5e-4);
        row(0.32, 0.7e-3, 8.3966, 0, 3, 10, 5e-4);
    }
    void knownValues()
    {
        QFETCH(double, beta);
        QFETCH(double, temperature);
        QFETCH(int, rank);
        QFETCH(int, depth);
        QFETCH(int, width);
        QFETCH(double, logTau);
        QFETCH(double, tolerance);
        const LinearProblem problem = paper(beta, width, depth);
        const FreeEnergyRate rate = rateOf(problem, rank, temperature);
        QVERIFY(rate.method == RateMethod::Exact && rate.reason.empty() && !rate.accuracy.empty());
        QVERIFY(close(*rate.logTau, logTau, tolerance));
        // Live numbers for sliders, and finer ones.
        QVERIFY(close(*rateOf(problem, rank, temperature, kLiveResolution).logTau, logTau, 2e-3 + tolerance));
    }

    void gridsDoNotMatter()
    {
        for (const auto& [problem, rank, temperature] :
             {std::tuple{paper(), 1, 1e-3}, std::tuple{paper(), 1, 1e-4}, std::tuple{paper(), 0, 7e-4},
              std::tuple{paper(0.2, 10, 4), 1, 1.7e-3}, std::tuple{paper(0.12, 5, 6), 1, 1e-3}}) {
            const FreeEnergyRate rate = rateOf(problem, rank, temperature);
            const FreeEnergyRate fine =
                rateOf(problem, rank, temperature,
                       {.spacing = 0.85, .nodes = 38, .otherNodes = 14, .points = 500, .otherPoints = 60});
            QVERIFY(close(*rate.logTau, *fine.logTau, 4e-4));
            QVERIFY(close(*rate.logTauBack, *fine.logTauBack, 1e-3));
            QVERIFY(close(*rate.logWeightRatio, *fine.logWeightRatio, 1e-3));
            QVERIFY(close(*rate.bottleneck, *fine.bottleneck, 1e-3 * *fine.bottleneck));
        }
    }

    void coldIsLanger()
    {
        // The first correction is proportional to T: 1598 T at beta = 0.32, 3248 T at 0.25; both ways, all ranks.
        const auto correction = [](double beta, double t, int from, int to) {
            const FreeEnergyRate rate = rateOf(paper(beta), std::min(from, to), t);
            return ((to > from ? *rate.logTau : *rate.logTauBack) - escapePath(paper(beta), from, to)->logTau(t)) / t;
        };
        QVERIFY(close(correction(0.32, 1e-4, 1, 2), 1598.0, 10.0));
        QVERIFY(close(correction(0.25, 1e-4, 1, 2), 3248.0, 20.0));
        for (const auto& [from, to] : {std::pair{1, 2}, std::pair{2, 1}, std::pair{0, 1}, std::pair{1, 0}}) {
            const double cold = correction(0.32, 4e-5, from, to), colder = correction(0.32, 3e-5, from, to);
            QVERIFY2(std::abs(cold / colder - 1.0) < 0.15,
                     qPrintable(QString("%1 to %2: %3, %4").arg(from).arg(to).arg(cold).arg(colder)));
        }
    }

    void thereAndBackGiveTheWeights()
    {
        for (const double t : {1e-3, 7e-4, 4e-4, 2e-4, 5e-5}) {
            const FreeEnergyRate rate = rateOf(paper(), 1, t);
            QVERIFY(close(*rate.logTauBack - *rate.logTau, *rate.logWeightRatio, 1e-3));
        }
        QVERIFY(close(*rateOf(paper(), 1, 4e-4).logTauBack, 31.993, 1e-3));
        const FreeEnergyProfile profile = *rateOf(paper(), 1, 1e-3).profile;
        const double saddle = *ModeLandscape(0.8, 3).saddle(0.32);
        QVERIFY(close(Passage(profile).logTauDown(0.5, 0.3 * saddle), 19.386, 2e-3));
        const FreeEnergyRate first = rateOf(paper(), 0, 3e-4);
        QVERIFY(close(*first.logTauBack - *first.logTau, *first.logWeightRatio, 1e-3));
    }

    void coexistence()
    {
        const auto temperature = coexistenceTemperature(paper(), 1);
        QVERIFY(temperature);
        QVERIFY(close(1e4 * *temperature, 5.57, 0.01));
        QVERIFY(close(*rateOf(paper(), 1, *temperature).logWeightRatio, 0.0, 5e-3));
        QVERIFY(*rateOf(paper(), 1, 0.9 * *temperature).logWeightRatio < 0.0); // below it the trap is stable
        // Below beta* = 0.295 the learnt state is the lower one and the heavier one at every T with a barrier.
        QVERIFY(!coexistenceTemperature(paper(0.25), 1));
        QVERIFY(!coexistenceTemperature(paper(0.36), 1)); // above the fold
        LinearProblem shallow = paper();
        shallow.depth = 2;
        QVERIFY(!coexistenceTemperature(shallow, 1));
    }

    void profile()
    {
        const double t = 7e-4;
        const FreeEnergyRate rate = rateOf(paper(), 1, t);
        const FreeEnergyProfile& profile = *rate.profile;
        QCOMPARE(profile.singularValue.size(), profile.logDensity.size());
        QCOMPARE(profile.singularValue.size(), profile.diffusion.size());
        QVERIFY(std::abs(Passage(profile).logWeightBelow()) < 1e-9); // normalised to the trap
        QVERIFY(close(*rate.bottleneck, 0.0646, 1e-4));
        QVERIFY(*rate.bottleneck < *ModeLandscape(0.8, 3).saddle(0.32));
        // D is that of balanced layers where the mode is learnt, and never less.
        for (std::size_t i = 1; i < profile.singularValue.size(); ++i) {
            const double s = profile.singularValue[i], balanced = 3.0 * std::pow(s, 4.0 / 3.0);
            QVERIFY(profile.diffusion[i] > balanced);
            QVERIFY(s < 0.25 || profile.diffusion[i] < 1.05 * balanced);
        }
        // Without a sign, and a wall at 0, it is the same.
        FreeEnergyProfile folded = profile;
        const std::vector<double> free = profile.freeEnergy();
        for (std::size_t i = 0; i < free.size(); ++i)
            folded.logDensity[i] = -free[i] / t;
        folded.logDensityMirror.clear();
        QVERIFY(close(Passage(folded).logTauUp(0.0, rate.threshold), *rate.logTau, 3e-4));
    }

    void profileAgainstRandomNetworks_data()
    {
        QTest::addColumn<int>("depth");
        QTest::addColumn<int>("rank");
        QTest::newRow("L 3 rank 0") << 3 << 0;
        QTest::newRow("L 3 rank 1") << 3 << 1;
        QTest::newRow("L 4 rank 0") << 4 << 0;
    }
    void profileAgainstRandomNetworks()
    {
        // Gaussian weights, weighted with exp(-data term/T): p(s) and D(s) of small networks so hot that they are
        // reached.
        QFETCH(int, depth);
        QFETCH(int, rank);
        const double beta = depth == 3 ? 0.3 : 0.2, temperature = rank == 1 ? 0.06 : 0.045;
        LinearProblem problem = paper(beta, 4, depth);
        if (rank == 0)
            problem.eta = {0.9}; // sigma_2 is integrated over all its values
        const double eta2 = rank == 0 ? 0.0 : 0.8;
        const double scale = std::pow(temperature / beta, 0.5 * depth);
        const FreeEnergyProfile profile = linearProfile(problem, rank, temperature);
        const double lowest = rank == 0 ? 0.0 : *ModeLandscape(0.9, depth).saddle(beta);

        constexpr int kBins = 8;
        constexpr double kBin = 0.06;
        std::array<double, kBins> weight{}, square{}, diffusion{};
        std::mt19937_64 engine(7);
        std::uniform_real_distribution<double> angle(0.0, 6.283185307179586);
        for (int n = 0; n < 120000; ++n) {
            const RandomNetwork network(depth, 4, engine);
            const double s1 = scale * network.singularValue[0], s2 = scale * network.singularValue[1];
            // Frames of P are drawn anew, both signs of det P: tr(P^T diag(eta)).
            const double c = angle(engine), d = angle(engine), sign = n % 2 ? 1.0 : -1.0;
            const double overlap =
                0.5 * ((s1 + sign * s2) * (0.9 + eta2) * std::cos(c) + (s1 - sign * s2) * (0.9 - eta2) * std::cos(d));
            const double factor = std::exp((overlap - 0.5 * (s1 * s1 + s2 * s2)) / temperature);
            const double s = rank == 0 ? s1 : s2;
            const auto bin = static_cast<std::size_t>(s / kBin);
            if (bin >= kBins || s1 < lowest)
                continue;
            weight[bin] += factor;
            square[bin] += factor * factor;
            diffusion[bin] += factor * network.gradientNorm2[rank] * scale * scale / (temperature / beta);
        }
        // The profile in the same bins, relative to their sum.
        std::array<double, kBins> expected{}, expectedDiffusion{};
        const std::vector<double> free = profile.freeEnergy();
        for (std::size_t i = 1; i + 1 < free.size(); ++i) {
            const auto& s = profile.singularValue;
            const auto bin = static_cast<std::size_t>(s[i] / kBin);
            const double p = std::exp(-free[i] / temperature) * 0.5 * (s[i + 1] - s[i - 1]);
            if (bin < kBins) {
                expected[bin] += p;
                expectedDiffusion[bin] += p * profile.diffusion[i];
            }
        }
        double all = 0.0, allExpected = 0.0;
        for (int b = 0; b < kBins; ++b) {
            all += weight[b];
            allExpected += expected[b];
        }
        int good = 0;
        for (int b = 0; b < kBins; ++b) {
            const double error = std::sqrt(square[b]) / weight[b];
            if (error > 0.1)
                continue;
            ++good;
            const double ratio = weight[b] / all / (expected[b] / allExpected);
            const double ratioD = diffusion[b] / weight[b] / (expectedDiffusion[b] / expected[b]);
            QVERIFY2(std::abs(ratio - 1.0) < 4.0 * error + 0.03,
                     qPrintable(QString("p in bin %1: %2 +- %3").arg(b).arg(ratio).arg(error)));
            QVERIFY2(std::abs(ratioD - 1.0) < 3.0 * error + 0.02,
                     qPrintable(QString("D in bin %1: %2 +- %3").arg(b).arg(ratioD).arg(error)));
        }
        QVERIFY2(good >= 5, qPrintable(QString::number(good)));
    }

    void scalarCorrection()
    {
        // Five inputs: only the scalar way is open. Two of each: it is known how far the scalar way is off.
        LinearProblem wide = paper();
        wide.inputs = 5;
        const FreeEnergyRate rate = rateOf(wide, 1, 7e-4);
        QVERIFY(rate.method == RateMethod::Scalar && rate.reason.empty() && !rate.accuracy.empty());
        QCOMPARE(QString::fromStdString(wordOf(rate.method)), QString("scalar"));
        QVERIFY(*rate.logTau > escapePath(wide, 1, 2)->logTau(7e-4));
        QVERIFY(close(*rate.logWeightRatio, *rate.logTauBack - *rate.logTau, 1e-12));

        // 8.9224, 42.9021 and 244.6704 by an independent program.
        for (const auto& [t, logTau] : {std::pair{1e-3, 8.9224}, std::pair{4e-4, 42.9021}, std::pair{1e-4, 244.6704}}) {
            const Passage alone(scalarProfile(3, 9, 0.8, 0.32, t));
            QVERIFY(close(alone.logTauUp(0.0, ModeLandscape(0.8, 3).learntThreshold(0.32)), logTau, 2e-4));
            const double delta = *rateOf(paper(), 1, t).logTau - escapePath(paper(), 1, 2)->logTau(t);
            const double scalar = logTau - escapePath({{0.8}, 3, 9, 1, 1, 0.32}, 0, 1)->logTau(t);
            QVERIFY(std::abs(scalar - delta) < 0.1 * delta);
        }
        // One input and output, one mode: nothing is left out, and the scalar way is the exact one.
        const LinearProblem single{{0.8}, 3, 9, 1, 1, 0.32};
        QVERIFY(close(*rateOf(single, 0, 1e-3).logTau, 8.9224, 2e-4));
        // So cold that the exact way is not gone.
        QVERIFY(rateOf(paper(), 1, 2e-5).method == RateMethod::Scalar);
        QVERIFY(close(*rateOf(paper(), 1, 2e-5).logTau, 1369.9945, 0.01));
    }

    void noAnswer_data()
    {
        QTest::addColumn<double>("beta");
        QTest::addColumn<int>("depth");
        QTest::addColumn<double>("temperature");
        QTest::addColumn<int>("inputs");
        QTest::addColumn<QString>("words");
        QTest::newRow("depth") << 0.3 << 2 << 1e-3 << 2 << "depth 2";
        QTest::newRow("T 0") << 0.32 << 3 << 0.0 << 2 << "nothing escapes";
        QTest::newRow("fold") << 0.36 << 3 << 1e-3 << 2 << "above the fold of mode 2";
        QTest::newRow("hot") << 0.32 << 3 << 5e-3 << 2 << "No barrier";
        QTest::newRow("no decay") << 0.001 << 3 << 1e-3 << 2 << "No barrier";
        QTest::newRow("hot, scalar") << 0.32 << 3 << 5e-3 << 5 << "No barrier";
    }
    void noAnswer()
    {
        QFETCH(double, beta);
        QFETCH(int, depth);
        QFETCH(double, temperature);
        QFETCH(int, inputs);
        QFETCH(QString, words);
        LinearProblem problem = paper(beta, 10, depth);
        problem.inputs = inputs;
        const FreeEnergyRate rate = rateOf(problem, 1, temperature);
        QVERIFY(rate.method == RateMethod::None);
        QVERIFY(!rate.logTau && !rate.logTauBack && !rate.logWeightRatio && !rate.bottleneck && rate.accuracy.empty());
        const auto reason = QString::fromStdString(english(rate.reason));
        QVERIFY2(reason.contains(words), qPrintable(reason));
    }

    void equalModes()
    {
        // The exact way needs no isolated saddle; the scalar one stands on Langer, which does.
        LinearProblem problem = paper();
        problem.eta = {0.8, 0.8};
        QVERIFY(rateOf(problem, 1, 5e-4).method == RateMethod::Exact);
        problem.inputs = 3;
        const FreeEnergyRate rate = rateOf(problem, 1, 5e-4);
        QVERIFY(rate.method == RateMethod::None);
        QVERIFY(english(rate.reason).find("must not occur twice") != std::string::npos);
    }

    void badInput()
    {
        LinearProblem problem = paper();
        QCOMPARE(freeEnergyRate(problem, 2, 1e-3).errors().front().field, std::string("from-rank"));
        QCOMPARE(freeEnergyRate(problem, 1, -1.0).errors().front().field, std::string("temperature"));
        problem.width = 65;
        QCOMPARE(freeEnergyRate(problem, 1, 1e-3).errors().front().field, std::string("width"));
    }
};

HYSTERON_TEST(TestFreeEnergyRate)
#include "test_free_energy_rate.moc"
