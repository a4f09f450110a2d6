// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/evidence.h"
#include "tests/support/test.h"

#include <algorithm>
#include <set>

using namespace hysteron::paper;

namespace {

const Claim& find(const std::vector<Claim>& claims, const std::string& id)
{
    const auto found = std::ranges::find(claims, id, &Claim::id);
    if (found == claims.end())
        qFatal("no claim %s", id.c_str());
    return *found;
}

/// Runs of Fig. 1(a) that all need the same number of epochs to rank 2; 0: they never get there.
struct Runs {
    double langevin;
    double protocol; ///< 0 random, 1 rank-1 trap, 2 trivial trap
    double epochs;
};

Evidence evidenceOf(const std::vector<Runs>& settings)
{
    constexpr double kEnd = 20000.0;
    Table table{"fig1a-runs",
                {"beta", "langevin", "protocol", "seed", "start_rank", "reached_rank1", "epoch_rank1", "reached_rank2",
                 "epoch_rank2", "epochs", "final_rank", "train_mse", "test_mse"},
                {}};
    for (const Runs& runs : settings) {
        for (int seed = 42; seed < 92; ++seed) {
            const bool there = runs.epochs > 0.0;
            table.rows.push_back({0.32, runs.langevin, runs.protocol, double(seed), 1, 1, 0, double(there),
                                  there ? runs.epochs : 0.0, kEnd, there ? 2.0 : 1.0, 0.4, 0.4});
        }
    }
    Evidence evidence;
    evidence.add(table);
    return evidence;
}

Verdict verdict(const std::vector<Runs>& settings, const std::string& id)
{
    return find(claimsFrom(evidenceOf(settings)), id).verdict();
}

} // namespace

class TestLedger : public QObject
{
    Q_OBJECT
private slots:
    void theRule()
    {
        QCOMPARE(verdictOf({}), Verdict::CannotBeTested);
        QCOMPARE(verdictOf({std::nullopt, true, true}), Verdict::CannotBeTested);
        QCOMPARE(verdictOf({true, std::nullopt, false}), Verdict::Holds);
        QCOMPARE(verdictOf({true, false, true}), Verdict::Holds);
        QCOMPARE(verdictOf({false, true, false}), Verdict::HoldsWithCondition);
        QCOMPARE(verdictOf({false, true, true}), Verdict::Misprint);
        QCOMPARE(verdictOf({false, false, true}), Verdict::Contradicted);
        QCOMPARE(verdictOf({false, std::nullopt, false}), Verdict::Contradicted);
    }

    void everyVerdictHasItsWordsAndSign()
    {
        std::set<std::string> names, signs;
        for (const Verdict one : {Verdict::Holds, Verdict::HoldsWithCondition, Verdict::Misprint, Verdict::Contradicted,
                                  Verdict::CannotBeTested}) {
            names.insert(english(name(one)));
            signs.insert(sign(one));
        }
        QCOMPARE(names.size(), std::size_t(5));
        QCOMPARE(signs.size(), std::size_t(5));
    }

    /// One id for each statement that is known to be wrong, misprinted or in need of a condition.
    void nothingKnownIsLeftOut()
    {
        const std::vector<Claim> claims = claimsFrom({});
        for (const char* id :
             {"number-of-weights", "eq1-factor",         "labels-of-beta-c", "saddle-at-0.32", "barrier-at-0.32",
              "global-minimum",    "beta-of-fig1a",      "transitions",      "offset",         "direction",
              "start-of-traps",    "escape-by-sgd",      "trivial-trap",     "fig1b-noise",    "arrhenius-slope",
              "one-temperature",   "eq12-sign",          "eq12-role",        "curvatures",     "depth-barriers",
              "beta-star-finite",  "temperature-scaling"}) {
            const Claim& claim = find(claims, id);
            QVERIFY2(!claim.what.empty() && !claim.where.empty() && !claim.stated.empty() && !claim.test.empty(), id);
        }
        std::set<std::string> ids;
        for (const Claim& claim : claims)
            QVERIFY2(ids.insert(claim.id).second, claim.id.c_str());
    }

    void everyRowPointsToAFigureThatExists()
    {
        for (const Claim& claim : claimsFrom({}))
            QVERIFY2(claim.figure.empty() || findFigure(claim.figure), claim.id.c_str());
    }

    void closedFormsNeedNoData()
    {
        const std::vector<Claim> claims = claimsFrom({});
        QCOMPARE(find(claims, "number-of-weights").verdict(), Verdict::Misprint);
        QCOMPARE(*find(claims, "number-of-weights").computedValue, 140.0);
        const Claim& saddle = find(claims, "saddle-at-0.32");
        QVERIFY(std::abs(*saddle.computedValue - 0.092545180334) < 1e-9);
        QCOMPARE(saddle.verdict(), Verdict::Misprint);
        const Claim& barrier = find(claims, "barrier-at-0.32");
        QVERIFY(std::abs(*barrier.computedValue - 0.028453461731) < 1e-9);
        QCOMPARE(barrier.verdict(), Verdict::Contradicted);
    }

    void withoutDataAMeasuredClaimCannotBeTested()
    {
        for (const Claim& claim : claimsFrom({})) {
            if (!claim.table.empty())
                QVERIFY2(claim.verdict() == Verdict::CannotBeTested || !claim.computed.empty(), claim.id.c_str());
        }
        QCOMPARE(find(claimsFrom({}), "random-start").verdict(), Verdict::CannotBeTested);
    }

    void otherDataOtherVerdict()
    {
        QCOMPARE(verdict({{0, 0, 5}}, "random-start"), Verdict::Holds);
        QCOMPARE(verdict({{0, 0, 500}}, "random-start"), Verdict::Contradicted);
        QCOMPARE(verdict({{0, 1, 0}, {1, 1, 5500}}, "escape-by-sgd"), Verdict::HoldsWithCondition);
        QCOMPARE(verdict({{0, 1, 5500}, {1, 1, 5500}}, "escape-by-sgd"), Verdict::Holds);
        QCOMPARE(verdict({{0, 1, 0}, {1, 1, 100}}, "escape-by-sgd"), Verdict::Contradicted);
    }

    void theNumbersOfARowFollowTheData()
    {
        const auto measured = [](double epochs) {
            return *find(claimsFrom(evidenceOf({{0, 1, 0}, {1, 1, epochs}})), "escape-by-sgd").measuredValue;
        };
        QCOMPARE(measured(5500), 5500.0);
        QCOMPARE(measured(1234), 1234.0);
    }

    void jsonHasEveryRow()
    {
        const std::vector<Claim> claims = claimsFrom({});
        const std::string json = claimsToJson(claims);
        for (const Claim& claim : claims)
            QVERIFY2(json.find('"' + claim.id + '"') != std::string::npos, claim.id.c_str());
    }
};

HYSTERON_TEST(TestLedger)
#include "test_ledger.moc"
