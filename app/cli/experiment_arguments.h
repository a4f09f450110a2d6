// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/study/kinds.h"

#include <CLI/CLI.hpp>

#include <string>
#include <vector>

namespace hysteron::cli {

/// The arguments of every command that takes an experiment: a file, an exported figure or a preset, and changes to it.
struct ExperimentArguments {
    std::string file;
    std::string preset;
    std::vector<std::string> settings;
    std::string seed;
    std::string epochs;

    void addTo(CLI::App& command);
    /// The run that is asked for. Every problem at once; none of the defaults is silently taken for a wrong value.
    [[nodiscard]] Result<study::RunRequest> run() const;
    /// For commands that start from the experiment alone; says on standard error when live changes are left out.
    [[nodiscard]] Result<study::Experiment> experiment() const;
};

} // namespace hysteron::cli
