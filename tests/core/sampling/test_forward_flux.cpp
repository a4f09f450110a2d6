// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/model/order_parameters.h"
#include "core/sampling/committor.h"
#include "core/sampling/ensemble.h"
#include "core/sampling/forward_flux.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>

using namespace hysteron;
using namespace hysteron::sampling;

namespace {

Specification trapAt(double temperature)
{
    Specification specification = findPreset("fig1a-rank1")->specification;
    specification.task.sampling = Sampling::Population;
    specification.noise.temperature = temperature;
    return specification;
}

std::vector<ForwardFluxRepeat> repeatsOf(const Specification& specification, const ForwardFluxOptions& options)
{
    auto sampler = ForwardFlux::create(prepare(specification).value(), options);
    std::vector<ForwardFluxRepeat> repeats;
    for (int k = 0; k < options.repeats; ++k)
        repeats.push_back(sampler.value()->repeat(k).value());
    return repeats;
}

} // namespace

class TestForwardFlux : public QObject
{
    Q_OBJECT
private slots:
    void agreesWithWaiting()
    {
        // Both see the state after every step: an epoch of one step for the ensemble.
        Specification specification = trapAt(1.2e-3);
        specification.training.batch = specification.task.samples;
        auto ensemble =
            Ensemble::create(prepare(specification).value(), {.replicas = 1000, .maxEpochs = 100'000'000, .threads = 2})
                .value();
        ensemble->advance(100'000'000);
        double exposure = 0.0;
        for (const Passage& passage : ensemble->passages()) {
            QCOMPARE(passage.outcome, PassageOutcome::Escaped);
            exposure += static_cast<double>(passage.epoch) * 0.08;
        }
        const double waited = std::log(exposure / 1000.0); // known to 1/sqrt(1000)
        const ForwardFluxEstimate found = estimateOf(repeatsOf(trapAt(1.2e-3), {.walkers = 1000, .threads = 2}));
        const double error = std::hypot((found.high - found.low) / 4.7, 1.0 / std::sqrt(1000.0));
        QVERIFY2(std::abs(found.logTau - waited) < 3.5 * error,
                 qPrintable(QString("%1 against %2 +- %3").arg(found.logTau).arg(waited).arg(error)));
    }

    void threadsChangeNothing()
    {
        const auto one = repeatsOf(trapAt(8e-4), {.walkers = 100, .repeats = 2, .threads = 1});
        const auto three = repeatsOf(trapAt(8e-4), {.walkers = 100, .repeats = 2, .threads = 3});
        QVERIFY(one == three);
        QVERIFY(!(one[0] == one[1]));
        for (const ForwardFluxRepeat& repeat : one) {
            QCOMPARE(repeat.probabilities.size() + 1, repeat.interfaces.size());
            QVERIFY(std::is_sorted(repeat.interfaces.begin(), repeat.interfaces.end()));
            double logRate = std::log(repeat.flux);
            for (const double p : repeat.probabilities)
                logRate += std::log(p);
            QVERIFY(std::abs(logRate + repeat.logTau) < 1e-12);
        }
    }

    void badQuestionsAreNamed()
    {
        const auto refused = [](const Specification& specification, const ForwardFluxOptions& options) {
            const auto result = ForwardFlux::create(prepare(specification).value(), options);
            return result.ok() ? std::string() : result.errors().front().field;
        };
        QCOMPARE(refused(trapAt(1e-3), {.walkers = 5}), std::string("walkers"));
        QCOMPARE(refused(trapAt(1e-3), {.repeats = 1}), std::string("repeats"));
        QCOMPARE(refused(trapAt(0.0), {}), std::string("noise.temperature"));
        Specification random = trapAt(1e-3);
        random.protocol.kind = ProtocolKind::Random;
        QCOMPARE(refused(random, {}), std::string("protocol.kind"));
        Specification error = trapAt(1e-3);
        error.escape.observable = EscapeObservable::TestMse;
        QCOMPARE(refused(error, {}), std::string("escape.observable"));
    }

    void committorRisesFromTrapToPhase()
    {
        const Specification specification = trapAt(3e-4);
        const auto simulation = simulate(specification);
        QCOMPARE((*simulation)->startRank(), 1);
        const double first = *theory::ModeLandscape(0.9, 3).minimum(0.32);
        const double saddle = *theory::ModeLandscape(0.8, 3).saddle(0.32);
        double before = -1.0;
        for (const double sigma : {0.4 * saddle, saddle, 2.2 * saddle}) {
            const Network network = balancedNetwork({2, 2, 10, 3}, {first, sigma});
            const auto result = committor(**simulation, network.weights(), {.walkers = 400, .threads = 2}).value();
            QCOMPARE(result.undecided, 0);
            QVERIFY(*result.share > before);
            QVERIFY(result.interval.low <= *result.share && *result.share <= result.interval.high);
            before = *result.share;
        }
        QVERIFY(before > 0.9);
        // At the saddle of the loss both sides are near; entropy favours the upper phase.
        const auto atSaddle =
            committor(**simulation, balancedNetwork({2, 2, 10, 3}, {first, saddle}).weights(), {.walkers = 1000})
                .value();
        QVERIFY2(*atSaddle.share > 0.5 && *atSaddle.share < 0.9, qPrintable(QString::number(*atSaddle.share)));
    }
};

HYSTERON_TEST(TestForwardFlux)
#include "test_forward_flux.moc"
