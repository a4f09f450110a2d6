// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/again.h"

#include <QString>

#include <variant>

namespace hysteron::ui {

/// A table of measurements: where it lies. It is read by the page that shows it.
struct TableFile {
    QString path;
};

/// An experiment: the run it asks for, and where it comes from (no source where nobody ran anything yet).
struct ExperimentFile {
    study::RunRequest run;
    study::Provenance provenance = {};
};

/// What lies in a file, found by its content: an experiment or a figure that carries one, or a table.
struct OpenedFile {
    QString path; ///< empty: it never was a file
    std::variant<ExperimentFile, TableFile> content;
    bool paused = false; ///< an experiment does not start to run by itself
};

/// Errors: it can be neither. The first says so with the name of the file; the others say what was found.
[[nodiscard]] Result<OpenedFile> identifyFile(const QString& path);

} // namespace hysteron::ui
