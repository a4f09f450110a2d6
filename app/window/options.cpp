// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "app/window/options.h"

#include "core/experiment/presets.h"
#include "core/study/again.h"

#include <QCommandLineParser>

#include <limits>

namespace hysteron::app {

namespace {

Error optionError(const char* name, const QString& value, const char* rule)
{
    return {name, value.toStdString(), rule};
}

/// Nobody looks: what is wrong with the file ends the program.
bool needsExperiment(const QCommandLineParser& parser)
{
    return parser.isSet("headless") || parser.isSet("screenshot") || parser.isSet("frame-report");
}

/// Errors of a file say which.
Errors ofFile(Errors errors, const QString& file)
{
    for (Error& error : errors) {
        if (error.field != "file")
            error.field = file.toStdString() + ": " + error.field;
    }
    return errors;
}

Errors readExperiment(const QCommandLineParser& parser, Options& options)
{
    Specification& specification = options.run.experiment.specification;
    specification = defaultPreset().specification;
    if (parser.isSet("preset")) {
        const Preset* preset = findPreset(parser.value("preset").toStdString());
        if (!preset)
            return {
                optionError("--preset", parser.value("preset"), "is not a preset; hysteron-cli presets lists them")};
        specification = preset->specification;
    }
    if (!parser.positionalArguments().isEmpty()) {
        const QString file = parser.positionalArguments().front();
        const auto read = study::readProvenance(file.toStdString());
        const auto run = read ? study::runIn(*read) : Result<study::RunRequest>(read.errors());
        if (run) {
            options.file = file;
            options.provenance = *read;
            options.run = *run;
        } else if (needsExperiment(parser)) {
            return ofFile(run.errors(), file);
        } else {
            options.otherFile = file;
        }
    }
    if (parser.isSet("seed")) {
        bool ok = false;
        specification.seed = parser.value("seed").toULongLong(&ok);
        if (!ok)
            return {optionError("--seed", parser.value("seed"), "must be a whole number from 0 to 2^64-1")};
    }
    return specification.validate();
}

/// A positive number, or an error that names the option.
Errors readPositive(const QCommandLineParser& parser, const char* name, double& value)
{
    const QString text = parser.value(QLatin1String(name));
    bool ok = false;
    value = text.toDouble(&ok);
    if (!ok || !(value > 0.0) || value > 1e9)
        return {{std::string("--") + name, text.toStdString(), "must be a number above 0, at most 1e9"}};
    return {};
}

} // namespace

Result<Options> parseOptions(const QStringList& arguments)
{
    QCommandLineParser parser;
    parser.setApplicationDescription("Desktop laboratory for hysteresis, metastability and grokking in deep networks.");
    parser.addHelpOption();
    parser.addVersionOption();
    parser.addPositionalArgument("file", "Experiment (JSON), exported figure, or table (CSV) to open.", "[file]");
    parser.addOptions({
        {"preset", "Start with this preset (hysteron-cli presets lists them).", "name"},
        {"seed", "Seed of the run.", "number"},
        {"engine", "fast or reference: the same numbers up to rounding.", "name", "fast"},
        {"headless", "Run to the end without a window; write figure (PNG, SVG) and data (CSV)."},
        {"out", "Directory for --headless.", "directory", "out/first-light"},
        {"speed", "Epochs per second, or max.", "rate", "280"},
        {"dark", "Start in dark colours."},
        {"size", "Size of the window, e.g. 1280x720.", "WxH", "1280x800"},
        {"screenshot", "Save a picture of the window at --at-epoch, then quit.", "file"},
        {"at-epoch", "Epoch for --screenshot.", "epoch", "4200"},
        {"draw", "Draw the figures that hysteron-cli reproduce described in this directory (SVG, PDF, PNG), quit.",
         "directory"},
        {"frame-report", "Run as fast as it goes for this long, print frame times and worker rate, quit.", "seconds"},
    });
    parser.process(arguments);

    Options options;
    if (const Errors errors = readExperiment(parser, options); !errors.empty())
        return errors;
    const std::optional<Engine> engine = engineNamed(parser.value("engine").toStdString());
    if (!engine)
        return optionError("--engine", parser.value("engine"), "must be fast or reference");
    if (parser.isSet("engine"))
        options.run.experiment.engine = *engine;
    options.engine = options.run.experiment.engine;
    options.headless = parser.isSet("headless");
    options.outputDirectory = parser.value("out");
    options.drawDirectory = parser.value("draw");
    if (parser.isSet("draw") && options.drawDirectory.isEmpty())
        return optionError("--draw", {}, "must be the directory of a reproduction");
    options.dark = parser.isSet("dark");
    options.screenshot = parser.value("screenshot");
    if (parser.value("speed") == "max")
        options.epochsPerSecond = std::numeric_limits<double>::infinity();
    else if (const Errors errors = readPositive(parser, "speed", options.epochsPerSecond); !errors.empty())
        return errors;
    if (!options.screenshot.isEmpty()) {
        double epoch = 0.0;
        if (const Errors errors = readPositive(parser, "at-epoch", epoch); !errors.empty())
            return errors;
        options.atEpoch = static_cast<std::int64_t>(epoch);
    }
    if (parser.isSet("frame-report")) {
        double seconds = 0.0;
        if (const Errors errors = readPositive(parser, "frame-report", seconds); !errors.empty())
            return errors;
        options.frameReportSeconds = seconds;
    }
    options.sizeGiven = parser.isSet("size");
    const QStringList size = parser.value("size").split('x');
    options.size = size.size() == 2 ? QSize(size[0].toInt(), size[1].toInt()) : QSize();
    if (options.size.width() < 320 || options.size.height() < 240 || options.size.width() > 16384 ||
        options.size.height() > 16384)
        return optionError("--size", parser.value("size"), "must be WIDTHxHEIGHT, from 320x240 to 16384x16384");
    return options;
}

} // namespace hysteron::app
