// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/files.h"
#include "tests/support/test.h"

#include <QTemporaryDir>

#include <csignal>
#include <fstream>
#include <sys/resource.h>
#include <sys/stat.h>
#include <thread>

using namespace hysteron;
namespace fs = std::filesystem;

namespace {

/// Beyond this many bytes no file of this process can grow while it lives: what a full disk does.
class SmallDisk
{
public:
    explicit SmallDisk(rlim_t bytes)
    {
        std::signal(SIGXFSZ, SIG_IGN);
        getrlimit(RLIMIT_FSIZE, &m_before);
        const rlimit limit{bytes, m_before.rlim_max};
        setrlimit(RLIMIT_FSIZE, &limit);
    }
    ~SmallDisk() { setrlimit(RLIMIT_FSIZE, &m_before); }
    SmallDisk(const SmallDisk&) = delete;
    SmallDisk& operator=(const SmallDisk&) = delete;

private:
    rlimit m_before{};
};

} // namespace

class TestFiles : public QObject
{
    Q_OBJECT
private:
    QTemporaryDir m_folder;

    [[nodiscard]] fs::path path(const char* name) const { return fs::path(m_folder.path().toStdString()) / name; }
    [[nodiscard]] std::string only(const Errors& errors) const
    {
        return errors.size() == 1 ? errors.front().message() : std::to_string(errors.size()) + " errors";
    }
    [[nodiscard]] std::vector<std::string> names(const fs::path& directory) const
    {
        std::vector<std::string> found;
        for (const auto& entry : fs::directory_iterator(directory))
            found.push_back(entry.path().filename().string());
        std::ranges::sort(found);
        return found;
    }

private slots:
    void whatIsWrittenIsRead()
    {
        const std::string bytes("two\nlines\r\n\0\xff", 13);
        QVERIFY(writeFile(path("bytes"), bytes).empty());
        QCOMPARE(*readFile(path("bytes")), bytes);
        QVERIFY(writeFile(path("bytes"), "").empty());
        QCOMPARE(*readFile(path("bytes")), std::string());
    }

    void anOldFileStaysWhenTheDiskIsFull()
    {
        const fs::path folder = path("full");
        QVERIFY(makeDirectories(folder).empty());
        QVERIFY(writeFile(folder / "table.csv", "old").empty());
        {
            const SmallDisk disk(1 << 16);
            QCOMPARE(only(writeFile(folder / "table.csv", std::string(1 << 20, 'x'), "--out")),
                     "--out: " + (folder / "table.csv").string() + ": cannot be written: File too large");
        }
        QCOMPARE(*readFile(folder / "table.csv"), std::string("old"));
        QCOMPARE(names(folder), std::vector<std::string>{"table.csv"}); // nothing is left beside it
    }

    void errorsNamePathAndReason()
    {
        QCOMPARE(only(writeFile(path("none/table.csv"), "x")),
                 "file: " + path("none/table.csv").string() + ": cannot be written: No such file or directory");
        QVERIFY(writeFile(path("a-file"), "x").empty());
        QCOMPARE(only(makeDirectories(path("a-file/below"), "--out")),
                 "--out: " + path("a-file/below").string() +
                     ": must be a directory that can be created: Not a directory");
        QVERIFY(makeDirectories(path("a-directory")).empty());
        QCOMPARE(only(writeFile(path("a-directory"), "x")),
                 "file: " + path("a-directory").string() + ": cannot be written: Is a directory");
        QCOMPARE(only(writeFile("/dev/full", "x")),
                 std::string("file: /dev/full: cannot be written: No space left on device"));
    }

    void directoriesAreCreatedWithThoseAboveThem()
    {
        QVERIFY(makeDirectories(path("one/two/three")).empty());
        QVERIFY(makeDirectories(path("one/two/three")).empty());
        QVERIFY(fs::is_directory(path("one/two/three")));
    }

    void permissionsAndLinksStay()
    {
        QVERIFY(writeFile(path("private"), "old").empty());
        fs::permissions(path("private"), fs::perms::owner_read | fs::perms::owner_write);
        QVERIFY(writeFile(path("private"), "new").empty());
        QCOMPARE(fs::status(path("private")).permissions(), fs::perms::owner_read | fs::perms::owner_write);

        fs::create_symlink("private", path("link"));
        QVERIFY(writeFile(path("link"), "through the link").empty());
        QVERIFY(fs::is_symlink(path("link")));
        QCOMPARE(*readFile(path("private")), std::string("through the link"));

        // A new file is as readable as the umask lets it be, not closed as temporary files are.
        const mode_t mask = ::umask(022);
        QVERIFY(writeFile(path("public"), "x").empty());
        ::umask(mask);
        QCOMPARE(static_cast<unsigned>(fs::status(path("public")).permissions()), 0644U);
    }

    void ofTwoWritersAtOnceOneWinsWhole()
    {
        const auto writes = [&](char letter) {
            for (int i = 0; i < 50; ++i)
                QVERIFY(writeFile(path("shared"), std::string(100'000, letter)).empty());
        };
        std::thread other(writes, 'a');
        writes('b');
        other.join();
        const std::string text = *readFile(path("shared"));
        QCOMPARE(text, std::string(100'000, text.front()));
    }

    void onlyFilesThatAreThereAndNotTooLargeAreRead()
    {
        const std::string missing = ": must be a file that exists and can be read";
        QCOMPARE(only(readFile(path("nothing"), "specification").errors()),
                 "specification: " + path("nothing").string() + missing);
        QCOMPARE(only(readFile(m_folder.path().toStdString()).errors()),
                 "file: " + m_folder.path().toStdString() + missing);
        QVERIFY(::mkfifo(path("pipe").c_str(), 0600) == 0);
        QCOMPARE(only(readFile(path("pipe")).errors()), "file: " + path("pipe").string() + missing);

        QVERIFY(writeFile(path("large"), std::string((1 << 20) + 1, 'x')).empty());
        QCOMPARE(only(readFile(path("large"), "file", 1 << 20).errors()),
                 "file: " + path("large").string() + ": must not be larger than 1 MB");
        QVERIFY(readFile(path("large"), "file", (1 << 20) + 1).ok());
    }
};

HYSTERON_TEST(TestFiles)
#include "test_files.moc"
