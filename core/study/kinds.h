// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/committor_study.h"
#include "core/study/escape_study.h"
#include "core/study/fit_study.h"
#include "core/study/forward_flux_study.h"
#include "core/study/reproduction_study.h"
#include "core/study/run_study.h"
#include "core/study/sweep_study.h"

#include <variant>

namespace hysteron::study {

/// Everything that can be asked for. A new kind is a file with its request, record and study, and a word in each of
/// these two lists.
using Request = std::variant<RunRequest, EscapeRequest, ForwardFluxRequest, SweepRequest, CommittorRequest, FitRequest,
                             ReproductionRequest>;
/// What is answered, in the same order.
using Values = std::variant<RunRecord, EscapeRecord, ForwardFluxRecord, SweepStudyRecord, CommittorRecord, FitRecord,
                            ReproductionRecord>;

/// The study of any request. Takes as long as data and trap take to be made; a stop ends that early (then there is a
/// study that stands where it stood). Errors: of the specification, of what is asked, of files.
[[nodiscard]] Result<std::unique_ptr<Study>> makeStudy(const Request& request, const Resources& resources,
                                                       const std::stop_token& stop = {});
/// "run", "escape", ...: the word of the command line.
[[nodiscard]] std::string kindOf(const Request& request);
/// The experiment it sets out from; null where there is none (a fit, a reproduction).
[[nodiscard]] const Experiment* experimentOf(const Request& request);
/// The `hysteron-cli` line that makes it, as far as a line can: what it cannot hold (live changes, a state) is left
/// out.
[[nodiscard]] std::string commandOf(const Request& request);

} // namespace hysteron::study
