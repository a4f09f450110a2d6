#include "core/data/csv_table.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

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
        QCOMPARE(table->names, (std::vector<std::string>{"a", "b"}));
        QCOMPARE(table->rows(), 2u);
        QCOMPARE(table->columns[0], (std::vector<double>{1.0, 300.0}));
        QCOMPARE(table->columns[1], (std::vector<double>{-2.5, 0.004}));
    }

    void aSeparatorInQuotesBelongsToTheName()
    {
        const Result<CsvTable> table = read("\"x, cm, left\";\"y\"\n1;2\n");
        QVERIFY(table.ok());
        QCOMPARE(table->names, (std::vector<std::string>{"x, cm, left", "y"}));
        QCOMPARE(table->find("y"), 1u);
        QCOMPARE(table->find("z"), 2u);
    }

    void badFiles_data()
    {
        QTest::addColumn<QByteArray>("content");
        QTest::addColumn<QString>("value"); // empty: the path
        QTest::addColumn<QString>("rule");
        const auto row = [](const char* name, const QByteArray& content, const char* value, const char* rule) {
            QTest::newRow(name) << content << value << rule;
        };
        row("empty", "", "", "is empty; a header line and rows of numbers are needed");
        row("header only", "a,b\n", "", "has no rows below its header");
        row("no header", "1,2\n3,4\n", "", "has numbers in its first line, where the names of the columns are needed");
        row("short row", "a,b\n1,2\n3\n", "", "line 3 has 1 cells, the header has 2");
        row("long row", "a,b\n1,2,3\n", "", "line 2 has 3 cells, the header has 2");
        row("text", "a,b\n1,two\n", "two", "must be a finite number (line 2, column b of PATH)");
        row("half a number", "a,b\n1,2x\n", "2x", "must be a finite number (line 2, column b of PATH)");
        row("decimal comma", "a;b\n1;2,5\n", "2,5", "must be a finite number (line 2, column b of PATH)");
        row("empty cell", "a,b\n1,\n", "(empty)", "must be a finite number (line 2, column b of PATH)");
        row("NaN", "a,b\nnan,2\n", "nan", "must be a finite number (line 2, column a of PATH)");
        row("infinite", "a,b\n-inf,2\n", "-inf", "must be a finite number (line 2, column a of PATH)");
        row("beyond double", "a,b\n1e400,2\n", "1e400", "must be a finite number (line 2, column a of PATH)");
        row("two signs", "a,b\n+-1,2\n", "+-1", "must be a finite number (line 2, column a of PATH)");
        row("empty line inside", "a,b\n1,2\n\n3,4\n", "", "has an empty line before line 4");
        row("nameless column", "a,\n1,2\n", "", "has no name for column 2 in its header");
        row("same name twice", "a,a\n1,2\n", "", "has two columns called a");
    }
    void badFiles()
    {
        QFETCH(QByteArray, content);
        QFETCH(QString, value);
        QFETCH(QString, rule);
        const Result<CsvTable> table = read(content);
        QVERIFY(!table.ok());
        const QString path = QString::fromStdString(m_path);
        const Error error = table.errors().front();
        QCOMPARE(error.field, std::string("task.csv"));
        QCOMPARE(QString::fromStdString(error.value), value.isEmpty() ? path : value);
        QCOMPARE(QString::fromStdString(english(error.rule)), rule.replace("PATH", path));
    }

    void theFirstFewProblemsAreEnough()
    {
        QByteArray content = "a,b\n";
        for (int i = 0; i < 100; ++i)
            content += "x,y\n";
        QCOMPARE(read(content).errors().size(), 5u);
        QCOMPARE(read("a,b\nx,1\n2,y\n").errors().size(), 2u);
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
