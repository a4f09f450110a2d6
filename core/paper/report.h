// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/paper/reproduction.h"

#include <filesystem>
#include <string>

namespace hysteron::paper {

/// One self-contained page: what was found, every figure with its caption and how to make it again, and the ledger.
/// Figures are taken from figures/ID.svg under `out`, where they were drawn; those that are missing are left out and
/// said to be. version: of the program.
[[nodiscard]] std::string htmlReport(const Reproduction& reproduction, const std::filesystem::path& out,
                                     const std::string& version);

/// "12 hold, 9 hold with a condition, ..."; while not everything is measured some cannot be tested "yet".
[[nodiscard]] Text tellVerdicts(const std::vector<Claim>& claims, bool complete = true);
/// "33 claims: 12 hold, 9 hold with a condition, ..."
[[nodiscard]] Text countVerdicts(const std::vector<Claim>& claims);

} // namespace hysteron::paper
