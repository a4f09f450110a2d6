// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "app/cli/arguments.h"
#include "app/cli/interruption.h"
#include "core/study/record.h"

#include <CLI/CLI.hpp>

#include <functional>
#include <string>

namespace hysteron::cli {

/// What every command that measures has in common: how it runs, where its record goes, what it ends with.
struct StudyArguments {
    std::string threads;
    std::string directory;
    std::string resume; ///< file that keeps how far it came; empty: none
    bool json = false;
    const CLI::App* command = nullptr;

    /// --threads, --out, --json.
    void addTo(CLI::App& app);
    void addResumeTo(CLI::App& app);
    [[nodiscard]] Result<study::Resources> resources() const;
};

/// Errors of a request with the names and texts of the command's options: "max_epochs" is --max-epochs.
[[nodiscard]] Errors asArguments(Errors errors, const CLI::App* command);

/// Asks, waits with a line of progress, writes and prints the record (as JSON, or by `printText` for people), and
/// returns the exit status, which follows from the record's outcome.
int answer(const study::Request& request, const StudyArguments& arguments,
           const std::function<void(const study::Record&)>& printText);

/// The same for a study that was made already; keep: what else is written of a finished one.
int drive(study::Study& study, const Interruption& interruption, const StudyArguments& arguments,
          const std::function<void(const study::Record&)>& printText,
          const std::function<Errors(const study::Record&)>& keep = {});

} // namespace hysteron::cli
