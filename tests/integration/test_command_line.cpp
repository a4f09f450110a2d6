// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/command_line.h"
#include "tests/support/test.h"

#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <csignal>

using namespace command_line;

class TestCommandLine : public QObject
{
    Q_OBJECT
private slots:
    void theoryAnswersTheContract()
    {
        const Answer answer = call({"theory", "--eta", "0.9,0.8", "--depth", "3", "--beta", "0.32", "--json"});
        QCOMPARE(answer.status, 0);
        const Json modes = answer.json()["modes"];
        QCOMPARE(modes.size(), 2u);
        const auto near = [](const Json& value, double expected) {
            return std::abs(value.get<double>() - expected) < 1e-9;
        };
        QVERIFY(near(modes[1]["beta_critical"], 0.35088212859));
        QVERIFY(near(modes[1]["beta_equal"], 0.29472251989));
        QVERIFY(near(modes[1]["lambda_critical"], 0.2));
        QVERIFY(near(modes[1]["lambda_minimum"], 0.34274283998));
        QVERIFY(near(modes[1]["lambda_saddle"], 0.092545180334));
        QVERIFY(near(modes[1]["barrier_escape"], 0.028453461731));
        QVERIFY(near(modes[1]["barrier_return"], 0.0088289800967));
        QVERIFY(near(modes[0]["beta_critical"], 0.4105486347));
        QVERIFY(near(modes[0]["beta_equal"], 0.34483924458));
    }

    void whatDoesNotExistIsNull()
    {
        const Json mode = call({"theory", "--eta", "0.8", "--beta", "0.4", "--json"}).json()["modes"][0];
        for (const char* key : {"lambda_minimum", "lambda_saddle", "barrier_escape", "barrier_return"})
            QVERIFY2(mode.contains(key) && mode[key].is_null(), key);
    }

    void theTrapEscapesAndMinibatchNoiseDoesNot()
    {
        const Json escaped = call({"run", "--preset", "fig1a-rank1", "--seed", "42", "--json"}).json();
        QVERIFY(escaped["outcome"] == "escaped");
        QVERIFY(escaped["rank"] == 2);
        QVERIFY(escaped["start_rank"] == 1);
        QVERIFY(escaped["escape_epoch"] == escaped["transitions"][0]["epoch"]);
        QCOMPARE(escaped["transitions"].size(), 1u);
        QVERIFY(escaped["transitions"][0]["from"] == 1);
        QVERIFY(escaped["transitions"][0]["to"] == 2);
        const Json trapped = call({"run", "--preset", "fig1a-rank1-minibatch", "--seed", "42", "--json"}).json();
        QVERIFY(trapped["outcome"] == "completed");
        QVERIFY(trapped["escape_epoch"].is_null());
        QVERIFY(trapped["rank"] == 1);
        QVERIFY(trapped["epochs"] == 20000);
        QVERIFY(trapped["transitions"].empty());
        for (const char* key :
             {"outcome", "epochs", "rank", "singular_values", "train_mse", "test_mse", "transitions", "fingerprint"})
            QVERIFY2(trapped.contains(key), key);
        QCOMPARE(trapped["fingerprint"].get<std::string>().size(), 16u);
    }

    void seedLengthAndFieldsAreTaken()
    {
        const QStringList run{"run", "--preset", "fig1a-rank1", "--epochs", "25", "--json"};
        const Json plain = call(run).json();
        QVERIFY(plain["epochs"] == 25);
        QVERIFY(plain["seed"] == 42);
        const Json seeded = call(run + QStringList{"--seed", "7"}).json();
        QVERIFY(seeded["seed"] == 7);
        QVERIFY(seeded["fingerprint"] != plain["fingerprint"]);
        const Json cold = call(run + QStringList{"--set", "noise.temperature=1e-5"}).json();
        QVERIFY(cold["temperature"] == 1e-5);
        QVERIFY(cold["fingerprint"] != plain["fingerprint"]);
        // The last word has the option of its own.
        QVERIFY(call(run + QStringList{"--set", "seed=9", "--seed", "7"}).json() == seeded);
    }

    void withoutJsonItIsReadable()
    {
        const Answer theory = call({"theory", "--eta", "0.8", "--beta", "0.4"});
        QCOMPARE(theory.status, 0);
        QVERIFY2(theory.out.simplified().contains("lambda_critical 0.2 lambda_minimum - lambda_saddle -"), theory.out);
        const QStringList run{"run", "--preset", "fig1a-rank1", "--epochs", "25"};
        const Answer text = call(run);
        const Json json = call(run + QStringList{"--json"}).json();
        QCOMPARE(text.status, 0);
        QVERIFY(text.out.simplified().contains("completed after 25 epochs rank 1 -> 1 singular values"));
        QVERIFY(text.out.contains(json["fingerprint"].get<std::string>().c_str()));
        QVERIFY(text.out.contains(json["test_mse"].dump().c_str()));
        QVERIFY(call({"presets"}).out.contains("fig1a-trivial-minibatch"));
    }

    void divergenceIsAnOutcome()
    {
        const Answer answer = call({"run", "--preset", "fig1a-rank1", "--set", "training.learning_rate=5", "--json"});
        QCOMPARE(answer.status, 1);
        QVERIFY(answer.json()["outcome"] == "diverged");
        const Json divergence = answer.json()["divergence"];
        QVERIFY(divergence["step"].get<int>() > 0);
        QVERIFY(divergence["learning_rate"] == 5.0);
        QVERIFY(divergence["suggested_learning_rate"].get<double>() > 0.0);
        QVERIFY(divergence["suggested_learning_rate"].get<double>() <= 2.5); // half, or below the limit
        QVERIFY(!divergence["cause"].get<std::string>().empty());
    }

    void badInputIsALineAndNothingElse_data()
    {
        QTest::addColumn<QStringList>("arguments");
        QTest::addColumn<QString>("field");
        const QStringList run{"run", "--preset", "fig1a-rank1", "--json"};
        QTest::newRow("eta text") << QStringList{"theory", "--eta", "0.9,abc"} << "--eta";
        QTest::newRow("eta empty") << QStringList{"theory", "--eta", "0.9,"} << "--eta";
        QTest::newRow("eta negative") << QStringList{"theory", "--eta=-1"} << "--eta";
        QTest::newRow("eta zero") << QStringList{"theory", "--eta", "0"} << "--eta";
        QTest::newRow("eta inf") << QStringList{"theory", "--eta", "inf"} << "--eta";
        QTest::newRow("depth") << QStringList{"theory", "--depth", "1000000"} << "--depth";
        QTest::newRow("depth fraction") << QStringList{"theory", "--depth", "2.5"} << "--depth";
        QTest::newRow("beta") << QStringList{"theory", "--beta", "nan"} << "--beta";
        QTest::newRow("beta negative") << QStringList{"theory", "--beta=-0.1"} << "--beta";
        QTest::newRow("beta a million") << QStringList{"theory", "--beta", "1000001"} << "--beta";
        QTest::newRow("preset") << QStringList{"run", "--preset", "nope"} << "--preset";
        QTest::newRow("preset and file") << QStringList{"run", "x.json", "--preset", "fig1a-rank1"} << "--preset";
        QTest::newRow("file") << QStringList{"run", "missing.json"} << "specification";
        QTest::newRow("nothing") << QStringList{"run"} << "SPEC";
        QTest::newRow("seed") << run + QStringList{"--seed", "-1"} << "--seed";
        QTest::newRow("epochs") << run + QStringList{"--epochs", "0"} << "--epochs";
        QTest::newRow("set") << run + QStringList{"--set", "training.beta=nan"} << "training.beta";
        QTest::newRow("unknown key") << run + QStringList{"--set", "beta=1"} << "beta";
        QTest::newRow("csv") << run + QStringList{"--set", "task.sampling=raw", "--set", "task.csv=missing.csv"}
                             << "task.csv";
        QTest::newRow("command") << QStringList{"bogus"} << "arguments";
        QTest::newRow("option") << QStringList{"theory", "--bogus"} << "arguments";
    }
    void badInputIsALineAndNothingElse()
    {
        QFETCH(QStringList, arguments);
        QFETCH(QString, field);
        const Answer answer = call(arguments);
        QCOMPARE(answer.status, 2);
        QVERIFY(answer.out.isEmpty());
        QVERIFY2(answer.err.startsWith("error: " + field.toUtf8() + ": "), answer.err);
    }

    void resultsAreWritten()
    {
        QTemporaryDir directory;
        const QString out = directory.filePath("a/b");
        const Answer answer = call({"run", "--preset", "fig1a-rank1", "--epochs", "50", "--out", out, "--json"});
        QCOMPARE(answer.status, 0);
        for (const char* name : {"curves.csv", "specification.json", "record.json"})
            QVERIFY2(QFile::exists(out + "/" + name), name);
        QFile summary(out + "/record.json");
        QVERIFY(summary.open(QIODevice::ReadOnly));
        QVERIFY(Json::parse(summary.readAll().toStdString()) == answer.json());
        QFile curves(out + "/curves.csv");
        QVERIFY(curves.open(QIODevice::ReadOnly));
        QVERIFY(curves.readAll().contains("\n50,"));
        const Answer again = call({"run", out + "/specification.json", "--json"});
        QVERIFY(again.json()["fingerprint"] == answer.json()["fingerprint"]);
        QCOMPARE(call({"run", "--preset", "fig1a-rank1", "--epochs", "5", "--out", "/proc/none"}).status, 2);
    }

    void interruptionKeepsWhatWasFinished()
    {
        QProcess process;
        process.start(HYSTERON_CLI, {"run", "--preset", "fig1a-rank1", "--epochs", "1000000000", "--json"});
        QVERIFY(process.waitForStarted());
        QTest::qWait(1000);
        QCOMPARE(process.state(), QProcess::Running); // of one that has ended the id is 0, and kill(0) ends us all
        ::kill(static_cast<pid_t>(process.processId()), SIGINT);
        QVERIFY(process.waitForFinished(20000));
        QCOMPARE(process.exitCode(), 130);
        const Json json = Json::parse(process.readAllStandardOutput().toStdString());
        QVERIFY(json["outcome"] == "interrupted");
        QVERIFY(json["epochs"].get<long>() > 0);
    }

    void specCheckAndSchema()
    {
        QTemporaryDir directory;
        const QString path = directory.filePath("x.json");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write(R"({"training": {"beta": -1, "batch": 0}})");
        file.close();
        const Answer bad = call({"spec", "check", path});
        QCOMPARE(bad.status, 2);
        QCOMPARE(bad.err.count("error: "), 2);
        QVERIFY(file.open(QIODevice::WriteOnly | QIODevice::Truncate));
        file.write(R"({"training": {"beta": 0.25}})");
        file.close();
        const Answer good = call({"spec", "check", path, "--json"});
        QCOMPARE(good.status, 0);
        QVERIFY(good.json()["valid"] == true);
        QVERIFY(good.json()["specification"]["training"]["beta"] == 0.25);
        QVERIFY(call({"spec", "schema"}).json().contains("properties"));
        QVERIFY(call({"presets", "--json"}).json()["presets"].size() >= 6);
        QCOMPARE(call({"--version"}).status, 0);
    }
};

HYSTERON_TEST(TestCommandLine)
#include "test_command_line.moc"
