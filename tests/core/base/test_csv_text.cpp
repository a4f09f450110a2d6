// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/csv_text.h"
#include "tests/support/test.h"

#include <charconv>
#include <cmath>
#include <limits>

using namespace hysteron;

class TestCsvText : public QObject
{
    Q_OBJECT
private slots:
    void rowsOfWordsAndNumbers()
    {
        CsvText csv;
        csv.comment("measured twice");
        csv.cell("epoch").cell("sigma_1").endRow();
        csv.cell(12).cell(0.1).endRow();
        csv.cell(std::size_t{13}).cell(1e300).endRow();
        QCOMPARE(csv.text(), std::string("# measured twice\nepoch,sigma_1\n12,0.1\n13,1e+300\n"));
    }

    void numbersReadBackExactly()
    {
        for (const double value : {1.0 / 3.0, 5e-324, -0.0, std::numeric_limits<double>::max()}) {
            CsvText csv;
            csv.cell(value);
            double read = 1.0;
            std::from_chars(csv.text().data(), csv.text().data() + csv.text().size(), read);
            QVERIFY(read == value && std::signbit(read) == std::signbit(value));
        }
    }

    void wordsWithSeparatorsQuotesAndLineBreaksAreQuoted()
    {
        CsvText csv;
        csv.cell("plain words").cell("a,b").cell("say \"x\"").cell("two\nlines").cell("").endRow();
        QCOMPARE(csv.text(), std::string("plain words,\"a,b\",\"say \"\"x\"\"\",\"two\nlines\",\n"));
    }

    void freeTextIsAlwaysQuoted()
    {
        CsvText csv("\r\n");
        csv.quoted("12").quoted("").quoted("\"").endRow();
        QCOMPARE(csv.text(), std::string("\"12\",\"\",\"\"\"\"\r\n"));
    }

    void aMissingNumberIsAnEmptyCell()
    {
        CsvText csv;
        csv.cell(std::optional(2.5)).cell(std::optional<double>()).cell(std::optional(3.0)).endRow();
        QCOMPARE(csv.text(), std::string("2.5,,3\n"));
    }
};

HYSTERON_TEST(TestCsvText)
#include "test_csv_text.moc"
