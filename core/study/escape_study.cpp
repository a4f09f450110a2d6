// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/escape_study.h"

#include "core/experiment/escape_rule.h"
#include "core/model/loss.h"
#include "core/study/kind_json.h"
#include "core/study/pieces.h"
#include "core/study/record.h"
#include "core/study/replica_lines.h"

#include <algorithm>

namespace hysteron::study {

namespace {

using sampling::PassageOutcome;

/// What can be said before anybody has waited.
EscapeRecord describe(const sampling::Ensemble& ensemble, std::int64_t maxEpochs)
{
    const Simulation& start = ensemble.start();
    const Specification& specification = start.specification();
    const NetworkShape& shape = start.network().shape();
    const StepParameters& parameters = start.parameters();
    const bool trapped = specification.protocol.kind == ProtocolKind::RankTrap;
    EscapeRecord record;
    record.maxEpochs = maxEpochs;
    record.seed = specification.seed;
    record.beta = parameters.beta;
    record.temperature = usesTemperature(parameters.noise) ? parameters.temperature : 0.0;
    record.onlyMinibatchNoise = parameters.noise == NoiseKind::Minibatch;
    if (start.task().trainingSize() > 0) {
        record.gradientTrace = gradientCovarianceTrace(start.network(), start.task().train);
        record.gradientAlong =
            gradientVarianceAlongMode(start.network(), start.task(), trapped ? start.startRank() : 0);
    }
    record.timePerEpoch = parameters.learningRate * stepsPerEpoch(start.task().trainingSize(), parameters.batch);
    const int modes = static_cast<int>(start.task().eta.size());
    record.mode = trapped ? start.startRank() : modes - 1;
    const EscapeRule rule(specification.escape, start.task().eta, shape.depth, shape.outputs, record.mode,
                          parameters.beta);
    record.threshold = rule.threshold().value_or(0.0);
    if (trapped && record.temperature > 0.0 && shape.activation == Activation::Linear) {
        const auto path = theory::escapePath(
            {start.task().eta, shape.depth, shape.width, shape.inputs, shape.outputs, parameters.beta},
            start.startRank(), start.startRank() + 1);
        if (path)
            record.theory = *path;
    }
    return record;
}

/// What follows from the passages.
void count(EscapeRecord& record)
{
    record.waiting = record.escaped = record.diverged = 0;
    for (const sampling::Passage& passage : record.passages) {
        record.waiting += passage.outcome == PassageOutcome::Waiting;
        record.escaped += passage.outcome == PassageOutcome::Escaped;
        record.diverged += passage.outcome == PassageOutcome::Diverged;
    }
    std::vector<analysis::Passage> list = watched(record);
    record.estimate.reset();
    record.exponential = {};
    record.survival = {};
    if (list.empty())
        return;
    record.estimate = analysis::estimateEscapeTime(list);
    record.exponential = analysis::testExponential(list);
    record.survival = analysis::survivalCurve(std::move(list));
}

class EscapeStudy : public Study
{
public:
    EscapeStudy(EscapeRequest request, std::unique_ptr<sampling::Ensemble> ensemble, std::int64_t maxEpochs)
        : m_request(std::move(request)), m_ensemble(std::move(ensemble)), m_facts(describe(*m_ensemble, maxEpochs)),
          m_lines(m_ensemble->passages().size(), m_facts.mode, maxEpochs)
    {
        m_lines.look(*m_ensemble);
        report();
    }

    void advance(std::chrono::milliseconds budget, const std::stop_token& stop) override
    {
        m_pieces.spend(budget, stop, [&](std::int64_t epochs) {
            const std::int64_t now = m_ensemble->epoch();
            m_ensemble->advance(upToLimit(now, std::min(epochs, m_lines.nextEpoch(now) - now)), stop);
            m_lines.look(*m_ensemble);
            return !finished();
        });
        report();
    }
    [[nodiscard]] bool finished() const override { return m_ensemble->finished() || isAtLimit(m_ensemble->epoch()); }

    [[nodiscard]] Record record() const override
    {
        EscapeRecord escape = m_facts;
        escape.epoch = m_ensemble->epoch();
        escape.passages = m_ensemble->passages();
        for (sampling::Passage& passage : escape.passages) {
            if (passage.outcome == PassageOutcome::Waiting)
                passage.epoch = escape.epoch;
        }
        escape.lines = m_lines.lines();
        count(escape);
        Record record;
        record.provenance = provenanceHere({{.request = m_request,
                                             .position = escape.epoch,
                                             .fingerprint = m_ensemble->fingerprint(),
                                             .engine = "fast",
                                             .precision = precision()}});
        record.outcome = !finished()                                  ? Outcome::Unfinished
                         : escape.escaped == 0 || escape.diverged > 0 ? Outcome::Inconclusive
                                                                      : Outcome::Done;
        record.values = std::move(escape);
        return record;
    }

    [[nodiscard]] std::string checkpoint() const override
    {
        const sampling::EnsembleState state = m_ensemble->state();
        Json passages = Json::array();
        for (const sampling::Passage& passage : state.passages)
            passages.push_back({passage.replica, passage.epoch, static_cast<int>(passage.outcome)});
        Json lines = Json::array();
        for (const EscapeRecord::Line& line : m_lines.lines())
            lines.push_back({{"epochs", line.epochs}, {"values", line.values}});
        return Json{{"question", questionOf(m_request)},     {"epoch", state.epoch}, {"passages", passages},
                    {"weights", weightsJson(state.weights)}, {"lines", lines},       {"stride", m_lines.stride()}}
            .dump();
    }
    [[nodiscard]] Errors resume(const std::string& checkpoint) override
    {
        return readCheckpoint(checkpoint, questionOf(m_request), [this](const Json& json) -> Errors {
            sampling::EnsembleState state;
            state.epoch = json.at("epoch").get<std::int64_t>();
            for (const Json& one : json.at("passages")) {
                const int outcome = one.at(2).get<int>();
                if (outcome < 0 || outcome > static_cast<int>(PassageOutcome::Diverged))
                    return {{"passages", one.dump(), Text("must end with an outcome from 0 to 3")}};
                state.passages.push_back({one.at(0).get<std::uint32_t>(), one.at(1).get<std::int64_t>(),
                                          static_cast<PassageOutcome>(outcome)});
            }
            state.weights = weightsOf(json.at("weights"));
            std::vector<EscapeRecord::Line> lines;
            for (const Json& one : json.at("lines"))
                lines.push_back(
                    {one.at("epochs").get<std::vector<double>>(), one.at("values").get<std::vector<double>>()});
            const auto stride = json.at("stride").get<std::int64_t>();
            if (Errors errors = m_ensemble->restore(state); !errors.empty())
                return errors;
            m_lines.restore(std::move(lines), stride);
            report();
            return {};
        });
    }

private:
    [[nodiscard]] std::string precision() const
    {
        return m_request.precision == sampling::Precision::F64 ? "f64" : "f32";
    }
    void report()
    {
        const std::int64_t epoch = m_ensemble->epoch();
        const auto end = static_cast<double>(limit().value_or(m_facts.maxEpochs));
        tell({finished() ? 1.0 : static_cast<double>(epoch) / end,
              Text("epoch %1 of %2, %3 of %4 wait", epoch, m_facts.maxEpochs, m_ensemble->waiting(),
                   m_ensemble->passages().size()),
              std::nullopt});
    }

    const EscapeRequest m_request;
    const std::unique_ptr<sampling::Ensemble> m_ensemble;
    const EscapeRecord m_facts; ///< what does not change while one waits
    ReplicaLines m_lines;
    Pieces m_pieces;
};

} // namespace

std::vector<analysis::Passage> watched(const EscapeRecord& record)
{
    std::vector<analysis::Passage> list;
    for (const sampling::Passage& passage : record.passages) {
        const std::int64_t epochs = passage.outcome == PassageOutcome::Diverged ? passage.epoch - 1 : passage.epoch;
        if (epochs > 0)
            list.push_back({static_cast<double>(epochs), passage.outcome != PassageOutcome::Escaped});
    }
    return list;
}

EscapeRecord merged(const EscapeRecord& a, const EscapeRecord& b)
{
    EscapeRecord all = a;
    all.passages.insert(all.passages.end(), b.passages.begin(), b.passages.end());
    std::ranges::sort(all.passages, {}, &sampling::Passage::replica);
    all.epoch = std::min(a.epoch, b.epoch);
    count(all);
    return all;
}

Result<std::unique_ptr<Study>> makeStudy(const EscapeRequest& request, const Resources& resources,
                                         const std::stop_token& stop)
{
    const Experiment& experiment = request.experiment;
    const sampling::EnsembleOptions options{.replicas = request.replicas,
                                            .firstReplica = request.firstReplica,
                                            .maxEpochs = request.maxEpochs,
                                            .threads = resources.threads,
                                            .precision = request.precision};
    const auto prepared = prepare(experiment.specification, stop);
    if (!prepared)
        return prepared.errors();
    auto ensemble = experiment.weights.empty()
                        ? sampling::Ensemble::create(*prepared, options, stop)
                        : sampling::Ensemble::createAt(*prepared, weightsOf(experiment), options);
    if (!ensemble)
        return ensemble.errors();
    const std::int64_t end = request.maxEpochs > 0 ? request.maxEpochs : experiment.specification.training.epochs;
    return std::unique_ptr<Study>(std::make_unique<EscapeStudy>(request, std::move(ensemble).value(), end));
}

void write(Json& json, const EscapeRequest& request)
{
    write(json, request.experiment);
    json["replicas"] = request.replicas;
    json["first_replica"] = request.firstReplica;
    json["max_epochs"] = request.maxEpochs;
    write(json, request.precision);
}

void read(Reader& reader, EscapeRequest& request)
{
    read(reader, request.experiment);
    reader.read("replicas", request.replicas);
    reader.read("first_replica", request.firstReplica);
    reader.read("max_epochs", request.maxEpochs);
    read(reader, request.precision);
}

void write(Json& json, const EscapeRecord& record)
{
    const std::size_t replicas = record.passages.size();
    json["replicas"] = replicas;
    json["escaped"] = record.escaped;
    json["censored"] = replicas - record.escaped;
    const double perEpoch = record.timePerEpoch;
    const auto& estimate = record.estimate;
    json["exposure_epochs"] = estimate ? Json(estimate->exposure) : Json(0);
    json["tau_epochs"] = estimate ? orNull(estimate->tau) : Json(nullptr);
    json["ci95"] = {estimate ? Json(estimate->low) : Json(nullptr), estimate ? orNull(estimate->high) : Json(nullptr)};
    json["tau_time"] = estimate && estimate->tau ? Json(*estimate->tau * perEpoch) : Json(nullptr);
    json["ci95_time"] = {estimate ? Json(estimate->low * perEpoch) : Json(nullptr),
                         estimate && estimate->high ? Json(*estimate->high * perEpoch) : Json(nullptr)};
    json["method"] = estimate ? english(estimate->method) : "nothing was watched";
    json["exponential_p"] = orNull(record.exponential.p);
    json["diverged"] = record.diverged;
    json["epochs"] = record.epoch;
    json["seed"] = record.seed;
    json["temperature"] = record.temperature;
    json["time_per_epoch"] = perEpoch;
    Json& times = json["times"] = Json::array();
    for (const sampling::Passage& passage : record.passages) {
        times.push_back({{"replica", passage.replica},
                         {"epochs", passage.epoch},
                         {"censored", passage.outcome != PassageOutcome::Escaped}});
        if (passage.outcome == PassageOutcome::Diverged)
            times.back()["diverged"] = true;
    }
}

} // namespace hysteron::study
