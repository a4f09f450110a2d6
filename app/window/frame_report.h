// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

class QApplication;

namespace hysteron::ui {
class MainWindow;
}

namespace hysteron::app {

/// Runs the shown window as fast as it goes for `seconds`, then the same experiment without a window for as long, and
/// prints frame times and the ratio of both worker rates. Returns the exit status: 0 when the 99th percentile of the
/// frame time is at most 16.7 ms and the worker keeps at least 90 % of its headless rate, else 1.
[[nodiscard]] int reportFrames(QApplication& application, ui::MainWindow& window, double seconds);

} // namespace hysteron::app
