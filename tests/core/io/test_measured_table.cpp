// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/measured_table.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

using namespace hysteron;

class TestMeasuredTable : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::string m_path = m_folder.filePath("cells.csv").toStdString();

    CsvTable read(const QByteArray& content)
    {
        QFile file(QString::fromStdString(m_path));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write the file to be read");
        file.close();
        return readCsv(m_path, "FILE").value();
    }
    QStringList messages(const Errors& errors)
    {
        QStringList lines;
        for (const Error& error : errors)
            lines << QString::fromStdString(error.message()).replace(QString::fromStdString(m_path), "PATH");
        return lines;
    }

private slots:
    void onlyTheChosenColumnsHaveToBeNumbers()
    {
        const CsvTable table = read("arm,wd,censored,t_grok,remark\n"
                                    "mlp,0.5,1,32250,\n"
                                    "\"tf, small\",0.5,0,35000,\"no \"\"drop\"\"\"\n"
                                    "mlp,2,0,15000,\n");
        const WaitColumns columns{.time = {"--tau", "t_grok"},
                                  .x = {"--x", "wd"},
                                  .covariate = Covariate::InverseTemperature,
                                  .censored = {"--censored", "censored"}};
        const Result<MeasuredWaits> waits = readWaits(table, "cells.csv", columns);
        QVERIFY2(waits.ok(), qPrintable(messages(waits.errors()).join('\n')));
        QCOMPARE(waits->all.size(), 3u);
        QCOMPARE(waits->all[2].x, 2.0);
        QCOMPARE(waits->all[2].time, 15000.0);
        QVERIFY(waits->all[0].censored);

        WaitColumns wrong = columns;
        wrong.x = {"--x", "arm"};
        QCOMPARE(messages(readWaits(table, "cells.csv", wrong).errors()),
                 (QStringList{"--x: mlp: must be a finite number (line 2, column arm of PATH)",
                              "--x: tf, small: must be a finite number (line 3, column arm of PATH)",
                              "--x: mlp: must be a finite number (line 4, column arm of PATH)"}));
        wrong.x = {"--x", "lr"};
        wrong.time = {"--tau", ""};
        QCOMPARE(
            messages(readWaits(table, "cells.csv", wrong).errors()),
            (QStringList{"--tau: (none): must name a column of cells.csv", "--x: lr: must be a column of cells.csv"}));
    }

    void numbersOutOfRangeAreNamedByLineAndColumn()
    {
        const CsvTable table = read("tau,beta,cut\n1,2,0\n0,2,1\n3,2,2\n");
        QCOMPARE(messages(readWaits(table, "cells.csv",
                                    {.time = {"--tau", "tau"}, .x = {"--x", "beta"}, .censored = {"--censored", "cut"}})
                              .errors()),
                 (QStringList{"--tau: 0: must be a number from 1e-100 to 1e100 (line 3, column tau of PATH)",
                              "--censored: 2: must be 0 or 1 (line 4, column cut of PATH)"}));
    }

    void aCurveLeavesOutWhatWasNotMeasured()
    {
        QByteArray content = "step,train,test\n";
        for (int step = 0; step < 40; ++step)
            content += QByteArray::number(step) + "," + QByteArray::number(1.0 / (1 + step)) + "," +
                       (step % 4 == 0 ? QByteArray::number(2.0 / (1 + step)) : "") + "\n";
        const CurveColumns columns{{"--step", "step"}, {"--train", "train"}, {"--test", "test"}};
        const Result<MeasuredCurves> curves = readCurves(read(content), "cells.csv", columns);
        QVERIFY2(curves.ok(), qPrintable(messages(curves.errors()).join('\n')));
        QCOMPARE(curves->train.steps.size(), 40u);
        QCOMPARE(curves->test.steps.size(), 10u);
        QCOMPARE(curves->test.steps[1], 4.0);
        QCOMPARE(curves->test.values[1], 2.0 / 5.0);
        // A loss that is NaN was measured, and a step must be there.
        QCOMPARE(messages(readCurves(read(content + "40,nan,1\n"), "cells.csv", columns).errors()),
                 QStringList("--train: nan: must be a finite number (line 42, column train of PATH)"));
        QCOMPARE(messages(readCurves(read(content + ",1,1\n"), "cells.csv", columns).errors()),
                 QStringList("--step: (empty): must be a finite number (line 42, column step of PATH)"));
    }
};

HYSTERON_TEST(TestMeasuredTable)
#include "test_measured_table.moc"
