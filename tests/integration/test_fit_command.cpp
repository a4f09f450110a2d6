// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_format.h"
#include "core/base/random.h"

#include "tests/integration/command_line.h"
#include "tests/support/test.h"

#include <QFile>
#include <QProcess>
#include <QTemporaryDir>

#include <cmath>
#include <functional>

using namespace command_line;
using namespace hysteron;

class TestFitCommand : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_directory;

    QString file(const QByteArray& text)
    {
        static int count = 0;
        const QString path = m_directory.filePath(QString::number(++count) + ".csv");
        QFile out(path);
        if (!out.open(QIODevice::WriteOnly))
            qFatal("no file");
        out.write(text);
        return path;
    }

    /// Exponential waits with mean exp(lnTau(x)), `repeats` at each x, watched for `end` means.
    static QByteArray waits(const std::vector<double>& xs, int repeats, const std::function<double(double)>& lnTau,
                            double end = 1e9, const char* group = "0")
    {
        RandomStream random(1, StreamId::Bootstrap);
        QByteArray rows;
        for (const double x : xs)
            for (int i = 0; i < repeats; ++i) {
                const double wait = -std::log(random.uniform());
                rows += (shortestExact(x) + "," + shortestExact(std::min(wait, end) * std::exp(lnTau(x))) + "," +
                         (wait > end ? "1," : "0,") + group + "\n")
                            .c_str();
            }
        return rows;
    }

private slots:
    void arrheniusDataPreferArrhenius()
    {
        const QString path = file("inv_t,tau,censored,g\n" + waits(
                                                                 {800, 1000, 1250, 1600, 2000}, 100,
                                                                 [](double x) { return 3.0 + 4e-3 * x; }, 1.0));
        const Answer answer = call({"fit", path, "--tau", "tau", "--x", "inv_t", "--censored", "censored", "--json"});
        QCOMPARE(answer.status, 0);
        const Json json = answer.json();
        QVERIFY(json["best"] == "arrhenius");
        QVERIFY(json["n"] == 500);
        QVERIFY(json["censored"].get<int>() > 150 && json["censored"].get<int>() < 220); // 1/e of 500
        QVERIFY(json["likelihood"] == "exponential");
        QVERIFY(json["exponential_p"].get<double>() > 0.01);
        QCOMPARE(json["models"].size(), 4u);
        const Json model = json["models"][1];
        QVERIFY(model["name"] == "arrhenius");
        QVERIFY(model["ci95"]["b"][0] < 4e-3 && model["ci95"]["b"][1] > 4e-3);
        QVERIFY(std::abs(model["parameters"]["b"].get<double>() - 4e-3) < 1e-3);
        QVERIFY(model["r2"].get<double>() > 0.95);
        QVERIFY(model["weight"] > json["models"][3]["weight"]);
        QVERIFY(model["aicc"] < json["models"][3]["aicc"]);
        QCOMPARE(json["points"].size(), 5u);
        QVERIFY(json["points"][0]["tau"] > json["points"][0]["ci95"][0]);
        QVERIFY(!json.contains("groups"));
        const Answer text = call({"fit", path, "--tau", "tau", "--x", "inv_t", "--censored", "censored"});
        QVERIFY(text.out.contains(json["verdict"].get<std::string>().c_str()));
        QVERIFY(text.out.contains(shortestExact(model["parameters"]["b"].get<double>()).c_str()));
    }

    void powerLawDataPreferThePowerLaw()
    {
        // Means as read off a figure, tau = 3/eta_lr up to a percent.
        const QString path = file("eta,tau\n0.0005,6040\n0.001,2990\n0.002,1495\n0.003,1008\n0.005,598\n");
        const Json json = call({"fit", path, "--tau", "tau", "--x", "eta", "--x-is", "eta_lr", "--json"}).json();
        QVERIFY(json["best"] == "power_law");
        QVERIFY(json["likelihood"] == "log-normal");
        QVERIFY(json["exponential_p"].is_null());
        QVERIFY(json["points"][0]["x"] == 200.0);
        QVERIFY(std::abs(json["models"][3]["parameters"]["n"].get<double>() - 1.0) < 0.02);
        QVERIFY(std::abs(json["models"][1]["r2"].get<double>() - 0.91) < 0.01);
        QVERIFY(json["models"][2]["aicc"].is_null()); // as many parameters as five points can bear
    }

    void threePointsCannotTell()
    {
        const QString path = file("x,tau\n200,590\n500,1510\n1000,3010\n");
        const Answer answer = call({"fit", path, "--tau", "tau", "--x", "x", "--json"});
        QCOMPARE(answer.status, 0);
        QVERIFY(answer.json()["best"].is_null());
        QVERIFY(answer.json()["verdict"].get<std::string>().find("cannot tell") != std::string::npos);
        QVERIFY(answer.json()["models"][1]["weight"].is_null());
        QVERIFY(answer.json()["models"][1]["r2"].is_number());
    }

    void groupsAreAnsweredOneByOne()
    {
        const std::vector<double> xs{800, 1000, 1250, 1600, 2000};
        const auto steep = [](double x) { return 3.0 + 4e-3 * x; };
        const auto power = [](double x) { return -60.0 + 10.0 * std::log(x); };
        const QString path =
            file("x,tau,c,beta\n" + waits(xs, 200, steep, 1e9, "0.32") + waits(xs, 200, power, 1e9, "0.25"));
        const Json json = call({"fit", path, "--tau", "tau", "--x", "x", "--group", "beta", "--json"}).json();
        QVERIFY(json["n"] == 2000);
        QCOMPARE(json["groups"].size(), 2u);
        QVERIFY(json["groups"][0]["group"] == 0.25);
        QVERIFY(json["groups"][0]["best"] == "power_law");
        QVERIFY(json["groups"][1]["group"] == 0.32);
        QVERIFY(json["groups"][1]["best"] == "arrhenius");
        QVERIFY(json["groups"][1]["n"] == 1000);
    }

    void tooFewEventsIsAnOutcome()
    {
        const QString path = file("x,tau,c\n1,100,1\n2,100,1\n3,50,0\n4,100,1\n");
        const Answer answer = call({"fit", path, "--tau", "tau", "--x", "x", "--censored", "c", "--json"});
        QCOMPARE(answer.status, 1);
        const Json json = answer.json();
        QVERIFY(json["best"].is_null());
        QVERIFY(json["verdict"].get<std::string>().starts_with("too few events"));
        QVERIFY(json["points"][0]["tau"].is_null());
        QVERIFY(std::abs(json["points"][0]["ci95"][0].get<double>() - 100.0 / std::log(20.0)) < 1e-9);
        QVERIFY(json["points"][0]["ci95"][1].is_null());
        QVERIFY(json["models"][1]["parameters"].is_null());
    }

    void theDelayOfACurve()
    {
        QByteArray rows = "epoch,train,test\n";
        for (int epoch = 0; epoch <= 1000; ++epoch)
            rows +=
                QString("%1,%2,%3\n").arg(epoch).arg(epoch < 40 ? 1.0 : 0.01).arg(epoch < 700 ? 1.0 : 0.04).toUtf8();
        const QStringList fit{"fit", file(rows), "--curve", "--step", "epoch", "--train", "train", "--test", "test"};
        const Answer answer = call(fit + QStringList{"--json"});
        QCOMPARE(answer.status, 0);
        QVERIFY(answer.json()["delay"] == 660.0);
        QVERIFY(answer.json()["train"]["step"] == 40.0);
        QVERIFY(std::abs(answer.json()["test"]["midpoint"].get<double>() - 0.2) < 1e-9);
        QVERIFY(call(fit).out.contains("delay  660 steps"));
        rows.replace(",0.04\n", ",1\n");
        const Answer flat =
            call({"fit", file(rows), "--curve", "--step", "epoch", "--train", "train", "--test", "test", "--json"});
        QCOMPARE(flat.status, 1);
        QVERIFY(flat.json()["delay"].is_null());
    }

    void badInputIsALineAndNothingElse_data()
    {
        QTest::addColumn<QByteArray>("text");
        QTest::addColumn<QStringList>("options");
        QTest::addColumn<QString>("message");
        const QStringList columns{"--tau", "tau", "--x", "x"};
        const QStringList curve{"--curve", "--step", "x", "--train", "tau", "--test", "tau"};
        QTest::newRow("no tau") << QByteArray("x,tau\n1,2\n") << QStringList{"--x", "x"} << "--tau: (none): ";
        QTest::newRow("no such column") << QByteArray("x,t\n1,2\n") << columns << "--tau: tau: ";
        QTest::newRow("zero") << QByteArray("x,tau\n1,0\n") << columns << "--tau: 0: ";
        QTest::newRow("negative") << QByteArray("x,tau\n1,5\n1,-2\n") << columns << "--tau: -2: ";
        QTest::newRow("huge") << QByteArray("x,tau\n1,1e300\n") << columns << "--tau: 1e+300: ";
        QTest::newRow("text") << QByteArray("x,tau\n1,abc\n") << columns
                              << "--tau: abc: must be a finite number (line 2, column tau of ";
        QTest::newRow("empty") << QByteArray("x,tau\n") << columns << "FILE: ";
        QTest::newRow("censored 2") << QByteArray("x,tau,c\n1,1,2\n") << columns + QStringList{"--censored", "c"}
                                    << "--censored: 2: must be 0 or 1 (line 2, column c of ";
        QTest::newRow("no group") << QByteArray("x,tau\n1,1\n") << columns + QStringList{"--group", "g"}
                                  << "--group: g: ";
        QTest::newRow("x-is") << QByteArray("x,tau\n1,1\n") << columns + QStringList{"--x-is", "K"} << "--x-is: K: ";
        QTest::newRow("T of 0") << QByteArray("x,tau\n0,1\n") << columns + QStringList{"--x-is", "T"} << "--x: 0: ";
        QTest::newRow("short curve") << QByteArray("x,tau\n1,1\n2,1\n") << curve << "--train: 2 points: ";
        QTest::newRow("no step") << QByteArray("x,tau\n1,1\n") << QStringList{"--curve"} << "--step: (none): ";
    }
    void badInputIsALineAndNothingElse()
    {
        QFETCH(QByteArray, text);
        QFETCH(QStringList, options);
        QFETCH(QString, message);
        const Answer answer = call(QStringList{"fit", file(text)} + options + QStringList{"--json"});
        QCOMPARE(answer.status, 2);
        QVERIFY(answer.out.isEmpty());
        QVERIFY2(answer.err.startsWith("error: " + message.toUtf8()), answer.err);
    }

    void missingFiles()
    {
        const Answer missing = call({"fit", "missing.csv", "--tau", "t", "--x", "x"});
        QCOMPARE(missing.status, 2);
        QVERIFY2(missing.err.startsWith("error: FILE: missing.csv: "), missing.err);
        QCOMPARE(call({"fit"}).status, 2);
    }
};

HYSTERON_TEST(TestFitCommand)
#include "test_fit_command.moc"
