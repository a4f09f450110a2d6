// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/panels/task_fields.h"

#include "ui/panels/field_limits.h"
#include "ui/widgets/number_text.h"

#include <QCoreApplication>
#include <QRegularExpression>

#include <cmath>
#include <limits>
#include <optional>

namespace hysteron::ui {

namespace {

struct TaskFields {
    Q_DECLARE_TR_FUNCTIONS(TaskFields)
};

using Write = std::function<QString(const Specification&)>;
using Read = std::function<Text(const QString&, Specification&)>;

/// Reads a whole number that fits into T; the specification's own rules say which of them are meant.
template<class T> std::optional<T> wholeNumber(const QString& text)
{
    const std::optional<double> number = parseNumber(text);
    if (!number || *number != std::floor(*number) || *number > 9e15 ||
        *number < double(std::numeric_limits<T>::min()) || *number > double(std::numeric_limits<T>::max()))
        return std::nullopt;
    return T(*number);
}

/// A whole number, given by the reference that `member` returns.
template<class Member> TaskField integerField(QString key, QString label, QString meaning, Member member)
{
    return {std::move(key),
            std::move(label),
            std::move(meaning),
            {},
            [member](const Specification& s) {
                Specification copy = s;
                return QString::number(member(copy));
            },
            [member](const QString& text, Specification& s) -> Text {
                const auto number = wholeNumber<std::remove_reference_t<decltype(member(s))>>(text);
                if (!number)
                    return Text("must be a whole number");
                member(s) = *number;
                return {};
            }};
}

QString listText(const std::vector<double>& values)
{
    QStringList parts;
    for (const double value : values)
        parts << QString::number(value, 'g', 15);
    return parts.join(", ");
}

/// Separated by commas, semicolons or spaces; a comma is never a decimal mark here.
Text readList(const QString& text, std::vector<double>& values)
{
    static const QRegularExpression separators("[,;\\s]+");
    std::vector<double> read;
    for (const QString& part : text.split(separators, Qt::SkipEmptyParts)) {
        const std::optional<double> number = parseNumber(part);
        if (!number)
            return Text("“%1” is not a number", part.toStdString());
        read.push_back(*number);
    }
    values = std::move(read);
    return {};
}

QStringList namesFrom(const QString& text)
{
    QStringList names;
    for (const QString& part : text.split(',', Qt::SkipEmptyParts))
        if (const QString name = part.trimmed(); !name.isEmpty())
            names << name;
    return names;
}

/// Column names, comma-separated.
template<class Member> TaskField namesField(QString key, QString label, QString meaning, Member member)
{
    return {std::move(key),
            std::move(label),
            std::move(meaning),
            {},
            [member](const Specification& s) {
                Specification copy = s;
                QStringList names;
                for (const std::string& name : member(copy))
                    names << QString::fromStdString(name);
                return names.join(", ");
            },
            [member](const QString& text, Specification& s) -> Text {
                member(s).clear();
                for (const QString& name : namesFrom(text))
                    member(s).push_back(name.toStdString());
                return {};
            }};
}

/// One of an enumeration whose values are 0, 1, 2, ... in the order of the choices.
template<class Member>
TaskField choiceField(QString key, QString label, QString meaning, const QStringList& choices, Member member)
{
    return {std::move(key),
            std::move(label),
            std::move(meaning),
            choices,
            [member, choices](const Specification& s) {
                Specification copy = s;
                return choices[int(member(copy))];
            },
            [member, choices](const QString& text, Specification& s) -> Text {
                using Enum = std::remove_reference_t<decltype(member(s))>;
                member(s) = Enum(choices.indexOf(text));
                return {};
            }};
}

TaskField etaField()
{
    return {"task.eta",
            TaskFields::tr("η, modes"),
            TaskFields::tr(
                "Singular values of the task, one per mode: each above 0 and below 1, descending; at most as many as "
                "inputs and "
                "outputs. Dimensionless."),
            {},
            [](const Specification& s) { return listText(s.task.eta); },
            [](const QString& text, Specification& s) { return readList(text, s.task.eta); }};
}

TaskField subsampleField()
{
    return {
        "task.subsample",
        TaskFields::tr("sub-sample"),
        TaskFields::tr("Train on this many samples drawn from the pool; empty: on all of them. Grokking needs few."),
        {},
        [](const Specification& s) { return s.task.subsample ? QString::number(*s.task.subsample) : QString(); },
        [](const QString& text, Specification& s) -> Text {
            s.task.subsample.reset();
            if (text.trimmed().isEmpty())
                return {};
            s.task.subsample = wholeNumber<int>(text);
            return s.task.subsample ? Text() : Text("must be a whole number, or empty");
        }};
}

TaskField initStdField()
{
    return {"protocol.init_std",
            TaskFields::tr("first weights"),
            TaskFields::tr("Standard deviation of the first weights, %1; empty: 1/√w. Dimensionless.")
                .arg(rangeText("protocol.init_std")),
            {},
            [](const Specification& s) {
                return s.protocol.initStd ? QString::number(*s.protocol.initStd, 'g', 15) : QString();
            },
            [](const QString& text, Specification& s) -> Text {
                s.protocol.initStd.reset();
                if (text.trimmed().isEmpty())
                    return {};
                s.protocol.initStd = parseNumber(text);
                return s.protocol.initStd ? Text() : Text("must be a number, or empty");
            }};
}

TaskField csvField()
{
    return {"task.csv",
            TaskFields::tr("CSV file"),
            TaskFields::tr(
                "A file of one's own instead of the Gaussian task: a header line, then rows of numbers. Empty: the "
                "Gaussian task."),
            {},
            [](const Specification& s) { return QString::fromStdString(s.task.csv.value_or("")); },
            [](const QString& text, Specification& s) -> Text {
                s.task.csv.reset();
                if (!text.trimmed().isEmpty())
                    s.task.csv = text.trimmed().toStdString();
                return {};
            }};
}

TaskField testShareField()
{
    return {
        "task.csv_test_fraction",
        TaskFields::tr("test share"),
        TaskFields::tr("Share of the file's rows held out as test set, %1.").arg(rangeText("task.csv_test_fraction")),
        {},
        [](const Specification& s) { return QString::number(s.task.csvTestFraction, 'g', 15); },
        [](const QString& text, Specification& s) -> Text {
            const std::optional<double> number = parseNumber(text);
            if (!number)
                return Text("must be a number");
            s.task.csvTestFraction = *number;
            return {};
        }};
}

std::vector<TaskField> makeFields()
{
    return {
        etaField(),
        integerField("network.depth", TaskFields::tr("L, depth"),
                     TaskFields::tr("L, number of weight matrices, %1.").arg(rangeText("network.depth")),
                     [](Specification& s) -> int& { return s.network.depth; }),
        integerField("network.width", TaskFields::tr("w, width"),
                     TaskFields::tr("w, hidden units of each hidden layer, %1.").arg(rangeText("network.width")),
                     [](Specification& s) -> int& { return s.network.width; }),
        choiceField("network.activation", TaskFields::tr("hidden units"),
                    TaskFields::tr(
                        "What hidden units make of their input. The theory drawn in the plots is that of linear ones."),
                    {TaskFields::tr("linear"), "tanh", "sigmoid", "ReLU"},
                    [](Specification& s) -> Activation& { return s.network.activation; }),
        integerField("task.inputs", TaskFields::tr("inputs"),
                     TaskFields::tr("p_in, number of inputs, %1.").arg(rangeText("task.inputs")),
                     [](Specification& s) -> int& { return s.task.inputs; }),
        integerField("task.outputs", TaskFields::tr("outputs"),
                     TaskFields::tr("p_out, number of outputs, %1.").arg(rangeText("task.outputs")),
                     [](Specification& s) -> int& { return s.task.outputs; }),
        integerField(
            "task.samples", TaskFields::tr("N, samples"),
            TaskFields::tr("N, training samples (the pool, with a sub-sample), %1.").arg(rangeText("task.samples")),
            [](Specification& s) -> int& { return s.task.samples; }),
        integerField("task.test_samples", TaskFields::tr("test samples"),
                     TaskFields::tr("Independent test samples, %1.").arg(rangeText("task.test_samples")),
                     [](Specification& s) -> int& { return s.task.testSamples; }),
        subsampleField(),
        choiceField(
            "task.sampling", TaskFields::tr("sampling"),
            TaskFields::tr(
                "Raw draws; draws corrected so that their covariance is exactly the task's; or the population itself."),
            {TaskFields::tr("raw draws"), TaskFields::tr("exact moments"), TaskFields::tr("population")},
            [](Specification& s) -> Sampling& { return s.task.sampling; }),
        choiceField(
            "training.batching", TaskFields::tr("batches"),
            TaskFields::tr(
                "Shuffled epochs, each batch drawn with replacement, the whole set at every step, or new data at "
                "every step."),
            {TaskFields::tr("shuffled"), TaskFields::tr("with replacement"), TaskFields::tr("whole set"),
             TaskFields::tr("fresh data")},
            [](Specification& s) -> Batching& { return s.training.batching; }),
        integerField("training.epochs", TaskFields::tr("epochs"),
                     TaskFields::tr("Where runs without a window end, %1 epochs; here a run has no end.")
                         .arg(rangeText("training.epochs")),
                     [](Specification& s) -> std::int64_t& { return s.training.epochs; }),
        integerField("task.seed", TaskFields::tr("data seed"),
                     TaskFields::tr("Seed of the data, independent of the seed of the run."),
                     [](Specification& s) -> std::uint64_t& { return s.task.seed; }),
        initStdField(),
        csvField(),
        namesField("task.csv_inputs", TaskFields::tr("input columns"),
                   TaskFields::tr("Names of the file's input columns, comma-separated; empty: all but the last ones."),
                   [](Specification& s) -> std::vector<std::string>& { return s.task.csvInputs; }),
        namesField(
            "task.csv_outputs", TaskFields::tr("output columns"),
            TaskFields::tr(
                "Names of the file's output columns, comma-separated; empty: the last ones, as many as outputs."),
            [](Specification& s) -> std::vector<std::string>& { return s.task.csvOutputs; }),
        testShareField(),
        choiceField("task.whiten", TaskFields::tr("file's data"),
                    TaskFields::tr("Whiten the file's inputs and scale its outputs to unit variance, or not."),
                    {TaskFields::tr("as they are"), TaskFields::tr("whitened")},
                    [](Specification& s) -> bool& { return s.task.whiten; }),
    };
}

} // namespace

const std::vector<TaskField>& taskFields()
{
    static const std::vector<TaskField> fields = makeFields();
    return fields;
}

} // namespace hysteron::ui
