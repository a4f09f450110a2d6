// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/command_line.h"
#include "tests/support/test.h"

#include <QProcess>

#include <cmath>
#include <csignal>

using namespace command_line;

namespace {

const QStringList kDescent = {"hysteresis", "--preset", "fig3", "--json"};
const QStringList kRange = {"--from", "0.30", "--to", "0.45", "--step", "0.01", "--dwell", "200"};

} // namespace

class TestHysteresisCommand : public QObject
{
    Q_OBJECT
private slots:
    void answersTheContract()
    {
        const Answer answer = call(kDescent + kRange);
        QCOMPARE(answer.status, 0);
        QVERIFY(answer.out.contains("\"beta\": 0.36,"));
        const Json json = answer.json();
        for (const char* branch : {"up", "down"}) {
            QCOMPARE(json[branch].size(), 16U);
            for (const Json& point : json[branch]) {
                QVERIFY(point["beta"].is_number() && point["rank"].is_number_integer());
                QCOMPARE(point["singular_values"].size(), 2U);
                QVERIFY(point["train_mse"].is_number() && point["test_mse"].is_number());
            }
        }
        QVERIFY(json["up"][0]["beta"] == 0.3 && json["down"][0]["beta"] == 0.45 && json["down"][15]["beta"] == 0.3);
        const Json expected = Json::parse(R"([{"direction": "up", "beta": 0.36, "from": 2, "to": 1},
                                              {"direction": "up", "beta": 0.42, "from": 1, "to": 0}])");
        QVERIFY(json["jumps"] == expected);
        QVERIFY(std::abs(json["loop_area"].get<double>() - 0.0645) < 1e-4);
        QVERIFY(json["loop_area_error"].is_null());
        QVERIFY(
            call(QStringList{"hysteresis", "--preset", "fig3"} + kRange).out.contains("at beta = 0.36: rank 2 to 1"));
    }

    void replicasAndThreads()
    {
        const QStringList warm =
            kDescent + kRange + QStringList{"--set", "noise.kind=langevin", "--set", "noise.temperature=1e-3"};
        const Json three = call(warm + QStringList{"--replicas", "3", "--threads", "1"}).json();
        QVERIFY(call(warm + QStringList{"--replicas", "3", "--threads", "3"}).json() == three);
        QCOMPARE(three["sweeps"].size(), 3U);
        QVERIFY(three["sweeps"][0]["up"] == three["up"]);
        const Json second = call(warm + QStringList{"--seed", "43"}).json();
        QVERIFY(second["up"] == three["sweeps"][1]["up"]);
        QVERIFY(second["loop_area"] == three["sweeps"][1]["loop_area"]);
        double sum = 0.0;
        for (const Json& sweep : three["sweeps"])
            sum += sweep["loop_area"].get<double>();
        QVERIFY(std::abs(three["loop_area_mean"].get<double>() - sum / 3.0) < 1e-12);
        double squares = 0.0;
        for (const Json& sweep : three["sweeps"])
            squares += std::pow(sweep["loop_area"].get<double>() - sum / 3.0, 2);
        QVERIFY(std::abs(three["loop_area_error"].get<double>() - std::sqrt(squares / 2.0 / 3.0)) < 1e-12);
    }

    void divergenceIsReported()
    {
        const Answer answer = call(kDescent + kRange + QStringList{"--set", "training.learning_rate=5"});
        QCOMPARE(answer.status, 1);
        QVERIFY(answer.json()["loop_area"].is_null() && answer.json()["diverged"] == 1);
    }

    void badInputIsNamed_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QByteArray>("line");
        QTest::newRow("nothing") << QStringList{} << QByteArray("error: --from: (empty): must be");
        QTest::newRow("text") << QStringList{"--from", "low", "--to", "0.4", "--step", "0.1", "--dwell", "9"}
                              << QByteArray("error: --from: low: must be");
        QTest::newRow("backwards") << QStringList{"--from", "0.5", "--to", "0.4", "--step", "0.1", "--dwell", "9"}
                                   << QByteArray("error: --to: 0.4: must be above 0.5");
        QTest::newRow("step") << QStringList{"--from", "0.3", "--to", "0.4", "--step", "0", "--dwell", "9"}
                              << QByteArray("error: --step: 0: must be");
        QTest::newRow("dwell") << QStringList{"--from", "0.3", "--to", "0.4", "--step", "0.1", "--dwell", "0"}
                               << QByteArray("error: --dwell: 0: must be");
        QTest::newRow("replicas") << kRange + QStringList{"--replicas", "0"}
                                  << QByteArray("error: --replicas: 0: must be");
        QTest::newRow("threads") << kRange + QStringList{"--threads", "x"}
                                 << QByteArray("error: --threads: x: must be");
        QTest::newRow("precision") << kRange + QStringList{"--precision", "f16"}
                                   << QByteArray("error: --precision: f16: must be");
        QTest::newRow("inputs") << kRange + QStringList{"--set", "task.inputs=9"}
                                << QByteArray("error: task.inputs: 9: sweeps");
    }
    void badInputIsNamed()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QByteArray, line);
        const Answer answer = call(kDescent + arguments);
        QCOMPARE(answer.status, 2);
        QVERIFY2(answer.err.startsWith(line), answer.err);
        QVERIFY(answer.out.isEmpty());
    }

    void anInterruptKeepsWhatWasFinished()
    {
        QProcess process;
        process.start(HYSTERON_CLI, kDescent + QStringList{"--from", "0", "--to", "0.5", "--step", "0.0001", "--dwell",
                                                           "400", "--replicas", "16"});
        QVERIFY(process.waitForStarted());
        QTest::qWait(700);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitCode(), 130);
        const Json json = Json::parse(process.readAllStandardOutput().toStdString());
        QVERIFY(!json["up"].empty() && json["loop_area"].is_null());
        QVERIFY(json["up"].size() + json["down"].size() < 10002U);
        QCOMPARE(json["sweeps"].size(), 16U);
    }
};

HYSTERON_TEST(TestHysteresisCommand)
#include "test_hysteresis_command.moc"
