// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/paper/reproduction.h"

#include "core/base/files.h"
#include "core/base/fingerprint.h"
#include "core/figure/figure_file.h"

#include <nlohmann/json.hpp>

#include <algorithm>
#include <chrono>
#include <optional>
#include <set>

namespace hysteron::paper {

namespace {

using Json = nlohmann::ordered_json;
using Clock = std::chrono::steady_clock;
namespace fs = std::filesystem;

/// Tables of an older program that measured otherwise are not taken for new ones.
constexpr int kDataVersion = 1;

fs::path stampFile(const fs::path& out, const Measurement& measurement)
{
    return out / "data" / (measurement.id + ".stamp.json");
}

Json stampOf(const Measurement& measurement, const Conditions& conditions, const std::vector<Table>& tables)
{
    Json names = Json::array();
    for (const Table& table : tables)
        names.push_back(table.name);
    return {{"measurement", measurement.id},
            {"data_version", kDataVersion},
            {"seeds", conditions.seeds},
            {"first_seed", conditions.firstSeed},
            {"tables", names}};
}

/// The tables of a measurement that was finished before under the same conditions; empty otherwise.
std::optional<std::vector<Table>> findKept(const fs::path& out, const Measurement& measurement,
                                           const Conditions& conditions)
{
    const Result<std::string> text = readFile(stampFile(out, measurement));
    const Json stamp = text ? Json::parse(*text, nullptr, false) : Json();
    if (stamp.is_discarded() || !stamp.contains("tables") || !stamp["tables"].is_array())
        return std::nullopt;
    std::vector<Table> tables;
    for (const Json& tableName : stamp["tables"]) {
        Result<Table> table = readTable(out / "data" / (tableName.get<std::string>() + ".csv"));
        if (!table)
            return std::nullopt;
        tables.push_back(std::move(table).value());
    }
    if (stamp != stampOf(measurement, conditions, tables))
        return std::nullopt;
    return tables;
}

/// The stamp comes last: it vouches for the tables.
Errors keep(const fs::path& out, const Measurement& measurement, const Conditions& conditions,
            const std::vector<Table>& tables)
{
    if (Errors errors = makeDirectories(out / "data", "out"); !errors.empty())
        return errors;
    for (const Table& table : tables) {
        if (Errors errors = writeFile(out / "data" / (table.name + ".csv"), toCsv(table), "out"); !errors.empty())
            return errors;
    }
    return writeFile(stampFile(out, measurement), stampOf(measurement, conditions, tables).dump(2) + "\n", "out");
}

Errors check(const Conditions& conditions)
{
    Errors errors;
    if (conditions.seeds < 1 || conditions.seeds > 1000)
        errors.push_back({"seeds", std::to_string(conditions.seeds), "must be an integer from 1 to 1000"});
    if (conditions.threads < 1 || conditions.threads > 256)
        errors.push_back({"threads", std::to_string(conditions.threads), "must be an integer from 1 to 256"});
    return errors;
}

bool isPrediction(const FigureEntry& entry)
{
    return entry.group == FigureGroup::Prediction;
}

/// In the order of the paper, each once.
Result<std::vector<const FigureEntry*>> choose(const std::vector<std::string>& wanted)
{
    std::set<std::string> ids;
    for (const std::string& id : wanted) {
        if (id != "all" && id != "predictions" && !findFigure(id)) {
            std::vector<std::string> known;
            for (const FigureEntry& entry : figureEntries())
                known.push_back(entry.id);
            return Error{"figures", id, Text("must be one of %1, predictions, all", Text::list(known))};
        }
        for (const FigureEntry& entry : figureEntries()) {
            if (id == "all" || id == entry.id || (id == "predictions" && isPrediction(entry)))
                ids.insert(entry.id);
        }
    }
    std::vector<const FigureEntry*> chosen;
    for (const FigureEntry& entry : figureEntries()) {
        if (ids.contains(entry.id))
            chosen.push_back(&entry);
    }
    return chosen;
}

/// How much longer everything takes than on two threads with 50 seeds, about.
double scaleOf(const Conditions& conditions)
{
    return std::max(0.1, conditions.seeds / 50.0) * 2.0 / std::min(conditions.threads, 2);
}

} // namespace

bool Reproduction::has(const FigureEntry& entry) const
{
    return std::ranges::all_of(entry.measurements, [this](const std::string& id) { return measured.contains(id); });
}

Result<Reproducer> Reproducer::create(const ReproductionOptions& options)
{
    if (Errors errors = check(options.conditions); !errors.empty())
        return errors;
    Reproducer reproducer;
    reproducer.m_options = options;
    Reproduction& reproduction = reproducer.m_reproduction;
    reproduction.conditions = options.conditions;
    std::set<std::string> needed;
    if (!options.figures.empty()) {
        const auto chosen = choose(options.figures);
        if (!chosen)
            return chosen.errors();
        for (const FigureEntry* entry : *chosen) {
            reproduction.figures.push_back(entry->id);
            needed.insert(entry->measurements.begin(), entry->measurements.end());
        }
    }
    for (const Measurement& measurement : measurements()) {
        if (!options.figures.empty() && !needed.contains(measurement.id))
            continue;
        if (auto kept = options.out.empty() ? std::nullopt : findKept(options.out, measurement, options.conditions)) {
            for (Table& table : *kept)
                reproduction.evidence.add(std::move(table));
            reproduction.measured.insert(measurement.id);
        } else if (!options.figures.empty()) {
            reproducer.m_toDo.push_back(&measurement);
            reproducer.m_planned += measurement.seconds * scaleOf(options.conditions);
        }
    }
    reproduction.complete = reproducer.finished();
    return reproducer;
}

Errors Reproducer::measureNext(const ReportProgress& report, const std::stop_token& stop)
{
    if (finished())
        return {};
    if (!m_begin)
        m_begin = Clock::now();
    const Measurement& measurement = *m_toDo[m_next];
    const double own = measurement.seconds * scaleOf(m_options.conditions);
    const auto tell = [&](double share) {
        if (!report)
            return;
        const double planned = std::max(m_planned, 1e-9);
        const double done = m_passed + share * own;
        const double elapsed = std::chrono::duration<double>(Clock::now() - *m_begin).count();
        // The plan alone says it at first, the pace so far later on.
        const double byPace = done > 0.0 ? elapsed * (planned - done) / done : planned;
        const double trust = std::min(1.0, 5.0 * done / planned);
        report({measurement.what, done / planned, trust * byPace + (1.0 - trust) * (planned - done),
                static_cast<int>(m_next), static_cast<int>(m_toDo.size())});
    };
    tell(0.0);
    std::vector<Table> tables = measurement.run(m_options.conditions, tell, stop);
    if (stop.stop_requested())
        return {};
    if (!m_options.out.empty()) {
        if (Errors errors = keep(m_options.out, measurement, m_options.conditions, tables); !errors.empty())
            return errors;
    }
    for (Table& table : tables)
        m_reproduction.evidence.add(std::move(table));
    m_reproduction.measured.insert(measurement.id);
    m_passed += own;
    ++m_next;
    m_reproduction.complete = finished();
    return {};
}

Result<Reproduction> reproduce(const ReproductionOptions& options, const ReportProgress& report,
                               const std::stop_token& stop)
{
    if (options.figures.empty())
        return Error{"figures", "(none)", "must be at least one figure"};
    Result<Reproducer> reproducer = Reproducer::create(options);
    if (!reproducer)
        return reproducer.errors();
    while (!reproducer->finished() && !stop.stop_requested()) {
        if (Errors errors = reproducer.value().measureNext(report, stop); !errors.empty())
            return errors;
    }
    return reproducer->soFar();
}

std::string figuresFingerprint(const std::vector<std::string>& ids, const Evidence& evidence)
{
    Fingerprint fingerprint;
    for (const std::string& id : ids)
        fingerprint.add(figure::figureCsv(findFigure(id)->make(evidence)));
    return fingerprint.hex();
}

Figure drawn(const FigureEntry& entry, const Evidence& evidence, const Conditions& conditions)
{
    Figure figure = entry.make(evidence);
    figure.command = "hysteron-cli reproduce " + entry.id + " --seeds " + std::to_string(conditions.seeds);
    if (conditions.firstSeed != Conditions{}.firstSeed)
        figure.command += " --first-seed " + std::to_string(conditions.firstSeed);
    figure.command += " --out paper";
    return figure;
}

Errors writeResults(const Reproduction& reproduction, const fs::path& out)
{
    if (Errors errors = makeDirectories(out / "figures", "out"); !errors.empty())
        return errors;
    for (const std::string& id : reproduction.figures) {
        const Figure figure = drawn(*findFigure(id), reproduction.evidence, reproduction.conditions);
        for (const auto& [suffix, text] :
             {std::pair{".json", figureToJson(figure)}, std::pair{".csv", figureCsv(figure)}}) {
            if (Errors errors = writeFile(out / "figures" / (id + suffix), text, "out"); !errors.empty())
                return errors;
        }
    }
    return writeFile(out / "claims.json", claimsToJson(claimsFrom(reproduction.evidence)), "out");
}

} // namespace hysteron::paper
