// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csv_table.h"

#include <algorithm>
#include <array>
#include <limits>
#include <utility>

namespace hysteron {

namespace {

bool isMissing(std::string_view cell)
{
    constexpr std::array<std::string_view, 5> kWords = {"", "NA", "N/A", "null", "None"};
    return std::ranges::find(kWords, cell) != kWords.end();
}

std::string shown(std::string_view cell)
{
    constexpr std::size_t kLongest = 60;
    if (cell.empty())
        return "(empty)";
    return cell.size() <= kLongest ? std::string(cell) : std::string(cell.substr(0, kLongest)) + " ...";
}

} // namespace

CsvTable::CsvTable(std::string path, std::vector<std::string> names, CsvCells cells, std::vector<std::uint32_t> lines,
                   std::string hash)
    : m_path(std::move(path)), m_names(std::move(names)), m_cells(std::move(cells)), m_lines(std::move(lines)),
      m_hash(std::move(hash))
{
}

std::size_t CsvTable::find(const std::string& name) const
{
    return static_cast<std::size_t>(std::ranges::find(m_names, name) - m_names.begin());
}

Text CsvTable::place(std::size_t row, std::size_t column) const
{
    return {"line %1, column %2 of %3", m_lines[row], m_names[column], m_path};
}

bool CsvTable::hasNumbers(std::size_t column) const
{
    for (std::size_t row = 0; row < rows(); ++row)
        if (finiteNumber(cell(row, column)))
            return true;
    return false;
}

Result<std::vector<double>> CsvTable::numbers(std::size_t column, const std::string& field, Missing missing) const
{
    std::vector<double> values(rows());
    Errors errors;
    for (std::size_t row = 0; row < rows() && errors.size() < kEnoughCsvErrors; ++row) {
        const std::string_view text = cell(row, column);
        if (const std::optional<double> number = finiteNumber(text))
            values[row] = *number;
        else if (missing == Missing::AsNan && isMissing(text))
            values[row] = std::numeric_limits<double>::quiet_NaN();
        else
            errors.push_back({field, shown(text), Text("must be a finite number (%1)", place(row, column))});
    }
    if (!errors.empty())
        return errors;
    return values;
}

} // namespace hysteron
