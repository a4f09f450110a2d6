// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include "core/base/result.h"
#include "core/data/csv_rows.h"

#include <cstdint>
#include <stop_token>
#include <string>
#include <string_view>
#include <vector>

namespace hysteron {

/// What becomes of a cell that says that nothing was measured: an empty one, NA, N/A, null or None. (A cell with NaN
/// says that something was measured and went wrong; it is refused in any case.)
enum class Missing { Refused, AsNan };

/// A table from a CSV file, as it stands there: a header line, then rows with as many cells. Comma, semicolon or tab; a
/// UTF-8 byte order mark, quotes (RFC 4180), CRLF, comment lines (#) before the header and empty lines at the end are
/// accepted. Cells are text: only a column of which somebody wants the numbers has to be one of numbers.
class CsvTable
{
public:
    CsvTable() = default;
    /// cells: whole rows. lines: where in the file each row begins, from 1. hash: of the bytes of the file.
    CsvTable(std::string path, std::vector<std::string> names, CsvCells cells, std::vector<std::uint32_t> lines,
             std::string hash);

    /// fingerprintOf() the bytes of the file that was read.
    [[nodiscard]] const std::string& hash() const { return m_hash; }
    [[nodiscard]] const std::vector<std::string>& names() const { return m_names; }
    [[nodiscard]] std::size_t rows() const { return m_lines.size(); }
    /// Index of the column called `name`, or names().size().
    [[nodiscard]] std::size_t find(const std::string& name) const;

    [[nodiscard]] std::string_view cell(std::size_t row, std::size_t column) const
    {
        return m_cells[row * m_names.size() + column];
    }
    /// "line 7, column sigma of FILE", for errors.
    [[nodiscard]] Text place(std::size_t row, std::size_t column) const;
    /// A column with at least one finite number.
    [[nodiscard]] bool hasNumbers(std::size_t column) const;
    /// The finite numbers of a column. Errors: the first few cells that are none, under `field`.
    [[nodiscard]] Result<std::vector<double>> numbers(std::size_t column, const std::string& field,
                                                      Missing missing = Missing::Refused) const;

private:
    std::string m_path;
    std::vector<std::string> m_names;
    CsvCells m_cells;
    std::vector<std::uint32_t> m_lines;
    std::string m_hash;
};

/// As many errors say what is wrong with a file.
inline constexpr std::size_t kEnoughCsvErrors = 5;

/// Errors name the file in `field` (as given by the caller) and the line. A stop ends it with an error.
[[nodiscard]] Result<CsvTable> readCsv(const std::string& path, const std::string& field,
                                       const std::stop_token& stop = {});

} // namespace hysteron
