// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/kinds.h"
#include "core/study/remaining_time.h"
#include "tests/core/study/requests.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

#include <limits>

using namespace requests;
using namespace std::chrono_literals;

/// Every kind of study keeps the promises of study.h.
class TestStudies : public QObject
{
    Q_OBJECT
    QTemporaryDir m_folder;

    void eachKind()
    {
        QTest::addColumn<int>("kind");
        const auto requests = all(m_folder.path().toStdString());
        for (std::size_t k = 0; k < requests.size(); ++k)
            QTest::newRow(kindOf(requests[k]).c_str()) << static_cast<int>(k);
    }
    Request request()
    {
        QFETCH(int, kind);
        return all(m_folder.path().toStdString())[static_cast<std::size_t>(kind)];
    }

private slots:
    void piecesAndThreadsChangeNoNumber_data() { eachKind(); }
    void piecesAndThreadsChangeNoNumber()
    {
        const Request asked = request();
        const auto small = make(asked, 1), large = make(asked, 2);
        const Record one = finish(*small, 1ms), other = finish(*large, 500ms);
        QVERIFY(!fingerprint(one).empty());
        QCOMPARE(fingerprint(one), fingerprint(other));
        QVERIFY(one.outcome != Outcome::Unfinished);
    }

    void aCheckpointGoesOnWhereTheOtherStood_data() { eachKind(); }
    void aCheckpointGoesOnWhereTheOtherStood()
    {
        const Request asked = request();
        const auto whole = make(asked), begun = make(asked), resumed = make(asked);
        begun->advance(2ms, {});
        const Errors errors = resumed->resume(begun->checkpoint());
        QVERIFY2(errors.empty(), errors.empty() ? "" : errors.front().message().c_str());
        QCOMPARE(fingerprint(resumed->record()), fingerprint(begun->record()));
        QCOMPARE(fingerprint(finish(*resumed, 50ms)), fingerprint(finish(*whole, 50ms)));
    }

    void aCheckpointOfAnotherQuestionIsRefusedAndChangesNothing_data() { eachKind(); }
    void aCheckpointOfAnotherQuestionIsRefusedAndChangesNothing()
    {
        const Request asked = request();
        const auto study = make(asked);
        const std::string before = study->checkpoint();
        for (const std::string& wrong : {std::string(), std::string("{}"), std::string("[1]"),
                                         std::string(R"({"question": {"kind": "run"}})"), before.substr(0, 40)})
            QVERIFY(!study->resume(wrong).empty());
        QCOMPARE(study->checkpoint(), before);
    }

    void aStoppedStudyIsUnfinishedAndGoesOn_data() { eachKind(); }
    void aStoppedStudyIsUnfinishedAndGoesOn()
    {
        const Request asked = request();
        const auto study = make(asked), other = make(asked);
        std::stop_source stopped;
        stopped.request_stop();
        study->advance(50ms, stopped.get_token());
        QVERIFY(study->record().outcome == Outcome::Unfinished);
        QCOMPARE(fingerprint(finish(*study, 50ms)), fingerprint(finish(*other, 50ms)));
    }

    void progressGoesFromNothingToAll_data() { eachKind(); }
    void progressGoesFromNothingToAll()
    {
        const Request asked = request();
        const auto study = make(asked);
        QVERIFY(study->progress().share < 0.5);
        double last = 0.0;
        while (!study->finished()) {
            study->advance(1ms, {});
            QVERIFY(study->progress().share >= last);
            last = study->progress().share;
        }
        if (kindOf(asked) != "reproduce")
            QCOMPARE(last, 1.0);
        QVERIFY(!study->progress().what.empty() || kindOf(asked) == "reproduce");
    }

    void standingStillAtAnEpochIsExact()
    {
        for (const Request& asked : {Request(run()), Request(escape()), Request(sweep())}) {
            const auto coarse = make(asked), fine = make(asked);
            coarse->standAt(123);
            fine->standAt(123);
            const Record record = finish(*coarse, 300ms);
            QCOMPARE(record.provenance.sources.front().position, std::int64_t{123});
            QCOMPARE(fingerprint(record), fingerprint(finish(*fine, 1ms)));
        }
    }

    void rangesOfReplicasMerge()
    {
        EscapeRequest whole = escape(), first = escape(), second = escape();
        first.replicas = 8;
        second.replicas = 13;
        second.firstReplica = 8;
        const auto valuesOf = [](const EscapeRequest& part) {
            const auto study = make(part);
            return std::get<EscapeRecord>(finish(*study, 50ms).values);
        };
        const EscapeRecord together = valuesOf(whole);
        const EscapeRecord parts = merged(valuesOf(second), valuesOf(first));
        QCOMPARE(parts.passages.size(), together.passages.size());
        for (std::size_t k = 0; k < parts.passages.size(); ++k) {
            QCOMPARE(parts.passages[k].replica, together.passages[k].replica);
            QCOMPARE(parts.passages[k].epoch, together.passages[k].epoch);
        }
        QCOMPARE(parts.escaped, together.escaped);
        QVERIFY(parts.escaped > 0);
        QCOMPARE(*parts.estimate->tau, *together.estimate->tau);
    }

    void badRequestsAreRefusedWithFieldValueAndRule()
    {
        EscapeRequest none = escape();
        none.replicas = 0;
        ForwardFluxRequest cold = forwardFlux();
        cold.temperatures = {1e-3, std::numeric_limits<double>::quiet_NaN()};
        SweepRequest backwards = sweep();
        backwards.to = 0.1;
        CommittorRequest stateless = committor();
        stateless.experiment.weights.clear();
        FitRequest gone = fit(m_folder.path().toStdString());
        gone.file += ".gone";
        FitRequest changed = fit(m_folder.path().toStdString());
        changed.hash = "0000000000000000";
        ReproductionRequest unknown = reproduction();
        unknown.figures = {"fig9"};
        for (const Request& bad : {Request(none), Request(cold), Request(backwards), Request(stateless), Request(gone),
                                   Request(changed), Request(unknown)}) {
            const auto study = makeStudy(bad, {});
            QVERIFY2(!study.ok(), kindOf(bad).c_str());
            QVERIFY(!study.errors().front().field.empty());
            QVERIFY(!study.errors().front().rule.empty());
        }
    }

    void theTimeLeftIsThePaceOrWhatTheStudySays()
    {
        QVERIFY(!secondsLeft({0.5, {}, {}}, 0.1));
        QCOMPARE(*secondsLeft({0.25, {}, {}}, 10.0), 30.0);
        QCOMPARE(*secondsLeft({0.25, {}, 7.0}, 10.0), 7.0);
    }
};

HYSTERON_TEST(TestStudies)
#include "test_studies.moc"
