// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later

// Main function of every test program: `tests_core_theory TestEscapeRate` runs one class, in a process of its own.
#include "tests/support/test.h"

#ifdef QT_WIDGETS_LIB
#include <QApplication>
using Application = QApplication;
#else
#include <QCoreApplication>
using Application = QCoreApplication;
#endif

#include <cstdio>
#include <map>
#include <string>

namespace {

std::map<std::string, hysteron::tests::Maker>& makers()
{
    static std::map<std::string, hysteron::tests::Maker> all;
    return all;
}

} // namespace

bool hysteron::tests::enter(const char* name, Maker maker)
{
    return makers().emplace(name, maker).second;
}

int main(int argc, char** argv)
{
    const auto found = argc > 1 ? makers().find(argv[1]) : makers().end();
    if (found == makers().end()) {
        std::fprintf(stderr, "usage: %s CLASS [arguments of Qt Test]\nClasses:\n", argv[0]);
        for (const auto& [name, maker] : makers())
            std::fprintf(stderr, "  %s\n", name.c_str());
        return 2;
    }
    argv[1] = argv[0];
    ++argv;
    --argc;
    Application application(argc, argv);
    Application::setAttribute(Qt::AA_Use96Dpi, true);
    const std::unique_ptr<QObject> test = found->second();
    return QTest::qExec(test.get(), argc, argv);
}
