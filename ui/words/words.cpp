// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "ui/words/words.h"

#include <QCoreApplication>
#include <QRegularExpression>
#include <QStringList>

namespace hysteron::ui {

namespace {

struct Words {
    Q_DECLARE_TR_FUNCTIONS(Words)
};

struct Name {
    const char* key;
    const char* words; ///< as the control says it
};

// clang-format off
constexpr Name kNames[] = {
    {"file", QT_TRANSLATE_NOOP("Words", "file")},
    {"seed", QT_TRANSLATE_NOOP("Words", "seed")},
    {"network.activation", QT_TRANSLATE_NOOP("Words", "hidden units")},
    {"network.depth", QT_TRANSLATE_NOOP("Words", "depth L")},
    {"network.width", QT_TRANSLATE_NOOP("Words", "width w")},
    {"noise.c", QT_TRANSLATE_NOOP("Words", "constant C")},
    {"noise.kind", QT_TRANSLATE_NOOP("Words", "noise")},
    {"noise.reading", QT_TRANSLATE_NOOP("Words", "where T comes from")},
    {"noise.temperature", QT_TRANSLATE_NOOP("Words", "temperature T")},
    {"protocol.anneal", QT_TRANSLATE_NOOP("Words", "legs of the β schedule")},
    {"protocol.init_std", QT_TRANSLATE_NOOP("Words", "first weights")},
    {"protocol.kind", QT_TRANSLATE_NOOP("Words", "start from")},
    {"protocol.rank", QT_TRANSLATE_NOOP("Words", "rank of the trap")},
    {"task.csv", QT_TRANSLATE_NOOP("Words", "CSV file")},
    {"task.csv_inputs", QT_TRANSLATE_NOOP("Words", "input columns")},
    {"task.csv_outputs", QT_TRANSLATE_NOOP("Words", "output columns")},
    {"task.csv_test_fraction", QT_TRANSLATE_NOOP("Words", "test share")},
    {"task.eta", QT_TRANSLATE_NOOP("Words", "modes η")},
    {"task.inputs", QT_TRANSLATE_NOOP("Words", "inputs")},
    {"task.outputs", QT_TRANSLATE_NOOP("Words", "outputs")},
    {"task.samples", QT_TRANSLATE_NOOP("Words", "samples N")},
    {"task.sampling", QT_TRANSLATE_NOOP("Words", "sampling")},
    {"task.seed", QT_TRANSLATE_NOOP("Words", "data seed")},
    {"task.subsample", QT_TRANSLATE_NOOP("Words", "sub-sample")},
    {"task.test_samples", QT_TRANSLATE_NOOP("Words", "test samples")},
    {"task.whiten", QT_TRANSLATE_NOOP("Words", "file's data")},
    {"training.batch", QT_TRANSLATE_NOOP("Words", "batch size B")},
    {"training.batching", QT_TRANSLATE_NOOP("Words", "batches")},
    {"training.beta", QT_TRANSLATE_NOOP("Words", "weight decay β")},
    {"training.epochs", QT_TRANSLATE_NOOP("Words", "epochs")},
    {"training.learning_rate", QT_TRANSLATE_NOOP("Words", "learning rate η")},
};
// clang-format on

/// The window's name of a key; null when it has none.
const char* nameOf(const std::string& key)
{
    for (const Name& name : kNames)
        if (key == name.key)
            return name.words;
    return nullptr;
}

/// Dotted keys in a sentence become the names of their controls.
QString withNames(const QString& sentence)
{
    static const QRegularExpression key(QStringLiteral("\\b[a-z]+\\.[a-z_]+\\b"));
    QString result;
    qsizetype from = 0;
    for (const QRegularExpressionMatch& match : key.globalMatch(sentence)) {
        result += sentence.mid(from, match.capturedStart() - from) + fieldName(match.captured().toStdString());
        from = match.capturedEnd();
    }
    return result + sentence.mid(from);
}

} // namespace

QString words(const Text& text)
{
    return QString::fromStdString(filled(
        text,
        [](const std::string& sentence) {
            return withNames(QCoreApplication::translate("core", sentence.c_str())).toStdString();
        },
        [](const std::string& characters) {
            // A key of one word, such as "seed", is a word like any other in the middle of a sentence.
            return characters.find('.') == std::string::npos ? characters : fieldName(characters).toStdString();
        }));
}

QString fieldName(const std::string& key)
{
    const char* name = nameOf(key);
    return name ? Words::tr(name) : QString::fromStdString(key);
}

QString words(const Error& error)
{
    if (error.value.empty())
        return Words::tr("%1: %2").arg(fieldName(error.field), words(error.rule));
    return Words::tr("%1: %2: %3").arg(fieldName(error.field), QString::fromStdString(error.value), words(error.rule));
}

QString words(const Errors& errors)
{
    QStringList lines;
    for (const Error& error : errors)
        lines += words(error);
    return lines.join(QLatin1Char('\n'));
}

QString sentences(const QString& first, const QString& second)
{
    if (first.isEmpty() || second.isEmpty())
        return first + second;
    return QCoreApplication::translate("core", "%1 %2").arg(first, second);
}

} // namespace hysteron::ui
