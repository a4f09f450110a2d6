#include "core/study/fit_study.h"

#include "core/base/files.h"
#include "core/base/fingerprint.h"
#include "core/study/kind_json.h"
#include "core/study/record.h"

namespace hysteron::study {

namespace {

Json modelJson(const analysis::LawFit& fit)
{
    Json parameters = Json::object();
    Json intervals = Json::object();
    for (const analysis::LawParameter& parameter : fit.parameters) {
        parameters[parameter.name] = parameter.value;
        intervals[parameter.name] = parameter.ci ? Json{parameter.ci->low, parameter.ci->high} : Json(nullptr);
    }
    return {{"name", name(fit.law)},
            {"parameters", fit.parameters.empty() ? Json(nullptr) : parameters},
            {"ci95", fit.parameters.empty() ? Json(nullptr) : intervals},
            {"r2", orNull(fit.r2)},
            {"log_likelihood", orNull(fit.logLikelihood)},
            {"aicc", orNull(fit.aicc)},
            {"weight", orNull(fit.weight)},
            {"shape", orNull(fit.shape)},
            {"sigma", orNull(fit.sigma)},
            {"fit_p", orNull(fit.fitP)},
            {"note", fit.note.empty() ? Json(nullptr) : Json(english(fit.note))}};
}

Json pointJson(const analysis::LawPoint& point)
{
    const analysis::EscapeTimeEstimate& estimate = point.estimate;
    return {{"x", point.x},
            {"n", estimate.replicas},
            {"escaped", estimate.escaped},
            {"censored", estimate.censored},
            {"exposure", estimate.exposure},
            {"tau", orNull(estimate.tau)},
            {"ci95", {estimate.low, orNull(estimate.high)}},
            {"method", english(estimate.method)},
            {"exponential_p", orNull(point.exponential.p)}};
}

Json comparisonJson(const analysis::LawComparison& comparison)
{
    Json models = Json::array();
    for (const analysis::LawFit& fit : comparison.fits)
        models.push_back(modelJson(fit));
    Json points = Json::array();
    for (const analysis::LawPoint& point : comparison.points)
        points.push_back(pointJson(point));
    return {{"n", comparison.n},
            {"censored", comparison.censored},
            {"best", comparison.best ? Json(name(*comparison.best)) : Json(nullptr)},
            {"verdict", english(comparison.verdict)},
            {"likelihood", name(comparison.likelihood)},
            {"exponential_p", orNull(comparison.exponential.p)},
            {"models", models},
            {"points", points}};
}

Json convergenceJson(const analysis::Convergence& convergence)
{
    return {{"plateau", convergence.plateau},
            {"end", convergence.end},
            {"midpoint", convergence.midpoint},
            {"step", orNull(convergence.step)}};
}

/// Answers a file at once: the work is a few milliseconds.
Errors fitWaits(const FitRequest& request, const CsvTable& table, FitRecord& record)
{
    auto waits = readWaits(table, request.file,
                           {.time = {"--tau", request.time},
                            .x = {"--x", request.x},
                            .covariate = request.covariate,
                            .censored = {"--censored", request.censored},
                            .group = {"--group", request.group}});
    if (!waits)
        return waits.errors();
    record.waits = std::move(waits).value();
    record.pooled = analysis::compareLaws(record.waits.all);
    for (const auto& [value, group] : record.waits.groups)
        record.groups.emplace_back(value, analysis::compareLaws(group));
    return {};
}

Errors fitCurves(const FitRequest& request, const CsvTable& table, FitRecord& record)
{
    auto curves = readCurves(
        table, request.file,
        {.step = {"--step", request.step}, .train = {"--train", request.train}, .test = {"--test", request.test}});
    if (!curves)
        return curves.errors();
    record.curves = std::move(curves).value();
    record.delay = convergenceDelay(record.curves.train, record.curves.test);
    return {};
}

class FitStudy : public Study
{
public:
    FitStudy(FitRequest request, CsvTable table, std::string hash)
        : m_request(std::move(request)), m_table(std::move(table))
    {
        m_record.hash = std::move(hash);
        m_record.rows = m_table.rows();
        tell({0.0, Text("%1 rows", m_record.rows), std::nullopt});
    }

    void advance(std::chrono::milliseconds, const std::stop_token&) override
    {
        if (!m_finished)
            m_failed =
                m_request.curves ? fitCurves(m_request, m_table, m_record) : fitWaits(m_request, m_table, m_record);
        m_finished = true;
        tell({1.0, Text("%1 rows", m_record.rows), std::nullopt});
    }
    [[nodiscard]] bool finished() const override { return m_finished; }

    [[nodiscard]] Record record() const override
    {
        FitRequest exact = m_request;
        exact.hash = m_record.hash;
        Json values = Json::object();
        write(values, m_record);
        Record record;
        record.provenance = provenanceHere({{.request = exact,
                                             .position = 0,
                                             .fingerprint = fingerprintOf(values.dump()),
                                             .engine = {},
                                             .precision = "f64"}});
        const bool answered = m_request.curves ? m_record.delay && m_record.delay->delay
                                               : m_record.pooled && !m_record.pooled->tooFewEvents;
        record.outcome = !m_finished ? Outcome::Unfinished : answered ? Outcome::Done : Outcome::Inconclusive;
        record.values = m_record;
        record.problems = m_failed;
        return record;
    }

    /// It is short: what was finished is made again.
    [[nodiscard]] std::string checkpoint() const override
    {
        return Json{{"question", questionOf(m_request)}, {"finished", finished()}}.dump();
    }
    [[nodiscard]] Errors resume(const std::string& checkpoint) override
    {
        return readCheckpoint(checkpoint, questionOf(m_request), [this](const Json& json) {
            if (json.at("finished").get<bool>())
                advance({}, {});
            return Errors{};
        });
    }

private:
    const FitRequest m_request;
    const CsvTable m_table;
    FitRecord m_record;
    Errors m_failed;
    bool m_finished = false;
};

} // namespace

std::unique_ptr<Study> makeFit(const FitRequest& request, CsvTable table, std::string hash)
{
    return std::make_unique<FitStudy>(request, std::move(table), std::move(hash));
}

Result<std::unique_ptr<Study>> makeStudy(const FitRequest& request, const Resources&, const std::stop_token&)
{
    auto table = readCsv(request.file, "FILE");
    if (!table)
        return table.errors();
    const auto bytes = readFile(request.file, "FILE");
    if (!bytes)
        return bytes.errors();
    std::string hash = fingerprintOf(*bytes);
    if (!request.hash.empty() && hash != request.hash)
        return Error{"file", request.file,
                     Text("has other contents than when it was fitted: %1 then, %2 now", request.hash, hash)};
    return makeFit(request, std::move(table).value(), std::move(hash));
}

void write(Json& json, const FitRequest& request)
{
    json["file"] = request.file;
    json["hash"] = request.hash;
    json["curves"] = request.curves;
    json["time"] = request.time;
    json["x"] = request.x;
    json["x_is"] = name(request.covariate);
    json["censored"] = request.censored;
    json["group"] = request.group;
    json["step"] = request.step;
    json["train"] = request.train;
    json["test"] = request.test;
}

void read(Reader& reader, FitRequest& request)
{
    reader.read("file", request.file);
    reader.read("hash", request.hash);
    reader.read("curves", request.curves);
    reader.read("time", request.time);
    reader.read("x", request.x);
    reader.readWord("x_is", request.covariate,
                    {name(Covariate::InverseTemperature), name(Covariate::Temperature), name(Covariate::LearningRate)});
    reader.read("censored", request.censored);
    reader.read("group", request.group);
    reader.read("step", request.step);
    reader.read("train", request.train);
    reader.read("test", request.test);
}

void write(Json& json, const FitRecord& record)
{
    if (record.pooled)
        json.update(comparisonJson(*record.pooled));
    for (const auto& [value, comparison] : record.groups) {
        Json answer{{"group", value}};
        answer.update(comparisonJson(comparison));
        json["groups"].push_back(std::move(answer));
    }
    if (record.delay)
        json.update({{"delay", orNull(record.delay->delay)},
                     {"train", convergenceJson(record.delay->train)},
                     {"test", convergenceJson(record.delay->test)}});
}

} // namespace hysteron::study
