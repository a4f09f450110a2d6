// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/fingerprint.h"
#include "core/data/csv_table.h"
#include "tests/support/test.h"

#include <QFile>
#include <QTemporaryDir>

#include <cmath>

using namespace hysteron;

class TestCsvTable : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;
    std::string m_path = m_folder.filePath("data.csv").toStdString();

    Result<CsvTable> read(const QByteArray& content)
    {
        QFile file(QString::fromStdString(m_path));
        if (!file.open(QIODevice::WriteOnly) || file.write(content) != content.size())
            qFatal("cannot write the file to be read");
        file.close();
        return readCsv(m_path, "task.csv");
    }

private slots:
    void everyVariantIsTheSameTable_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::newRow("comma") << QByteArray("a,b\n1,-2.5\n3e2,0.004\n");
        QTest::newRow("semicolon") << QByteArray("a;b\n1;-2.5\n3e2;0.004\n");
        QTest::newRow("tab") << QByteArray("a\tb\n1\t-2.5\n3e2\t0.004\n");
        QTest::newRow("CRLF") << QByteArray("a,b\r\n1,-2.5\r\n3e2,0.004\r\n");
        QTest::newRow("byte order mark") << QByteArray("\xEF\xBB\xBF"
                                                       "a,b\n1,-2.5\n3e2,0.004\n");
        QTest::newRow("mark and comments") << QByteArray("\xEF\xBB\xBF"
                                                         "# made by hand\n\na,b\n1,-2.5\n3e2,0.004\n");
        QTest::newRow("comments") << QByteArray("# made by hand\n#\na,b\n1,-2.5\n3e2,0.004\n");
        QTest::newRow("no line end at the end") << QByteArray("a,b\n1,-2.5\n3e2,0.004");
        QTest::newRow("empty lines at the end") << QByteArray("a,b\n1,-2.5\n3e2,0.004\n\n  \r\n\n");
        QTest::newRow("quotes and blanks") << QByteArray("\"a\" , \"b\"\n 1 ,\t-2.5\n\"3e2\", +.004\n");
    }
    void everyVariantIsTheSameTable()
    {
        QFETCH(QByteArray, content);
        const Result<CsvTable> table = read(content);
        QVERIFY2(table.ok(), table.ok() ? "" : table.errors().front().message().c_str());
        QCOMPARE(table->names(), (std::vector<std::string>{"a", "b"}));
        QCOMPARE(table->rows(), 2u);
        QCOMPARE(*table->numbers(0, "x"), (std::vector<double>{1.0, 300.0}));
        QCOMPARE(*table->numbers(1, "y"), (std::vector<double>{-2.5, 0.004}));
        QCOMPARE(table->hash(), fingerprintOf(content.toStdString()));
    }

    void aStopEndsTheReading()
    {
        QVERIFY(read("a\n1\n2\n").ok());
        std::stop_source stopped;
        stopped.request_stop();
        QCOMPARE(readCsv(m_path, "task.csv", stopped.get_token()).errors().front().message(),
                 "task.csv: " + m_path + ": was not read to its end");
    }

    void aSeparatorInQuotesBelongsToTheName()
    {
        const Result<CsvTable> table = read("\"x, cm, left\";\"y\"\n1;2\n");
        QVERIFY(table.ok());
        QCOMPARE(table->names(), (std::vector<std::string>{"x, cm, left", "y"}));
        QCOMPARE(table->find("y"), 1u);
        QCOMPARE(table->find("z"), 2u);
    }

    void badFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("rule");
        const auto row = [](const char* name, const QByteArray& content, const char* rule) {
            QTest::newRow(name) << content << rule;
        };
        row("empty", "", "is empty; a header line and rows of numbers are needed");
        row("header only", "a,b\n", "has no rows below its header");
        row("no header", "1,2\n3,4\n", "has numbers in its first line, where the names of the columns are needed");
        row("short row", "a,b\n1,2\n3\n", "line 3 has 1 cells, the header has 2");
        row("long row", "a,b\n1,2,3\n", "line 2 has 3 cells, the header has 2");
        row("empty line inside", "a,b\n1,2\n\n3,4\n", "has an empty line before line 4");
        row("nameless column", "a,\n1,2\n", "has no name for column 2 in its header");
        row("same name twice", "a,a\n1,2\n", "has two columns called a");
        row("comments only", "# a\n#b\n\n", "has nothing but comments; a header line and rows of numbers are needed");
        row("open quote", "a,b\n1,\"two\n3,4\n", "has a quote in line 2 that is not closed");
        row("open quote in the header", "\"a,b\n1,2\n3,4\n", "has a quote in line 1 that is not closed");
        row("open quote in a large file", "a,b\n1,\"two\n" + QByteArray("3,4\n").repeated(1 << 20),
            "has a quote in line 2 that is not closed");
    }
    void badFiles()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, rule);
        const Result<CsvTable> table = read(content);
        QVERIFY(!table.ok());
        const Error error = table.errors().front();
        QCOMPARE(error.field, std::string("task.csv"));
        QCOMPARE(error.value, m_path);
        QCOMPARE(QString::fromStdString(english(error.rule)), rule);
    }

    void quotedCellsAreTheTextInThem()
    {
        const Result<CsvTable> table = read("name,\"say \"\"x\"\"\"\r\n\"a \"\"b\"\", c\",1\r\n"
                                            "\"two\nlines\",\" 2\"\r\nsize 5\" wide , 3 \r\n\"\",4\r\n");
        QVERIFY2(table.ok(), table.ok() ? "" : table.errors().front().message().c_str());
        QCOMPARE(table->names(), (std::vector<std::string>{"name", "say \"x\""}));
        QCOMPARE(table->rows(), 4u);
        QCOMPARE(table->cell(0, 0), std::string_view("a \"b\", c"));
        QCOMPARE(table->cell(1, 0), std::string_view("two\nlines"));
        QCOMPARE(table->cell(1, 1), std::string_view(" 2"));
        QCOMPARE(table->cell(2, 0), std::string_view("size 5\" wide"));
        QCOMPARE(table->cell(2, 1), std::string_view("3"));
        QCOMPARE(table->cell(3, 0), std::string_view(""));
        // Rows are counted by the lines of the file.
        QCOMPARE(english(table->place(2, 1)), "line 5, column say \"x\" of " + m_path);
    }

    void cellsThatAreNoNumbers_data()
    {
        QTest::addColumn<QByteArray>("cell");
        QTest::addColumn<QString>("value");
        for (const char* cell : {"two", "2x", "2,5", "nan", "-inf", "1e400", "+-1", "0x10", "1 2"})
            QTest::newRow(cell) << QByteArray(cell) << cell;
        QTest::newRow("empty") << QByteArray() << "(empty)";
        QTest::newRow("a novel") << QByteArray("x").repeated(100) << QString("x").repeated(60) + " ...";
    }
    void cellsThatAreNoNumbers()
    {
        QFETCH(QByteArray, cell);
        QFETCH(QString, value);
        const Result<CsvTable> table = read("a;b\n1;3\n2;" + cell + "\n");
        QVERIFY(table.ok());
        QCOMPARE(*table->numbers(0, "task.csv"), (std::vector<double>{1.0, 2.0}));
        const Errors errors = table->numbers(1, "task.csv").errors();
        QCOMPARE(errors.size(), 1u);
        QCOMPARE(QString::fromStdString(errors[0].message()), "task.csv: " + value +
                                                                  ": must be a finite number (line 3, column b of " +
                                                                  QString::fromStdString(m_path) + ")");
    }

    void whatWasNotMeasuredMayBeMissing()
    {
        const CsvTable table = *read("a,b\n1,\n2,NA\n3,null\n4,4\n5,N/A\n6,None\n");
        const std::vector<double> numbers = *table.numbers(1, "b", Missing::AsNan);
        for (const std::size_t row : {0, 1, 2, 4, 5})
            QVERIFY(std::isnan(numbers[row]));
        QCOMPARE(numbers[3], 4.0);
        QCOMPARE(table.numbers(1, "b").errors().size(), 5u);
        QVERIFY(!read("a\nnan\n")->numbers(0, "a", Missing::AsNan).ok());
    }

    void columnsWithNumbers()
    {
        const CsvTable table = *read("text,some,all,none\nmlp,,1,\ntf,2,2,\n");
        QVERIFY(!table.hasNumbers(0));
        QVERIFY(table.hasNumbers(1));
        QVERIFY(table.hasNumbers(2));
        QVERIFY(!table.hasNumbers(3));
    }

    void theFirstFewProblemsAreEnough()
    {
        QCOMPARE(read("a,b\n" + QByteArray("x,y\n").repeated(100))->numbers(0, "a").errors().size(), 5u);
        QCOMPARE(read("a,b\n" + QByteArray("1\n").repeated(100)).errors().size(), 5u);
        QCOMPARE(read("a,b\n1\n2,3\n4\n").errors().size(), 2u);
    }

    void missingFilesAndFolders()
    {
        for (const std::string& path : {m_folder.filePath("none.csv").toStdString(), m_folder.path().toStdString(),
                                        std::string(), std::string("/dev/zero")}) {
            const Result<CsvTable> table = readCsv(path, "task.csv");
            QVERIFY(!table.ok());
            QCOMPARE(table.errors().front().message(), "task.csv: " + path + ": must be a file that exists");
        }
    }

    void hugeFilesAreNotRead()
    {
        const QString path = m_folder.filePath("huge.csv");
        QFile file(path);
        QVERIFY(file.open(QIODevice::WriteOnly));
        QVERIFY(file.resize(1'000'000'001)); // sparse: takes no room
        file.close();
        QCOMPARE(english(readCsv(path.toStdString(), "task.csv").errors().front().rule),
                 std::string("must not be larger than 1 GB"));
    }
};

HYSTERON_TEST(TestCsvTable)
#include "test_csv_table.moc"
