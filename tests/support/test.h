// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QTest>

#include <memory>

namespace hysteron::tests {

using Maker = std::unique_ptr<QObject> (*)();

/// Enters a test class into the list of its program; main.cpp runs the one whose name is the first argument.
bool enter(const char* name, Maker maker);

} // namespace hysteron::tests

/// One line after the class: test_escape_rate.cpp holds TestEscapeRate, and CTest finds it by that name.
#define HYSTERON_TEST(Class)                                                                                           \
    [[maybe_unused]] static const bool entered##Class =                                                                \
        hysteron::tests::enter(#Class, []() -> std::unique_ptr<QObject> { return std::make_unique<Class>(); });
