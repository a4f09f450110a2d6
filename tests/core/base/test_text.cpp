// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/text.h"
#include "tests/support/test.h"

using namespace hysteron;

class TestText : public QObject
{
    Q_OBJECT
private slots:
    void placesAreFilledInAnyOrder()
    {
        QCOMPARE(english(Text("must be from %2 to %1", 10, 0.25)), std::string("must be from 0.25 to 10"));
        QCOMPARE(english(Text("95 % of %1 %", "x")), std::string("95 % of x %"));
    }
    void aValueWithoutAPlaceAndAPlaceWithoutAValueAreLeftAlone()
    {
        QCOMPARE(english(Text("one", 1)), std::string("one"));
        QCOMPARE(english(Text("%1 and %2", 1)), std::string("1 and %2"));
    }
    void textsInsideTextsAreTranslatedAndNamesAreNot()
    {
        const Text text("%1, or %2", Text("must be a number"), "null");
        const std::string said = filled(
            text, [](const std::string& sentence) { return "[" + sentence + "]"; },
            [](const std::string& characters) { return "<" + characters + ">"; });
        QCOMPARE(said, std::string("[[must be a number], or <null>]"));
    }
    void percentSignsInValuesAreNoPlaces() { QCOMPARE(english(Text("%1 %2", "%2", "b")), std::string("%2 b")); }
    void listsAndSentencesAreJoined()
    {
        QCOMPARE(english(Text("one of %1", Text::list({"a", "b"}))), std::string("one of a, b"));
        QCOMPARE(english(Text::sentences({"A.", "B.", "C."})), std::string("A. B. C."));
        QVERIFY(Text::sentences({}).empty());
        QCOMPARE(english(Text::clauses({"a", "b", "c"})), std::string("a; b; c"));
        QCOMPARE(english(std::vector<Text>{"A.", "B."}), (std::vector<std::string>{"A.", "B."}));
    }
};

HYSTERON_TEST(TestText)
#include "test_text.moc"
