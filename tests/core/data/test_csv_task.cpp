// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/number_format.h"
#include "core/base/random.h"
#include "core/data/task.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

#include <cmath>
#include <functional>
#include <set>

using namespace hysteron;

namespace {

/// A table of strongly related columns in very different units: x1, x2, y1, y2.
QByteArray relatedColumns(int rows)
{
    RandomStream random(3, StreamId::TrainingData);
    QByteArray content = "x1,x2,y1,y2\n";
    for (int r = 0; r < rows; ++r) {
        const double a = random.normal(), b = random.normal();
        const double y1 = a + 0.5 * random.normal(), y2 = b + 0.8 * random.normal();
        for (const double value : {1e6 * (a + 7.0), 1e-6 * (b + 0.6 * a - 2.0), 30.0 * y1})
            content += shortestExact(value) + ",";
        content += shortestExact(100.0 + y2) + "\n";
    }
    return content;
}

/// One row per number, so that rows can be told apart after centring.
QByteArray countedRows(int rows)
{
    QByteArray content = "x,y\n";
    for (int r = 0; r < rows; ++r)
        content += QByteArray::number(r) + "," + QByteArray::number(r * r % 17) + "\n";
    return content;
}

} // namespace

class TestCsvTask : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::string m_path = m_folder.filePath("data.csv").toStdString();

    Result<Task> make(const QByteArray& content, const std::function<void(TaskOptions&)>& edit = {})
    {
        QFile file(QString::fromStdString(m_path));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write the file to be read");
        file.close();
        TaskOptions options;
        options.csv = m_path;
        if (edit)
            edit(options);
        return makeTask(options);
    }

    /// "FIELD: VALUE: RULE" of each error, with PATH for the file.
    QStringList messages(const QByteArray& content, const std::function<void(TaskOptions&)>& edit = {})
    {
        QStringList lines;
        for (const Error& error : make(content, edit).errors())
            lines << QString::fromStdString(error.message()).replace(QString::fromStdString(m_path), "PATH");
        return lines;
    }

private slots:
    void columnsByDefault()
    {
        const Task task = *make("a,b,c,d,e\n1,2,3,4,5\n2,1,0,3,9\n5,5,1,2,2\n7,1,2,8,1\n");
        QCOMPARE(task.inputs(), 3);
        QCOMPARE(task.outputs(), 2);
    }

    void columnsOfTextAreLeftOutUnlessAskedFor()
    {
        const QByteArray content =
            "name,a,b,remark,c,d\nx,1,2,,4,5\ny,2,1,\"see \"\"x\"\", below\",3,9\nz,5,5,,2,2\nx,7,1,,8,1\n";
        const Task task = *make(content);
        QCOMPARE(task.inputs(), 2);
        QCOMPARE(task.outputs(), 2);
        QVERIFY(make("a,b,c,d\n1,2,4,5\n2,1,3,9\n5,5,2,2\n7,1,8,1\n")->train.inputs == task.train.inputs);
        QCOMPARE(messages(content,
                          [](TaskOptions& options) {
                              options.csvInputs = {"a", "remark"};
                          })
                     .front(),
                 "task.csv: (empty): must be a finite number (line 2, column remark of PATH)");
        // A slip in a column of numbers is an error, not a reason to leave the column out.
        QCOMPARE(messages("a,b,c\n1,2,3\n2,3,4\n3,1o,5\n"),
                 QStringList("task.csv: 1o: must be a finite number (line 4, column b of PATH)"));
    }

    void columnsByName()
    {
        const auto choose = [](TaskOptions& options) {
            options.csvInputs = {"d", "a"};
            options.csvOutputs = {"b"};
            options.csvTestFraction = 0.0;
        };
        const Task task = *make("a,b,c,d\n1,10,3,4\n2,20,0,9\n6,90,1,2\n", choose);
        QCOMPARE(task.inputs(), 2);
        QCOMPARE(task.outputs(), 1);
        // Centred: d has mean 5, a mean 3, b mean 40.
        std::set<std::vector<double>> rows;
        for (int k = 0; k < 3; ++k)
            rows.insert({task.train.inputs(0, k), task.train.inputs(1, k), task.train.outputs(0, k)});
        const std::set<std::vector<double>> expected = {{-1, -2, -30}, {4, -1, -20}, {-3, 3, 50}};
        QCOMPARE(rows, expected);
    }

    void rowsAreHeldOutAtRandom()
    {
        const auto rowsOf = [](const Eigen::MatrixXd& inputs, double mean) {
            std::set<int> rows;
            for (Eigen::Index k = 0; k < inputs.cols(); ++k)
                rows.insert(static_cast<int>(std::lround(inputs(0, k) + mean)));
            return rows;
        };
        const auto split = [&](std::uint64_t seed) {
            const Task task = *make(countedRows(41), [seed](TaskOptions& options) {
                options.outputs = 1;
                options.seed = seed;
            });
            // Means of the training rows: all rows sum to 820.
            const double shift = 820.0 - task.test.inputs.sum();
            const double mean = shift / 41.0;
            return std::pair(rowsOf(task.train.inputs, mean), rowsOf(task.test.inputs, mean));
        };
        const auto [train, test] = split(1);
        QCOMPARE(train.size(), 31u);
        QCOMPARE(test.size(), 10u); // a quarter, rounded down
        for (const int row : test)
            QVERIFY(!train.contains(row));
        QVERIFY(*test.rbegin() - *test.begin() > 10); // not a block of neighbours
        QCOMPARE(split(1).second, test);
        QVERIFY(split(2).second != test);
    }

    void trainingMeansAreSubtractedFromBoth()
    {
        const Task task = *make(relatedColumns(200));
        QVERIFY((task.train.inputs.rowwise().mean().array().abs() < 1e-12 * task.train.inputs.rowwise().norm().array())
                    .all());
        QVERIFY(task.test.inputs.row(0).mean() != 0.0);
        QCOMPARE(task.notes.size(), 1u);
        QVERIFY(english(task.notes[0]).find("approximate") != std::string::npos);
    }

    void whiteningGivesUnitCovarianceInAnyUnits()
    {
        const Task task = *make(relatedColumns(400), [](TaskOptions& options) { options.whiten = true; });
        QVERIFY((task.trainMoments.xx - Eigen::MatrixXd::Identity(2, 2)).norm() < 1e-12);
        QVERIFY((task.trainMoments.yy.diagonal() - Eigen::Vector2d::Ones()).norm() < 1e-12);
        // The test set is scaled by the training statistics: near unit covariance, 100 rows.
        QVERIFY((task.testMoments.xx - Eigen::MatrixXd::Identity(2, 2)).norm() < 4.0 * std::sqrt(2.0 * 4.0 / 100.0));
        QVERIFY((task.testMoments.xx - Eigen::MatrixXd::Identity(2, 2)).norm() > 1e-3);
        QVERIFY(task.notes.empty());
        // White inputs: the singular values of yx itself are what theory works with.
        const Eigen::VectorXd expected = Eigen::JacobiSVD<Eigen::MatrixXd>(task.trainMoments.yx).singularValues();
        for (int i = 0; i < 2; ++i)
            QVERIFY(std::abs(task.empiricalEta[i] - expected(i)) < 1e-12);
        QCOMPARE(task.eta, task.empiricalEta);
        // The two independent relations have correlations 1/sqrt(1.25) and 1/sqrt(1.64); 300 training rows.
        QVERIFY(std::abs(task.eta[0] - 1.0 / std::sqrt(1.25)) < 4.0 * 0.3 / std::sqrt(300.0));
        QVERIFY(std::abs(task.eta[1] - 1.0 / std::sqrt(1.64)) < 4.0 * 0.4 / std::sqrt(300.0));
    }

    void empiricalValuesDoNotDependOnTheUnitsOfInputs()
    {
        const Task plain = *make(relatedColumns(400));
        const Task white = *make(relatedColumns(400), [](TaskOptions& options) { options.whiten = true; });
        // Outputs keep their units: y1 was multiplied by 30 and stands out.
        QVERIFY(plain.empiricalEta[0] > 20.0);
        QVERIFY(plain.eta == plain.empiricalEta);
        QVERIFY(white.empiricalEta[0] < 1.0);
    }

    void outputsThatFollowExactly()
    {
        // y is a multiple of x: eta = 1; and twice the same output: sqrt(2), which is not cut off.
        const auto whitened = [](TaskOptions& options) {
            options.whiten = true;
            options.csvInputs = {"x"};
        };
        QVERIFY(std::abs(make("x,y\n1,2\n2,4\n4,8\n7,14\n9,18\n",
                              [&](TaskOptions& options) {
                                  whitened(options);
                                  options.outputs = 1;
                              })
                             ->eta.at(0) -
                         1.0) < 1e-12);
        const Task twice = *make("x,y,z\n1,2,3\n2,4,5\n4,8,9\n7,14,15\n9,18,19\n", whitened);
        QCOMPARE(twice.eta.size(), 1u);
        QVERIFY(std::abs(twice.eta[0] - std::sqrt(2.0)) < 1e-12);
    }

    void aSubSampleIsTakenFromTheTrainingRows()
    {
        const auto take = [&](int count) {
            return messages(countedRows(40), [count](TaskOptions& options) {
                options.outputs = 1;
                options.subsample = count;
            });
        };
        QCOMPARE(take(30), QStringList());
        QCOMPARE(take(31),
                 QStringList("task.subsample: 31: must be a whole number from 2 to 30 (the training rows of PATH)"));
        QCOMPARE(take(1),
                 QStringList("task.subsample: 1: must be a whole number from 2 to 30 (the training rows of PATH)"));
        const Task task = *make(countedRows(40), [](TaskOptions& options) {
            options.outputs = 1;
            options.subsample = 12;
        });
        QCOMPARE(task.trainingSize(), 12);
        QCOMPARE(task.test.size(), 10);
    }

    void withoutHeldOutRowsTheTestErrorIsTheTrainingError()
    {
        const Task task = *make(relatedColumns(50), [](TaskOptions& options) { options.csvTestFraction = 0.0; });
        QCOMPARE(task.trainingSize(), 50);
        QCOMPARE(task.test.size(), 0);
        QVERIFY(task.testMoments.xx == task.trainMoments.xx);
        QCOMPARE(english(task.notes.back()),
                 std::string("No rows were held out: the test error is the training error."));
    }

    void wrongColumns()
    {
        const QByteArray content = "a,b,c\n1,2,3\n4,5,7\n7,8,8\n3,2,1\n";
        const auto with = [&](std::vector<std::string> inputs, std::vector<std::string> outputs, int count = 2) {
            return messages(content, [=](TaskOptions& options) {
                options.csvInputs = inputs;
                options.csvOutputs = outputs;
                options.outputs = count;
            });
        };
        QCOMPARE(with({"a", "z"}, {"w"}),
                 (QStringList{"task.csv_inputs: z: must be the name of a column of the file",
                              "task.csv_outputs: w: must be the name of a column of the file"}));
        QCOMPARE(with({"a", "a"}, {"b"}), QStringList("task.csv_inputs: a: must not be listed twice"));
        QCOMPARE(with({"a", "b"}, {"b"}), QStringList("task.csv_inputs: b: must not be an output at the same time"));
        QCOMPARE(with({}, {}, 3), QStringList("task.csv_inputs: 0 columns: must be 1 to 64 columns of PATH"));
        QCOMPARE(with({}, {}, 64), QStringList("task.csv_inputs: 0 columns: must be 1 to 64 columns of PATH"));
    }

    void tooManyColumns()
    {
        QByteArray names, values;
        for (int c = 0; c < 67; ++c) {
            names += (c > 0 ? ",c" : "c") + QByteArray::number(c);
            values += (c > 0 ? "," : "") + QByteArray::number(c);
        }
        QCOMPARE(messages(names + "\n" + values + "\n" + values + "\n"),
                 QStringList("task.csv_inputs: 65 columns: must be 1 to 64 columns of PATH"));
    }

    void constantColumns()
    {
        // The mean of equal numbers may differ from them by rounding: that must not be taken for data.
        const auto one = [](bool whiten) {
            return [whiten](TaskOptions& options) {
                options.outputs = 1;
                options.whiten = whiten;
            };
        };
        for (const QByteArray value : {"0.1", "0.7", "-1.3", "33333.3", "1e-9"}) {
            for (const int rows : {23, 30, 37}) {
                QByteArray content = "x1,x2,y\n";
                for (int r = 0; r < rows; ++r)
                    content += value + "," + QByteArray::number(r % 7) + "," + QByteArray::number(r % 5) + "\n";
                QCOMPARE(
                    messages(content, one(true)),
                    QStringList("task.csv: x1: must not have the same value in every training row; leave the column "
                                "out or turn task.whiten off"));
                const Task task = *make(content, one(false));
                QCOMPARE(task.train.inputs.row(0).norm(), 0.0);
                QVERIFY(std::isfinite(task.eta.at(0)));
            }
        }
    }

    void dependentColumns()
    {
        QByteArray content = "x1,x2,y\n";
        for (int r = 0; r < 30; ++r)
            content += QByteArray::number(r % 7) + "," + QByteArray::number(3 - 2 * (r % 7)) + "," +
                       QByteArray::number(r % 5) + "\n";
        QCOMPARE(messages(content,
                          [](TaskOptions& options) {
                              options.outputs = 1;
                              options.whiten = true;
                          }),
                 QStringList("task.whiten: true: needs inputs of which none is a combination of the others"));
    }

    void tooFewRows()
    {
        QCOMPARE(messages("a,b,c\n1,2,3\n"),
                 QStringList("task.csv: PATH: must leave at least 2 rows for training, and leaves 1"));
        QCOMPARE(messages("a,b,c\n1,2,3\n2,3,5\n3,1,1\n4,1,7\n",
                          [](TaskOptions& options) { options.csvTestFraction = 0.9; }),
                 QStringList("task.csv: PATH: must leave at least 2 rows for training, and leaves 1"));
        QCOMPARE(messages("a,b,c\n1,2,3\n2,3,5\n",
                          [](TaskOptions& options) {
                              options.outputs = 1;
                              options.whiten = true;
                          }),
                 QStringList("task.csv: PATH: must leave more training rows than inputs for whitening: 2 rows for 2 "
                             "inputs"));
    }

    void numbersBeyondSquares()
    {
        QCOMPARE(messages("a,b,c\n1e200,2,3\n-1e200,3,5\n1,2,4\n",
                          [](TaskOptions& options) { options.csvTestFraction = 0.0; }),
                 QStringList("task.csv: PATH: must not have numbers too large to be squared"));
    }

    void nothingToLearn()
    {
        const QStringList lines =
            messages("x,y\n1,5\n2,5\n3,5\n4,5\n5,5\n", [](TaskOptions& options) { options.outputs = 1; });
        QCOMPARE(lines, QStringList("task.csv: PATH: must have inputs and outputs that are correlated: the largest "
                                    "singular value is 0 (set task.whiten if only the units are large)"));
    }

    void filesThatCannotBeRead()
    {
        QCOMPARE(messages("x,y\n1,2\n3\n"), QStringList("task.csv: PATH: line 3 has 1 cells, the header has 2"));
        TaskOptions options;
        options.csv = m_folder.filePath("none.csv").toStdString();
        QCOMPARE(english(makeTask(options).errors().at(0).rule), std::string("must be a file that exists"));
    }
};

HYSTERON_TEST(TestCsvTask)
#include "test_csv_task.moc"
