// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/sweep_study.h"

#include "core/study/kind_json.h"
#include "core/study/pieces.h"
#include "core/study/record.h"

#include <cmath>

namespace hysteron::study {

namespace {

using sampling::SweepPoint;
using sampling::SweepRecord;

Json branchJson(const std::vector<SweepPoint>& points)
{
    Json branch = Json::array();
    for (const SweepPoint& point : points)
        branch.push_back({{"beta", point.beta},
                          {"singular_values", point.singularValues},
                          {"rank", point.rank},
                          {"train_mse", point.trainMse},
                          {"test_mse", point.testMse}});
    return branch;
}

std::vector<SweepPoint> branchOf(const Json& json)
{
    std::vector<SweepPoint> points;
    for (const Json& one : json)
        points.push_back({one.at("beta").get<double>(), one.at("singular_values").get<std::vector<double>>(),
                          one.at("rank").get<int>(), one.at("train_mse").get<double>(),
                          one.at("test_mse").get<double>()});
    return points;
}

Json replicaJson(const SweepRecord& record)
{
    Json jumps = Json::array();
    for (const sampling::SweepJump& jump : jumpsOf(record))
        jumps.push_back({{"direction", jump.direction == sampling::SweepDirection::Up ? "up" : "down"},
                         {"beta", jump.beta},
                         {"from", jump.from},
                         {"to", jump.to}});
    return {{"up", branchJson(record.up)},
            {"down", branchJson(record.down)},
            {"jumps", jumps},
            {"loop_area", orNull(loopArea(record))},
            {"diverged_epoch", orNull(record.divergedEpoch)},
            {"seed", record.seed}};
}

class SweepStudy : public Study
{
public:
    SweepStudy(SweepRequest request, std::unique_ptr<sampling::Sweep> sweep)
        : m_request(std::move(request)), m_sweep(std::move(sweep))
    {
        report();
    }

    void advance(std::chrono::milliseconds budget, const std::stop_token& stop) override
    {
        m_pieces.spend(budget, stop, [&](std::int64_t epochs) {
            m_sweep->advance(upToLimit(m_sweep->epoch(), epochs), stop);
            return !finished();
        });
        report();
    }
    [[nodiscard]] bool finished() const override { return m_sweep->finished() || isAtLimit(m_sweep->epoch()); }

    [[nodiscard]] Record record() const override
    {
        SweepStudyRecord values;
        values.replicas = m_sweep->records();
        values.temperature = m_sweep->parameters().temperature;
        values.epoch = m_sweep->epoch();
        summarise(values);
        Record record;
        record.provenance =
            provenanceHere({{.request = m_request,
                             .position = values.epoch,
                             .fingerprint = m_sweep->fingerprint(),
                             .engine = "fast",
                             .precision = m_request.precision == sampling::Precision::F64 ? "f64" : "f32"}});
        record.outcome = !finished()           ? Outcome::Unfinished
                         : values.diverged > 0 ? Outcome::Inconclusive
                                               : Outcome::Done;
        record.values = std::move(values);
        return record;
    }

    [[nodiscard]] std::string checkpoint() const override
    {
        const sampling::SweepState state = m_sweep->state();
        Json sweeps = Json::array();
        for (const SweepRecord& record : state.records)
            sweeps.push_back(replicaJson(record));
        return Json{{"question", questionOf(m_request)},
                    {"epoch", state.epoch},
                    {"temperature", state.temperature},
                    {"sweeps", sweeps},
                    {"weights", weightsJson(state.weights)}}
            .dump();
    }
    [[nodiscard]] Errors resume(const std::string& checkpoint) override
    {
        return readCheckpoint(checkpoint, questionOf(m_request), [this](const Json& json) -> Errors {
            sampling::SweepState state;
            state.epoch = json.at("epoch").get<std::int64_t>();
            state.temperature = json.at("temperature").get<double>();
            state.weights = weightsOf(json.at("weights"));
            for (const Json& one : json.at("sweeps")) {
                SweepRecord record;
                record.seed = one.at("seed").get<std::uint64_t>();
                record.up = branchOf(one.at("up"));
                record.down = branchOf(one.at("down"));
                if (!one.at("diverged_epoch").is_null())
                    record.divergedEpoch = one.at("diverged_epoch").get<std::int64_t>();
                state.records.push_back(std::move(record));
            }
            Errors errors = m_sweep->restore(state);
            report();
            return errors;
        });
    }

private:
    static void summarise(SweepStudyRecord& values)
    {
        std::vector<double> areas;
        for (const SweepRecord& record : values.replicas) {
            values.diverged += record.divergedEpoch.has_value();
            if (const auto area = loopArea(record))
                areas.push_back(*area);
        }
        if (areas.empty())
            return;
        const auto count = static_cast<double>(areas.size());
        double mean = 0.0;
        double squares = 0.0;
        for (const double area : areas)
            mean += area / count;
        for (const double area : areas)
            squares += (area - mean) * (area - mean);
        values.areaMean = mean;
        if (areas.size() > 1)
            values.areaError = std::sqrt(squares / (count - 1.0) / count);
    }
    void report()
    {
        tell({static_cast<double>(m_sweep->epoch()) / static_cast<double>(m_sweep->totalEpochs()),
              Text("epoch %1 of %2, β = %3", m_sweep->epoch(), m_sweep->totalEpochs(), m_sweep->parameters().beta),
              std::nullopt});
    }

    const SweepRequest m_request;
    const std::unique_ptr<sampling::Sweep> m_sweep;
    Pieces m_pieces;
};

} // namespace

Result<std::unique_ptr<Study>> makeStudy(const SweepRequest& request, const Resources& resources,
                                         const std::stop_token& stop)
{
    const auto prepared = prepare(sampling::withoutProtocol(request.experiment.specification), stop);
    if (!prepared)
        return prepared.errors();
    auto sweep = sampling::Sweep::create(*prepared, {.from = request.from,
                                                     .to = request.to,
                                                     .step = request.step,
                                                     .dwell = request.dwell,
                                                     .replicas = request.replicas,
                                                     .threads = resources.threads,
                                                     .precision = request.precision});
    if (!sweep)
        return sweep.errors();
    return std::unique_ptr<Study>(std::make_unique<SweepStudy>(request, std::move(sweep).value()));
}

void write(Json& json, const SweepRequest& request)
{
    write(json, request.experiment);
    json["from"] = request.from;
    json["to"] = request.to;
    json["step"] = request.step;
    json["dwell"] = request.dwell;
    json["replicas"] = request.replicas;
    write(json, request.precision);
}

void read(Reader& reader, SweepRequest& request)
{
    read(reader, request.experiment);
    reader.read("from", request.from);
    reader.read("to", request.to);
    reader.read("step", request.step);
    reader.read("dwell", request.dwell);
    reader.read("replicas", request.replicas);
    read(reader, request.precision);
}

/// The sweep of the first seed, then what only several replicas have.
void write(Json& json, const SweepStudyRecord& record)
{
    json.update(replicaJson(record.replicas.front()));
    json["replicas"] = record.replicas.size();
    json["diverged"] = record.diverged;
    json["loop_area_mean"] = orNull(record.areaMean);
    json["loop_area_error"] = orNull(record.areaError);
    json["temperature"] = record.temperature;
    json["epochs"] = record.epoch;
    Json& all = json["sweeps"] = Json::array();
    for (const SweepRecord& one : record.replicas)
        all.push_back(replicaJson(one));
}

} // namespace hysteron::study
