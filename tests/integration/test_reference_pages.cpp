// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// resources/help against the program itself: every command, option and key of an answer is on the page of the command
// line, and the table of fields on the page of file formats is that of the schema, row by row.
#include "tests/integration/command_line.h"
#include "tests/support/test.h"

#include <QFile>
#include <QRegularExpression>
#include <QSet>
#include <QTemporaryDir>

using namespace command_line;

namespace {

QString page(const char* name)
{
    QFile file(QStringLiteral(HYSTERON_HELP) + QLatin1Char('/') + QLatin1String(name));
    return file.open(QIODevice::ReadOnly) ? QString::fromUtf8(file.readAll()) : QString();
}

/// Text of a second-level section, its heading left out.
QString section(const QString& text, const QString& heading)
{
    const QRegularExpression start(QStringLiteral("^## %1$").arg(QRegularExpression::escape(heading)),
                                   QRegularExpression::MultilineOption);
    const QRegularExpressionMatch match = start.match(text);
    if (!match.hasMatch())
        return {};
    const qsizetype begin = match.capturedEnd();
    const qsizetype end = text.indexOf(QLatin1String("\n## "), begin);
    return text.mid(begin, end < 0 ? -1 : end - begin);
}

/// What stands between backticks.
QSet<QString> wordsIn(const QString& text)
{
    static const QRegularExpression quoted(QStringLiteral("`([^`\n]+)`"));
    QSet<QString> words;
    for (auto it = quoted.globalMatch(text); it.hasNext();)
        words += it.next().captured(1).section(QLatin1Char(' '), 0, 0);
    return words;
}

QStringList commands()
{
    static const QRegularExpression line(QStringLiteral("^  ([a-z]+) "), QRegularExpression::MultilineOption);
    const QString help = QString::fromUtf8(call({"--help"}).out);
    QStringList names;
    for (auto it = line.globalMatch(help.mid(help.indexOf(QLatin1String("Subcommands:")))); it.hasNext();)
        names += it.next().captured(1);
    return names;
}

QSet<QString> optionsOf(const QStringList& command)
{
    static const QRegularExpression line(QStringLiteral("^  (?:-\\w,)?(--[a-z0-9-]+)"),
                                         QRegularExpression::MultilineOption);
    QSet<QString> names;
    for (auto it = line.globalMatch(QString::fromUtf8(call(command + QStringList{"--help"}).out)); it.hasNext();)
        names += it.next().captured(1);
    names -= QStringLiteral("--help");
    return names;
}

/// Keys at every depth. Inside an experiment and inside fitted parameters they are those of other tables.
void collectKeys(const Json& json, QSet<QString>& keys)
{
    if (json.is_array())
        for (const Json& entry : json)
            collectKeys(entry, keys);
    if (!json.is_object())
        return;
    for (const auto& [key, value] : json.items()) {
        keys += QString::fromStdString(key);
        const bool elsewhere = key == "provenance" || key == "specification" || key == "changes" || key == "parameters";
        if (!elsewhere && !(key == "ci95" && value.is_object()))
            collectKeys(value, keys);
    }
}

QString numberText(const Json& json)
{
    const auto value = json.get<double>();
    return value == std::floor(value) && std::abs(value) < 1e6 ? QString::number(value, 'f', 0)
                                                               : QString::number(value, 'g', 6);
}

/// ", 1 to 64", ", each above 0, below 1"; empty without limits.
QString rangeText(const Json& schema, const QString& before = QStringLiteral(", "))
{
    if (schema.contains("items"))
        return rangeText(schema["items"], QStringLiteral(", each "));
    QStringList parts;
    if (schema.contains("minimum") && schema.contains("maximum"))
        parts += QStringLiteral("%1 to %2").arg(numberText(schema["minimum"]), numberText(schema["maximum"]));
    else if (schema.contains("minimum"))
        parts += QStringLiteral("%1 or more").arg(numberText(schema["minimum"]));
    else if (schema.contains("maximum"))
        parts += QStringLiteral("at most %1").arg(numberText(schema["maximum"]));
    if (schema.contains("exclusiveMinimum"))
        parts.prepend(QStringLiteral("above %1").arg(numberText(schema["exclusiveMinimum"])));
    if (schema.contains("exclusiveMaximum"))
        parts += QStringLiteral("below %1").arg(numberText(schema["exclusiveMaximum"]));
    return parts.isEmpty() ? QString() : before + parts.join(QLatin1String(", "));
}

QString typeText(const Json& schema)
{
    QStringList parts;
    if (schema.contains("enum")) {
        for (const Json& word : schema["enum"])
            parts += QStringLiteral("`%1`").arg(QString::fromStdString(word.get<std::string>()));
        return parts.join(QLatin1String(", "));
    }
    const Json types = schema["type"].is_array() ? schema["type"] : Json::array({schema["type"]});
    for (const Json& entry : types) {
        const auto type = entry.get<std::string>();
        if (type == "array" && schema["items"].value("type", "") == "object") {
            for (const auto& [key, value] : schema["items"]["properties"].items())
                parts += QString::fromStdString(key);
            return QStringLiteral("list of {%1}").arg(parts.join(QLatin1String(", ")));
        }
        parts += type == "array" ? QStringLiteral("list of %1s").arg(typeText(schema["items"]))
                                 : QString::fromStdString(type);
    }
    return parts.join(QLatin1String(" or "));
}

QString cell(QString text)
{
    return text.replace(QLatin1Char('|'), QLatin1String("\\|")).replace(QLatin1String("**"), QLatin1String("\\*\\*"));
}

void appendRows(const Json& properties, const QString& prefix, QStringList& rows)
{
    for (const auto& [key, schema] : properties.items()) {
        const QString name = prefix + QString::fromStdString(key);
        if (schema.contains("properties")) {
            appendRows(schema["properties"], name + QLatin1Char('.'), rows);
        } else if (!schema.contains("const")) {
            rows += QStringLiteral("| `%1` | %2 | %3 | %4 |")
                        .arg(name, cell(typeText(schema)) + rangeText(schema),
                             QStringLiteral("`%1`").arg(QString::fromStdString(schema["default"].dump())),
                             cell(QString::fromStdString(schema["description"].get<std::string>())));
        }
    }
}

} // namespace

class TestReferencePages : public QObject
{
    Q_OBJECT
private slots:
    void everyCommandHasASectionAndNoOtherHasOne()
    {
        const QString text = page("command-line.md");
        const QStringList names = commands();
        QVERIFY(names.size() >= 12);
        for (const QString& name : names) {
            QVERIFY2(!section(text, name).isEmpty(), qPrintable(name));
            QVERIFY2(text.contains(QStringLiteral("| [%1](#%1) |").arg(name)), qPrintable(name));
        }
        static const QRegularExpression word(QStringLiteral("^## ([a-z]+)$"), QRegularExpression::MultilineOption);
        for (auto it = word.globalMatch(text); it.hasNext();) {
            const QString heading = it.next().captured(1);
            QVERIFY2(names.contains(heading), qPrintable(heading));
        }
    }

    void everyOptionIsInItsSectionAndNoOtherIs()
    {
        const QString text = page("command-line.md");
        const QString common = section(text, QStringLiteral("The experiment"));
        const QSet<QString> shared = wordsIn(common);
        static const QRegularExpression option(QStringLiteral("^--[a-z0-9-]+"));
        for (const QString& name : commands()) {
            const QString own = section(text, name);
            QSet<QString> options = optionsOf({name});
            if (name == QLatin1String("spec"))
                options = optionsOf({"spec", "check"}) + optionsOf({"spec", "schema"});
            const QSet<QString> written = wordsIn(own);
            for (const QString& wanted : options) {
                const bool byLink = shared.contains(wanted) && (own.contains(QLatin1String("(#the-experiment)")) ||
                                                                wanted == QLatin1String("--json"));
                QVERIFY2(written.contains(wanted) || byLink, qPrintable(name + QLatin1Char(' ') + wanted));
            }
            for (const QString& known : written)
                if (option.match(known).hasMatch())
                    QVERIFY2(options.contains(known), qPrintable(name + QLatin1Char(' ') + known));
        }
    }

    void everyKeyOfAnAnswerIsInItsSection_data()
    {
        QTest::addColumn<QString>("name");
        QTest::addColumn<QStringList>("arguments");
        const QStringList trap{"--preset", "fig1a-rank1", "--threads", "1"};
        QTest::newRow("theory") << "theory" << QStringList{"theory"};
        QTest::newRow("rate") << "rate" << QStringList{"rate", "--beta",  "0.34", "--from-rank",     "2",   "--to-rank",
                                                       "1",    "--batch", "16",   "--learning-rate", "0.04"};
        QTest::newRow("run") << "run" << QStringList{"run", "--preset", "fig1a-random", "--epochs", "20"};
        QTest::newRow("diverged run")
            << "run"
            << QStringList{"run", "--preset", "fig1a-random", "--set", "training.learning_rate=9", "--epochs", "20"};
        QTest::newRow("escape") << "escape" << QStringList{"escape", "--replicas", "3", "--max-epochs", "5"} + trap;
        QTest::newRow("ffs")
            << "ffs"
            << QStringList{"ffs", "--walkers", "20", "--repeats", "2", "--set", "noise.temperature=1.2e-3"} + trap;
        QTest::newRow("hysteresis") << "hysteresis"
                                    << QStringList{"hysteresis", "--preset",   "fig3",   "--from", "0.3",
                                                   "--to",       "0.45",       "--step", "0.05",   "--dwell",
                                                   "20",         "--replicas", "2"};
        QTest::newRow("again") << "again" << QStringList{"again", "EXPERIMENT"};
        QTest::newRow("spec") << "spec" << QStringList{"spec", "check", "EXPERIMENT"};
        QTest::newRow("presets") << "presets" << QStringList{"presets"};
        QTest::newRow("bench") << "bench" << QStringList{"bench", "--seconds", "0.01", "--threads", "1"};
        QTest::newRow("fit") << "fit" << QStringList{"fit", "TIMES", "--tau", "tau", "--x", "x", "--group", "x"};
        QTest::newRow("fit a curve") << "fit" << QStringList{"fit",     "CURVE", "--curve", "--step", "epoch",
                                                             "--train", "tau",   "--test",  "tau"};
        QTest::newRow("reproduce") << "reproduce" << QStringList{"reproduce", "fig2a", "--out", "DIRECTORY"};
    }

    void everyKeyOfAnAnswerIsInItsSection()
    {
        QFETCH(QString, name);
        QFETCH(QStringList, arguments);
        QTemporaryDir directory;
        const auto write = [&directory](const char* file, const QByteArray& text) {
            QFile out(directory.filePath(QLatin1String(file)));
            QVERIFY(out.open(QIODevice::WriteOnly));
            out.write(text);
        };
        QByteArray times = "epoch,x,tau\n";
        for (int i = 1; i <= 20; ++i)
            times += QByteArray::number(i) + ',' + QByteArray::number(1 + i / 5) + ',' +
                     QByteArray::number(50 - 2 * i) + '\n';
        write("times.csv", times);
        write("experiment.json", "{\"version\": 1}");
        arguments.replaceInStrings(QStringLiteral("TIMES"), directory.filePath(QStringLiteral("times.csv")));
        arguments.replaceInStrings(QStringLiteral("CURVE"), directory.filePath(QStringLiteral("times.csv")));
        arguments.replaceInStrings(QStringLiteral("EXPERIMENT"), directory.filePath(QStringLiteral("experiment.json")));
        arguments.replaceInStrings(QStringLiteral("DIRECTORY"), directory.path());
        const Answer answer = call(arguments + QStringList{"--json"});
        QVERIFY2(answer.status == 0 || answer.status == 1, answer.err.constData());
        const Json json = answer.json();
        QSet<QString> keys;
        collectKeys(json, keys);
        QSet<QString> written = wordsIn(section(page("command-line.md"), name));
        if (json.contains("provenance")) {
            written += {QStringLiteral("fingerprint"), QStringLiteral("wall_seconds"), QStringLiteral("provenance")};
            QSet<QString> origin;
            collectKeys(json["provenance"], origin);
            const QSet<QString> known = wordsIn(section(page("file-formats.md"), QStringLiteral("Provenance")));
            for (const QString& key : std::as_const(origin))
                QVERIFY2(known.contains(key), qPrintable(QLatin1String("a provenance has ") + key));
        }
        if (name == QLatin1String("reproduce")) // the keys of a claim stand with the file
            written += wordsIn(section(page("file-formats.md"), QStringLiteral("Files of reproduce")));
        for (const QString& key : std::as_const(keys))
            QVERIFY2(written.contains(key), qPrintable(name + QLatin1String(" answers ") + key));
    }

    void everyPresetIsNamed()
    {
        const QSet<QString> written = wordsIn(section(page("command-line.md"), QStringLiteral("presets")));
        const Json presets = call({"presets", "--json"}).json();
        for (const Json& preset : presets["presets"])
            QVERIFY2(written.contains(QString::fromStdString(preset["name"].get<std::string>())),
                     preset["name"].get<std::string>().c_str());
    }

    /// The message has the table as it should be.
    void theTableOfFieldsIsThatOfTheSchema()
    {
        QStringList rows{QStringLiteral("| field | type and range, or words | default | meaning |"),
                         QStringLiteral("|---|---|---|---|")};
        appendRows(call({"spec", "schema"}).json()["properties"], {}, rows);
        QVERIFY(rows.size() > 30);
        QString table = section(page("file-formats.md"), QStringLiteral("The experiment"));
        table = table.mid(table.indexOf(QLatin1String("\n| field |")) + 1);
        table.truncate(table.indexOf(QLatin1String("\n\n")));
        if (table != rows.join(QLatin1Char('\n')))
            qWarning("the table should be\n%s", qPrintable(rows.join(QLatin1Char('\n'))));
        QVERIFY(table == rows.join(QLatin1Char('\n')));
    }
};

HYSTERON_TEST(TestReferencePages)
#include "test_reference_pages.moc"
