// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/integration/command_line.h"
#include "tests/support/test.h"

#include <QDir>
#include <QFile>
#include <QTemporaryDir>

using namespace command_line;

class TestReproduceCommand : public QObject
{
    Q_OBJECT
private:
    static QByteArray contents(const QString& path)
    {
        QFile file(path);
        return file.open(QIODevice::ReadOnly) ? file.readAll() : QByteArray();
    }

private slots:
    void initTestCase() { qputenv("QT_QPA_PLATFORM", "offscreen"); }

    void figuresDataLedgerAndReport()
    {
        const QTemporaryDir out;
        const Answer answer = call(
            {"reproduce", "fig2a", "hyperparameters", "--seeds", "2", "--threads", "2", "--out", out.path(), "--json"});
        QVERIFY2(answer.status == 0, answer.err.constData());
        QVERIFY(answer.json().is_object());
        for (const char* id : {"fig2a", "hyperparameters"})
            for (const char* suffix : {"json", "csv", "svg", "pdf", "png"})
                QVERIFY2(contents(out.filePath(QStringLiteral("figures/%1.%2").arg(id, suffix))).size() > 500, suffix);
        QVERIFY(contents(out.filePath("data/noise-scaling.csv")).count('\n') > 2);

        const Json claims = Json::parse(contents(out.filePath("claims.json")).toStdString());
        QVERIFY(claims.size() >= 18);
        for (const Json& claim : claims)
            for (const char* field : {"id", "stated", "computed", "measured", "verdict"})
                QVERIFY2(claim.contains(field), field);

        // One file that needs nothing else.
        const QByteArray report = contents(out.filePath("report.html"));
        QVERIFY(report.count("<svg") >= 2);
        QVERIFY(!report.contains("src=\"") && !report.contains("<link"));
        QVERIFY(report.contains("hysteron-cli reproduce fig2a"));
        QCOMPARE(report.count("font-weight:400;src:url(data:font/otf;base64,"), 1); // once for all figures
    }

    void theSameAgainIsTheSame()
    {
        const QTemporaryDir one, two;
        for (const auto& [out, threads] : {std::pair{&one, "1"}, {&two, "2"}})
            QCOMPARE(call({"reproduce", "hyperparameters", "--seeds", "2", "--threads", threads, "--out", out->path()})
                         .status,
                     0);
        const QString table = QStringLiteral("data/noise-scaling.csv");
        QVERIFY(!contents(one.filePath(table)).isEmpty());
        QCOMPARE(contents(one.filePath(table)), contents(two.filePath(table)));
        QCOMPARE(contents(one.filePath("claims.json")), contents(two.filePath("claims.json")));
    }

    void mistakesAreNamed()
    {
        const QTemporaryDir out;
        Answer answer = call({"reproduce", "fig9", "--out", out.path()});
        QCOMPARE(answer.status, 2);
        QVERIFY(answer.err.contains("fig9"));
        answer = call({"reproduce", "fig2a", "--seeds", "0", "--out", out.path()});
        QCOMPARE(answer.status, 2);
        QVERIFY(answer.err.contains("seeds"));
        answer = call({"reproduce", "fig2a", "--out", "/proc/nowhere"});
        QVERIFY(answer.status != 0);
        QVERIFY(!answer.err.isEmpty());
    }
};

HYSTERON_TEST(TestReproduceCommand)
#include "test_reproduce_command.moc"
