// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "core/io/curve_table.h"
#include "core/io/specification_json.h"
#include "tests/support/simulate.h"
#include "tests/support/test.h"

using namespace hysteron;

class TestCurveTable : public QObject
{
    Q_OBJECT
private slots:
    void rowsAreTheRunAndTheHeadIsItsRecipe()
    {
        Specification specification = defaultPreset().specification;
        specification.training.epochs = 40;
        const auto simulation = simulate(specification);
        QVERIFY(simulation.ok());
        (*simulation)->advance(40);
        const auto snapshot = (*simulation)->snapshot();
        const QStringList lines = QString::fromStdString(curvesCsv(*snapshot)).split('\n', Qt::SkipEmptyParts);
        const qsizetype header = lines.indexOf("epoch,sigma_1,sigma_2,train_mse,test_mse");
        QVERIFY(header > 0);
        QCOMPARE(static_cast<std::size_t>(lines.size() - header - 1), snapshot->curves->trainMse.size());
        const QStringList last = lines.back().split(',');
        QCOMPARE(last[0], "40");
        QCOMPARE(last[1].toDouble(), snapshot->singularValues[0]);
        QCOMPARE(last[4].toDouble(), snapshot->testMse);

        const QString recipe = lines.filter("# specification ").front().mid(16);
        const auto read = specificationFromJson(nlohmann::ordered_json::parse(recipe.toStdString()));
        QVERIFY(read.ok());
        QVERIFY(*read == specification);
    }

    void thinnedRowsKeepLowestAndHighest()
    {
        // One exact sample, then two buckets: epochs 1..4 and 5..7 after the stride has doubled twice.
        Snapshot::Curves curves{{History(1, 2)}, History(1, 2), History(1, 2), {}};
        const double sigma[] = {0.5, 0.1, 0.9, 0.2, 0.3, 0.7, 0.6, 0.8};
        for (int epoch = 0; epoch < 8; ++epoch) {
            curves.singularValues[0].append(epoch, sigma[epoch]);
            curves.trainMse.append(epoch, 1.0 + epoch);
            curves.testMse.append(epoch, 10.0 - epoch);
        }
        Snapshot snapshot;
        snapshot.transitions = {{2, 0, 1}, {3, 1, 0}};
        LoggedChange change;
        change.epoch = 5;
        change.change.beta = 0.3;
        snapshot.changes = {change};
        snapshot.curves = std::make_shared<const Snapshot::Curves>(std::move(curves));
        const QStringList lines = QString::fromStdString(curvesCsv(snapshot)).split('\n', Qt::SkipEmptyParts);
        QVERIFY(lines.contains("# epoch 2: rank 0 -> 1"));
        QVERIFY(lines.contains("# epoch 3: rank 1 -> 0"));
        QVERIFY(!lines.filter("from epoch 5").isEmpty());
        const QStringList rows(lines.end() - 4, lines.end());
        QCOMPARE(rows, (QStringList{"epoch,sigma_1,train_mse,test_mse,sigma_1_low,sigma_1_high,train_mse_low,"
                                    "train_mse_high,test_mse_low,test_mse_high",
                                    "0,0.5,1,10,0.5,0.5,1,1,10,10", "4,0.3,5,6,0.1,0.9,2,5,6,9",
                                    "7,0.8,8,3,0.6,0.8,6,8,3,5"}));
    }
};

HYSTERON_TEST(TestCurveTable)
#include "test_curve_table.moc"
