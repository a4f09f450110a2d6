// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/io/changes_json.h"
#include "core/io/checkpoint_json.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

#include <QElapsedTimer>

#include <algorithm>
#include <random>

using namespace hysteron;
using Json = nlohmann::ordered_json;

namespace {

/// Mini-batches and thermal noise, T read from the gradient.
Specification noisyTrap()
{
    Specification s = findPreset("fig1a-rank1")->specification;
    s.protocol.anneal = {{0.0, 200}, {0.38, 200}};
    s.noise = {NoiseKind::MinibatchLangevin, {}, 1.179, TemperatureReading::TracePerWeight};
    s.training.epochs = 1000;
    return s;
}

Specification schedule()
{
    Specification s = noisyTrap();
    s.protocol.kind = ProtocolKind::Schedule;
    s.protocol.anneal = {{0.0, 150}, {0.3, 150}, {0.43, 150}, {0.1, 150}};
    return s;
}

ControlChange betaChange(double beta)
{
    return {.beta = beta};
}

/// Live changes at fixed epochs, one of them of the noise.
std::vector<LoggedChange> changes()
{
    ControlChange rate{.beta = 0.25, .learningRate = 0.05};
    ControlChange noise{.batch = 32, .noise = NoiseOptions{NoiseKind::Langevin, {}, 1.0, TemperatureReading::Trace}};
    return {{100, betaChange(0.3)}, {333, rate}, {600, noise}, {601, betaChange(0.4)}};
}

/// Everything that is seen of a run: equal texts are equal runs, bit for bit.
std::string seen(const Simulation& simulation)
{
    return toJson(simulation.checkpoint()).dump() + simulation.fingerprint();
}

std::unique_ptr<Simulation> started(const Specification& specification, const std::vector<LoggedChange>& log = {})
{
    auto simulation = simulate(specification).value();
    if (!simulation->follow(log).empty())
        qFatal("the log was refused");
    return simulation;
}

void advanceTo(Simulation& simulation, std::int64_t epoch)
{
    simulation.advance(epoch - simulation.epoch());
}

/// As a file holds it.
Checkpoint throughJson(const Checkpoint& checkpoint)
{
    return checkpointFromJson(Json::parse(toJson(checkpoint).dump())).value();
}

} // namespace

/// What a run needs to go on, in memory and in a file.
class TestCheckpoint : public QObject
{
    Q_OBJECT
private slots:
    void goesOnAsIfNothingHadHappened_data()
    {
        QTest::addColumn<Specification>("specification");
        QTest::addColumn<std::vector<LoggedChange>>("log");
        QTest::newRow("live changes, mini-batch and Langevin noise") << noisyTrap() << changes();
        QTest::newRow("schedule") << schedule() << std::vector<LoggedChange>{};
        QTest::newRow("schedule ended by hand")
            << schedule() << std::vector<LoggedChange>{{170, betaChange(0.2)}, {500, betaChange(0.45)}};
    }
    void goesOnAsIfNothingHadHappened()
    {
        QFETCH(Specification, specification);
        QFETCH(std::vector<LoggedChange>, log);
        const auto whole = started(specification, log);
        std::mt19937 random(11);
        std::vector<std::int64_t> epochs{0, 150, 300, 600}; // ends of legs, changes
        while (epochs.size() < 20)
            epochs.push_back(static_cast<std::int64_t>(random() % 1000));
        std::ranges::sort(epochs);
        std::vector<Checkpoint> checkpoints;
        for (const std::int64_t epoch : epochs) {
            advanceTo(*whole, epoch);
            checkpoints.push_back(whole->checkpoint());
        }
        advanceTo(*whole, 1000);
        const std::string expected = seen(*whole);

        const auto other = started(specification, log);
        for (std::size_t k = checkpoints.size(); k-- > 0;) { // backwards: each restores into a later state
            QVERIFY(other->restore(checkpoints[k]).empty());
            QCOMPARE(other->epoch(), epochs[k]);
            QCOMPARE(toJson(other->checkpoint()).dump(), toJson(checkpoints[k]).dump());
            advanceTo(*other, 1000);
            QCOMPARE(seen(*other), expected);
        }
        const auto prepared = prepare(specification).value();
        for (std::size_t k = 3; k < checkpoints.size(); k += 8) { // in another process
            auto resumed = Simulation::resume(prepared, throughJson(checkpoints[k]));
            QVERIFY(resumed.ok());
            (*resumed)->advance(1000 - epochs[k]);
            QCOMPARE(seen(**resumed), expected);
        }
    }

    void goesOnThroughDivergenceAndRecovery()
    {
        const auto whole = started(noisyTrap());
        advanceTo(*whole, 200);
        QVERIFY(whole->apply({.learningRate = 5.0}).empty());
        std::vector<Checkpoint> checkpoints{whole->checkpoint()};
        while (whole->state() == RunState::Paused) {
            whole->advance(1);
            checkpoints.push_back(whole->checkpoint());
        }
        QCOMPARE(whole->state(), RunState::Diverged);
        const auto mend = [](Simulation& simulation) {
            simulation.advance(1000);
            for (int k = 0; k < 10 && simulation.state() == RunState::Diverged; ++k) {
                simulation.recover();
                simulation.advance(1000 - simulation.epoch());
            }
        };
        mend(*whole);
        QCOMPARE(whole->state(), RunState::Finished);
        const std::string expected = seen(*whole);
        for (const Checkpoint& checkpoint : checkpoints) {
            auto resumed = Simulation::resume(whole->prepared(), throughJson(checkpoint)).value();
            mend(*resumed);
            QCOMPARE(seen(*resumed), expected);
        }
    }

    void aStateThatWasGivenGoesOnToo()
    {
        const auto trap = started(noisyTrap());
        const auto given = Simulation::createAt(trap->prepared(), trap->network().weights()).value();
        given->advance(100);
        const Checkpoint checkpoint = throughJson(given->checkpoint());
        given->advance(100);
        auto resumed = Simulation::resume(trap->prepared(), checkpoint).value();
        resumed->advance(100);
        QCOMPARE(seen(*resumed), seen(*given));
    }

    void theEndOfARunIsNoPartOfItsSpecification()
    {
        const auto run = started(noisyTrap());
        run->setEndEpoch(1200);
        QCOMPARE(run->endEpoch(), 1200);
        QCOMPARE(run->snapshot()->endEpoch, 1200);
        QVERIFY(run->specification() == noisyTrap());
        auto resumed = Simulation::resume(run->prepared(), throughJson(run->checkpoint())).value();
        QCOMPARE(resumed->advance(10'000), 1200);
        QCOMPARE(resumed->state(), RunState::Finished);
    }

    void anotherExperimentIsRefused()
    {
        const auto run = started(noisyTrap());
        run->advance(10);
        const std::string before = seen(*run);
        const auto refused = [&](auto edit) {
            Checkpoint checkpoint = run->checkpoint();
            edit(checkpoint);
            const Errors errors = run->restore(checkpoint);
            if (seen(*run) != before)
                qFatal("a refused checkpoint changed the run");
            return errors.empty() ? std::string() : errors.front().field;
        };
        QCOMPARE(refused([](Checkpoint&) {}), std::string());
        QCOMPARE(refused([](Checkpoint& c) { c.specification.seed = 3; }), std::string("checkpoint.specification"));
        QCOMPARE(refused([](Checkpoint& c) { c.at.weights.conservativeResize(3); }), std::string("checkpoint.at"));
        QCOMPARE(refused([](Checkpoint& c) { c.at.weights[0] = 1e9; }), std::string("checkpoint.at"));
        QCOMPARE(refused([](Checkpoint& c) { c.at.rank = 3; }), std::string("checkpoint.at"));
        QCOMPARE(refused([](Checkpoint& c) { c.lastGood.reset(); }), std::string("checkpoint.last_good"));
        QCOMPARE(refused([](Checkpoint& c) { c.curves.reset(); }), std::string("checkpoint.curves"));
        QCOMPARE(refused([](Checkpoint& c) { c.end = 9; }), std::string("checkpoint.end"));
        QCOMPARE(refused([](Checkpoint& c) {
                     c.changes = {{11, betaChange(0.1)}};
                 }),
                 std::string("checkpoint.changes"));
        QCOMPARE(refused([](Checkpoint& c) {
                     c.changes = {{5, betaChange(11.0)}};
                 }),
                 std::string("checkpoint.changes: training.beta"));
    }

    void everyDamageIsNamedAndNothingCrashes()
    {
        const auto run = started(noisyTrap(), changes());
        run->advance(700);
        const Json whole = toJson(run->checkpoint());
        // Every key that is missing or holds something else, down to the first element of each list.
        std::vector<Json::json_pointer> places;
        const auto walk = [&](const auto& self, const Json& json, const Json::json_pointer& at) -> void {
            if (json.is_object())
                for (const auto& [key, value] : json.items()) {
                    places.push_back(at / key);
                    self(self, value, at / key);
                }
            else if (json.is_array() && !json.empty()) {
                places.push_back(at / 0);
                self(self, json[0], at / 0);
            }
        };
        walk(walk, whole, Json::json_pointer());
        QVERIFY(places.size() > 100);
        for (const Json::json_pointer& place : places) {
            const std::string name = place.to_string();
            for (const Json& wrong : {Json("word"), Json::object(), Json(-1.5)}) {
                Json damaged = whole;
                if (damaged[place].type() == wrong.type() || (damaged[place].is_number() && wrong.is_number()))
                    continue;
                if (damaged[place].is_null() && name.starts_with("/specification/"))
                    continue; // the path of a file may be any word
                damaged[place] = wrong;
                const auto read = checkpointFromJson(damaged);
                QVERIFY2(!read.ok(), (name + " = " + wrong.dump()).c_str());
                QVERIFY2(read.errors().front().field.starts_with("checkpoint."), name.c_str());
            }
            if (name.ends_with("/0") || name.starts_with("/specification/") || name.starts_with("/changes/"))
                continue; // lists may be shorter, and these have defaults
            Json damaged = whole;
            damaged[place.parent_pointer()].erase(place.back());
            QVERIFY2(!checkpointFromJson(damaged).ok(), (name + " is missing").c_str());
        }
        for (const char* text : {"null", "[]", "{}", "3", R"({"version": 2})"})
            QVERIFY2(!checkpointFromJson(Json::parse(text)).ok(), text);
        Json huge = whole;
        huge["curves"]["train_mse"]["buckets"][0] = {1e300, 0.5};
        QVERIFY(!checkpointFromJson(huge).ok());
        huge = whole;
        huge["at"]["epoch"] = 18446744073709551615ULL;
        QVERIFY(!checkpointFromJson(huge).ok());
    }

    void weightsAreReadFromBothKindsOfFile()
    {
        const auto run = started(noisyTrap());
        const NetworkShape shape = run->prepared()->shape();
        const Json now = toJson(run->checkpoint());
        QCOMPARE(weightsFromJson(now, shape, "--state", "a.json").value(), run->network().weights());
        Json layers = Json::array();
        for (int l = 0; l < shape.depth; ++l) {
            Json rows = Json::array();
            for (int i = 0; i < shape.rows(l); ++i) {
                Json row = Json::array();
                for (int j = 0; j < shape.cols(l); ++j)
                    row.push_back(run->network().layer(l)(i, j));
                rows.push_back(row);
            }
            layers.push_back(rows);
        }
        const Json old = {{"layers", layers}};
        QCOMPARE(weightsFromJson(old, shape, "--state", "a.json").value(), run->network().weights());
        NetworkShape other = shape;
        other.width = 9;
        for (const Json& json : {now, old, Json(3), Json::object()})
            QCOMPARE(weightsFromJson(json, other, "--state", "a.json").errors().front().field, std::string("--state"));
    }

    /// Sharing is what makes it cheap: the second of an epoch copies no curve.
    void sharesWhatDidNotChange()
    {
        const auto run = started(noisyTrap());
        run->advance(500);
        const Checkpoint first = run->checkpoint(), second = run->checkpoint();
        QCOMPARE(first.curves.get(), second.curves.get());
        QCOMPARE(first.trail.get(), second.trail.get());
        QCOMPARE(run->snapshot()->curves.get(), first.curves.get());
        run->advance(1);
        const Checkpoint later = run->checkpoint();
        QVERIFY(later.curves.get() != first.curves.get());
        QCOMPARE(later.lastGood.get(), first.lastGood.get());
        QElapsedTimer timer;
        timer.start();
        for (int k = 0; k < 100; ++k)
            (void)run->checkpoint();
        qInfo("a checkpoint of an epoch that was looked at: %.1f us", static_cast<double>(timer.nsecsElapsed()) / 1e5);
    }
};

HYSTERON_TEST(TestCheckpoint)
#include "test_checkpoint.moc"
