#include "core/paper/reproduction.h"

#include "core/base/files.h"

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
    if (ids.empty())
        return Error{"figures", "(none)", "must be at least one figure"};
    std::vector<const FigureEntry*> chosen;
    for (const FigureEntry& entry : figureEntries()) {
        if (ids.contains(entry.id))
            chosen.push_back(&entry);
    }
    return chosen;
}

/// How far everything is, by the time that measurements are known to take, corrected by the time they took.
class Clockwork
{
public:
    Clockwork(const ReportProgress& report, const Conditions& conditions) : m_report(report)
    {
        m_scale = std::max(0.1, conditions.seeds / 50.0) * 2.0 / std::min(conditions.threads, 2);
    }
    void plan(double seconds) { m_planned += seconds * m_scale, ++m_total; }
    void begin(const Measurement& measurement)
    {
        m_what = measurement.what;
        m_now = measurement.seconds * m_scale;
        tell(0.0);
    }
    void tell(double share) const
    {
        if (!m_report)
            return;
        const double planned = std::max(m_planned, 1e-9);
        const double done = m_done + share * m_now;
        const double elapsed = std::chrono::duration<double>(Clock::now() - m_start).count();
        // The plan alone says it at first, the pace so far later on.
        const double byPace = done > 0.0 ? elapsed * (planned - done) / done : planned;
        const double trust = std::min(1.0, 5.0 * done / planned);
        m_report({m_what, done / planned, trust * byPace + (1.0 - trust) * (planned - done), m_finished, m_total});
    }
    void end()
    {
        m_done += m_now;
        ++m_finished;
        m_now = 0.0;
        tell(0.0);
    }

private:
    const ReportProgress& m_report;
    const Clock::time_point m_start = Clock::now();
    Text m_what;
    double m_scale = 1.0, m_planned = 0.0, m_done = 0.0, m_now = 0.0;
    int m_finished = 0, m_total = 0;
};

} // namespace

Result<Reproduction> reproduce(const ReproductionOptions& options, const ReportProgress& report,
                               const std::stop_token& stop)
{
    if (Errors errors = check(options.conditions); !errors.empty())
        return errors;
    const auto chosen = choose(options.figures);
    if (!chosen)
        return chosen.errors();
    Reproduction reproduction{.figures = {}, .conditions = options.conditions, .evidence = {}};
    std::set<std::string> needed;
    for (const FigureEntry* entry : *chosen) {
        reproduction.figures.push_back(entry->id);
        needed.insert(entry->measurements.begin(), entry->measurements.end());
    }
    Clockwork clockwork(report, options.conditions);
    std::vector<const Measurement*> toDo;
    for (const Measurement& measurement : measurements()) {
        if (!needed.contains(measurement.id))
            continue;
        if (auto kept = options.out.empty() ? std::nullopt : findKept(options.out, measurement, options.conditions)) {
            for (Table& table : *kept)
                reproduction.evidence.add(std::move(table));
            continue;
        }
        toDo.push_back(&measurement);
        clockwork.plan(measurement.seconds);
    }
    for (const Measurement* measurement : toDo) {
        clockwork.begin(*measurement);
        std::vector<Table> tables = measurement->run(
            options.conditions, [&](double share) { clockwork.tell(share); }, stop);
        if (stop.stop_requested())
            return reproduction;
        if (!options.out.empty()) {
            if (Errors errors = keep(options.out, *measurement, options.conditions, tables); !errors.empty())
                return errors;
        }
        for (Table& table : tables)
            reproduction.evidence.add(std::move(table));
        clockwork.end();
    }
    reproduction.complete = true;
    return reproduction;
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
