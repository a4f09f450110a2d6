#include "core/experiment/presets.h"
#include "core/experiment/simulation.h"
#include "core/io/curve_table.h"
#include "core/io/specification_json.h"

#include <QTest>

#include <sstream>

using namespace hysteron;

class TestCurveTable : public QObject
{
    Q_OBJECT
private slots:
    void rowsAreTheRunAndTheHeadIsItsRecipe()
    {
        Specification specification = defaultPreset().specification;
        specification.training.epochs = 40;
        const auto simulation = Simulation::create(specification);
        QVERIFY(simulation.ok());
        (*simulation)->advance(40);
        const auto snapshot = (*simulation)->snapshot();
        std::ostringstream text;
        writeCurvesCsv(text, *snapshot);

        const QStringList lines = QString::fromStdString(text.str()).split('\n', Qt::SkipEmptyParts);
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
};

QTEST_GUILESS_MAIN(TestCurveTable)
#include "test_curve_table.moc"
