#include "app/window/frame_report.h"
#include "app/window/headless.h"
#include "app/window/options.h"
#include "app/window/screenshot.h"
#include "core/base/version.h"
#include "ui/main_window.h"
#include "ui/paper/figure_files.h"
#include "ui/run_controller.h"
#include "ui/theme/theme.h"

#include <QApplication>

#include <cstdio>
#include <cstring>

int main(int argc, char** argv)
{
    using namespace hysteron;

    // Qt chooses its platform before it reads our arguments, and a headless run must not need a display.
    for (int i = 1; i < argc; ++i)
        if (std::strcmp(argv[i], "--headless") == 0 || std::strncmp(argv[i], "--draw", 6) == 0)
            qputenv("QT_QPA_PLATFORM", "offscreen");

    QApplication application(argc, argv);
    QApplication::setApplicationName("Hysteron");
    QApplication::setApplicationVersion(
        QString::fromStdString(std::string(hysteron::version()).append(" (").append(hysteron::revision()) + ")"));
    QApplication::setOrganizationName("Hysteron");

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
    if (options->dark)
        ui::Theme::instance().setScheme(ui::Scheme::Dark);

    ui::MainWindow window;
    window.resize(options->size);
    window.controller().setSpeed(options->epochsPerSecond);
    window.controller().runner().setEngine(options->engine);
    window.open(options->recipe);
    window.show();
    if (options->frameReportSeconds)
        return app::reportFrames(application, window, *options->frameReportSeconds);
    if (!options->screenshot.isEmpty())
        return app::saveScreenshot(application, window, options->screenshot, *options->atEpoch);
    return QApplication::exec();
}
