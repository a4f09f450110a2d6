// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/data/csv_table.h"
#include "core/data/task.h"

#include <cstddef>
#include <vector>

namespace hysteron {

/// Which columns of a table are inputs and which are outputs, as indices.
struct CsvColumns {
    std::vector<std::size_t> inputs;
    std::vector<std::size_t> outputs;
};

/// The columns named in `options`; where a list is empty, of the columns with numbers the last `options.outputs` are
/// the outputs and all others the inputs. 1 to 64 of each, none used twice.
[[nodiscard]] Result<CsvColumns> chooseColumns(const CsvTable& table, const TaskOptions& options);

} // namespace hysteron
