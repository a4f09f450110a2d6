// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <CLI/CLI.hpp>

#include <functional>

namespace hysteron::cli {

// Exit statuses of every command.
inline constexpr int kDone = 0;
inline constexpr int kNumericalOutcome = 1; ///< it ended in an outcome that is not success
inline constexpr int kBadInput = 2;
inline constexpr int kInterrupted = 130;

/// What the parsed command line asks for; run after parsing, returns the exit status.
using Action = std::function<int()>;

// Each adds its command and sets `action` when the command is chosen.
void addTheory(CLI::App& app, Action& action);
void addRun(CLI::App& app, Action& action);
void addEscape(CLI::App& app, Action& action);
void addHysteresis(CLI::App& app, Action& action);
void addRate(CLI::App& app, Action& action);
void addForwardFlux(CLI::App& app, Action& action);
void addCommittor(CLI::App& app, Action& action);
void addFit(CLI::App& app, Action& action);
void addAgain(CLI::App& app, Action& action);
void addReproduce(CLI::App& app, Action& action);
void addSpec(CLI::App& app, Action& action);
void addPresets(CLI::App& app, Action& action);
void addBench(CLI::App& app, Action& action);

} // namespace hysteron::cli
