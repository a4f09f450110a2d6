// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/specification_json.h"
#include "core/study/provenance.h"
#include "tests/core/study/requests.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

using namespace requests;
using namespace std::chrono_literals;

class TestProvenance : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;

private slots:
    void everyRequestSurvivesItsText()
    {
        for (const Request& asked : all(m_folder.path().toStdString())) {
            const Provenance provenance = provenanceHere({{.request = asked,
                                                           .position = 7,
                                                           .fingerprint = "0123456789abcdef",
                                                           .engine = "fast",
                                                           .precision = "f64"}});
            const auto read = provenanceFromText(toText(provenance));
            QVERIFY2(read.ok(), read.ok() ? "" : read.errors().front().message().c_str());
            QVERIFY2(*read == provenance, kindOf(asked).c_str());
        }
    }

    void everyRecordSaysWhereItComesFrom()
    {
        for (const Request& asked : all(m_folder.path().toStdString())) {
            const auto study = make(asked);
            const Record record = finish(*study, 100ms);
            const auto read = provenanceFromText(toText(record));
            QVERIFY2(read.ok(), kindOf(asked).c_str());
            QVERIFY(*read == record.provenance);
            QVERIFY(!read->version.empty() && !read->instructionSet.empty());
            const auto again = makeAgain(*read, toText(record), {.threads = 2, .kept = {}}, {});
            QVERIFY(again.ok());
            QVERIFY2(again->same == true, again->differences.empty() ? "" : english(again->differences[0]).c_str());
        }
    }

    void oneEditedDigitIsNoticed()
    {
        const auto study = make(Request(run()));
        const std::string text = toText(finish(*study, 100ms));
        for (const auto& [from, to] : {std::pair<std::string, std::string>{"\"seed\": 42", "\"seed\": 43"},
                                       {"\"test_samples\": 512", "\"test_samples\": 612"},
                                       {"\"beta\": 0.36", "\"beta\": 0.37"},
                                       {"\"steps\": 4800", "\"steps\": 4801"}}) {
            std::string edited = text;
            const std::size_t place = edited.rfind(from);
            QVERIFY2(place != std::string::npos, from.c_str());
            edited.replace(place, from.size(), to);
            const auto read = provenanceFromText(edited);
            QVERIFY(read.ok());
            const auto again = makeAgain(*read, edited, {}, {});
            QVERIFY(again.ok());
            QVERIFY2(again->same == false, from.c_str());
            QVERIFY(!again->differences.empty());
        }
    }

    void anotherMachineIsNamedFirst()
    {
        Provenance elsewhere = provenanceHere({});
        QVERIFY(differencesHere(elsewhere).empty());
        elsewhere.version = "0.0.1";
        elsewhere.instructionSet = "NEON";
        QCOMPARE(differencesHere(elsewhere).size(), std::size_t{2});
        QVERIFY(english(differencesHere(elsewhere)[0]).find("0.0.1") != std::string::npos);
    }

    void whatFiguresCarriedBeforeIsStillRead()
    {
        const Specification specification = trap(1e-3);
        const std::string alone = toJson(specification).dump();
        const auto plain = provenanceFromText(alone);
        QVERIFY(plain.ok());
        QVERIFY(experimentOf(plain->sources.front().request)->specification == specification);
        const auto recipe = provenanceFromText(R"({"program": "Hysteron 0.1.0", "specification": )" + alone +
                                               R"(, "changes": [{"epoch": 5, "beta": 0.25}], "epoch": 40})");
        QVERIFY(recipe.ok());
        QCOMPARE(recipe->version, std::string("0.1.0"));
        QCOMPARE(recipe->sources.front().position, std::int64_t{40});
        QCOMPARE(experimentOf(recipe->sources.front().request)->changes.size(), std::size_t{1});
        const auto paper = provenanceFromText(
            R"({"program": "Hysteron 0.1.0", "command": "hysteron-cli reproduce fig1a --seeds 7 --out paper"})");
        QVERIFY(paper.ok());
        const auto& request = std::get<ReproductionRequest>(paper->sources.front().request);
        QCOMPARE(request.figures.front(), std::string("fig1a"));
        QCOMPARE(request.seeds, 7);
    }

    void aFileIsARunWhateverItWasMadeBy()
    {
        const auto source = [](Request request, std::int64_t position) {
            return provenanceHere({{.request = std::move(request),
                                    .position = position,
                                    .fingerprint = {},
                                    .engine = {},
                                    .precision = {}}});
        };
        // A run that was shown beyond its end is at least as long.
        QCOMPARE(runIn(source(run(), 5000))->epochs, std::int64_t{5000});
        QCOMPARE(runIn(source(run(), 50))->epochs, std::int64_t{600});
        QCOMPARE(runIn(source(run(), 50))->experiment.changes.size(), std::size_t{3});
        QVERIFY(runIn(source(escape(), 50))->experiment.specification == trap(1.6e-3));
        QVERIFY(runIn(source(ReproductionRequest{.figures = {"fig1a"}}, 0)).ok());
        const auto none = runIn(source(fit(m_folder.path().toStdString()), 0));
        QVERIFY(!none.ok());
        QVERIFY(none.errors().front().message().find("hysteron-cli fit") != std::string::npos);
    }

    void damagedTextIsRefusedAndNeverCrashes()
    {
        const std::string whole = toText(provenanceHere(
            {{.request = run(), .position = 3, .fingerprint = "00", .engine = "fast", .precision = "f64"}}));
        for (std::size_t length = 0; length < whole.size(); length += 17)
            QVERIFY(!provenanceFromText(whole.substr(0, length)).ok());
        std::uint32_t chance = 1;
        int refused = 0;
        for (int k = 0; k < 400; ++k) {
            std::string damaged = whole;
            chance = chance * 1664525U + 1013904223U;
            damaged[(chance >> 8) % damaged.size()] = static_cast<char>(chance >> 24);
            refused += !provenanceFromText(damaged).ok();
        }
        QVERIFY(refused > 100); // the others changed a digit or a word that may be any
        QVERIFY(!provenanceFromText(R"({"format": 99, "sources": []})").ok());
        QVERIFY(!provenanceFromText(R"({"format": 2, "sources": [{"request": {"kind": "dance"}}]})").ok());
        QVERIFY(!provenanceFromText(R"({"format": 2, "sources": [3]})").ok());
        QVERIFY(!provenanceFromText("[]").ok());
    }

    void filesOfAnotherKindAreRefusedByWhatTheyAreNot()
    {
        const QString path = m_folder.filePath("letter.txt");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        file.write("Dear Sir");
        file.close();
        const auto letter = readProvenance(path.toStdString());
        QVERIFY(!letter.ok());
        QVERIFY(letter.errors().front().message().find("not an experiment, nor a figure") != std::string::npos);
        QVERIFY(!readProvenance(path.toStdString() + ".gone").ok());
        QVERIFY(!readProvenance(m_folder.path().toStdString()).ok());
    }

    void figuresThatCarryNothingOrSomethingElseAreRefused()
    {
        for (const auto& [bytes, reason] : {std::pair<QByteArray, std::string>{
                                                "<svg xmlns='http://www.w3.org/2000/svg'/>", "has no experiment in it"},
                                            {"<svg><desc>{", "has no experiment in it"},
                                            {"<svg><desc>A drawing</desc></svg>", "is not JSON"},
                                            {QByteArray("\x89PNG\r\n\x1a\n", 8), "has no experiment in it"},
                                            {"%PDF-1.4\nstream\nxx\nendstream", "has no experiment in it"}}) {
            QFile file(m_folder.filePath("figure"));
            QVERIFY(file.open(QIODevice::WriteOnly));
            file.write(bytes);
            file.close();
            const auto read = readProvenance(file.fileName().toStdString());
            QVERIFY2(!read.ok(), bytes.constData());
            const std::string told = read.errors().front().message();
            QVERIFY2(told.find(reason) != std::string::npos, told.c_str());
        }
    }

    void aCommandLineMakesTheSameRequest()
    {
        const std::string line = commandOf(Request(escape()));
        QVERIFY2(line.starts_with("hysteron-cli escape --preset fig1a-rank1 "), line.c_str());
        QVERIFY(line.find("--set noise.temperature=0.0016") != std::string::npos);
        QVERIFY(line.find("--replicas 21 --max-epochs 900") != std::string::npos);
    }
};

HYSTERON_TEST(TestProvenance)
#include "test_provenance.moc"
