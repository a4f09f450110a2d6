#include "core/paper/evidence.h"
#include "core/paper/figure.h"
#include "core/paper/table.h"
#include "tests/support/test.h"

#include <cmath>
#include <filesystem>
#include <fstream>

using namespace hysteron;
using namespace hysteron::paper;

namespace {

std::filesystem::path temporary(const char* fileName)
{
    return std::filesystem::temp_directory_path() / (std::string("hysteron-test-paper-") + fileName);
}

void write(const std::filesystem::path& path, const std::string& text)
{
    std::ofstream(path, std::ios::binary) << text;
}

} // namespace

class TestPaperFiles : public QObject
{
    Q_OBJECT
private slots:
    void tablesComeBackExactly()
    {
        const Table table{"hysteron-test-paper-exact", {"seed", "tau"}, {{42, 0.1}, {43, 1.0 / 3.0}, {44, 6.02e23}}};
        const auto path = temporary("exact.csv");
        write(path, toCsv(table));
        const Result<Table> back = readTable(path);
        QVERIFY(back.ok());
        QVERIFY(*back == table);
        std::filesystem::remove(path);
    }

    void aTableThatIsNoneIsAnError()
    {
        const auto path = temporary("broken.csv");
        write(path, "a,b\n1,two\n");
        QVERIFY(!readTable(path).ok());
        std::filesystem::remove(path);
        QVERIFY(!readTable(path).ok());
    }

    void rowsAreChosenByValue()
    {
        const Table table{"t", {"beta", "tau"}, {{0.3, 1}, {0.4, 2}, {0.3, 3}}};
        QCOMPARE(table.where("beta", 0.3).values("tau"), (std::vector<double>{1, 3}));
        QCOMPARE(table.distinct("beta"), (std::vector<double>{0.3, 0.4}));
        QVERIFY_THROWS_EXCEPTION(std::out_of_range, (void)table.column("gamma"));
    }

    void everyFigureComesBackFromItsJson()
    {
        for (const FigureEntry& entry : figureEntries()) {
            const Figure figure = entry.make({}); // closed forms only
            QCOMPARE(figure.id, entry.id);
            QVERIFY2(figureFromJson(figureToJson(figure)) == figure, entry.id.c_str());
        }
    }

    void whatIsNoFigureIsRefused()
    {
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)figureFromJson("{}"));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)figureFromJson("no JSON"));
    }

    void figureCsvHasEveryPoint()
    {
        Figure figure{.id = "f", .panels = {{.title = "one"}}};
        figure.panels[0].series = {{.label = "curve", .x = {1, 2}, .y = {3, 4}},
                                   {.label = "cloud", .x = {5}, .y = {6}, .low = {5.5}, .high = {6.5}}};
        const std::string csv = figureCsv(figure);
        QCOMPARE(std::ranges::count(csv, '\n'), 4); // header and three points
        QVERIFY(csv.find("5.5") != std::string::npos);
    }

    void theLandscapeIsThatOfTheClosedForms()
    {
        const Figure figure = findFigure("fig2a")->make({});
        QVERIFY(!figure.panels.empty() && !figure.panels[0].series.empty());
        // At beta = 0.32 the marks are saddle and minimum.
        bool saddle = false;
        for (const Series& series : figure.panels[0].series)
            for (const double x : series.x)
                saddle = saddle || std::abs(x - 0.092545180334) < 1e-9;
        QVERIFY(saddle);
    }
};

HYSTERON_TEST(TestPaperFiles)
#include "test_paper_files.moc"
