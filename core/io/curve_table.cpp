// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/io/curve_table.h"

#include "core/base/csv_text.h"
#include "core/io/specification_json.h"

namespace hysteron {

std::string curvesCsv(const Snapshot& snapshot)
{
    CsvText csv;
    csv.comment("Hysteron curves; seed " + std::to_string(snapshot.specification.seed));
    csv.comment("specification " + toJson(snapshot.specification).dump());
    for (const Transition& transition : snapshot.transitions)
        csv.comment("epoch " + std::to_string(transition.epoch) + ": rank " + std::to_string(transition.from) + " -> " +
                    std::to_string(transition.to));
    for (const LoggedChange& logged : snapshot.changes)
        csv.comment("control change in force from epoch " + std::to_string(logged.epoch));
    if (!snapshot.curves)
        return std::move(csv).text();

    struct Column {
        std::string name;
        const History* history;
    };
    std::vector<Column> columns;
    for (std::size_t i = 0; i < snapshot.curves->singularValues.size(); ++i)
        columns.push_back({"sigma_" + std::to_string(i + 1), &snapshot.curves->singularValues[i]});
    columns.push_back({"train_mse", &snapshot.curves->trainMse});
    columns.push_back({"test_mse", &snapshot.curves->testMse});

    // All curves are appended together, so their buckets are the same epochs.
    const bool thinned = snapshot.curves->trainMse.stride() > 1;
    if (thinned)
        csv.comment("thinned: a row stands for all epochs after the row before it, with its last, lowest and highest "
                    "value");
    csv.cell("epoch");
    for (const Column& column : columns)
        csv.cell(column.name);
    if (thinned)
        for (const Column& column : columns)
            csv.cell(column.name + "_low").cell(column.name + "_high");
    csv.endRow();
    for (std::size_t row = 0; row < snapshot.curves->trainMse.size(); ++row) {
        csv.cell(snapshot.curves->trainMse.buckets()[row].lastEpoch);
        for (const Column& column : columns)
            csv.cell(column.history->buckets()[row].last);
        if (thinned)
            for (const Column& column : columns)
                csv.cell(column.history->buckets()[row].low).cell(column.history->buckets()[row].high);
        csv.endRow();
    }
    return std::move(csv).text();
}

} // namespace hysteron
