// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/tables.h"

#include "core/base/csv_text.h"
#include "core/io/curve_table.h"

namespace hysteron::study {

namespace {

std::vector<NamedTable> tables(const RunRecord& record)
{
    return {{"curves.csv", curvesCsv(*record.snapshot)}};
}

std::vector<NamedTable> tables(const EscapeRecord& record)
{
    CsvText times;
    times.cell("replica").cell("epochs").cell("censored").cell("diverged").endRow();
    for (const sampling::Passage& passage : record.passages)
        times.cell(passage.replica)
            .cell(passage.epoch)
            .cell(passage.outcome != sampling::PassageOutcome::Escaped ? 1 : 0)
            .cell(passage.outcome == sampling::PassageOutcome::Diverged ? 1 : 0)
            .endRow();
    CsvText survival;
    survival.cell("epochs").cell("survival").cell("low").cell("high").endRow();
    for (const analysis::SurvivalStep& step : record.survival.steps)
        survival.cell(step.time).cell(step.survival).cell(step.low).cell(step.high).endRow();
    return {{"times.csv", times.text()}, {"survival.csv", survival.text()}};
}

std::vector<NamedTable> tables(const ForwardFluxRecord& record)
{
    CsvText repeats;
    repeats.cell("temperature").cell("repeat").cell("ln_tau").cell("flux").cell("interfaces").cell("steps").endRow();
    for (const ForwardFluxPoint& point : record.points) {
        for (std::size_t k = 0; k < point.repeats.size(); ++k)
            repeats.cell(point.temperature)
                .cell(k)
                .cell(point.repeats[k].logTau)
                .cell(point.repeats[k].flux)
                .cell(point.repeats[k].interfaces.size())
                .cell(point.repeats[k].steps)
                .endRow();
    }
    return {{"repeats.csv", repeats.text()}};
}

std::vector<NamedTable> tables(const SweepStudyRecord& record)
{
    CsvText points, jumps;
    points.cell("seed").cell("direction").cell("beta").cell("rank").cell("train_mse").cell("test_mse");
    const auto& first = record.replicas.front().up;
    for (std::size_t i = 0; !first.empty() && i < first.front().singularValues.size(); ++i)
        points.cell("sigma_" + std::to_string(i + 1));
    points.endRow();
    jumps.cell("seed").cell("direction").cell("beta").cell("from").cell("to").endRow();
    for (const sampling::SweepRecord& replica : record.replicas) {
        for (const auto& [direction, branch] : {std::pair{"up", &replica.up}, {"down", &replica.down}}) {
            for (const sampling::SweepPoint& point : *branch) {
                points.cell(replica.seed).cell(direction).cell(point.beta).cell(point.rank);
                points.cell(point.trainMse).cell(point.testMse);
                for (const double value : point.singularValues)
                    points.cell(value);
                points.endRow();
            }
        }
        for (const sampling::SweepJump& jump : jumpsOf(replica))
            jumps.cell(replica.seed)
                .cell(jump.direction == sampling::SweepDirection::Up ? "up" : "down")
                .cell(jump.beta)
                .cell(jump.from)
                .cell(jump.to)
                .endRow();
    }
    return {{"points.csv", points.text()}, {"jumps.csv", jumps.text()}};
}

std::vector<NamedTable> tables(const CommittorRecord&)
{
    return {};
}

std::vector<NamedTable> tables(const FitRecord& record)
{
    if (!record.pooled)
        return {};
    CsvText points;
    points.cell("x").cell("n").cell("escaped").cell("tau").cell("low").cell("high").endRow();
    for (const analysis::LawPoint& point : record.pooled->points)
        points.cell(point.x)
            .cell(point.estimate.replicas)
            .cell(point.estimate.escaped)
            .cell(point.estimate.tau)
            .cell(point.estimate.low)
            .cell(point.estimate.high)
            .endRow();
    return {{"points.csv", points.text()}};
}

std::vector<NamedTable> tables(const ReproductionRecord&)
{
    return {};
}

} // namespace

std::vector<NamedTable> tablesOf(const Record& record)
{
    return std::visit([](const auto& values) { return tables(values); }, record.values);
}

} // namespace hysteron::study
