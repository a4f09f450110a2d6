// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/fields.h"
#include "core/experiment/presets.h"
#include "core/io/specification_json.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

#include <algorithm>
#include <fstream>

using namespace hysteron;
using Json = nlohmann::ordered_json;

namespace {

bool names(const Errors& errors, const std::string& field)
{
    return std::any_of(errors.begin(), errors.end(), [&](const Error& e) { return e.field == field; });
}

} // namespace

class TestSpecificationJson : public QObject
{
    Q_OBJECT
private slots:
    void everyPresetSurvivesTheRoundTrip()
    {
        for (const Preset& preset : presets()) {
            const auto back = specificationFromJson(Json::parse(toJson(preset.specification).dump()));
            QVERIFY2(back.ok(), preset.name.c_str());
            QVERIFY2(*back == preset.specification, preset.name.c_str());
        }
    }

    void everyFieldSurvivesTheRoundTrip()
    {
        Specification s;
        s.task.eta = {0.7, 0.1 + 0.2};
        s.task.subsample = 100;
        s.task.sampling = Sampling::MomentMatched;
        s.task.csvInputs = {"a", "b"};
        s.task.seed = 18446744073709551615ull;
        s.noise.temperature = 1.0 / 3.0;
        s.noise.reading = TemperatureReading::Trace;
        s.protocol.kind = ProtocolKind::Schedule;
        s.protocol.anneal = {{0.1, 20}, {0.43, 300}};
        s.protocol.initStd = 0.25;
        s.escape.observable = EscapeObservable::TestMse;
        s.escape.threshold = 0.5;
        s.seed = 7;
        const auto back = specificationFromJson(toJson(s));
        QVERIFY(back.ok());
        QVERIFY(*back == s);
    }

    void everyKeyOfTheContractIsThere()
    {
        const Json json = toJson(Specification{});
        for (const char* pointer : {"/task/eta",
                                    "/task/inputs",
                                    "/task/outputs",
                                    "/task/samples",
                                    "/task/test_samples",
                                    "/task/subsample",
                                    "/task/sampling",
                                    "/task/csv",
                                    "/task/seed",
                                    "/network/depth",
                                    "/network/width",
                                    "/network/activation",
                                    "/training/beta",
                                    "/training/learning_rate",
                                    "/training/batch",
                                    "/training/batching",
                                    "/training/epochs",
                                    "/noise/kind",
                                    "/noise/temperature",
                                    "/noise/c",
                                    "/protocol/kind",
                                    "/protocol/rank",
                                    "/protocol/anneal",
                                    "/protocol/init_std",
                                    "/escape/observable",
                                    "/escape/threshold",
                                    "/seed"})
            QVERIFY2(json.contains(Json::json_pointer(pointer)), pointer);
    }

    void wrongTypesNameTheField_data()
    {
        QTest::addColumn<QString>("text");
        QTest::addColumn<QString>("field");
        QTest::newRow("text") << R"({"training": {"beta": "much"}})"
                              << "training.beta";
        QTest::newRow("list") << R"({"training": {"beta": [1]}})"
                              << "training.beta";
        QTest::newRow("fraction") << R"({"training": {"batch": 2.5}})"
                                  << "training.batch";
        QTest::newRow("huge") << R"({"training": {"batch": 1e300}})"
                              << "training.batch";
        QTest::newRow("negative seed") << R"({"seed": -1})"
                                       << "seed";
        QTest::newRow("word") << R"({"noise": {"kind": "loud"}})"
                              << "noise.kind";
        QTest::newRow("null") << R"({"network": {"depth": null}})"
                              << "network.depth";
        QTest::newRow("element") << R"({"task": {"eta": [0.9, "x"]}})"
                                 << "task.eta";
        QTest::newRow("leg") << R"({"protocol": {"anneal": [{"beta": 1}]}})"
                             << "protocol.anneal";
        QTest::newRow("section") << R"({"task": 5})"
                                 << "task";
        QTest::newRow("unknown") << R"({"training": {"learningrate": 1}})"
                                 << "training.learningrate";
        QTest::newRow("version") << R"({"version": 99})"
                                 << "version";
        QTest::newRow("range") << R"({"training": {"beta": -1}})"
                               << "training.beta";
    }
    void wrongTypesNameTheField()
    {
        QFETCH(QString, text);
        QFETCH(QString, field);
        const auto read = specificationFromJson(Json::parse(text.toStdString()));
        QVERIFY(!read.ok());
        QVERIFY2(names(read.errors(), field.toStdString()), read.errors().front().message().c_str());
        QVERIFY(!read.errors().front().rule.empty());
    }

    void allProblemsAtOnce()
    {
        const auto read = specificationFromJson(
            Json::parse(R"({"training": {"beta": "x", "learning_rate": -1}, "network": {"depth": 99}})"));
        QVERIFY(names(read.errors(), "training.beta"));
        QVERIFY(names(read.errors(), "training.learning_rate"));
        QVERIFY(names(read.errors(), "network.depth"));
    }

    void unknownKeysAreGuessed()
    {
        const auto read = specificationFromJson(Json::parse(R"({"training": {"learning_rte": 1}})"));
        QVERIFY(english(read.errors().front().rule).find("training.learning_rate") != std::string::npos);
    }

    void settings()
    {
        const auto changed = withSettings({}, {"training.beta=0.3", "noise.kind=none", "task.eta=[0.9,0.5]",
                                               "noise.temperature=null", "task.samples=256"});
        QVERIFY(changed.ok());
        QCOMPARE(changed->training.beta, 0.3);
        QCOMPARE(changed->noise.kind, NoiseKind::None);
        QCOMPARE(changed->task.eta, (std::vector<double>{0.9, 0.5}));
        QVERIFY(!withSettings({}, {"training.beta"}).ok());
        QVERIFY(!withSettings({}, {"=1"}).ok());
        // Each alone would break a rule, together they do not.
        QVERIFY(withSettings({}, {"training.batch=600", "task.samples=1000"}).ok());
        QVERIFY(!withSettings({}, {"training.batch=600"}).ok());
    }

    void schemaDescribesEveryKey()
    {
        const Json schema = specificationSchema();
        for (const Field& field : fields()) {
            const std::string pointer =
                "/properties/" + (field.section.empty() ? "" : field.section + "/properties/") + field.name;
            QVERIFY2(schema.contains(Json::json_pointer(pointer)), pointer.c_str());
            const Json& property = schema[Json::json_pointer(pointer)];
            QVERIFY(property.contains("type") && property.contains("description") && property.contains("default"));
        }
    }
};

HYSTERON_TEST(TestSpecificationJson)
#include "test_specification_json.moc"
