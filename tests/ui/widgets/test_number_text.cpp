// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "tests/support/test.h"
#include "ui/widgets/mode_symbol.h"
#include "ui/widgets/number_text.h"

#include <cmath>
#include <limits>

using namespace hysteron::ui;

class TestNumberText : public QObject
{
    Q_OBJECT
private slots:
    void reads_data();
    void reads();
    void refuses_data();
    void refuses();
    void boxTexts_data();
    void boxTexts();
    void boxTextsReadBack();
    void readableTexts();
    void plainTexts();
    void modeSymbols();
    void groupsAndCounts();
    void limits();
};

void TestNumberText::reads_data()
{
    QTest::addColumn<QString>("text");
    QTest::addColumn<double>("value");
    QTest::newRow("plain") << "0.32" << 0.32;
    QTest::newRow("spaces") << "  4 200 " << 4200.0;
    QTest::newRow("thin space") << QString("4\u202F200") << 4200.0;
    QTest::newRow("exponent") << "1.06e-3" << 1.06e-3;
    QTest::newRow("capital exponent") << "1E5" << 1e5;
    QTest::newRow("comma") << "0,32" << 0.32;
    QTest::newRow("as shown") << "1.06×10⁻³" << 1.06e-3;
    QTest::newRow("caret") << "2*10^-4" << 2e-4;
    QTest::newRow("true minus") << "−5" << -5.0;
    QTest::newRow("no leading zero") << ".5" << 0.5;
}

void TestNumberText::reads()
{
    QFETCH(QString, text);
    QFETCH(double, value);
    QVERIFY(parseNumber(text).has_value());
    QCOMPARE(*parseNumber(text), value);
}

void TestNumberText::refuses_data()
{
    QTest::addColumn<QString>("text");
    for (const char* text : {"", " ", "abc", "nan", "inf", "-inf", "1e999", "0.3.2", "1,000.5", "1,000,000", "0x10",
                             "12px", "1e", "--1", "∞"})
        QTest::newRow(*text ? text : "empty") << QString::fromUtf8(text);
}

void TestNumberText::refuses()
{
    QFETCH(QString, text);
    QVERIFY(!parseNumber(text));
}

void TestNumberText::boxTexts_data()
{
    QTest::addColumn<double>("value");
    QTest::addColumn<QString>("text");
    QTest::newRow("beta") << 0.32 << "0.3200";
    QTest::newRow("rate") << 0.08 << "0.0800";
    QTest::newRow("small") << 1.06e-3 << "1.06e-3";
    QTest::newRow("computed") << 0.08 / (64 * 1.179) << "1.060e-3";
    QTest::newRow("more digits") << 0.123456 << "0.123456";
    QTest::newRow("zero") << 0.0 << "0.0000";
    QTest::newRow("ten") << 10.0 << "10.000";
    QTest::newRow("large") << 1e6 << "1.00e6";
    QTest::newRow("negative") << -2.5 << "-2.5000";
}

void TestNumberText::boxTexts()
{
    QFETCH(double, value);
    QTEST(boxNumber(value), "text");
}

void TestNumberText::boxTextsReadBack()
{
    for (const double value : {0.32, 1.06e-3, 0.5, 2.5e-7, 123.0, 9.0e8, 0.123456})
        QCOMPARE(*parseNumber(boxNumber(value)), value);
}

void TestNumberText::readableTexts()
{
    QCOMPARE(readableNumber(0.028453461731), QString("0.0285"));
    QCOMPARE(readableNumber(26.84), QString("26.8"));
    QCOMPARE(readableNumber(1.06e-3), QString("1.06×10⁻³"));
    QCOMPARE(readableNumber(1e-30, 1), QString("1×10⁻³⁰"));
    QCOMPARE(readableNumber(-0.5, 2), QString("−0.50"));
    QCOMPARE(readableNumber(std::numeric_limits<double>::infinity()), QString("∞"));
    QCOMPARE(readableNumber(std::nan("")), QString("–"));
    QCOMPARE(powerOfTen(-4), QString("10⁻⁴"));
}

void TestNumberText::plainTexts()
{
    QCOMPARE(plainNumber(0.32), QString("0.32"));
    QCOMPARE(plainNumber(-0.0025), QString("−0.0025"));
    QCOMPARE(plainNumber(0.123456, 3), QString("0.123"));
    QCOMPARE(plainNumber(12268), groupedInteger(12268));
    QCOMPARE(plainNumber(-1.5e-7), QString("−1.50×10⁻⁷"));
    QCOMPARE(plainNumber(0.0), QString("0"));
}

void TestNumberText::modeSymbols()
{
    QCOMPARE(modeSymbol(1), QString("σ₁"));
    QCOMPARE(modeSymbol(9), QString("σ₉"));
    QCOMPARE(modeSymbol(10), QString("σ₁₀"));
    QCOMPARE(modeSymbol(128), QString("σ₁₂₈"));
}

void TestNumberText::groupsAndCounts()
{
    QCOMPARE(groupedInteger(0), QString("0"));
    QCOMPARE(groupedInteger(999), QString("999"));
    QCOMPARE(groupedInteger(4200), QString("4\u202F200"));
    QCOMPARE(groupedInteger(-1234567), QString("\u22121\u202F234\u202F567"));
    QCOMPARE(shortCount(280), QString("280"));
    QCOMPARE(shortCount(2200), QString("2.2\u202Fk"));
    QCOMPARE(shortCount(11.9e6), QString("11.9\u202FM"));
    QCOMPARE(shortCount(999.9e3), QString("1.0\u202FM"));
}

void TestNumberText::limits()
{
    const NumberLimits rate{.minimum = 0.0, .maximum = 10.0, .minimumIncluded = false};
    QVERIFY(rate.accepts(10.0) && rate.accepts(1e-300));
    QVERIFY(!rate.accepts(0.0) && !rate.accepts(10.001) && !rate.accepts(std::nan("")));
    QCOMPARE(rate.rule(), QString("a number above 0, at most 10"));
    QCOMPARE(rate.shortRule(-5), QString("Needs > 0 and ≤ 10"));

    const NumberLimits batch{.minimum = 1, .maximum = 512, .integer = true};
    QVERIFY(batch.accepts(1) && batch.accepts(512));
    QVERIFY(!batch.accepts(0) && !batch.accepts(513) && !batch.accepts(2.5));
    QCOMPARE(batch.rule(), QString("a whole number from 1 to 512"));
    QCOMPARE(batch.shortRule(2.5), QString("Needs a whole number"));
    QCOMPARE(batch.shortRule(1e6), QString("Needs 1 to 512"));
}

HYSTERON_TEST(TestNumberText)
#include "test_number_text.moc"
