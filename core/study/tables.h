// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/study/record.h"

#include <string>
#include <vector>

namespace hysteron::study {

/// A file of data that belongs to a record.
struct NamedTable {
    std::string name; ///< of the file: "times.csv"
    std::string text;
};

/// The data of a record as CSV files, by kind: curves.csv of a run, times.csv and survival.csv of an escape,
/// repeats.csv of forward flux sampling, points.csv and jumps.csv of a sweep, points.csv of a fit. A reproduction
/// writes its own (paper::writeResults()).
[[nodiscard]] std::vector<NamedTable> tablesOf(const Record& record);

} // namespace hysteron::study
