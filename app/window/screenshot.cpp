// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/screenshot.h"

#include "ui/main_window.h"
#include "ui/pages/page_context.h"
#include "ui/run/run_controller.h"

#include <QApplication>
#include <QPixmap>
#include <QTimer>

#include <cstdio>

namespace hysteron::app {

int saveScreenshot(QApplication& application, ui::MainWindow& window, const QString& path, std::int64_t epoch)
{
    ui::RunController& controller = window.context().controller();
    const auto takeWhenReached = [&] {
        const auto& snapshot = controller.snapshot();
        const bool ended = snapshot->state == RunState::Finished || snapshot->state == RunState::Diverged ||
                           snapshot->state == RunState::Stopped;
        if (snapshot->epoch < epoch && !ended)
            return;
        // The frame that shows this snapshot is still to be drawn.
        constexpr int kSettleMs = 400;
        QTimer::singleShot(kSettleMs, &application, [&] {
            const bool saved = window.grab().save(path, "PNG");
            if (!saved)
                std::fprintf(stderr, "error: --screenshot: %s: cannot be written\n", qPrintable(path));
            application.exit(saved ? 0 : 2);
        });
        QObject::disconnect(&controller, &ui::RunController::snapshotChanged, &application, nullptr);
    };
    QObject::connect(&controller, &ui::RunController::snapshotChanged, &application, takeWhenReached);
    return QApplication::exec();
}

} // namespace hysteron::app
