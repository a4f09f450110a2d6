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
        const bool asked = snapshot->endEpoch == epoch; // not the run before
        const bool ended = snapshot->state == RunState::Finished || snapshot->state == RunState::Diverged;
        if (!(asked && ended) && snapshot->state != RunState::Stopped)
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
    // It stops there, so that the picture is the same on every machine. Begun again, for the run may be past the epoch
    // while the window comes up; what is asked of the runner after a start holds from the first epoch of that run on.
    controller.start(controller.specification(), false, controller.log());
    controller.runner().setEndEpoch(epoch);
    return QApplication::exec();
}

} // namespace hysteron::app
