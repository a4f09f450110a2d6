// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/control.h"
#include "core/experiment/fields.h"
#include "core/experiment/specification.h"
#include "tests/support/test.h"

#include <algorithm>
#include <cmath>
#include <functional>
#include <limits>

using namespace hysteron;

namespace {
constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();

using Edit = std::function<void(Specification&)>;

Specification edited(const Edit& edit)
{
    Specification specification;
    edit(specification);
    return specification;
}

bool names(const Errors& errors, const std::string& field)
{
    return std::any_of(errors.begin(), errors.end(), [&](const Error& error) { return error.field == field; });
}

/// A field that holds one number, and how to set it.
struct NumberField {
    const char* key;
    std::function<void(Specification&, double)> set;
    std::vector<double> good;
    std::vector<double> bad;
};

const std::vector<NumberField>& numberFields()
{
    static const std::vector<NumberField> fields = {
        {"training.beta",
         [](Specification& s, double v) { s.training.beta = v; },
         {0.0, 0.32, 10.0},
         {kNan, kInfinity, -kInfinity, -1e-300, std::nextafter(10.0, 11.0), 1e6}},
        {"training.learning_rate",
         [](Specification& s, double v) { s.training.learningRate = v; },
         {1e-300, 0.08, 5.0, 10.0},
         {kNan, kInfinity, -0.08, 0.0, std::nextafter(10.0, 11.0), 1e6}},
        {"training.batch",
         [](Specification& s, double v) { s.training.batch = static_cast<int>(v); },
         {1, 64, 512},
         {-64, 0, 513, 1e6}},
        {"training.epochs",
         [](Specification& s, double v) { s.training.epochs = static_cast<std::int64_t>(v); },
         {1, 1e6, 1e9},
         {-1, 0, 1e9 + 1}},
        {"noise.temperature",
         [](Specification& s, double v) { s.noise.temperature = v; },
         {0.0, 1e-3, 10.0},
         {kNan, kInfinity, -1e-3, 10.5, 1e6}},
        {"noise.c",
         [](Specification& s, double v) { s.noise.c = v; },
         {1e-300, 1.179, 1e6},
         {kNan, kInfinity, -1.0, 0.0, 1.1e6}},
        {"protocol.rank",
         [](Specification& s, double v) { s.protocol.rank = static_cast<int>(v); },
         {0, 1, 2},
         {-1, 3, 1e6}},
        {"protocol.init_std",
         [](Specification& s, double v) { s.protocol.initStd = v; },
         {1e-300, 0.3, 10.0},
         {kNan, kInfinity, -0.3, 0.0, 10.1, 1e6}},
        {"protocol.anneal[1].beta",
         [](Specification& s, double v) {
             s.protocol.anneal = {{0.1, 10}, {v, 10}};
         },
         {0.0, 0.361, 10.0},
         {kNan, kInfinity, -0.1, 10.1, 1e6}},
        {"protocol.anneal[0].epochs",
         [](Specification& s, double v) {
             s.protocol.anneal = {{0.1, static_cast<std::int64_t>(v)}};
         },
         {1, 1e6, 1e8},
         {-1, 0, 1e8 + 1}},
        {"escape.threshold",
         [](Specification& s, double v) { s.escape.threshold = v; },
         {1e-300, 1e-3, 1e6},
         {kNan, kInfinity, -1e-3, 0.0, 1.1e6}},
    };
    return fields;
}
} // namespace

class TestSpecification : public QObject
{
    Q_OBJECT
private slots:
    void theDefaultIsValid()
    {
        const Errors errors = Specification{}.validate();
        QVERIFY2(errors.empty(), errors.empty() ? "" : errors.front().message().c_str());
    }

    void boundariesAreInclusive_data() { addFields(); }
    void boundariesAreInclusive()
    {
        QFETCH(int, index);
        const NumberField& field = numberFields()[index];
        for (const double value : field.good) {
            const Errors errors = edited([&](Specification& s) { field.set(s, value); }).validate();
            QVERIFY2(errors.empty(), errors.empty() ? "" : errors.front().message().c_str());
        }
    }

    void everyBadNumberIsNamed_data() { addFields(); }
    void everyBadNumberIsNamed()
    {
        QFETCH(int, index);
        const NumberField& field = numberFields()[index];
        for (const double value : field.bad) {
            const Errors errors = edited([&](Specification& s) { field.set(s, value); }).validate();
            QVERIFY2(errors.size() == 1,
                     qPrintable(QString("%1 = %2: %3 errors").arg(field.key).arg(value).arg(errors.size())));
            QCOMPARE(errors.front().field, std::string(field.key));
            QVERIFY(!errors.front().value.empty());
            QVERIFY(english(errors.front().rule).find("must be a") != std::string::npos);
        }
    }

    void theMessageSaysFieldValueAndRule()
    {
        const Errors errors = edited([](Specification& s) { s.training.beta = -0.5; }).validate();
        QCOMPARE(errors.size(), 1u);
        QCOMPARE(errors.front().message(), std::string("training.beta: -0.5: must be a finite number from 0 to 10"));
        const Errors batch = edited([](Specification& s) { s.training.batch = 1000000; }).validate();
        QCOMPARE(batch.front().message(),
                 std::string("training.batch: 1000000: must be an integer from 1 to 512 (task.samples)"));
    }

    void allProblemsAreReportedAtOnce()
    {
        const Errors errors = edited([](Specification& s) {
                                  s.task.samples = -1;
                                  s.network.depth = 1;
                                  s.training.beta = kNan;
                                  s.training.learningRate = 0.0;
                                  s.noise.c = -1.0;
                                  s.protocol.initStd = kInfinity;
                                  s.escape.threshold = 0.0;
                              }).validate();
        for (const char* field : {"task.samples", "network.depth", "training.beta", "training.learning_rate", "noise.c",
                                  "protocol.init_std", "escape.threshold"})
            QVERIFY2(names(errors, field), field);
    }

    void populationHasNoMiniBatches()
    {
        const auto with = [](NoiseKind kind) {
            return edited([kind](Specification& s) {
                       s.task.sampling = Sampling::Population;
                       s.noise.kind = kind;
                   })
                .validate();
        };
        QVERIFY(with(NoiseKind::Langevin).empty());
        QVERIFY(with(NoiseKind::None).empty());
        QCOMPARE(with(NoiseKind::Minibatch).size(), 1u);
        QCOMPARE(with(NoiseKind::Minibatch).front().field, std::string("noise.kind"));
        QCOMPARE(with(NoiseKind::MinibatchLangevin).front().value, std::string("minibatch_langevin"));
    }

    void depthTwoHasNoTrap()
    {
        const auto with = [](ProtocolKind kind, int rank) {
            return edited([&](Specification& s) {
                       s.network.depth = 2;
                       s.protocol.kind = kind;
                       s.protocol.rank = rank;
                       s.protocol.anneal = {{0.1, 10}};
                   })
                .validate();
        };
        for (const int rank : {0, 1}) {
            const Errors errors = with(ProtocolKind::RankTrap, rank);
            QCOMPARE(errors.size(), 1u);
            QCOMPARE(errors.front().field, std::string("protocol.rank"));
            QVERIFY(english(errors.front().rule).find("no metastable trap") != std::string::npos);
            QVERIFY(english(errors.front().rule).find("continuous") != std::string::npos);
        }
        QVERIFY(with(ProtocolKind::RankTrap, 2).empty());
        QVERIFY(with(ProtocolKind::Random, 1).empty());
        QVERIFY(with(ProtocolKind::Schedule, 1).empty());
    }

    void theWidthBoundsTheRank()
    {
        const Errors errors = edited([](Specification& s) {
                                  s.network.width = 1;
                                  s.protocol.rank = 2;
                              }).validate();
        QCOMPARE(errors.size(), 1u);
        QVERIFY(english(errors.front().rule).find("network.width") != std::string::npos);
    }

    void aScheduleNeedsALeg()
    {
        const Errors errors = edited([](Specification& s) { s.protocol.kind = ProtocolKind::Schedule; }).validate();
        QCOMPARE(errors.size(), 1u);
        QCOMPARE(errors.front().field, std::string("protocol.anneal"));
    }

    void theRankMattersOnlyToATrap()
    {
        QVERIFY(edited([](Specification& s) {
                    s.protocol.kind = ProtocolKind::Random;
                    s.protocol.rank = 64;
                })
                    .validate()
                    .empty());
    }

    void aLiveChangeIsCheckedForWhatItCanBreak()
    {
        Specification s;
        QVERIFY(checkLive(s).empty());
        s.training.batch = 513;
        s.training.beta = kNan;
        s.noise.c = 0.0;
        QCOMPARE(checkLive(s).size(), 3u);
        s = {};
        s.task.samples = 1'000'001; // not for a live change to break
        s.network.depth = 0;
        QVERIFY(checkLive(s).empty());
    }

    void theControlPartsAreTheLiveFields()
    {
        QStringList live, parts;
        for (const Field& field : fields())
            if (field.live)
                live << QString::fromStdString(field.section == "noise" ? field.section : field.key());
        for (const ControlPart& part : controlParts())
            parts << QString::fromStdString(part.name.empty() ? part.section : part.section + "." + part.name);
        live.removeDuplicates();
        QCOMPARE(parts, live);
    }

    void everyFieldIsReadAndSetByItsLineOfTheTable()
    {
        Specification other;
        other.task.eta = {0.5};
        other.task.csv = "a.csv";
        other.training.batching = Batching::Full;
        other.protocol.anneal = {{0.1, 5}};
        other.escape.threshold = 0.25;
        other.seed = 9;
        Specification copy;
        for (const Field& field : fields())
            QVERIFY(field.set(copy, field.get(other)));
        QVERIFY(copy == other);
        QVERIFY(!fieldOf("training.batch").set(copy, std::int64_t{1} << 40)); // does not fit
        QVERIFY(copy == other);
        QVERIFY_EXCEPTION_THROWN((void)fieldOf("training.bet"), std::logic_error);
    }

    void controlChangesOnlyWhatIsSet()
    {
        const Specification before;
        QVERIFY(ControlChange{}.empty());
        QCOMPARE(ControlChange{}.appliedTo(before), before);

        ControlChange change;
        change.beta = 0.25;
        change.batch = 32;
        QVERIFY(!change.empty());
        Specification expected = before;
        expected.training.beta = 0.25;
        expected.training.batch = 32;
        QCOMPARE(change.appliedTo(before), expected);

        ControlChange later;
        later.beta = 0.3;
        later.learningRate = 0.01;
        later.batching = Batching::Replacement;
        later.noise = NoiseOptions{NoiseKind::None, 0.1, 2.0, TemperatureReading::Trace};
        const Specification inTurn = later.appliedTo(change.appliedTo(before));
        change.merge(later);
        QCOMPARE(change.appliedTo(before), inTurn);
        QCOMPARE(inTurn.training.batch, 32);
        QCOMPARE(inTurn.training.beta, 0.3);
    }

private:
    static void addFields()
    {
        QTest::addColumn<int>("index");
        for (std::size_t i = 0; i < numberFields().size(); ++i)
            QTest::newRow(numberFields()[i].key) << static_cast<int>(i);
    }
};

HYSTERON_TEST(TestSpecification)
#include "test_specification.moc"
