// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/table.h"

#include "core/base/csv_text.h"
#include "core/data/csv_table.h"

#include <algorithm>
#include <set>
#include <stdexcept>

namespace hysteron::paper {

std::size_t Table::column(const std::string& columnName) const
{
    const auto found = std::ranges::find(columns, columnName);
    if (found == columns.end())
        throw std::out_of_range("table " + name + " has no column " + columnName);
    return static_cast<std::size_t>(found - columns.begin());
}

std::vector<double> Table::values(const std::string& columnName) const
{
    const std::size_t index = column(columnName);
    std::vector<double> result;
    result.reserve(rows.size());
    for (const std::vector<double>& row : rows)
        result.push_back(row[index]);
    return result;
}

Table Table::where(const std::string& columnName, double value) const
{
    const std::size_t index = column(columnName);
    Table result{name, columns, {}};
    for (const std::vector<double>& row : rows) {
        if (row[index] == value)
            result.rows.push_back(row);
    }
    return result;
}

std::vector<double> Table::distinct(const std::string& columnName) const
{
    const std::vector<double> all = values(columnName);
    const std::set<double> sorted(all.begin(), all.end());
    return {sorted.begin(), sorted.end()};
}

std::string toCsv(const Table& table)
{
    CsvText csv;
    for (const std::string& column : table.columns)
        csv.cell(column);
    csv.endRow();
    for (const std::vector<double>& row : table.rows) {
        for (const double value : row)
            csv.cell(value);
        csv.endRow();
    }
    return std::move(csv).text();
}

Result<Table> readTable(const std::filesystem::path& file)
{
    const Result<CsvTable> csv = readCsv(file.string(), file.filename().string());
    if (!csv)
        return csv.errors();
    Table table{file.stem().string(), csv->names(), {}};
    table.rows.resize(csv->rows());
    for (std::size_t column = 0; column < table.columns.size(); ++column) {
        const Result<std::vector<double>> numbers = csv->numbers(column, file.filename().string());
        if (!numbers)
            return numbers.errors();
        for (std::size_t row = 0; row < numbers->size(); ++row)
            table.rows[row].push_back((*numbers)[row]);
    }
    return table;
}

} // namespace hysteron::paper
