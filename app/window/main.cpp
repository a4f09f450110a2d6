// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/frame_report.h"
#include "app/window/headless.h"
#include "app/window/options.h"
#include "app/window/screenshot.h"
#include "core/base/version.h"
#include "ui/main_window.h"
#include "ui/pages/page_context.h"
#include "ui/paper/figure_files.h"
#include "ui/run/run_controller.h"
#include "ui/theme/theme.h"
#include "ui/window_memory.h"

#include <QApplication>
#include <QScreen>
#include <QSettings>

#include <algorithm>
#include <cstdio>
#include <cstring>
#include <memory>
#include <optional>
#include <string>
#include <string_view>

namespace {

constexpr int kTitleBar = 40; ///< of the window manager, not known before the window is shown

/// For help or the version.
bool asksForWords(int argc, char** argv)
{
    const std::string_view words[] = {"-h", "--help", "--help-all", "-v", "--version"};
    return std::any_of(argv + 1, argv + argc, [&](const char* argument) {
        return std::find(std::begin(words), std::end(words), argument) != std::end(words);
    });
}

} // namespace

int main(int argc, char** argv)
{
    using namespace hysteron;

    // Qt chooses its platform before it reads our arguments, and a headless run must not need a display.
    for (int i = 1; i < argc; ++i)
        if (std::strcmp(argv[i], "--headless") == 0 || std::strncmp(argv[i], "--draw", 6) == 0)
            qputenv("QT_QPA_PLATFORM", "offscreen");

    QCoreApplication::setApplicationName("Hysteron");
    QCoreApplication::setApplicationVersion(
        QString::fromStdString(std::string(version()).append(" (").append(revision()) + ")"));
    QCoreApplication::setOrganizationName("Hysteron");
    if (asksForWords(argc, argv)) { // which need no display, nor a QApplication that asks for one
        QCoreApplication application(argc, argv);
        (void)app::parseOptions(QCoreApplication::arguments()); // prints them and exits
    }
    QApplication application(argc, argv);

    const Result<app::Options> options = app::parseOptions(QApplication::arguments());
    if (!options) {
        for (const Error& error : options.errors())
            std::fprintf(stderr, "error: %s\n", error.message().c_str());
        return 2;
    }
    ui::Theme::instance().install();
    if (!options->drawDirectory.isEmpty()) {
        const Errors errors = ui::drawFigures(options->drawDirectory);
        for (const Error& error : errors)
            std::fprintf(stderr, "error: %s\n", error.message().c_str());
        return errors.empty() ? 0 : 2;
    }
    if (options->headless)
        return app::runHeadless(*options);
    // Pictures and measurements are of a window that nobody has set up.
    const bool ofAUser = options->screenshot.isEmpty() && !options->frameReportSeconds;
    ui::MainWindow window;
    std::optional<ui::WindowMemory> memory;
    if (ofAUser)
        memory.emplace(window, std::make_unique<QSettings>());
    if (options->dark)
        window.setColours(false, ui::Scheme::Dark);
    if (options->sizeGiven || !ofAUser)
        window.resize(options->size);
    else if (!memory->hadGeometry())
        window.resize(options->size.boundedTo(application.primaryScreen()->availableSize() - QSize(0, kTitleBar)));
    window.context().controller().setSpeed(options->epochsPerSecond);
    window.context().controller().runner().setEngine(options->engine);
    window.open(
        ui::OpenedFile{.path = options->file, .content = ui::ExperimentFile{options->run, options->provenance}});
    window.show();
    if (!options->otherFile.isEmpty())
        window.openFile(options->otherFile);
    if (options->frameReportSeconds)
        return app::reportFrames(application, window, *options->frameReportSeconds);
    if (!options->screenshot.isEmpty())
        return app::saveScreenshot(application, window, options->screenshot, *options->atEpoch);
    return QApplication::exec();
}
