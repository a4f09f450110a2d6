#include "core/io/curve_table.h"

#include "core/base/number_format.h"
#include "core/io/specification_json.h"

#include <ostream>

namespace hysteron {

void writeCurvesCsv(std::ostream& out, const Snapshot& snapshot)
{
    out << "# Hysteron curves; seed " << snapshot.specification.seed << "\n";
    out << "# specification " << toJson(snapshot.specification).dump() << "\n";
    for (const Transition& transition : snapshot.transitions)
        out << "# epoch " << transition.epoch << ": rank " << transition.from << " -> " << transition.to << "\n";
    for (const LoggedChange& logged : snapshot.changes)
        out << "# control change in force from epoch " << logged.epoch << "\n";
    if (!snapshot.curves)
        return;

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
        out << "# thinned: a row stands for all epochs after the row before it, with its last, lowest and highest "
               "value\n";
    out << "epoch";
    for (const Column& column : columns)
        out << ',' << column.name;
    if (thinned)
        for (const Column& column : columns)
            out << ',' << column.name << "_low," << column.name << "_high";
    out << '\n';
    for (std::size_t row = 0; row < snapshot.curves->trainMse.size(); ++row) {
        out << snapshot.curves->trainMse.buckets()[row].lastEpoch;
        for (const Column& column : columns)
            out << ',' << shortestExact(column.history->buckets()[row].last);
        if (thinned)
            for (const Column& column : columns)
                out << ',' << shortestExact(column.history->buckets()[row].low) << ','
                    << shortestExact(column.history->buckets()[row].high);
        out << '\n';
    }
}

} // namespace hysteron
