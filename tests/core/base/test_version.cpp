// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/base/version.h"
#include "tests/support/test.h"

#include <QProcess>
#include <QRegularExpression>
#include <QTemporaryDir>

#include <fstream>

using namespace hysteron;

namespace {

QString call(const QString& program, const QStringList& arguments)
{
    QProcess process;
    process.start(program, arguments);
    if (!process.waitForFinished() || process.exitCode() != 0)
        qWarning("%s", process.readAllStandardError().constData());
    return QString::fromUtf8(process.readAllStandardOutput()).trimmed();
}

void write(const QString& path, const char* text)
{
    std::ofstream(path.toStdString()) << text;
}

} // namespace

/// The script that writes the source of core/base/version.h, in repositories made for it.
class TestVersion : public QObject
{
    Q_OBJECT

    QTemporaryDir m_folder;

    void git(QStringList arguments)
    {
        call("git", QStringList{"-C", m_folder.path(), "-c", "user.name=x", "-c", "user.email=x@y"} + arguments);
    }

    /// Revision in the file that the script writes for the sources at root.
    QString revisionOf(const QString& root, const QString& program = "git")
    {
        const QString output = m_folder.filePath("ignored.cpp");
        call(HYSTERON_CMAKE, {"-DROOT=" + root, "-DVERSION=1.2.3", "-DGIT=" + program, "-DOUTPUT=" + output, "-P",
                              HYSTERON_REVISION_SCRIPT});
        QFile file(output);
        if (!file.open(QIODevice::ReadOnly))
            return "no file";
        const QString text = QString::fromUtf8(file.readAll());
        return QRegularExpression("revision\\(\\)\\s*\\{\\s*return \"(.*)\";").match(text).captured(1);
    }

private slots:
    void initTestCase()
    {
        QVERIFY(m_folder.isValid());
        git({"init", "-q"});
        QVERIFY(QDir(m_folder.path()).mkpath("core"));
        write(m_folder.filePath("core/a.cpp"), "int a;\n");
        write(m_folder.filePath("README.md"), "read\n");
        git({"add", "core", "README.md"});
        git({"commit", "-qm", "first"});
    }

    void thisProgramHasBoth()
    {
        const auto matches = [](std::string_view text, const char* pattern) {
            return QRegularExpression(pattern).match(QString::fromUtf8(text.data(), qsizetype(text.size()))).hasMatch();
        };
        QVERIFY(matches(version(), "^\\d+\\.\\d+\\.\\d+$"));
        QVERIFY(matches(revision(), "^([0-9a-f]{12}(-dirty)?|unknown)$"));
    }

    void changedSourcesAreDirtyAndDocumentsAreNot()
    {
        const QString head = call("git", {"-C", m_folder.path(), "rev-parse", "--short=12", "HEAD"});
        QCOMPARE(head.size(), 12);
        QCOMPARE(revisionOf(m_folder.path()), head);
        write(m_folder.filePath("README.md"), "read more\n");
        QCOMPARE(revisionOf(m_folder.path()), head);
        write(m_folder.filePath("core/new.cpp"), "int b;\n");
        QCOMPARE(revisionOf(m_folder.path()), head + "-dirty");
        QVERIFY(QFile::remove(m_folder.filePath("core/new.cpp")));
        write(m_folder.filePath("core/a.cpp"), "int c;\n");
        QCOMPARE(revisionOf(m_folder.path()), head + "-dirty");
        git({"commit", "-qam", "second"});
        const QString next = revisionOf(m_folder.path());
        QVERIFY(next != head);
        QCOMPARE(next.size(), 12);
    }

    void withoutGitOrInsideAnotherRepositoryItIsUnknown()
    {
        QCOMPARE(revisionOf(m_folder.path(), ""), QString("unknown"));
        QCOMPARE(revisionOf(m_folder.path(), "no-such-program"), QString("unknown"));
        QCOMPARE(revisionOf(m_folder.filePath("core")), QString("unknown"));
    }
};

HYSTERON_TEST(TestVersion)
#include "test_version.moc"
