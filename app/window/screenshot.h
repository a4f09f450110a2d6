// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <QString>

#include <cstdint>

class QApplication;

namespace hysteron::ui {
class MainWindow;
}

namespace hysteron::app {

/// Lets the window run to exactly this epoch, where it rests, saves a picture of it as PNG and quits: how the pictures
/// of the README are made. Returns the exit status: 0 saved, 2 the file cannot be written.
[[nodiscard]] int saveScreenshot(QApplication& application, ui::MainWindow& window, const QString& path,
                                 std::int64_t epoch);

} // namespace hysteron::app
