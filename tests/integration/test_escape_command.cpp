// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/command_line.h"
#include "tests/support/test.h"

#include <QProcess>
#include <QTemporaryDir>

#include <algorithm>
#include <cmath>
#include <csignal>

using namespace command_line;

namespace {

const QStringList kHotTrap = {"escape", "--preset", "fig1a-rank1", "--set", "noise.temperature=1.2e-3", "--json"};

} // namespace

class TestEscapeCommand : public QObject
{
    Q_OBJECT
private slots:
    void answersTheContract()
    {
        const Answer answer = call(kHotTrap + QStringList{"--replicas", "60", "--max-epochs", "900"});
        QCOMPARE(answer.status, 0);
        const Json json = answer.json();
        for (const char* key : {"replicas", "escaped", "censored", "exposure_epochs", "tau_epochs", "ci95", "tau_time",
                                "method", "exponential_p", "fingerprint", "times"})
            QVERIFY2(json.contains(key), key);
        QCOMPARE(json["replicas"].get<int>(), 60);
        QCOMPARE(json["times"].size(), 60U);
        int escaped = 0;
        double exposure = 0.0;
        for (const Json& time : json["times"]) {
            escaped += !time["censored"].get<bool>();
            exposure += time["epochs"].get<double>();
        }
        QVERIFY(escaped > 10 && escaped < 60);
        QCOMPARE(json["escaped"].get<int>(), escaped);
        QCOMPARE(json["censored"].get<int>(), 60 - escaped);
        QCOMPARE(json["exposure_epochs"].get<double>(), exposure);
        QCOMPARE(json["tau_epochs"].get<double>(), exposure / escaped);
        QVERIFY(std::abs(json["tau_time"].get<double>() - exposure / escaped * 8 * 0.08) < 1e-9);
        QVERIFY(json["ci95"][0] < json["tau_epochs"] && json["tau_epochs"] < json["ci95"][1]);
    }

    void threadsChangeNothing()
    {
        const QStringList few = kHotTrap + QStringList{"--replicas", "40", "--max-epochs", "300"};
        const Json one = call(few + QStringList{"--threads", "1"}).json();
        QVERIFY(call(few + QStringList{"--threads", "3"}).json() == one);
        QVERIFY(call(few + QStringList{"--seed", "43"}).json()["fingerprint"] != one["fingerprint"]);
    }

    void tauIsThatOfTheKnownSimulation()
    {
        // 2.04e3 time units at T = 1.1e-3, from an independent program.
        const Json json = call({"escape", "--preset", "fig1a-rank1", "--set", "noise.temperature=1.1e-3", "--replicas",
                                "300", "--max-epochs", "1000000", "--json"})
                              .json();
        QCOMPARE(json["escaped"].get<int>(), 300);
        QVERIFY(json["ci95_time"][0] < 2040.0 && 2040.0 < json["ci95_time"][1]);
        QVERIFY(json["exponential_p"] > 1e-3);
    }

    void minibatchNoiseDoesNotEscapeAndSaysSo()
    {
        const Answer answer = call(
            {"escape", "--preset", "fig1a-rank1-minibatch", "--replicas", "1000", "--max-epochs", "300", "--json"});
        QCOMPARE(answer.status, 1);
        const Json json = answer.json();
        QCOMPARE(json["escaped"].get<int>(), 0);
        QVERIFY(json["tau_epochs"].is_null() && json["tau_time"].is_null() && json["exponential_p"].is_null());
        QVERIFY(std::abs(json["ci95"][0].get<double>() - 300'000 / -std::log(0.05)) < 1.0);
        QVERIFY(json["ci95"][1].is_null());
    }

    void divergenceIsReported()
    {
        const Answer answer = call(kHotTrap + QStringList{"--replicas", "3", "--set", "training.learning_rate=5"});
        QCOMPARE(answer.status, 1);
        QCOMPARE(answer.json()["diverged"].get<int>(), 3);
    }

    void badInputIsNamed_data()
    {
        QTest::addColumn<QStringList>("more");
        QTest::addColumn<QByteArray>("field");
        QTest::newRow("no replicas") << QStringList{"--replicas", "0"} << QByteArray("error: --replicas: 0: must be");
        QTest::newRow("text") << QStringList{"--max-epochs", "many"}
                              << QByteArray("error: --max-epochs: many: must be");
        QTest::newRow("threads") << QStringList{"--threads", "-1"} << QByteArray("error: --threads: -1: must be");
        QTest::newRow("precision") << QStringList{"--precision", "f16"} << QByteArray("error: --precision: f16: must");
        QTest::newRow("inputs") << QStringList{"--set", "task.inputs=9"}
                                << QByteArray("error: task.inputs: 9: ensembles");
        QTest::newRow("nothing left") << QStringList{"--set", "protocol.rank=2", "--set", "protocol.anneal=[]"}
                                      << QByteArray("error: protocol.rank: 2: nothing is left");
    }
    void badInputIsNamed()
    {
        QFETCH(QStringList, more);
        QFETCH(QByteArray, field);
        const Answer answer = call(kHotTrap + more);
        QCOMPARE(answer.status, 2);
        QVERIFY2(answer.err.startsWith(field), answer.err);
        QVERIFY(answer.out.isEmpty());
    }

    void anInterruptKeepsWhatWasSeen()
    {
        QProcess process;
        process.start(HYSTERON_CLI, {"escape", "--preset", "fig1a-rank1-minibatch", "--replicas", "64", "--max-epochs",
                                     "1000000000", "--json"});
        QVERIFY(process.waitForStarted());
        QTest::qWait(700);
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitCode(), 130);
        const Json json = Json::parse(process.readAllStandardOutput().toStdString());
        QVERIFY(json["epochs"] > 0 && json["exposure_epochs"] == 64 * json["epochs"].get<std::int64_t>());
    }

    void rateAnswersTheContract()
    {
        const Json json =
            call({"rate", "--eta", "0.9,0.8", "--depth", "3", "--width", "10", "--inputs", "2", "--outputs", "2",
                  "--beta", "0.25", "--temperature", "5e-4", "--from-rank", "1", "--json"})
                .json();
        QVERIFY(std::abs(json["ln_tau"].get<double>() - 5.6476) < 1e-3);
        QCOMPARE(json["zero_modes_minimum"].get<int>(), 18);
        QCOMPARE(json["zero_modes_saddle"].get<int>(), 34);
        for (const char* key : {"barrier", "negative_eigenvalue", "local_slope"})
            QVERIFY(json[key].is_number());
        const Answer above = call({"rate", "--beta", "0.4", "--json"});
        QCOMPARE(above.status, 2);
        QVERIFY2(above.err.startsWith("error: --beta: 0.4: must be below the fold of mode 2"), above.err);
        QVERIFY(call({"rate", "--temperature", "0"}).err.startsWith("error: --temperature: 0: must be"));
        QVERIFY(call({"rate"}).out.contains("zero modes"));
    }

    void rateFromEquilibriumAlone()
    {
        const Json up = call({"rate", "--beta", "0.32", "--temperature", "1e-3", "--json"}).json();
        QVERIFY(std::abs(up["ln_tau_free_energy"].get<double>() - 9.0300) < 2e-4);
        QVERIFY(std::abs(up["coexistence_temperature"].get<double>() - 5.57e-4) < 1e-6);
        QVERIFY(std::abs(up["bottleneck"].get<double>() - 0.052) < 1e-3);
        QCOMPARE(up["method"].get<std::string>(), std::string("exact"));
        // The way back is the way up of who asks for it.
        const Json down =
            call({"rate", "--beta", "0.32", "--temperature", "1e-3", "--from-rank", "2", "--to-rank", "1", "--json"})
                .json();
        QVERIFY(down["ln_tau_free_energy"] == up["ln_tau_free_energy_back"]);
        QVERIFY(down["ln_tau_free_energy_back"] == up["ln_tau_free_energy"]);
        const Json wide = call({"rate", "--eta", "0.9,0.8,0.7", "--inputs", "3", "--outputs", "3", "--json"}).json();
        QCOMPARE(wide["method"].get<std::string>(), std::string("scalar"));
        // No barrier left: nothing to wait for, and the reason.
        const Json hot = call({"rate", "--temperature", "0.05", "--json"}).json();
        QVERIFY(hot["method"].is_null() && hot["ln_tau_free_energy"].is_null());
        QVERIFY(hot["about_method"].get<std::string>().starts_with("No barrier is left"));
    }

    void rateOfForgettingByMiniBatches()
    {
        const QStringList fall = {"rate", "--beta", "0.34", "--from-rank", "2", "--to-rank", "1"};
        const QStringList noise = {"--batch", "16", "--learning-rate", "0.04"};
        QVERIFY(!call(fall + QStringList{"--json"}).json().contains("minibatch"));
        const Json json = call(fall + noise + QStringList{"--json"}).json()["minibatch"];
        QVERIFY(std::abs(json["ln_tau"].get<double>() - std::log(1813.0)) < 1e-3);
        QVERIFY(std::abs(json["ln_tau_gaussian"].get<double>() - std::log(1632.0)) < 1e-3);
        QVERIFY(std::abs(json["ln_tau_mori"].get<double>() - std::log(452.7)) < 1e-3);
        QVERIFY(std::abs(json["ln_tau_log_loss"].get<double>() - std::log(1758.0)) < 1e-3);
        QVERIFY(call(fall + noise).out.contains("Mori"));
        QVERIFY(call(fall + QStringList{"--batch", "16"}).err.startsWith("error: --batch: 16: must be given together"));
        const Answer up = call(QStringList{"rate"} + noise);
        QCOMPARE(up.status, 2);
        QVERIFY2(up.err.startsWith("error: --to-rank: 2: must be from-rank - 1"), up.err);
        QVERIFY(call(fall + QStringList{"--batch", "0", "--learning-rate", "1"}).err.startsWith("error: --batch: 0: "));
    }

    void forwardFluxAnswersTheContractAndGoesOn()
    {
        QTemporaryDir directory;
        const QString file = directory.filePath("ffs.json");
        const QStringList question = {"ffs",       "--preset", "fig1a-rank1", "--set", "noise.temperature=1e-3",
                                      "--walkers", "100",      "--resume",    file,    "--json"};
        const Answer two = call(question + QStringList{"--repeats", "2"});
        QCOMPARE(two.status, 0);
        for (const char* key : {"ln_tau", "ci95", "interfaces", "steps", "wall_seconds"})
            QVERIFY2(two.json().contains(key), key);
        const Json four = call(question + QStringList{"--repeats", "4"}).json();
        QCOMPARE(four["repeats"].size(), 4U);
        QVERIFY(four["repeats"][1] == two.json()["repeats"][1]); // kept, not made again
        QVERIFY(four["ci95"][0] < four["ln_tau"] && four["ln_tau"] < four["ci95"][1]);
        const Answer other = call(question + QStringList{"--set", "training.beta=0.3"});
        QCOMPARE(other.status, 2);
        QVERIFY2(other.err.startsWith("error: --resume"), other.err);
    }

    void committorSetsOutFromASavedState()
    {
        QTemporaryDir directory;
        const QString out = directory.filePath("run");
        QCOMPARE(call({"run", "--preset", "fig1a-rank1", "--epochs", "5", "--out", out, "--json"}).status, 0);
        const QStringList question = {"committor", "--preset", "fig1a-rank1", "--walkers", "50", "--json", "--state"};
        const Json json = call(question + QStringList{out + "/state.json"}).json();
        QVERIFY(json["committor"] < 0.2); // still in the trap
        QVERIFY(json["ci95"][0] <= json["committor"] && json["committor"] <= json["ci95"][1]);
        QCOMPARE(json["undecided"].get<int>(), 0);
        const Answer missing = call(question + QStringList{out + "/none.json"});
        QCOMPARE(missing.status, 2);
        QVERIFY2(missing.err.startsWith("error: --state"), missing.err);
        const Answer other = call(question + QStringList{out + "/state.json", "--set", "network.width=9"});
        QVERIFY2(other.err.contains("width 9"), other.err);
    }

    void benchAnswersTheContract()
    {
        const Answer answer = call({"bench", "--seconds", "0.3", "--json"});
        QCOMPARE(answer.status, 0);
        const Json results = answer.json()["results"];
        for (const char* name : {"gradient", "minibatch", "online", "langevin", "tanh"}) {
            for (const char* precision : {"f64", "f32"}) {
                const bool found = std::any_of(results.begin(), results.end(), [&](const Json& result) {
                    return result["name"] == name && result["precision"] == precision && result["threads"] == 1 &&
                           result["replica_steps_per_second"] > 1e3 && result.contains("target");
                });
                QVERIFY2(found, name);
            }
        }
        const Json again = call({"bench", "--seconds", "0.1", "--json"}).json()["results"];
        for (std::size_t i = 0; i < results.size(); ++i)
            QVERIFY(again[i]["fingerprint"] == results[i]["fingerprint"]);
    }
};

HYSTERON_TEST(TestEscapeCommand)
#include "test_escape_command.moc"
