// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"

#include <filesystem>
#include <string>
#include <vector>

namespace hysteron::paper {

/// Measured or computed numbers under named columns: what figures and claims are made from, and what is written as CSV.
/// All finite; what never happened has a column of its own that says so.
struct Table {
    std::string name; ///< of the file, without .csv: "fig1a-runs"
    std::vector<std::string> columns;
    std::vector<std::vector<double>> rows; ///< each as long as columns

    /// Throws std::out_of_range for an unknown column: a programmer's mistake.
    [[nodiscard]] std::size_t column(const std::string& columnName) const;
    [[nodiscard]] std::vector<double> values(const std::string& columnName) const;
    /// The rows in which a column has exactly this value.
    [[nodiscard]] Table where(const std::string& columnName, double value) const;
    /// The values of a column, each once, ascending.
    [[nodiscard]] std::vector<double> distinct(const std::string& columnName) const;

    bool operator==(const Table&) const = default;
};

/// Numbers shortest-exact.
[[nodiscard]] std::string toCsv(const Table& table);
/// Reads what toCsv() wrote. Errors: as readCsv().
[[nodiscard]] Result<Table> readTable(const std::filesystem::path& file);

} // namespace hysteron::paper
