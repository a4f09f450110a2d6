// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/reproduction.h"
#include "tests/support/test.h"

#include <filesystem>
#include <fstream>

using namespace hysteron;
using namespace hysteron::paper;

namespace {

/// A figure whose measurement takes about a second with few seeds.
constexpr const char* kCheap = "hyperparameters";

class Folder
{
public:
    explicit Folder(const char* folderName)
        : m_path(std::filesystem::temp_directory_path() / (std::string("hysteron-test-reproduction-") + folderName))
    {
        std::filesystem::remove_all(m_path);
    }
    ~Folder() { std::filesystem::remove_all(m_path); }
    [[nodiscard]] const std::filesystem::path& path() const { return m_path; }

private:
    std::filesystem::path m_path;
};

ReproductionOptions options(int threads, const std::filesystem::path& out = {})
{
    return {{kCheap}, {.seeds = 2, .firstSeed = 42, .threads = threads}, out};
}

int measured(const ReproductionOptions& chosen)
{
    int count = 0;
    const auto report = [&](const ReproductionProgress& progress) { count = std::max(count, progress.total); };
    if (!reproduce(chosen, report).ok())
        qFatal("not reproduced");
    return count;
}

} // namespace

class TestReproduction : public QObject
{
    Q_OBJECT
private slots:
    void threadsDoNotChangeTheNumbers()
    {
        const auto one = reproduce(options(1)), two = reproduce(options(2));
        QVERIFY(one.ok() && two.ok());
        QVERIFY(one->complete);
        QVERIFY(!one->evidence.tables().empty());
        QVERIFY(one->evidence.tables() == two->evidence.tables());
    }

    void goesOnWhereItWasInterrupted()
    {
        const Folder folder("resume");
        std::stop_source source;
        source.request_stop();
        const auto stopped = reproduce(options(2, folder.path()), {}, source.get_token());
        QVERIFY(stopped.ok());
        QVERIFY(!stopped->complete);
        const auto whole = reproduce(options(2, folder.path()));
        const auto direct = reproduce(options(2));
        QVERIFY(whole.ok() && whole->complete);
        QVERIFY(whole->evidence.tables() == direct->evidence.tables());
        const auto again = reproduce(options(1, folder.path()));
        QVERIFY(again->evidence.tables() == whole->evidence.tables());
    }

    void whatIsKeptIsTaken()
    {
        const Folder folder("kept");
        QVERIFY(reproduce(options(2, folder.path())).ok());
        // A number that was changed by hand shows whether the file was read.
        const auto data = folder.path() / "data";
        std::filesystem::path table;
        for (const auto& entry : std::filesystem::directory_iterator(data))
            if (entry.path().extension() == ".csv")
                table = entry.path();
        const Result<Table> before = readTable(table);
        QVERIFY(before.ok());
        Table changed = *before;
        changed.rows[0][0] += 1.0;
        std::ofstream(table, std::ios::binary) << toCsv(changed);
        const auto again = reproduce(options(2, folder.path()));
        QVERIFY(*again->evidence.find(changed.name) == changed);
        // Other conditions are measured anew.
        ReproductionOptions other = options(2, folder.path());
        other.conditions.firstSeed = 43;
        const auto fresh = reproduce(other);
        QVERIFY(!(*fresh->evidence.find(changed.name) == changed));
    }

    void mistakesAreNamed()
    {
        ReproductionOptions wrong = options(1);
        wrong.figures = {"fig9"};
        const auto figure = reproduce(wrong);
        QVERIFY(!figure.ok());
        QVERIFY(figure.errors().front().message().find("fig9") != std::string::npos);
        wrong = options(1);
        wrong.conditions.seeds = 0;
        QVERIFY(!reproduce(wrong).ok());
    }

    void closedFormsNeedNoMeasurement()
    {
        ReproductionOptions closed = options(1);
        closed.figures = {"fig2a"};
        QCOMPARE(measured(closed), 0);
    }
};

HYSTERON_TEST(TestReproduction)
#include "test_reproduction.moc"
