// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "tests/ui/words/bracket_translator.h"
#include "ui/words/words.h"

#include <QCoreApplication>

using namespace hysteron;
using namespace hysteron::ui;

class TestWords : public QObject
{
    Q_OBJECT
private slots:
    void inEnglishTheWordsAreThoseOfTheCommandLine()
    {
        const Text text("must be from %1 to %2, or %3", 0.25, 10, Text("empty"));
        QCOMPARE(words(text), QString::fromStdString(english(text)));
    }
    void sentencesAreTranslatedAndValuesAreNot()
    {
        tests::BracketTranslator brackets;
        QCoreApplication::installTranslator(&brackets);
        const QString said = words(Text("must be from %1 to %2, or %3", 0.25, 10, Text("empty")));
        const QString joined = words(Text::sentences({"One.", "Two."}));
        QCoreApplication::removeTranslator(&brackets);
        QCOMPARE(said, QString("[must be from 0.25 to 10, or [empty]]"));
        QCOMPARE(joined, QString("[[One.] [Two.]]"));
    }
    void aFieldIsCalledWhatItsControlIsCalled()
    {
        const Error error{"training.batch", "600", Text("must be at most %1", "task.samples")};
        QCOMPARE(words(error), QString("batch size B: 600: must be at most samples N"));
        QCOMPARE(words(Text("must exceed task.inputs + task.outputs = %1 in a.csv", 4)),
                 QString("must exceed inputs + outputs = 4 in a.csv"));
        QCOMPARE(words(Error{"--out", "", "must be given"}), QString("--out: must be given"));
        QCOMPARE(words(Error{"data/a.csv", "3", "has too few cells"}), QString("data/a.csv: 3: has too few cells"));
    }
    void errorsStandOnLinesOfTheirOwn()
    {
        QCOMPARE(words(Errors{{"seed", "a", "must be a number"}, {"network.depth", "1", "must be 2 or more"}}),
                 QString("seed: a: must be a number\ndepth L: 1: must be 2 or more"));
    }
};

HYSTERON_TEST(TestWords)
#include "test_words.moc"
