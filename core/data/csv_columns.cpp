// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/data/csv_columns.h"

#include "core/data/limits.h"

#include <algorithm>
#include <iterator>

namespace hysteron {

namespace {

bool contains(const std::vector<std::size_t>& list, std::size_t value)
{
    return std::find(list.begin(), list.end(), value) != list.end();
}

void findColumns(const CsvTable& table, const std::vector<std::string>& names, const char* field,
                 std::vector<std::size_t>& found, Errors& errors)
{
    for (const std::string& name : names) {
        const std::size_t index = table.find(name);
        if (index == table.names().size())
            errors.push_back({field, name, "must be the name of a column of the file"});
        else if (contains(found, index))
            errors.push_back({field, name, "must not be listed twice"});
        found.push_back(index);
    }
}

void checkCount(const std::vector<std::size_t>& columns, const char* field, const TaskOptions& options, Errors& errors)
{
    if (columns.empty() || columns.size() > kMostDimensions)
        errors.push_back({field, std::to_string(columns.size()) + " columns",
                          Text("must be 1 to %1 columns of %2", kMostDimensions, *options.csv)});
}

} // namespace

Result<CsvColumns> chooseColumns(const CsvTable& table, const TaskOptions& options)
{
    CsvColumns columns;
    Errors errors;
    findColumns(table, options.csvInputs, "task.csv_inputs", columns.inputs, errors);
    findColumns(table, options.csvOutputs, "task.csv_outputs", columns.outputs, errors);
    if (!errors.empty())
        return errors;

    std::vector<std::size_t> numeric;
    if (columns.outputs.empty() || columns.inputs.empty())
        for (std::size_t i = 0; i < table.names().size(); ++i)
            if (table.hasNumbers(i))
                numeric.push_back(i);
    if (columns.outputs.empty())
        columns.outputs.assign(numeric.end() - std::min<std::ptrdiff_t>(std::ssize(numeric), options.outputs),
                               numeric.end());
    if (columns.inputs.empty())
        std::ranges::copy_if(numeric, std::back_inserter(columns.inputs),
                             [&](std::size_t i) { return !contains(columns.outputs, i); });

    checkCount(columns.inputs, "task.csv_inputs", options, errors);
    checkCount(columns.outputs, "task.csv_outputs", options, errors);
    for (const std::size_t i : columns.inputs)
        if (contains(columns.outputs, i))
            errors.push_back({"task.csv_inputs", table.names()[i], "must not be an output at the same time"});
    if (!errors.empty())
        return errors;
    return columns;
}

} // namespace hysteron
