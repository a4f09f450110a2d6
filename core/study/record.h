// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/provenance.h"

namespace hysteron::study {

/// The answer of a study, as plain values, and where it comes from.
struct Record {
    Provenance provenance;
    Outcome outcome = Outcome::Unfinished;
    Values values;
    Errors problems;          ///< why it ended early
    double wallSeconds = 0.0; ///< that the clock showed, where somebody looked: no result
};

/// JSON: the keys of the command line's answer, then "provenance". What does not exist is null.
[[nodiscard]] std::string toText(const Record& record, int indent = 2);

} // namespace hysteron::study
