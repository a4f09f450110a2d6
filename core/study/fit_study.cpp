// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/fit_study.h"

#include "core/base/fingerprint.h"
#include "core/study/kind_json.h"
#include "core/study/one_piece_study.h"
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

class FitStudy : public OnePieceStudy<FitRequest>
{
public:
    FitStudy(const FitRequest& request, std::shared_ptr<const CsvTable> table, FitFields fields)
        : OnePieceStudy(request, Text("%1 rows", table->rows())), m_table(std::move(table)), m_fields(std::move(fields))
    {
        FitRecord nothing;
        nothing.hash = m_table->hash();
        nothing.rows = m_table->rows();
        take(std::move(nothing));
    }

    [[nodiscard]] Record record() const override
    {
        FitRequest exact = request();
        exact.hash = m_values.hash;
        Record record;
        record.provenance = provenanceHere(
            {{.request = exact, .position = 0, .fingerprint = m_fingerprint, .engine = {}, .precision = "f64"}});
        record.outcome = outcome(request().curves ? m_values.delay && m_values.delay->delay
                                                  : m_values.pooled && !m_values.pooled->tooFewEvents);
        record.values = m_values;
        record.problems = problems();
        return record;
    }

protected:
    [[nodiscard]] Errors answer(const std::stop_token& stop) override
    {
        FitRecord values = m_values;
        Errors errors = request().curves ? fitCurves(values) : fitWaits(values, stop);
        if (errors.empty() && !stop.stop_requested())
            take(std::move(values));
        return errors;
    }

private:
    /// Of 300 000 points the text takes a second, so it is made once and not for every record.
    void take(FitRecord values)
    {
        Json json = Json::object();
        write(json, values);
        m_fingerprint = fingerprintOf(json.dump());
        m_values = std::move(values);
    }

    [[nodiscard]] Errors fitWaits(FitRecord& values, const std::stop_token& stop) const
    {
        auto waits = readWaits(*m_table, m_fields.file.empty() ? request().file : m_fields.file,
                               {.time = {m_fields.time, request().time},
                                .x = {m_fields.x, request().x},
                                .covariate = request().covariate,
                                .censored = {m_fields.censored, request().censored},
                                .group = {m_fields.group, request().group}});
        if (!waits)
            return waits.errors();
        values.waits = std::move(waits).value();
        values.pooled = analysis::compareLaws(values.waits.all);
        for (const auto& [value, group] : values.waits.groups) {
            if (stop.stop_requested())
                return {};
            values.groups.emplace_back(value, analysis::compareLaws(group));
        }
        return {};
    }

    [[nodiscard]] Errors fitCurves(FitRecord& values) const
    {
        auto curves = readCurves(*m_table, m_fields.file.empty() ? request().file : m_fields.file,
                                 {.step = {m_fields.step, request().step},
                                  .train = {m_fields.train, request().train},
                                  .test = {m_fields.test, request().test}});
        if (!curves)
            return curves.errors();
        values.curves = std::move(curves).value();
        values.delay = convergenceDelay(values.curves.train, values.curves.test);
        return {};
    }

    const std::shared_ptr<const CsvTable> m_table;
    const FitFields m_fields;
    FitRecord m_values;
    std::string m_fingerprint;
};

} // namespace

std::unique_ptr<Study> makeFit(const FitRequest& request, std::shared_ptr<const CsvTable> table, FitFields fields)
{
    return std::make_unique<FitStudy>(request, std::move(table), std::move(fields));
}

Result<std::unique_ptr<Study>> makeStudy(const FitRequest& request, const Resources&, const std::stop_token& stop)
{
    auto table = readCsv(request.file, "FILE", stop);
    if (!table)
        return table.errors();
    if (!request.hash.empty() && table->hash() != request.hash)
        return Error{"file", request.file,
                     Text("has other contents than when it was fitted: %1 then, %2 now", request.hash, table->hash())};
    return makeFit(request, std::make_shared<const CsvTable>(std::move(table).value()));
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
