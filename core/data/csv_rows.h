// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#pragma once

#include <cstddef>
#include <cstdint>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

namespace hysteron {

/// Cells of a CSV file one after the other, row by row, as they stand there: quotes taken off (RFC 4180: "" in quotes
/// is one quote, separators and line breaks in quotes belong to their cell), blanks around a cell that is not quoted
/// left out.
struct CsvCells {
    std::string text;                ///< of all cells
    std::vector<std::uint32_t> ends; ///< of each cell in `text`, which is below 4 GB

    [[nodiscard]] std::size_t size() const { return ends.size(); }
    [[nodiscard]] std::string_view operator[](std::size_t cell) const
    {
        const std::size_t begin = cell == 0 ? 0 : ends[cell - 1];
        return std::string_view(text).substr(begin, ends[cell] - begin);
    }
    /// Drops all cells but the first `count`.
    void keep(std::size_t count);
};

/// The number that a cell is, with a decimal point and perhaps a sign and an exponent; nothing for other text, NaN and
/// infinities.
[[nodiscard]] std::optional<double> finiteNumber(std::string_view cell);

/// Takes the lines of a CSV file apart (libcsv).
class CsvRows
{
public:
    /// separator: a comma, semicolon or tab.
    explicit CsvRows(char separator);
    ~CsvRows();
    CsvRows(const CsvRows&) = delete;
    CsvRows& operator=(const CsvRows&) = delete;

    /// Takes one line that ends with \n and appends its cells. False when the row goes on in the next line, inside a
    /// quote. Throws std::runtime_error where memory ends.
    [[nodiscard]] bool feed(std::string_view line, CsvCells& cells);
    /// Bytes of the cell that is open since a quote began.
    [[nodiscard]] std::size_t open() const;

private:
    struct Parser;
    const std::unique_ptr<Parser> m_parser;
};

} // namespace hysteron
