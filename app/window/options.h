// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/dynamics/dynamics.h"
#include "core/study/provenance.h"

#include <QSize>
#include <QString>
#include <QStringList>

#include <optional>

namespace hysteron::app {

/// What the command line of the window asks for.
struct Options {
    study::RunRequest run;        ///< the default experiment, a preset, or what a file asks for
    study::Provenance provenance; ///< of the file; no source without one
    QString file;                 ///< that it came from; empty: none
    QString otherFile;            ///< a table, or what nobody can read: for the window to open, or to say what is wrong
    Engine engine = Engine::Fast;
    bool headless = false; ///< run to the end without a window, write figure and data
    QString outputDirectory = QStringLiteral("out/first-light");
    double epochsPerSecond = 280.0;
    bool dark = false;
    QSize size = QSize(1280, 800);
    bool sizeGiven = false; ///< and not the default, which gives way to a small screen and to the last size
    QString screenshot;     ///< write a picture of the window at `atEpoch`, then quit
    std::optional<std::int64_t> atEpoch;
    QString drawDirectory;                    ///< draw the figures of the reproduction in this directory, then quit
    std::optional<double> frameReportSeconds; ///< run as fast as it goes, report frame times and worker rate, quit
};

/// Parses arguments (the first is the program). Prints help or version and exits where these are asked for.
[[nodiscard]] Result<Options> parseOptions(const QStringList& arguments);

} // namespace hysteron::app
