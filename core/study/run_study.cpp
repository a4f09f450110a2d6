// SPDX-FileCopyrightText: Hysteron contributors
// SPDX-License-Identifier: GPL-3.0-or-later
#include "core/study/run_study.h"

#include "core/experiment/simulation.h"
#include "core/io/changes_json.h"
#include "core/io/checkpoint_json.h"
#include "core/study/kind_json.h"
#include "core/study/pieces.h"
#include "core/study/record.h"

#include <Eigen/Core>

namespace hysteron::study {

namespace {

class RunStudy : public Study
{
public:
    RunStudy(RunRequest request, std::unique_ptr<Simulation> simulation)
        : m_request(std::move(request)), m_simulation(std::move(simulation))
    {
        report();
    }

    void advance(std::chrono::milliseconds budget, const std::stop_token& stop) override
    {
        if (limit()) // beyond its end, where it went on by hand
            m_simulation->setEndEpoch(std::max(m_simulation->endEpoch(), *limit()));
        m_pieces.spend(budget, stop, [&](std::int64_t epochs) {
            m_simulation->advance(upToLimit(m_simulation->epoch(), epochs), stop);
            return !finished();
        });
        report();
    }
    [[nodiscard]] bool finished() const override
    {
        return limit() ? isAtLimit(m_simulation->epoch()) || m_simulation->state() == RunState::Diverged
                       : m_simulation->state() != RunState::Paused;
    }

    [[nodiscard]] Record record() const override
    {
        RunRecord run;
        run.summary = summarise(*m_simulation);
        run.seed = m_simulation->specification().seed;
        run.steps = m_simulation->steps();
        run.snapshot = m_simulation->snapshot();
        run.changes = run.snapshot->changes;
        run.checkpoint = m_simulation->checkpoint();
        Record record;
        Source source = sourceOf(m_request.experiment, *run.snapshot);
        source.request = m_request; // with its own end; the changes of the log are those that came into force, and more
        record.provenance = provenanceHere({std::move(source)});
        record.outcome = !finished()              ? Outcome::Unfinished
                         : run.summary.divergence ? Outcome::Inconclusive
                                                  : Outcome::Done;
        record.values = std::move(run);
        return record;
    }

    [[nodiscard]] std::string checkpoint() const override
    {
        return Json{{"question", questionOf(m_request)}, {"state", toJson(m_simulation->checkpoint())}}.dump();
    }
    [[nodiscard]] Errors resume(const std::string& checkpoint) override
    {
        return readCheckpoint(checkpoint, questionOf(m_request), [this](const Json& json) -> Errors {
            const auto state = checkpointFromJson(json.at("state"));
            Errors errors = state ? m_simulation->restore(*state) : state.errors();
            report();
            return errors;
        });
    }

private:
    void report()
    {
        const std::int64_t end = limit().value_or(m_simulation->endEpoch());
        const std::int64_t epoch = m_simulation->epoch();
        tell({end > 0 ? static_cast<double>(epoch) / static_cast<double>(end) : 1.0, Text("epoch %1 of %2", epoch, end),
              std::nullopt});
    }

    const RunRequest m_request;
    const std::unique_ptr<Simulation> m_simulation;
    Pieces m_pieces;
};

} // namespace

Result<std::unique_ptr<Study>> makeStudy(const RunRequest& request, const Resources&, const std::stop_token& stop)
{
    const Experiment& experiment = request.experiment;
    const auto prepared = prepare(experiment.specification, stop);
    if (!prepared)
        return prepared.errors();
    auto simulation = experiment.weights.empty()
                          ? Simulation::create(*prepared, stop, experiment.engine)
                          : Simulation::createAt(*prepared, weightsOf(experiment), experiment.engine);
    if (!simulation)
        return simulation.errors();
    if (request.epochs > 0)
        simulation.value()->setEndEpoch(request.epochs);
    if (Errors errors = simulation.value()->follow(experiment.changes); !errors.empty())
        return errors;
    return std::unique_ptr<Study>(std::make_unique<RunStudy>(request, std::move(simulation).value()));
}

void write(Json& json, const RunRequest& request)
{
    write(json, request.experiment);
    json["epochs"] = request.epochs;
}

void read(Reader& reader, RunRequest& request)
{
    read(reader, request.experiment);
    reader.read("epochs", request.epochs);
}

void write(Json& json, const RunRecord& record)
{
    const RunSummary& summary = record.summary;
    Json transitions = Json::array();
    for (const Transition& transition : summary.transitions)
        transitions.push_back({{"epoch", transition.epoch}, {"from", transition.from}, {"to", transition.to}});
    Json divergence = nullptr;
    if (summary.divergence)
        divergence = {{"epoch", summary.divergence->epoch},
                      {"step", summary.divergence->step},
                      {"learning_rate", summary.divergence->learningRate},
                      {"cause", english(summary.divergence->cause)},
                      {"suggested_learning_rate", summary.divergence->suggestedLearningRate},
                      {"last_good_epoch", summary.divergence->lastGoodEpoch}};
    Json notes = Json::array();
    for (const auto& note : summary.notes)
        notes.push_back(english(note));
    json["outcome"] = summary.outcome;
    json["epochs"] = summary.epochs;
    json["steps"] = record.steps;
    json["seed"] = record.seed;
    json["start_rank"] = summary.startRank;
    json["rank"] = summary.rank;
    json["singular_values"] = summary.singularValues;
    json["train_mse"] = summary.trainMse;
    json["test_mse"] = summary.testMse;
    json["temperature"] = summary.temperature;
    json["escape_epoch"] = orNull(summary.escapeEpoch);
    json["transitions"] = transitions;
    json["changes"] = toJson(record.changes);
    json["divergence"] = divergence;
    json["notes"] = notes;
}

} // namespace hysteron::study
