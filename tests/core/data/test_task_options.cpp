// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/experiment/specification.h"
#include "tests/support/test.h"

#include <cmath>
#include <functional>
#include <limits>

using namespace hysteron;

namespace {

constexpr double kNan = std::numeric_limits<double>::quiet_NaN();
constexpr double kInfinity = std::numeric_limits<double>::infinity();
constexpr int kMax = std::numeric_limits<int>::max();
constexpr int kMin = std::numeric_limits<int>::min();

using Edit = std::function<void(TaskOptions&)>;

QStringList messages(const Edit& edit)
{
    Specification specification;
    edit(specification.task);
    QStringList lines;
    for (const Error& error : specification.validate())
        if (error.field.starts_with("task."))
            lines << QString::fromStdString(error.message());
    return lines;
}

} // namespace

class TestTaskOptions : public QObject
{
    Q_OBJECT
private slots:
    void defaultsAreValid()
    {
        QCOMPARE(messages([](TaskOptions&) {}), QStringList());
    }

    void wholeNumbers_data()
    {
        QTest::addColumn<QString>("field");
        QTest::addColumn<int>("low");
        QTest::addColumn<int>("high");
        QTest::newRow("inputs") << "inputs" << 1 << 64;
        QTest::newRow("outputs") << "outputs" << 1 << 64;
        QTest::newRow("samples") << "samples" << 2 << 1000000;
        QTest::newRow("test_samples") << "test_samples" << 2 << 1000000;
    }
    void wholeNumbers()
    {
        QFETCH(QString, field);
        QFETCH(int, low);
        QFETCH(int, high);
        const auto with = [&](int value) {
            return messages([&](TaskOptions& options) {
                options.eta = {0.8}; // fits every number of inputs and outputs
                if (field == "inputs")
                    options.inputs = value;
                else if (field == "outputs")
                    options.outputs = value;
                else if (field == "samples")
                    options.samples = value;
                else
                    options.testSamples = value;
            });
        };
        for (const int value : {low, high})
            QCOMPARE(with(value), QStringList());
        QStringList wrong;
        for (const int value : {kMin, -1, 0, low - 1, high + 1, kMax})
            QCOMPARE(with(value), QStringList(QString("task.%1: %2: must be a whole number from %3 to %4")
                                                  .arg(field)
                                                  .arg(value)
                                                  .arg(low)
                                                  .arg(high)));
    }

    void theSubsampleComesFromThePool()
    {
        const auto with = [](int value) {
            return messages([value](TaskOptions& options) { options.subsample = value; });
        };
        QCOMPARE(with(1), QStringList());
        QCOMPARE(with(512), QStringList());
        QCOMPARE(with(513), QStringList("task.subsample: 513: must be a whole number from 1 to 512 (task.samples)"));
        for (const int value : {kMin, 0, 1'000'001, kMax})
            QCOMPARE(with(value),
                     QStringList(QString("task.subsample: %1: must be a whole number from 1 to 1000000").arg(value)));
    }

    void everySingularValueIsInTheOpenInterval()
    {
        for (const double eta : {kNan, kInfinity, -kInfinity, -0.5, 0.0, 1.0, 1e6}) {
            const QStringList lines = messages([eta](TaskOptions& options) { options.eta = {eta}; });
            QCOMPARE(lines.size(), 1);
            QVERIFY2(lines[0].startsWith("task.eta: ") && lines[0].endsWith(": must be a number above 0 and below 1"),
                     qPrintable(lines[0]));
        }
        QCOMPARE(messages([](TaskOptions& options) {
                     options.eta = {std::nextafter(1.0, 0.0), 1e-300};
                 }),
                 QStringList());
    }

    void singularValuesDescend()
    {
        QCOMPARE(messages([](TaskOptions& options) {
                     options.eta = {0.8, 0.9};
                 }),
                 QStringList("task.eta: [0.8, 0.9]: must be in descending order"));
        QCOMPARE(messages([](TaskOptions& options) { options.eta = {0.8, 0.8}; }), QStringList());
    }

    void theListFitsInputsAndOutputs()
    {
        const QString rule = ": must list 1 to 2 singular values (the smaller of task.inputs and task.outputs)";
        QCOMPARE(messages([](TaskOptions& options) { options.eta = {}; }), QStringList("task.eta: []" + rule));
        QCOMPARE(messages([](TaskOptions& options) {
                     options.eta = {0.9, 0.8, 0.7};
                     options.inputs = 5;
                 }),
                 QStringList("task.eta: [0.9, 0.8, 0.7]" + rule));
        QCOMPARE(messages([](TaskOptions& options) { options.eta = {0.9}; }), QStringList()); // the rest is zero
    }

    void nobodyAsksForATerabyte()
    {
        const QStringList lines = messages([](TaskOptions& options) {
            options.inputs = options.outputs = 64;
            options.samples = 1000000;
            options.testSamples = 300000;
        });
        const QString rule = ": times task.inputs + task.outputs = 128 must not exceed 32 million numbers";
        QCOMPARE(lines, (QStringList{"task.samples: 1000000" + rule, "task.test_samples: 300000" + rule}));
    }

    void momentMatchingNeedsMoreSamplesThanNumbersInOne()
    {
        const auto with = [](int samples) {
            return messages([samples](TaskOptions& options) {
                options.sampling = Sampling::MomentMatched;
                options.samples = samples;
            });
        };
        QCOMPARE(with(4), QStringList("task.samples: 4: must exceed task.inputs + task.outputs = 4 for task.sampling "
                                      "moment_matched"));
        QCOMPARE(with(5), QStringList());
    }

    void aPopulationHasNoSubSample()
    {
        QCOMPARE(messages([](TaskOptions& options) {
                     options.sampling = Sampling::Population;
                     options.subsample = 25;
                 }),
                 QStringList("task.subsample: 25: must be null for task.sampling population, which has no samples"));
    }

    void aFileIsUsedAsItIs()
    {
        const auto with = [](Sampling sampling) {
            return messages([sampling](TaskOptions& options) {
                options.csv = "data.csv";
                options.sampling = sampling;
                options.eta = {};        // comes from the file
                options.subsample = 600; // of the file's rows, not of task.samples
            });
        };
        QCOMPARE(with(Sampling::Raw), QStringList());
        QCOMPARE(
            with(Sampling::MomentMatched),
            QStringList("task.sampling: moment_matched: must be raw with task.csv, whose rows are used as they are"));
        QCOMPARE(with(Sampling::Population),
                 QStringList("task.sampling: population: must be raw with task.csv, whose rows are used as they are"));
        QCOMPARE(messages([](TaskOptions& options) { options.csv = ""; }),
                 QStringList("task.csv: (empty): must be the path of a CSV file, or null"));
    }

    void theTestFractionLeavesTrainingRows()
    {
        for (const double fraction : {0.0, 0.9})
            QCOMPARE(messages([=](TaskOptions& options) { options.csvTestFraction = fraction; }), QStringList());
        for (const double fraction : {kNan, kInfinity, -0.1, 0.91, 1e6}) {
            const QStringList lines = messages([=](TaskOptions& options) { options.csvTestFraction = fraction; });
            QCOMPARE(lines.size(), 1);
            QVERIFY(lines[0].startsWith("task.csv_test_fraction: "));
            QVERIFY(lines[0].endsWith(": must be a finite number from 0 to 0.9"));
        }
    }

    void allProblemsAtOnce()
    {
        const QStringList lines = messages([](TaskOptions& options) {
            options.eta = {2.0, 3.0, 0.5};
            options.samples = 0;
            options.subsample = -1;
            options.csvTestFraction = 1.0;
        });
        QCOMPARE(lines.size(), 7);
    }
};

HYSTERON_TEST(TestTaskOptions)
#include "test_task_options.moc"
