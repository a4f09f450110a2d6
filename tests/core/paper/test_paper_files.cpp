// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/figure/figure_file.h"
#include "core/paper/evidence.h"
#include "core/paper/table.h"
#include "tests/support/test.h"

#include <cmath>
#include <filesystem>
#include <fstream>

using namespace hysteron;
using namespace hysteron::paper;
using figure::figureCsv;
using figure::figureFromJson;
using figure::figureToJson;

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
            const Figure back = figureFromJson(figureToJson(figure));
            QCOMPARE(figureToJson(back), figureToJson(figure));
            QCOMPARE(back.panels.size(), figure.panels.size());
            for (std::size_t k = 0; k < back.panels.size(); ++k)
                for (std::size_t i = 0; i < back.panels[k].series.size(); ++i) {
                    QVERIFY2(back.panels[k].series[i].role == figure.panels[k].series[i].role, entry.id.c_str());
                    QVERIFY2(back.panels[k].series[i].mark == figure.panels[k].series[i].mark, entry.id.c_str());
                }
        }
    }

    void rolesAndMarksAreWordsAndOldNumbersAreRead()
    {
        Figure figure{.id = "f", .panels = {{.title = "one"}}};
        figure.panels[0].series = {{.label = "curve", .role = figure::Role::Mode2, .mark = figure::Mark::Dashed}};
        figure.panels[0].levels = {{.label = "level", .at = 0.5, .role = figure::Role::Test}};
        std::string json = figureToJson(figure);
        const auto replace = [&json](const std::string& word, const std::string& other) {
            const auto at = json.find(word);
            if (at == std::string::npos)
                return false;
            json.replace(at, word.size(), other);
            return true;
        };
        QVERIFY(replace("\"mode-2\"", "4"));
        QVERIFY(replace("\"dashed\"", "2"));
        QVERIFY(replace("\"test\"", "12"));
        const Figure old = figureFromJson(json);
        QVERIFY(old.panels[0].series[0].role == figure::Role::Mode2);
        QVERIFY(old.panels[0].series[0].mark == figure::Mark::Dashed);
        QVERIFY(old.panels[0].levels[0].role == figure::Role::Test);
        QVERIFY(replace("\"role\": 12", "\"role\": 13"));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)figureFromJson(json));
        QVERIFY(replace("\"role\": 13", "\"role\": \"blue\""));
        QVERIFY_THROWS_EXCEPTION(std::runtime_error, (void)figureFromJson(json));
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
        for (const figure::Series& series : figure.panels[0].series)
            for (const double x : series.x)
                saddle = saddle || std::abs(x - 0.092545180334) < 1e-9;
        QVERIFY(saddle);
    }
};

HYSTERON_TEST(TestPaperFiles)
#include "test_paper_files.moc"
